// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/map/mapcamera.h"
#include "ui/map/mapclip.h"
#include "ui/map/mapgraticule.h"
#include "ui/map/mapnavigator.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace ui;

namespace {

bool isNear(QPointF a, QPointF b, double tolerance = 1e-6)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y()) < tolerance;
}

} // namespace

class MapCameraTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void screenRoundTrip_data()
    {
        QTest::addColumn<QPointF>("centre");
        QTest::addColumn<double>("zoom");
        QTest::newRow("world") << QPointF(0.5, 0.5) << 2.0;
        QTest::newRow("at 180") << QPointF(0.9999, 0.4) << 7.0;
        QTest::newRow("deep") << QPointF(0.171, 0.399) << MapCamera::maxZoom;
    }
    void screenRoundTrip()
    {
        QFETCH(QPointF, centre);
        QFETCH(double, zoom);
        MapCamera camera(QSizeF(700, 500));
        camera.look(centre, zoom);
        for (const QPointF &at : { QPointF(0, 0), QPointF(350, 250), QPointF(699, 499) })
            QVERIFY(isNear(camera.toScreen(camera.toWorld(at)), at, 1e-4));
        QVERIFY(isNear(camera.toScreen(centre), { 350, 250 }, 1e-4));
    }

    void nearestCopyIsShown()
    {
        MapCamera camera(QSizeF(700, 500));
        camera.look({ 0.995, 0.5 }, 5);
        const QPointF beyond = camera.toScreen({ 0.005, 0.5 }); // just east of 180
        QVERIFY(beyond.x() > 350 && beyond.x() < 700);
    }

    void zoomKeepsWhatIsUnderThePointer()
    {
        MapCamera camera(QSizeF(700, 500));
        camera.look({ 0.3, 0.4 }, 5);
        const QPointF pointer(610, 90);
        const QPointF under = camera.toWorld(pointer);
        camera.zoomAbout(pointer, 7.25);
        QCOMPARE(camera.zoom(), 7.25);
        QVERIFY(isNear(camera.toWorld(pointer), under, 1e-9));
    }

    void panMovesWithThePointer()
    {
        MapCamera camera(QSizeF(700, 500));
        camera.look({ 0.3, 0.4 }, 5);
        const QPointF world = camera.toWorld({ 100, 100 });
        camera.panBy({ 40, -25 });
        QVERIFY(isNear(camera.toScreen(world), { 140, 75 }));
    }

    void staysWithinLimits()
    {
        MapCamera camera(QSizeF(700, 500));
        camera.look({ 3.25, -9 }, 99);
        QCOMPARE(camera.zoom(), MapCamera::maxZoom);
        QCOMPARE(camera.centre().x(), 0.25);
        QVERIFY(camera.centre().y() >= 0);
        camera.look({ 0.5, 0.5 }, -99);
        QCOMPARE(camera.scale(), 500.0);
        camera.resize({ 1, 1 });
        QVERIFY(std::isfinite(camera.scale()));
    }

    void boundsOf_data()
    {
        QTest::addColumn<QList<double>>("longitudes");
        QTest::addColumn<double>("left");
        QTest::addColumn<double>("width");
        QTest::newRow("one") << QList<double>{ -90 } << 0.25 << 0.0;
        QTest::newRow("two") << QList<double>{ -90, 0 } << 0.25 << 0.25;
        QTest::newRow("across 180") << QList<double>{ -171, 171 } << 0.975 << 0.05;
        QTest::newRow("180 twice") << QList<double>{ 180, -180 } << 1.0 << 0.0;
    }
    void boundsOf()
    {
        QFETCH(QList<double>, longitudes);
        QFETCH(double, left);
        QFETCH(double, width);
        std::vector<QPointF> worlds;
        for (const double longitude : longitudes)
            worlds.push_back(worldOf({ 10, longitude }));
        const QRectF bounds = MapCamera::boundsOf(worlds);
        QVERIFY(std::abs(bounds.left() - left) < 1e-9);
        QVERIFY(std::abs(bounds.width() - width) < 1e-9);
    }

    void navigatorFitsUntilMovedByHand()
    {
        MapNavigator navigator;
        navigator.setAnimated(false);
        navigator.resize({ 700, 500 });
        const MapCamera world = navigator.camera();
        QCOMPARE(world.zoom(), world.coveringZoom());
        const std::vector<QPointF> la{ worldOf({ 34, -118 }), worldOf({ 34.2, -118.5 }) };
        navigator.keepInView({});
        QCOMPARE(navigator.camera(), world);
        navigator.keepInView(la);
        QVERIFY(navigator.camera().zoom() > 8);
        const MapCamera fitted = navigator.camera();
        navigator.keepInView({ worldOf({ 34.1, -118.2 }) }); // still in view: nothing moves
        QCOMPARE(navigator.camera(), fitted);
        navigator.keepInView({ la[0], worldOf({ 40, -100 }) });
        QVERIFY(navigator.camera().zoom() < fitted.zoom());

        navigator.pan({ 10, 0 });
        QVERIFY(navigator.isLeftAlone());
        const MapCamera mine = navigator.camera();
        navigator.keepInView({ worldOf({ -30, 150 }) });
        QCOMPARE(navigator.camera(), mine);
        navigator.fit(la);
        QCOMPARE(navigator.camera(), fitted);
        QVERIFY(!navigator.isLeftAlone());
    }

    void navigatorSavesWhatTheUserMoved()
    {
        MapNavigator navigator;
        navigator.resize({ 700, 500 });
        QVERIFY(navigator.save().isEmpty());
        navigator.zoomAbout({ 100, 100 }, 6);
        MapNavigator other;
        other.resize({ 700, 500 });
        other.restore(navigator.save());
        QVERIFY(isNear(other.camera().centre(), navigator.camera().centre(), 1e-9));
        QCOMPARE(other.camera().zoom(), 6.0);
        QVERIFY(other.isLeftAlone());
    }

    void navigatorRefusesNonsense_data()
    {
        QTest::addColumn<QVariantMap>("saved");
        const auto map = [](const QVariant &latitude, const QVariant &longitude, const QVariant &zoom) {
            return QVariantMap{ { QStringLiteral("latitude"), latitude }, { QStringLiteral("longitude"), longitude },
                { QStringLiteral("zoom"), zoom } };
        };
        QTest::newRow("nothing") << QVariantMap();
        QTest::newRow("text") << map(QStringLiteral("north"), 0.0, 3.0);
        QTest::newRow("not a number") << map(0.0, std::nan(""), 3.0);
        QTest::newRow("infinite") << map(0.0, 0.0, HUGE_VAL);
    }
    void navigatorRefusesNonsense()
    {
        QFETCH(QVariantMap, saved);
        MapNavigator navigator;
        const MapCamera before = navigator.camera();
        navigator.restore(saved);
        QCOMPARE(navigator.camera(), before);
        QVERIFY(!navigator.isLeftAlone());
    }

    void flightEndsWhereItShould()
    {
        MapNavigator navigator;
        navigator.resize({ 700, 500 });
        QSignalSpy changes(&navigator, &MapNavigator::changed);
        navigator.fit({ worldOf({ 34, -118 }) });
        QVERIFY(navigator.camera().zoom() < 5); // under way, not there
        QTRY_VERIFY(isNear(navigator.camera().centre(), worldOf({ 34, -118 })));
        QVERIFY(changes.count() > 1);
    }

    void clipRing_data()
    {
        QTest::addColumn<QPolygonF>("ring");
        QTest::addColumn<double>("area");
        QTest::newRow("inside") << QPolygonF(QRectF(1, 1, 2, 2)) << 4.0;
        QTest::newRow("around") << QPolygonF(QRectF(-5, -5, 30, 30)) << 100.0;
        QTest::newRow("corner") << QPolygonF(QRectF(8, 8, 9, 9)) << 4.0;
        QTest::newRow("outside") << QPolygonF(QRectF(20, 20, 9, 9)) << 0.0;
    }
    void clipRing()
    {
        QFETCH(QPolygonF, ring);
        QFETCH(double, area);
        const QRectF rect(0, 0, 10, 10);
        const QPolygonF kept = clippedRing(ring, rect);
        double twice = 0;
        for (qsizetype i = 0; i < kept.size(); ++i) {
            const QPointF &next = kept[(i + 1) % kept.size()];
            twice += kept[i].x() * next.y() - next.x() * kept[i].y();
            QVERIFY(rect.contains(kept[i]));
        }
        QCOMPARE(std::abs(twice) / 2, area);
    }

    void clipLine()
    {
        const QRectF rect(0, 0, 10, 10);
        const auto runs = clippedLine({ { -5, 5 }, { 5, 5 }, { 5, 15 }, { 8, 15 }, { 8, 5 } }, rect);
        QCOMPARE(runs.size(), size_t(2)); // in, out over the edge, and in again
        QCOMPARE(runs[0], QPolygonF({ { 0, 5 }, { 5, 5 }, { 5, 10 } }));
        QCOMPARE(runs[1], QPolygonF({ { 8, 10 }, { 8, 5 } }));
        QVERIFY(clippedLine({ { -5, 20 }, { 20, 20 } }, rect).empty());
    }

    void graticuleNamesItsLines()
    {
        MapCamera camera(QSizeF(700, 500));
        camera.look(worldOf({ 34.1, -118.3 }), 9);
        const MapGraticule graticule = MapGraticule::of(camera);
        const auto named = [](const std::vector<MapGraticule::Line> &lines, const QString &text) {
            return std::find_if(lines.begin(), lines.end(), [&](const auto &line) { return line.text == text; });
        };
        const auto meridian = named(graticule.meridians, QStringLiteral("118.5°W"));
        QVERIFY(meridian != graticule.meridians.end());
        QVERIFY(std::abs(meridian->position - camera.toScreen(worldOf({ 34, -118.5 })).x()) < 0.01);
        const auto parallel = named(graticule.parallels, QStringLiteral("34°N"));
        QVERIFY(parallel != graticule.parallels.end());
        QVERIFY(std::abs(parallel->position - camera.toScreen(worldOf({ 34, -118 })).y()) < 0.01);

        camera.look(worldOf({ 0, 180 }), 6);
        const MapGraticule there = MapGraticule::of(camera);
        QVERIFY(named(there.meridians, QStringLiteral("180°")) != there.meridians.end());
        QVERIFY(named(there.meridians, QStringLiteral("178°E")) != there.meridians.end());
        QVERIFY(named(there.meridians, QStringLiteral("178°W")) != there.meridians.end());
    }

    void scaleBarIsRound_data()
    {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<QString>("text");
        QTest::newRow("world") << 2.0 << QStringLiteral("2000 km");
        QTest::newRow("city") << 10.0 << QStringLiteral("10 km");
        QTest::newRow("street") << 17.0 << QStringLiteral("100 m");
    }
    void scaleBarIsRound()
    {
        QFETCH(double, zoom);
        MapCamera camera(QSizeF(700, 500));
        camera.look(worldOf({ 34, -118 }), zoom);
        const MapScaleBar bar = MapScaleBar::of(camera, 120);
        QTEST(bar.text, "text");
        QVERIFY(bar.pixels <= 120 && bar.pixels > 40);
    }
};

HERD_TEST(MapCameraTest)
#include "tst_mapcamera.moc"
