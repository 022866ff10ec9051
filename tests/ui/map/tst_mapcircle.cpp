// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/map/mapcircle.h"

#include <QGeoCoordinate>
#include <QTest>

#include <cmath>

using namespace ui;

class MapCircleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outlineIsThatFarAway_data()
    {
        QTest::addColumn<double>("latitude");
        QTest::addColumn<double>("longitude");
        QTest::addColumn<double>("radius");
        for (const double latitude : { 0.0, 34.06893, -45.0, 70.0, 82.5, -84.0 }) {
            for (const double longitude : { -118.445127, 0.0, 179.99, -180.0 }) {
                for (const double radius : { 0.5, 10.0, 50.0 })
                    QTest::addRow("%g %g %g km", latitude, longitude, radius) << latitude << longitude << radius;
            }
        }
    }
    void outlineIsThatFarAway()
    {
        QFETCH(double, latitude);
        QFETCH(double, longitude);
        QFETCH(double, radius);
        const QPolygonF outline = outlineOf({ { latitude, longitude }, radius });
        QVERIFY(outline.size() > 90);
        const QGeoCoordinate centre(latitude, longitude);
        QPointF previous = outline.first();
        for (const QPointF &point : outline) {
            const GeoPoint place = geoOf(point);
            const double km = centre.distanceTo(QGeoCoordinate(place.latitude, place.longitude)) / 1000;
            QVERIFY2(std::abs(km - radius) <= radius * 0.005, qPrintable(QString::number(km)));
            QVERIFY(std::abs(point.x() - previous.x()) < 0.5);
            previous = point;
        }
    }

    void widensTowardsThePole()
    {
        const QRectF low = outlineOf({ { 0, 0 }, 50 }).boundingRect();
        const QRectF high = outlineOf({ { 80, 0 }, 50 }).boundingRect();
        QVERIFY(high.width() > 5 * low.width());
    }

    void aroundThePoleReachesTheEdge_data()
    {
        QTest::addColumn<double>("latitude");
        QTest::addColumn<double>("edge");
        QTest::newRow("north") << 89.9 << 0.0;
        QTest::newRow("the pole itself") << 90.0 << 0.0;
        QTest::newRow("south") << -89.9 << 1.0;
    }
    void aroundThePoleReachesTheEdge()
    {
        QFETCH(double, latitude);
        QFETCH(double, edge);
        for (const QPointF &point : outlineOf({ { latitude, 20 }, 50 })) {
            QVERIFY(std::isfinite(point.x()));
            QCOMPARE(point.y(), edge); // all of it is nearer to the pole than the map reaches
        }
    }

    void radiusStopsAtFifty_data()
    {
        QTest::addColumn<double>("asked");
        QTest::addColumn<double>("given");
        QTest::newRow("0") << 0.0 << 0.0;
        QTest::newRow("tenths") << 12.34 << 12.3;
        QTest::newRow("49.9") << 49.9 << 49.9;
        QTest::newRow("50") << 50.0 << 50.0;
        QTest::newRow("50.1") << 50.1 << 50.0;
        QTest::newRow("51") << 51.0 << 50.0;
        QTest::newRow("the other side of the earth") << 20'000.0 << 50.0;
    }
    void radiusStopsAtFifty()
    {
        QFETCH(double, asked);
        QFETCH(double, given);
        const GeoPoint centre{ 34.06893, -118.445127 };
        for (const double bearing : { 0.0, 90.0, 200.0 })
            QCOMPARE(radiusThrough({ centre, 10 }, destination(centre, bearing, asked)), given);
    }

    void handleIsOnTheCircle()
    {
        const QueryCircle circle{ { 64, 179.9 }, 42 };
        QVERIFY(std::abs(distanceKm(circle.centre, handleOf(circle)) - 42) < 1e-6);
    }

    void isoText_data()
    {
        QTest::addColumn<GeoPoint>("place");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("text");
        QTest::newRow("UCLA") << GeoPoint{ 34.06893, -118.445127 } << 6 << QStringLiteral("+34.068930-118.445127");
        QTest::newRow("padded") << GeoPoint{ -5.25, 8.5 } << 4 << QStringLiteral("-05.2500+008.5000");
        QTest::newRow("zero") << GeoPoint{ 0, 0 } << 4 << QStringLiteral("+00.0000+000.0000");
        QTest::newRow("limits") << GeoPoint{ -90, 180 } << 4 << QStringLiteral("-90.0000+180.0000");
        QTest::newRow("rounded to zero") << rounded({ -0.00001, -0.00001 }, 4) << 4
                                         << QStringLiteral("+00.0000+000.0000");
    }
    void isoText()
    {
        QFETCH(GeoPoint, place);
        QFETCH(int, decimals);
        QFETCH(QString, text);
        QCOMPARE(ui::isoText(place, decimals), text);
    }

    void decimals_data()
    {
        QTest::addColumn<double>("kilometresPerPixel");
        QTest::addColumn<int>("decimals");
        QTest::newRow("world") << 50.0 << 4;
        QTest::newRow("city") << 0.05 << 4;
        QTest::newRow("street") << 0.001 << 6;
    }
    void decimals()
    {
        QFETCH(double, kilometresPerPixel);
        QTEST(decimalsFor(kilometresPerPixel), "decimals");
    }
};

HERD_TEST(MapCircleTest)
#include "tst_mapcircle.moc"
