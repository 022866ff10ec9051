// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/gazetteer.h"
#include "tests/support/testmain.h"

#include <QGeoCoordinate>
#include <QSet>
#include <QTest>

#include <cmath>
#include <random>
#include <vector>

using namespace herdcore::places;

namespace {

constexpr int everything = 1'000'000;

// The gazetteer must find exactly the places whose distance, computed by Qt, lies within the circle.
bool findsTheSame(const Gazetteer &gazetteer, const std::vector<Hit> &all, const QGeoCoordinate &centre, double km)
{
    QSet<QByteArray> expected;
    QSet<QByteArray> onTheRim;
    for (const Hit &hit : all) {
        if (std::abs(hit.latitude - centre.latitude()) > 0.6) // cheap and far beyond 50 km
            continue;
        const double distance = centre.distanceTo(QGeoCoordinate(hit.latitude, hit.longitude)) / 1000;
        if (std::abs(distance - km) < 1e-6)
            onTheRim += hit.placeId;
        else if (distance < km)
            expected += hit.placeId;
    }
    QSet<QByteArray> found;
    for (const Hit &hit : gazetteer.within(centre.latitude(), centre.longitude(), km, everything))
        found += hit.placeId;
    return found - onTheRim == expected;
}

}

// The grid against brute force.
class TestCircles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsBruteForce_data();
    void equalsBruteForce();
};

void TestCircles::equalsBruteForce_data()
{
    QTest::addColumn<double>("latitudeFrom");
    QTest::addColumn<double>("latitudeTo");
    QTest::addColumn<double>("longitudeFrom");
    QTest::addColumn<double>("longitudeTo");
    QTest::newRow("anywhere") << -90.0 << 90.0 << -180.0 << 180.0;
    QTest::newRow("Europe") << 40.0 << 55.0 << -5.0 << 20.0;
    QTest::newRow("California") << 32.0 << 38.0 << -123.0 << -115.0;
    QTest::newRow("the date line") << -20.0 << 66.0 << 179.0 << 181.0;
    QTest::newRow("north pole") << 89.0 << 90.0 << -180.0 << 180.0;
    QTest::newRow("south pole") << -90.0 << -89.0 << -180.0 << 180.0;
}

// Over the embedded places, and over a thousand made-up ones in the same part of the world.
void TestCircles::equalsBruteForce()
{
    QFETCH(double, latitudeFrom);
    QFETCH(double, latitudeTo);
    QFETCH(double, longitudeFrom);
    QFETCH(double, longitudeTo);
    std::mt19937 random(20180302);
    std::uniform_real_distribution<double> latitudes(latitudeFrom, latitudeTo);
    std::uniform_real_distribution<double> longitudes(longitudeFrom, longitudeTo);
    std::uniform_real_distribution<double> radii(0, 50);

    static const auto all = Gazetteer::shared()->within(0, 0, 30'000, everything);
    QByteArray lines;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray longitude = QByteArray::number(std::remainder(longitudes(random), 360), 'f', 5);
        const QByteArray latitude = QByteArray::number(latitudes(random), 'f', 5);
        lines += "L\t" + QByteArray::number(i) + '\t' + latitude + '\t' + longitude + "\tmade up\n";
    }
    const Gazetteer madeUp(lines);
    const auto allMadeUp = madeUp.within(0, 0, 30'000, everything);
    QCOMPARE(allMadeUp.size(), std::size_t(1000));

    for (int i = 0; i < 60; ++i) {
        const QGeoCoordinate centre(latitudes(random), std::remainder(longitudes(random), 360));
        const double km = radii(random);
        const QByteArray where = centre.toString(QGeoCoordinate::Degrees).toUtf8() + ' ' + QByteArray::number(km);
        QVERIFY2(findsTheSame(*Gazetteer::shared(), all, centre, km), where.constData());
        QVERIFY2(findsTheSame(madeUp, allMadeUp, centre, km), where.constData());
    }
}

HERD_TEST(TestCircles)
#include "tst_circles.moc"
