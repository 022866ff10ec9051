// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/support/herd_ui_fixture.h"
#include "ui/views/mapview.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace ui;
using namespace uitest;

namespace {

constexpr QPoint middle(350, 250);

struct Stage {
    HerdStory story;
    LogFollower follower{ story.log, story.profile };
    Selection selection;
    MapView map{ follower, selection };

    Stage()
    {
        story.startAll();
        map.setAnimated(false);
        map.resize(700, 500);
    }

    void show()
    {
        map.show();
        QVERIFY(QTest::qWaitForWindowExposed(&map));
    }
    void catchUp()
    {
        follower.wake();
        QTRY_COMPARE(follower.position(), story.log.lastId());
        (void)map.grab(); // lays out what the mouse then hits
    }
    // The view as it was when the user last had it there.
    void look(double latitude, double longitude, double zoom)
    {
        map.restore({ { QStringLiteral("latitude"), latitude }, { QStringLiteral("longitude"), longitude },
            { QStringLiteral("zoom"), zoom } });
        (void)map.grab();
    }
    QPoint at(double latitude, double longitude) const
    {
        return map.camera().toScreen(worldOf({ latitude, longitude })).toPoint();
    }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(&map, Qt::LeftButton, {}, from);
        QTest::mouseMove(&map, from + (to - from) / 2);
        QTest::mouseMove(&map, to);
        QTest::mouseRelease(&map, Qt::LeftButton, {}, to);
    }
};

bool isNear(const QVariant &value, double expected, double tolerance)
{
    return std::abs(value.toDouble() - expected) < tolerance;
}

} // namespace

class MapViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clickPicksThePlace_data()
    {
        QTest::addColumn<GeoPoint>("look");
        QTest::addColumn<double>("zoom");
        QTest::addColumn<GeoPoint>("place");
        QTest::newRow("UCLA") << GeoPoint{ 34, -118.4 } << 11.0 << GeoPoint{ 34.06893, -118.445127 };
        QTest::newRow("equator") << GeoPoint{ 0, 0 } << 5.0 << GeoPoint{ 0, 0 };
        QTest::newRow("east of 180") << GeoPoint{ -17, 179.5 } << 8.0 << GeoPoint{ -17, -179.9 };
        QTest::newRow("west of 180") << GeoPoint{ -17, -179.5 } << 8.0 << GeoPoint{ -17, 179.9 };
        QTest::newRow("far north") << GeoPoint{ 83, 20 } << 6.0 << GeoPoint{ 83.3, 22 };
        QTest::newRow("far south") << GeoPoint{ -80, 20 } << 6.0 << GeoPoint{ -79, 22 };
    }
    void clickPicksThePlace()
    {
        QFETCH(GeoPoint, look);
        QFETCH(double, zoom);
        QFETCH(GeoPoint, place);
        Stage stage;
        stage.look(look.latitude, look.longitude, zoom);
        QSignalSpy picked(&stage.map, &MapView::locationPicked);
        QSignalSpy sent(&stage.map, &MapView::locationSendRequested);
        QTest::mouseClick(&stage.map, Qt::LeftButton, Qt::ControlModifier, stage.at(place.latitude, place.longitude));
        QCOMPARE(picked.count(), 1);
        QCOMPARE(sent.count(), 0);
        const double degreesPerPixel = 360 / stage.map.camera().scale();
        QVERIFY(isNear(picked[0][0], place.latitude, degreesPerPixel));
        QVERIFY(isNear(picked[0][1], place.longitude, degreesPerPixel));
        QCOMPARE(picked[0][2].value<Qt::KeyboardModifiers>(), Qt::ControlModifier);
    }

    void shiftClickSends()
    {
        Stage stage;
        stage.look(34, -118, 10);
        QSignalSpy picked(&stage.map, &MapView::locationPicked);
        QSignalSpy sent(&stage.map, &MapView::locationSendRequested);
        QTest::mouseClick(&stage.map, Qt::LeftButton, Qt::ShiftModifier, middle);
        QCOMPARE(picked.count(), 0);
        QCOMPARE(sent.count(), 1);
        QVERIFY(isNear(sent[0][0], 34, 0.001) && isNear(sent[0][1], -118, 0.001));
    }

    void keysPickTheMiddle()
    {
        Stage stage;
        stage.look(34, -118, 10);
        QSignalSpy picked(&stage.map, &MapView::locationPicked);
        QSignalSpy sent(&stage.map, &MapView::locationSendRequested);
        QTest::keyClick(&stage.map, Qt::Key_Return);
        QTest::keyClick(&stage.map, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(picked.count(), 1);
        QCOMPARE(sent.count(), 1);
        QVERIFY(isNear(picked[0][0], 34, 1e-4) && isNear(picked[0][1], -118, 1e-4));
    }

    void nothingIsPickedBeyondTheWorld()
    {
        Stage stage;
        stage.map.resize(200, 600); // the square world does not fill this view
        stage.look(0, 0, -9);
        QSignalSpy picked(&stage.map, &MapView::locationPicked);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, QPoint(100, 20));
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, QPoint(100, 590));
        QCOMPARE(picked.count(), 0);
    }

    void dragPansAndDoesNotPick()
    {
        Stage stage;
        stage.look(34, -118, 10);
        QSignalSpy picked(&stage.map, &MapView::locationPicked);
        const QPointF world = stage.map.camera().toWorld(middle);
        stage.drag(middle, middle + QPoint(120, -60));
        const QPointF now = stage.map.camera().toScreen(world);
        QVERIFY(QLineF(now, middle + QPointF(120, -60)).length() < 0.01);
        QCOMPARE(picked.count(), 0);
    }

    void keysAndWheelMove()
    {
        Stage stage;
        stage.look(34, -118, 10);
        const QPointF centre = stage.map.camera().centre();
        QTest::keyClick(&stage.map, Qt::Key_Right);
        QVERIFY(stage.map.camera().centre().x() > centre.x());
        QTest::keyClick(&stage.map, Qt::Key_Up);
        QVERIFY(stage.map.camera().centre().y() < centre.y());
        QTest::keyClick(&stage.map, Qt::Key_Plus);
        QCOMPARE(stage.map.camera().zoom(), 10.5);
        QTest::keyClick(&stage.map, Qt::Key_Minus);
        QCOMPARE(stage.map.camera().zoom(), 10.0);
        QTest::mouseDClick(&stage.map, Qt::LeftButton, {}, middle);
        QCOMPARE(stage.map.camera().zoom(), 11.0);
        QTest::keyClick(&stage.map, Qt::Key_Home);
        QCOMPARE(stage.map.camera().zoom(), stage.map.camera().coveringZoom());
    }

    void clickSelectsTheClient()
    {
        Stage stage;
        const UpdateKey old = stage.story.iamat(hill, "kiwi", 34, -118);
        stage.story.pass(nsPerSecond);
        const UpdateKey update = stage.story.iamat(hill, "kiwi", 34.05, -118.05);
        QVERIFY(!(old == update));
        stage.catchUp();
        stage.look(34, -118, 10);
        QSignalSpy picked(&stage.map, &MapView::locationPicked);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, stage.at(34.05, -118.05));
        QCOMPARE(picked.count(), 0);
        QCOMPARE(stage.selection.subject(), Selection::Subject::Client);
        QCOMPARE(stage.selection.client(), ClientId("kiwi"));
        QVERIFY(stage.selection.update() == update);
    }

    void keysStepThroughClients()
    {
        Stage stage;
        stage.story.iamat(hill, "a", 34, -118);
        stage.story.iamat(hill, "b", -30, 150);
        stage.catchUp();
        stage.look(34, -118, 10);
        QTest::keyClick(&stage.map, Qt::Key_PageDown);
        QCOMPARE(stage.selection.client(), ClientId("a"));
        QTest::keyClick(&stage.map, Qt::Key_PageDown);
        QCOMPARE(stage.selection.client(), ClientId("b"));
        QVERIFY(stage.map.rect().contains(stage.at(-30, 150))); // comes into view
        QTest::keyClick(&stage.map, Qt::Key_PageDown);
        QCOMPARE(stage.selection.client(), ClientId("a"));
    }

    void dragMovesTheClient()
    {
        Stage stage;
        stage.story.iamat(hill, "kiwi", 34, -118);
        stage.catchUp();
        stage.look(34, -118, 10);
        const MapCamera before = stage.map.camera();
        QSignalSpy moved(&stage.map, &MapView::clientMoveRequested);
        stage.drag(stage.at(34, -118), stage.at(34.1, -118.2));
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved[0][0].value<ClientId>(), ClientId("kiwi"));
        QVERIFY(isNear(moved[0][1], 34.1, 0.002) && isNear(moved[0][2], -118.2, 0.002));
        QCOMPARE(stage.map.camera(), before);
        QCOMPARE(stage.selection.subject(), Selection::Subject::Nothing);
    }

    void escapeDropsTheDrag()
    {
        Stage stage;
        stage.story.iamat(hill, "kiwi", 34, -118);
        stage.catchUp();
        stage.look(34, -118, 10);
        QSignalSpy moved(&stage.map, &MapView::clientMoveRequested);
        QTest::mousePress(&stage.map, Qt::LeftButton, {}, middle);
        QTest::mouseMove(&stage.map, middle + QPoint(60, 0));
        QTest::keyClick(&stage.map, Qt::Key_Escape);
        QTest::mouseRelease(&stage.map, Qt::LeftButton, {}, middle + QPoint(60, 0));
        QCOMPARE(moved.count(), 0);
    }

    void heapZoomsInOrSpreads()
    {
        Stage stage;
        stage.story.iamat(hill, "a", 34, -118);
        stage.story.iamat(hill, "b", 34.01, -118);
        stage.story.iamat(hill, "x", 40, -100);
        stage.story.iamat(hill, "y", 40, -100);
        stage.catchUp();
        stage.look(37, -109, 5);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, stage.at(34.005, -118));
        QVERIFY(stage.map.camera().zoom() > 10);
        stage.look(40, -100, 8);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, middle); // one and the same place: spreads
        QCOMPARE(stage.map.camera().zoom(), 8.0);
        (void)stage.map.grab();
        QSignalSpy picked(&stage.map, &MapView::locationPicked);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, middle); // now empty: gathers again
        QCOMPARE(picked.count(), 0);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, QPoint(100, 400));
        QCOMPARE(picked.count(), 1);
    }

    void handleStopsAtFifty_data()
    {
        QTest::addColumn<double>("dragTo");
        QTest::addColumn<double>("radius");
        QTest::newRow("49 km") << 49.0 << 49.0;
        QTest::newRow("50 km") << 50.0 << 50.0;
        QTest::newRow("51 km") << 51.0 << 50.0;
        QTest::newRow("90 km") << 90.0 << 50.0;
    }
    void handleStopsAtFifty()
    {
        QFETCH(double, dragTo);
        QFETCH(double, radius);
        const GeoPoint centre{ 34, -118 };
        Stage stage;
        stage.map.setQueryCircle(QueryCircle{ centre, 20 });
        stage.look(centre.latitude, centre.longitude, 9);
        QSignalSpy changed(&stage.map, &MapView::radiusChanged);
        const GeoPoint from = handleOf({ centre, 20 });
        const GeoPoint to = destination(centre, 90, dragTo);
        stage.drag(stage.at(from.latitude, from.longitude), stage.at(to.latitude, to.longitude));
        QVERIFY(changed.count() >= 1);
        const double perPixel = stage.map.camera().kilometresPerPixel();
        for (const auto &arguments : changed)
            QVERIFY(arguments[0].toDouble() <= maxQueryRadiusKm);
        QVERIFY2(isNear(changed.last()[0], radius, perPixel), qPrintable(changed.last()[0].toString()));
    }

    void circleMayGoWhileItsHandleIsHeld()
    {
        Stage stage;
        stage.map.setQueryCircle(QueryCircle{ { 34, -118 }, 20 });
        stage.look(34, -118, 9);
        QSignalSpy changed(&stage.map, &MapView::radiusChanged);
        const GeoPoint handle = handleOf({ { 34, -118 }, 20 });
        const QPoint at = stage.at(handle.latitude, handle.longitude);
        QTest::mousePress(&stage.map, Qt::LeftButton, {}, at);
        stage.map.setQueryCircle({});
        QTest::mouseMove(&stage.map, at + QPoint(30, 0));
        QTest::mouseRelease(&stage.map, Qt::LeftButton, {}, at + QPoint(30, 0));
        QCOMPARE(changed.count(), 0);
    }

    void circleFromOutsideIsBounded()
    {
        Stage stage;
        stage.map.setQueryCircle(QueryCircle{ { 34, -118 }, 80 });
        stage.look(34, -118, 9);
        QSignalSpy changed(&stage.map, &MapView::radiusChanged);
        const GeoPoint handle = handleOf({ { 34, -118 }, 50 }); // where it is, if it was cut to 50
        const QPoint at = stage.at(handle.latitude, handle.longitude);
        stage.drag(at, at - QPoint(40, 0));
        QVERIFY(changed.count() >= 1);
    }

    void fitsTheFirstClientsAndThenLeavesTheUserAlone()
    {
        Stage stage;
        stage.show();
        QCOMPARE(stage.map.camera().zoom(), stage.map.camera().coveringZoom());
        stage.story.iamat(hill, "kiwi", 34, -118);
        stage.catchUp();
        QVERIFY(stage.map.camera().zoom() > 8);
        QTest::keyClick(&stage.map, Qt::Key_Minus);
        const MapCamera mine = stage.map.camera();
        stage.story.iamat(hill, "far", -30, 150);
        stage.catchUp();
        QCOMPARE(stage.map.camera(), mine);
        QTest::keyClick(&stage.map, Qt::Key_F);
        QVERIFY(stage.map.rect().contains(stage.at(34, -118)));
        QVERIFY(stage.map.rect().contains(stage.at(-30, 150)));
    }

    void hiddenDoesNothing()
    {
        Stage stage;
        stage.show();
        stage.catchUp();
        stage.map.hide();
        stage.story.iamat(hill, "kiwi", 34, -118);
        stage.follower.wake();
        QTRY_COMPARE(stage.follower.position(), stage.story.log.lastId());
        QVERIFY(stage.map.camera().zoom() < 3); // has not even looked
        stage.show();
        QTRY_VERIFY(stage.map.camera().zoom() > 8);
    }

    void savesViewAndBeliever()
    {
        Stage stage;
        stage.look(-17, 179.9, 7);
        stage.map.setBeliever(smith);
        const QVariantMap saved = stage.map.save();
        Stage other;
        other.map.restore(saved);
        QCOMPARE(other.map.camera().zoom(), 7.0);
        QCOMPARE(other.map.save(), saved);
        other.map.setBeliever(ServerIndex::None);
        QVERIFY(other.map.save() != saved);
    }

    void paintsEverywhere_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QPalette>("palette");
        for (const QSize &size : { QSize(1, 1), QSize(200, 700), QSize(1'400, 200) }) {
            QTest::addRow("light %dx%d", size.width(), size.height()) << size << QPalette(Qt::lightGray);
            QTest::addRow("dark %dx%d", size.width(), size.height()) << size << QPalette(Qt::black);
        }
    }
    void paintsEverywhere()
    {
        QFETCH(QSize, size);
        QFETCH(QPalette, palette);
        Stage stage;
        stage.map.setPalette(palette);
        stage.map.resize(size);
        for (const auto &[id, latitude, longitude] : { std::tuple("north", 90.0, 0.0), std::tuple("south", -90.0, 10.0),
                 std::tuple("east", 0.0, 180.0), std::tuple("west", 1.0, -180.0), std::tuple("\xff\n<b>", 5.0, 5.0) }) {
            stage.story.iamat(hill, id, latitude, longitude);
            stage.story.pass(nsPerSecond);
            stage.story.iamat(smith, id, latitude / 2, -longitude);
        }
        stage.map.setQueryCircle(QueryCircle{ { 90, 0 }, 50 });
        stage.map.setPicked(GeoPoint{ -90, -180 });
        stage.map.setPlaces({ { 89, 0, QStringLiteral("<i>place</i>") }, { 0, 180, QString() } });
        stage.map.setBeliever(campbell);
        stage.catchUp();
        for (const double zoom : { -5.0, 1.0, 6.0, 17.0 }) {
            for (const double latitude : { -90.0, 0.0, 90.0 }) {
                stage.look(latitude, 180, zoom);
                QCOMPARE(stage.map.grab().size(), size);
            }
        }
    }

    void backgroundSettles()
    {
        Stage stage;
        stage.map.resize(700, 500);
        stage.look(34, -118.4, 9);
        QTRY_VERIFY_WITH_TIMEOUT(((void)stage.map.grab(), stage.map.isSettled()), 60'000);
        const QImage picture = stage.map.grab().toImage();
        const QPoint sea = stage.at(33.7, -118.8);
        const QPoint land = stage.at(34.21, -118.02);
        QVERIFY(stage.map.rect().contains(sea) && stage.map.rect().contains(land));
        const Theme &theme = Theme::of(stage.map.palette());
        QCOMPARE(picture.pixelColor(sea), theme.water);
        QCOMPARE(picture.pixelColor(land), theme.land);
    }
};

QTEST_MAIN(MapViewTest)
#include "tst_mapview.moc"
