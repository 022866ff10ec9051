// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "tests/ui/support/mapstage.h"

#include <QSignalSpy>

using namespace ui;
using namespace uitest;

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
        MapStage stage;
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
        MapStage stage;
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
        MapStage stage;
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
        MapStage stage;
        stage.map.resize(200, 600); // the square world does not fill this view
        stage.look(0, 0, -9);
        QSignalSpy picked(&stage.map, &MapView::locationPicked);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, QPoint(100, 20));
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, QPoint(100, 590));
        QCOMPARE(picked.count(), 0);
    }

    void dragPansAndDoesNotPick()
    {
        MapStage stage;
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
        MapStage stage;
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
        MapStage stage;
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
        MapStage stage;
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
        MapStage stage;
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
        MapStage stage;
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
        MapStage stage;
        stage.show();
        stage.catchUp();
        stage.map.hide();
        stage.story.iamat(hill, "kiwi", 34, -118);
        uitest::catchUp(stage.follower, stage.story);
        QVERIFY(stage.map.camera().zoom() < 3); // has not even looked
        stage.show();
        QTRY_VERIFY(stage.map.camera().zoom() > 8);
    }

    void savesViewAndViewpoint()
    {
        MapStage stage;
        stage.look(-17, 179.9, 7);
        stage.map.setViewpoint(smith);
        const QVariantMap saved = stage.map.save();
        MapStage other;
        other.map.restore(saved);
        QCOMPARE(other.map.camera().zoom(), 7.0);
        QCOMPARE(other.map.save(), saved);
        other.map.setViewpoint(ServerIndex::None);
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
        MapStage stage;
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
        stage.map.setViewpoint(campbell);
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
        MapStage stage;
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

HERD_TEST(MapViewTest)
#include "tst_mapview.moc"
