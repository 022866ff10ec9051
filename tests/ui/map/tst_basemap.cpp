// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/map/basemap.h"
#include "ui/map/basemapprojection.h"

#include <QFile>
#include <QResource>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace ui;

namespace {

double longestStep(const QPolygonF &points)
{
    double longest = 0;
    for (qsizetype i = 1; i < points.size(); ++i)
        longest = std::max(longest, std::abs(points[i].x() - points[i - 1].x()));
    return longest;
}

// A square topology of one arc, its steps being whole degrees from -180, -90.
QByteArray oneArc(const QByteArray &deltas, const QByteArray &geometries)
{
    return R"({"type":"Topology","transform":{"scale":[1,1],"translate":[-180,-90]},"arcs":[)" + deltas
        + R"(],"objects":{"land":{"type":"GeometryCollection","geometries":[)" + geometries + "]}}}";
}

} // namespace

class BasemapTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void projectionRoundTrip_data()
    {
        QTest::addColumn<double>("latitude");
        QTest::addColumn<double>("longitude");
        for (const double latitude : { -85.05, -60.0, -1e-9, 0.0, 34.06893, 71.5, 85.05 }) {
            for (const double longitude : { -180.0, -179.999999, -118.445127, 0.0, 1e-9, 90.0, 180.0 })
                QTest::addRow("%g %g", latitude, longitude) << latitude << longitude;
        }
    }
    void projectionRoundTrip()
    {
        QFETCH(double, latitude);
        QFETCH(double, longitude);
        const GeoPoint back = geoOf(worldOf({ latitude, longitude }));
        QVERIFY(std::abs(back.latitude - latitude) < 1e-9);
        QVERIFY(std::abs(back.longitude - longitude) < 1e-9);
    }

    void projectionLimits_data()
    {
        QTest::addColumn<double>("latitude");
        QTest::addColumn<double>("longitude");
        QTest::addColumn<QPointF>("world");
        QTest::newRow("north pole") << 90.0 << 0.0 << QPointF(0.5, 0);
        QTest::newRow("south pole") << -90.0 << 0.0 << QPointF(0.5, 1);
        QTest::newRow("limit") << mapLatitudeLimit << 0.0 << QPointF(0.5, 0);
        QTest::newRow("beyond the limit") << 88.0 << 0.0 << QPointF(0.5, 0);
        QTest::newRow("south west corner") << -90.0 << -180.0 << QPointF(0, 1);
        QTest::newRow("north east corner") << 90.0 << 180.0 << QPointF(1, 0);
        QTest::newRow("middle") << 0.0 << 0.0 << QPointF(0.5, 0.5);
    }
    void projectionLimits()
    {
        QFETCH(double, latitude);
        QFETCH(double, longitude);
        QFETCH(QPointF, world);
        const QPointF projected = worldOf({ latitude, longitude });
        QVERIFY(std::abs(projected.x() - world.x()) < 1e-12);
        QVERIFY(std::abs(projected.y() - world.y()) < 1e-12);
        QVERIFY(projected.y() >= 0 && projected.y() <= 1);
    }

    void longitudesWrap()
    {
        QCOMPARE(geoOf({ 1.25, 0.5 }).longitude, -90.0);
        QCOMPARE(geoOf({ -0.25, 0.5 }).longitude, 90.0);
        QCOMPARE(nearestCopy(0.99, 0.01), 0.99 - 1);
        QCOMPARE(nearestCopy(0.4, 0.5), 0.4);
    }

    void unwrap_data()
    {
        QTest::addColumn<QPolygonF>("degrees");
        QTest::addColumn<QPolygonF>("unwrapped");
        QTest::newRow("nothing to do") << QPolygonF({ { 0, 0 }, { 90, 0 } }) << QPolygonF({ { 0, 0 }, { 90, 0 } });
        QTest::newRow("eastwards") << QPolygonF({ { 170, 0 }, { -170, 1 }, { -160, 2 } })
                                   << QPolygonF({ { 170, 0 }, { 190, 1 }, { 200, 2 } });
        QTest::newRow("westwards") << QPolygonF({ { -170, 0 }, { 170, 1 } }) << QPolygonF({ { -170, 0 }, { -190, 1 } });
        QTest::newRow("there and back") << QPolygonF({ { 179, 0 }, { -179, 0 }, { 179, 1 } })
                                        << QPolygonF({ { 179, 0 }, { 181, 0 }, { 179, 1 } });
    }
    void unwrap()
    {
        QFETCH(QPolygonF, degrees);
        QFETCH(QPolygonF, unwrapped);
        BasemapTopology::unwrap(degrees);
        QCOMPARE(degrees, unwrapped);
    }

    void noSegmentCrossesTheMap_data()
    {
        QTest::addColumn<BasemapDetail>("detail");
        QTest::addColumn<size_t>("leastAreas");
        QTest::newRow("110m") << BasemapDetail::World << size_t(100);
        QTest::newRow("50m") << BasemapDetail::Region << size_t(1'000);
        QTest::newRow("10m") << BasemapDetail::Local << size_t(3'000);
    }
    void noSegmentCrossesTheMap()
    {
        QFETCH(BasemapDetail, detail);
        QFETCH(size_t, leastAreas);
        const BasemapLayer &layer = Basemap::layer(detail);
        QVERIFY(Basemap::isLoaded(detail));
        QVERIFY(layer.land.size() >= leastAreas);
        int crossing = 0;
        for (const BasemapArea &area : layer.land) {
            for (const BasemapLine &outline : area.outlines)
                QVERIFY(longestStep(outline.points) < 0.5);
            crossing += area.bounds.left() < -0.001 || area.bounds.right() > 1.001 ? 1 : 0;
        }
        QVERIFY2(crossing >= 2, "Eurasia and Fiji at least reach over 180 degrees");
        for (const BasemapLine &border : layer.borders)
            QVERIFY(longestStep(border.points) < 0.5);
        QVERIFY(!layer.borders.empty());
    }

    void trapCountries_data()
    {
        QTest::addColumn<GeoPoint>("place");
        QTest::addColumn<bool>("isLand");
        QTest::newRow("Chukotka, beyond 180") << GeoPoint{ 67, -175 } << true;
        QTest::newRow("Siberia") << GeoPoint{ 65, 100 } << true;
        QTest::newRow("Vanua Levu, Fiji") << GeoPoint{ -16.6, 179.2 } << true;
        QTest::newRow("sea at Fiji's latitude") << GeoPoint{ -16.6, 0 } << false;
        QTest::newRow("Pacific at 180") << GeoPoint{ 0, 180 } << false;
        QTest::newRow("Antarctica at 180, beyond the square") << GeoPoint{ -88, 180 } << true;
        QTest::newRow("Antarctica at 0") << GeoPoint{ -80, 0 } << true;
        QTest::newRow("Southern Ocean") << GeoPoint{ -58, -120 } << false;
        QTest::newRow("Arctic Ocean") << GeoPoint{ 85, -150 } << false;
        QTest::newRow("Los Angeles") << GeoPoint{ 34.1, -118 } << true;
        QTest::newRow("Caspian Sea, a hole") << GeoPoint{ 41.9, 50.7 } << false;
    }
    void trapCountries()
    {
        QFETCH(GeoPoint, place);
        QFETCH(bool, isLand);
        for (const BasemapDetail detail : { BasemapDetail::World, BasemapDetail::Region, BasemapDetail::Local }) {
            bool found = false;
            for (const BasemapArea &area : Basemap::layer(detail).land) {
                for (const double copy : { -1.0, 0.0, 1.0 }) {
                    const QPointF world = worldBeyondLimit(place) - QPointF(copy, 0);
                    const auto around = std::count_if(area.rings.begin(), area.rings.end(),
                        [&](const QPolygonF &ring) { return ring.containsPoint(world, Qt::OddEvenFill); });
                    found = found || around % 2 == 1;
                }
            }
            QCOMPARE(found, isLand);
        }
    }

    void polarRingIsClosedThroughThePole()
    {
        // Around the globe at 70 south, in steps of 90 degrees.
        const auto topology = BasemapTopology::parse(
            oneArc("[[0,20],[90,1],[90,-1],[90,1],[90,-1]]", R"({"type":"Polygon","arcs":[[0]]})"));
        QVERIFY(topology);
        const auto areas = topology->areas(QLatin1StringView("land"));
        QCOMPARE(areas.size(), size_t(1));
        QCOMPARE(areas[0].outlines.size(), size_t(1));
        QCOMPARE(areas[0].outlines[0].points.size(), 5); // what is stroked has no way through the pole
        QVERIFY(areas[0].bounds.bottom() > 1);
        QVERIFY(areas[0].rings[0].containsPoint({ 0.5, 0.99 }, Qt::OddEvenFill));
        QVERIFY(!areas[0].rings[0].containsPoint({ 0.5, 0.5 }, Qt::OddEvenFill));
    }

    void malformed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("isTopology");
        const QByteArray arc = "[[0,20],[9,0],[0,9],[-9,-9]]";
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("not JSON") << QByteArray("{") << false;
        QTest::newRow("no transform") << QByteArray(R"({"arcs":[],"objects":{}})") << false;
        QTest::newRow("a point of one number") << oneArc("[[0]]", "") << false;
        QTest::newRow("a point of text") << oneArc(R"([["a","b"]])", "") << false;
        QTest::newRow("arc out of range") << oneArc(arc, R"({"type":"Polygon","arcs":[[7]]})") << true;
        QTest::newRow("negative out of range") << oneArc(arc, R"({"type":"Polygon","arcs":[[-9]]})") << true;
        QTest::newRow("arcs of text") << oneArc(arc, R"({"type":"Polygon","arcs":[["x"]]})") << true;
        QTest::newRow("other type") << oneArc(arc, R"({"type":"Point","arcs":[[0]]})") << true;
    }
    void malformed()
    {
        QFETCH(QByteArray, json);
        QFETCH(bool, isTopology);
        const auto topology = BasemapTopology::parse(json);
        QCOMPARE(topology.has_value(), isTopology);
        if (topology) {
            QVERIFY(topology->areas(QLatin1StringView("land")).empty());
            QVERIFY(topology->borders(QLatin1StringView("land")).empty());
            QVERIFY(topology->areas(QLatin1StringView("sea")).empty());
        }
    }

    void namesLieInTheirCountry()
    {
        const BasemapLayer &layer = Basemap::layer(BasemapDetail::World);
        for (const QString &name : { QStringLiteral("Russia"), QStringLiteral("Chile"), QStringLiteral("Norway") }) {
            const auto found = std::find_if(
                layer.names.begin(), layer.names.end(), [&](const BasemapName &n) { return n.text == name; });
            QVERIFY(found != layer.names.end());
            const bool onLand = std::any_of(layer.land.begin(), layer.land.end(),
                [&](const BasemapArea &area) { return area.rings[0].containsPoint(found->at, Qt::OddEvenFill); });
            QVERIFY(onLand);
        }
    }

    void statesAndCities()
    {
        QVERIFY(Basemap::states().states.size() > 100);
        QVERIFY(Basemap::states().counties.size() > 3'000);
        QVERIFY(Basemap::states().names.size() > 50);
        QVERIFY(Basemap::cities().size() > 10'000);
        QVERIFY(std::any_of(Basemap::cities().begin(), Basemap::cities().end(),
            [](const BasemapCity &city) { return city.name == QStringLiteral("São Paulo"); }));
    }

    void isCompressedInTheProgram()
    {
        (void)Basemap::cities(); // registers the resource
        for (const char *name :
            { "countries-110m.json", "countries-50m.json", "countries-10m.json", "counties-10m.json", "cities.tsv" }) {
            const QResource resource(QStringLiteral(":/herdscope/basemap/") + QLatin1StringView(name));
            QVERIFY(resource.isValid());
            QVERIFY2(resource.size() < resource.uncompressedSize() * 6 / 10, name);
        }
    }
};

HERD_TEST(BasemapTest)
#include "tst_basemap.moc"
