// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/herdstory.h"
#include "tests/support/testmain.h"
#include "ui/map/mapclients.h"

#include <QTest>

#include <cmath>

using namespace herdcore::state;
using namespace ui;
using namespace uitest;

namespace {

HerdState stateOf(const HerdStory &story)
{
    HerdState state(story.profile);
    story.read([&state](const EventView &event) { state.fold(event); });
    return state;
}

MapMarker marker(const QByteArray &id, double latitude, double longitude)
{
    MapMarker marker;
    marker.client = ClientId(id);
    marker.world = worldOf({ latitude, longitude });
    if (std::abs(latitude) > mapLatitudeLimit)
        marker.beyond = latitude > 0 ? -1 : 1;
    return marker;
}

MapCamera cameraAt(GeoPoint place, double zoom)
{
    MapCamera camera(QSizeF(700, 500));
    camera.look(worldOf(place), zoom);
    return camera;
}

} // namespace

class MapMarkersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newestAnywhereWithoutAViewpoint()
    {
        HerdStory story;
        story.startAll();
        story.iamat(hill, "kiwi", 34.0, -118.0);
        story.pass(nsPerSecond);
        story.iamat(smith, "kiwi", 35.0, -119.0);
        const auto markers = markersOf(stateOf(story), ServerIndex::None);
        QCOMPARE(markers.size(), size_t(1));
        QCOMPARE(markers[0].server, 2);
        QCOMPARE(markers[0].world, worldOf({ 35, -119 }));
        QVERIFY(!markers[0].newest && !markers[0].isUnknown);
    }

    void viewpointSeesItsOwnTable()
    {
        HerdStory story;
        story.startAll();
        story.iamat(hill, "kiwi", 34.0, -118.0);
        story.iamat(hill, "same", 10.0, 10.0);
        story.cut(hill, jaquez);
        story.cut(hill, smith);
        story.pass(nsPerSecond);
        story.iamat(smith, "kiwi", 35.0, -119.0);
        story.iamat(smith, "newcomer", 36.0, -120.0);
        const auto markers = markersOf(stateOf(story), hill);
        QCOMPARE(markers.size(), size_t(3)); // by id: kiwi, newcomer, same
        QCOMPARE(markers[0].world, worldOf({ 34, -118 }));
        QVERIFY(markers[0].newest.has_value());
        QCOMPARE(*markers[0].newest, worldOf({ 35, -119 }));
        QVERIFY(markers[1].isUnknown);
        QVERIFY(!markers[2].newest && !markers[2].isUnknown);
    }

    void descriptionSaysWhoKnows()
    {
        HerdStory story;
        story.startAll();
        story.cut(hill, jaquez);
        story.cut(hill, smith);
        story.iamat(smith, "<b>kiwi</b>\x1b", 35.25, -119.5);
        const HerdState state = stateOf(story);
        const QString text = describe(state, markersOf(state, ServerIndex::None).front(), ui::Clock());
        QVERIFY2(text.startsWith(QStringLiteral("<b>kiwi</b>\\x1B\n+35.250000-119.500000\n1520023")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("2018-03-02")));
        QVERIFY(text.contains(QStringLiteral("known by 4 of 5 servers")));
    }

    void agesFade_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<double>("strength");
        QTest::newRow("in the future") << -5.0 << 1.0;
        QTest::newRow("now") << 0.0 << 1.0;
        QTest::newRow("10 s") << 10.0 << 1.0;
        QTest::newRow("10 min") << 600.0 << 0.45;
        QTest::newRow("a day") << 86'400.0 << 0.45;
    }
    void agesFade()
    {
        QFETCH(double, seconds);
        QTEST(strengthOf(static_cast<std::int64_t>(seconds * 1e9)), "strength");
        QVERIFY(strengthOf(60 * nsPerSecond) < 1 && strengthOf(60 * nsPerSecond) > strengthOf(120 * nsPerSecond));
    }

    void clustersWhereMarkersWouldOverlap()
    {
        const std::vector<MapMarker> markers{ marker("a", 34, -118), marker("b", 34.01, -118), marker("c", 36, -118) };
        const MapArrangement far(markers, { cameraAt({ 35, -118 }, 6), 10, {}, {} });
        QCOMPARE(far.items().size(), size_t(2));
        QCOMPARE(far.items()[0].members.size(), size_t(2));
        const MapArrangement near(markers, { cameraAt({ 34, -118 }, 14), 10, {}, {} });
        QCOMPARE(near.items().size(), size_t(2)); // c is out of view
        QVERIFY(!near.items()[0].isCluster() && !near.items()[1].isCluster());
    }

    void everyClientIsSomewhere()
    {
        std::vector<MapMarker> markers;
        for (int i = 0; i < 1'000; ++i)
            markers.push_back(
                marker(QByteArray::number(i), 34 + 0.2 * std::sin(i * 1.7), -118 + 0.2 * std::cos(i * 2.3)));
        const MapArrangement all(markers, { cameraAt({ 34, -118 }, 9), 10, {}, {} });
        std::vector<int> seen(markers.size(), 0);
        for (const MapItem &item : all.items()) {
            for (const size_t member : item.members)
                ++seen[member];
        }
        QCOMPARE(std::count(seen.begin(), seen.end(), 1), 1'000);
        QVERIFY(all.items().size() < 500);
    }

    void selectedStandsApart()
    {
        const std::vector<MapMarker> markers{ marker("a", 34, -118), marker("b", 34, -118), marker("c", 34, -118) };
        const MapArrangement all(markers, { cameraAt({ 34, -118 }, 6), 10, ClientId("b"), {} });
        QCOMPARE(all.items().size(), size_t(2));
        QCOMPARE(all.items().back().members, std::vector<size_t>{ 1 }); // on top
    }

    void spreadMembersDoNotOverlap()
    {
        std::vector<MapMarker> markers;
        std::set<ClientId> spread;
        for (int i = 0; i < 40; ++i) {
            markers.push_back(marker(QByteArray::number(i), 34, -118));
            spread.insert(markers.back().client);
        }
        const MapArrangement all(markers, { cameraAt({ 34, -118 }, 10), 10, {}, spread });
        QCOMPARE(all.items().size(), size_t(40));
        for (const MapItem &a : all.items()) {
            QVERIFY(QLineF(a.home, QPointF(350, 250)).length() < 0.01);
            for (const MapItem &b : all.items())
                QVERIFY(&a == &b || QLineF(a.at, b.at).length() > 20);
        }
    }

    void hit_data()
    {
        QTest::addColumn<QPointF>("offset");
        QTest::addColumn<bool>("isHit");
        QTest::newRow("middle") << QPointF(0, 0) << true;
        QTest::newRow("edge") << QPointF(11.9, 0) << true;
        QTest::newRow("beside") << QPointF(0, -12.1) << false;
        QTest::newRow("corner of the box") << QPointF(9, 9) << false;
    }
    void hit()
    {
        QFETCH(QPointF, offset);
        QFETCH(bool, isHit);
        const MapArrangement one({ marker("a", 34, -118) }, { cameraAt({ 34, -118 }, 10), 10, {}, {} });
        QCOMPARE(one.itemAt(QPointF(350, 250) + offset) != nullptr, isHit);
    }

    void edgesOfTheWorld_data()
    {
        QTest::addColumn<GeoPoint>("place");
        QTest::addColumn<GeoPoint>("look");
        QTest::addColumn<size_t>("items");
        QTest::newRow("north pole") << GeoPoint{ 90, 0 } << GeoPoint{ 85, 0 } << size_t(1);
        QTest::newRow("south pole") << GeoPoint{ -90, 0 } << GeoPoint{ -85, 0 } << size_t(1);
        QTest::newRow("+180 from the west") << GeoPoint{ 0, 180 } << GeoPoint{ 0, -179 } << size_t(1);
        QTest::newRow("-180 from the east") << GeoPoint{ 0, -180 } << GeoPoint{ 0, 179 } << size_t(1);
    }
    void edgesOfTheWorld()
    {
        QFETCH(GeoPoint, place);
        QFETCH(GeoPoint, look);
        QFETCH(size_t, items);
        const MapArrangement all({ marker("a", place.latitude, place.longitude) }, { cameraAt(look, 4), 10, {}, {} });
        QCOMPARE(all.items().size(), items);
        QVERIFY(QRectF(0, 0, 700, 500).contains(all.items()[0].at));
    }

    void wideViewShowsCopies()
    {
        MapCamera camera(QSizeF(1'000, 500));
        camera.look({ 0.5, 0.5 }, camera.minZoom()); // two worlds wide
        const MapArrangement all({ marker("a", 10, 90) }, { camera, 10, {}, {} });
        QCOMPARE(all.items().size(), size_t(2));
        QCOMPARE(all.items()[1].at - all.items()[0].at, QPointF(500, 0));
    }

    void onePlaceCannotBeSeparated()
    {
        HerdStory story;
        story.startAll();
        for (const char *id : { "a", "b" })
            story.iamat(hill, id, 34, -118);
        for (const char *id : { "c", "d" })
            story.iamat(hill, id, 40 + (*id - 'c') * 0.01, -100);
        MapClients clients;
        clients.refresh(stateOf(story));
        clients.arrange(cameraAt({ 37, -109 }, 4), 10, {});
        QCOMPARE(clients.arrangement().items().size(), size_t(2));
        for (const MapItem &cluster : clients.arrangement().items()) {
            const bool isFirst = clients.markers()[cluster.members.front()].client == ClientId("a");
            QCOMPARE(clients.isOnePlace(cluster), isFirst);
        }
        QVERIFY(clients.find(ClientId("d")) != nullptr);
        QVERIFY(clients.find(ClientId("e")) == nullptr);
        QVERIFY(!clients.gather());
        clients.spread(clients.arrangement().items()[0]);
        clients.arrange(cameraAt({ 37, -109 }, 4), 10, {});
        QCOMPARE(clients.arrangement().items().size(), size_t(3));
        QVERIFY(clients.gather());
    }
};

HERD_TEST(MapMarkersTest)
#include "tst_mapmarkers.moc"
