// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/gazetteer.h"
#include "tests/support/testmain.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <limits>
#include <thread>
#include <vector>

using namespace herdcore::places;

namespace {

constexpr int everything = 1'000'000;
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

QByteArrayList names(const std::vector<Hit> &hits)
{
    QByteArrayList names;
    for (const Hit &hit : hits)
        names += hit.name;
    return names;
}

QByteArrayList ids(const std::vector<Hit> &hits)
{
    QByteArrayList ids;
    for (const Hit &hit : hits)
        ids += hit.placeId;
    return ids;
}

// Around the places where grids break: both poles, both sides of +-180, the corners of cells.
const QByteArray edges = "L\t1\t90\t0\tNorth Pole\n"
                         "L\t2\t89.9\t-120\tNear North\n"
                         "L\t3\t89.9\t60\tAcross North\n"
                         "L\t4\t-90\t0\tSouth Pole\n"
                         "L\t5\t-89.9\t100\tNear South\n"
                         "L\t6\t0\t180\tEast End\n"
                         "L\t7\t0\t-180\tWest End\n"
                         "L\t8\t0\t179.9\tEast\n"
                         "L\t9\t0\t-179.9\tWest\n"
                         "N\t10\t10\t20\tCorner\n"
                         "A\tX1\t9.999999\t19.999999\tField\tTown\n"
                         "H\tX2\t10.000001\t19.999999\tPad\tTown\n";

}

class TestGazetteer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void preloadsFromSeveralThreads();
    void holdsItsData();
    void ucla_data();
    void ucla();
    void findsAcrossEdges_data();
    void findsAcrossEdges();
    void refuses_data();
    void refuses();
    void ordersByDistanceThenPlaceId();
    void cutsToTheNearest();
    void tellsWhatIsKnown();
    void leavesOutMalformedLines();
};

// First, before anything has loaded it.
void TestGazetteer::preloadsFromSeveralThreads()
{
    std::vector<std::shared_ptr<const Gazetteer>> seen(8);
    {
        std::vector<std::jthread> threads;
        for (auto &slot : seen) {
            threads.emplace_back([&slot] {
                Gazetteer::preload();
                slot = Gazetteer::shared();
            });
        }
    }
    for (const auto &gazetteer : seen)
        QCOMPARE(gazetteer.get(), Gazetteer::shared().get());
}

void TestGazetteer::holdsItsData()
{
    QCOMPARE(Gazetteer::shared()->size(), std::size_t(190'188));
    const auto world = Gazetteer::shared()->within(0, 0, 30'000, everything);
    QCOMPARE(world.size(), Gazetteer::shared()->size());
    QSet<QByteArray> distinct;
    for (const Hit &hit : world) {
        distinct += hit.placeId;
        QVERIFY2(QString::fromUtf8(hit.name).toUtf8() == hit.name, hit.placeId.constData());
    }
    QCOMPARE(std::size_t(distinct.size()), world.size());
}

void TestGazetteer::ucla_data()
{
    QTest::addColumn<double>("radiusKm");
    QTest::addColumn<int>("max");
    QTest::addColumn<int>("expected");
    QTest::newRow("10 km") << 10.0 << everything << 32;
    QTest::newRow("50 km") << 50.0 << everything << 302;
    QTest::newRow("10 km, 20 asked for") << 10.0 << 20 << 20;
    QTest::newRow("50 km, one asked for") << 50.0 << 1 << 1;
    QTest::newRow("none asked for") << 50.0 << 0 << 0;
    QTest::newRow("nothing at that very spot") << 0.0 << 20 << 0;
}

void TestGazetteer::ucla()
{
    QFETCH(double, radiusKm);
    QFETCH(int, max);
    QFETCH(int, expected);
    const auto hits = Gazetteer::shared()->within(34.068930, -118.445127, radiusKm, max);
    QCOMPARE(int(hits.size()), expected);
}

void TestGazetteer::findsAcrossEdges_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::addColumn<double>("radiusKm");
    QTest::addColumn<QByteArrayList>("expected");
    const QByteArrayList north{ "North Pole", "Near North", "Across North" };
    const QByteArrayList dateLine{ "East End", "West End" };
    QTest::newRow("at the north pole") << 90.0 << 0.0 << 12.0 << north;
    QTest::newRow("the pole has every longitude") << 90.0 << 77.0 << 0.0 << QByteArrayList{ "North Pole" };
    QTest::newRow("across the north pole")
        << 89.9 << -120.0 << 23.0 << QByteArrayList{ "Near North", "North Pole", "Across North" };
    QTest::newRow("the pole just out of reach") << 89.9 << -120.0 << 11.0 << QByteArrayList{ "Near North" };
    QTest::newRow("at the south pole") << -90.0 << 180.0 << 12.0 << QByteArrayList{ "South Pole", "Near South" };
    QTest::newRow("on +180") << 0.0 << 180.0 << 0.0 << dateLine;
    QTest::newRow("on -180") << 0.0 << -180.0 << 0.0 << dateLine;
    QTest::newRow("westwards across 180")
        << 0.0 << -179.9 << 23.0 << QByteArrayList{ "West", "East End", "West End", "East" };
    QTest::newRow("eastwards across 180")
        << 0.0 << 179.9 << 23.0 << QByteArrayList{ "East", "East End", "West End", "West" };
    QTest::newRow("a full turn further") << 0.0 << 539.9 << 1.0 << QByteArrayList{ "East" };
    QTest::newRow("four cells of a corner") << 10.0 << 20.0 << 1.0 << QByteArrayList{ "Corner", "Pad", "Field" };
    QTest::newRow("that very spot") << 10.0 << 20.0 << 0.0 << QByteArrayList{ "Corner" };
}

void TestGazetteer::findsAcrossEdges()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QFETCH(double, radiusKm);
    QFETCH(QByteArrayList, expected);
    QByteArrayList found = names(Gazetteer(edges).within(latitude, longitude, radiusKm, everything));
    if (!found.isEmpty())
        QCOMPARE(found.first(), expected.first());
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    QCOMPARE(found, expected);
}

void TestGazetteer::refuses_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::addColumn<double>("radiusKm");
    QTest::addColumn<int>("max");
    QTest::newRow("beyond the pole") << 90.1 << 0.0 << 20'000.0 << 5;
    QTest::newRow("latitude not a number") << notANumber << 0.0 << 20'000.0 << 5;
    QTest::newRow("longitude not a number") << 0.0 << notANumber << 20'000.0 << 5;
    QTest::newRow("longitude infinite") << 0.0 << infinity << 20'000.0 << 5;
    QTest::newRow("radius not a number") << 0.0 << 0.0 << notANumber << 5;
    QTest::newRow("radius negative") << 0.0 << 0.0 << -1.0 << 5;
    QTest::newRow("fewer than none") << 0.0 << 0.0 << 20'000.0 << -5;
}

void TestGazetteer::refuses()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QFETCH(double, radiusKm);
    QFETCH(int, max);
    QVERIFY(Gazetteer(edges).within(latitude, longitude, radiusKm, max).empty());
}

void TestGazetteer::ordersByDistanceThenPlaceId()
{
    const Gazetteer gazetteer("L\t30\t1\t1\tc\nL\t2\t1\t1\tb\nAA\nL\t9\t1.001\t1\tnear\nL\t1\t1\t1\ta\n");
    const QByteArrayList expected{ "GN1", "GN2", "GN30", "GN9" };
    QCOMPARE(ids(gazetteer.within(1, 1, 50, 20)), expected);
    QCOMPARE(ids(gazetteer.within(1, 1, 50, 2)), expected.first(2));

    const auto hits = Gazetteer::shared()->within(50.85, 4.35, 50, everything);
    QVERIFY(hits.size() > 100);
    QVERIFY(std::is_sorted(hits.cbegin(), hits.cend(), [](const Hit &a, const Hit &b) {
        return std::pair(a.distanceKm, a.placeId) < std::pair(b.distanceKm, b.placeId);
    }));
}

void TestGazetteer::cutsToTheNearest()
{
    const auto all = ids(Gazetteer::shared()->within(34.068930, -118.445127, 50, everything));
    for (const int max : { 1, 19, 20, 301, 302, 303 })
        QCOMPARE(ids(Gazetteer::shared()->within(34.068930, -118.445127, 50, max)), all.first(std::min(max, 302)));
}

void TestGazetteer::tellsWhatIsKnown()
{
    const Gazetteer gazetteer("N\t5408522\t34.05612\t-118.43063\tWestwood\n"
                              "A\tSMO\t34.015822\t-118.451306\tSANTA MONICA MUNI\tSANTA MONICA\n"
                              "H\t75CL\t34.5\t-118.5\tPAD\tTOWN\n"
                              "L\t\t-34.5\t0.5\tNo Id\n"
                              "L\t/2\t-34.5\t0.5\tNo Id Either");
    const Hit westwood = gazetteer.within(34.05612, -118.43063, 0, 1).at(0);
    QCOMPARE(westwood.name, QByteArray("Westwood"));
    QCOMPARE(westwood.kind, PlaceKind::Neighborhood);
    QCOMPARE(westwood.placeId, QByteArray("GN5408522"));
    QCOMPARE(westwood.latitude, 34.05612);
    QCOMPARE(westwood.longitude, -118.43063);
    QCOMPARE(westwood.distanceKm, 0.0);
    QVERIFY(westwood.vicinity.isEmpty());

    const Hit airport = gazetteer.within(34.015822, -118.451306, 0, 1).at(0);
    QCOMPARE(airport.kind, PlaceKind::Airport);
    QCOMPARE(airport.placeId, QByteArray("FAASMO"));
    QCOMPARE(airport.vicinity, QByteArray("SANTA MONICA"));
    QCOMPARE(gazetteer.within(34.5, -118.5, 0, 1).at(0).kind, PlaceKind::Heliport);

    const QByteArrayList byPosition{ "GN-34.50000+0.50000", "GN-34.50000+0.50000/2" };
    QCOMPARE(ids(gazetteer.within(-34.5, 0.5, 0, 2)), byPosition);
}

void TestGazetteer::leavesOutMalformedLines()
{
    const Gazetteer gazetteer("\n\nL\n\t\t\t\t\t\nX\t1\t0\t0\tkind\nLL\t1\t0\t0\tkind\nL\t1\t91\t0\tlatitude\n"
                              "L\t1\t0\t181\tlongitude\nL\t1\tnan\t0\tnan\nL\t1\t0x\t0\ttail\nL\t1\t0\t0\t\n"
                              "L\t1\t0\t0\n"
                              "L\t1\t0\t0\tgood");
    QCOMPARE(gazetteer.size(), std::size_t(1));
    QCOMPARE(names(gazetteer.within(0, 0, 1, 20)), QByteArrayList{ "good" });
    QCOMPARE(Gazetteer(QByteArray()).size(), std::size_t(0));
    QVERIFY(Gazetteer(QByteArray()).within(0, 0, 50, 20).empty());
}

HERD_TEST(TestGazetteer)
#include "tst_gazetteer.moc"
