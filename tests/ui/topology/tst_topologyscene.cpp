// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/herdstory.h"
#include "tests/support/testmain.h"
#include "ui/kit/theme.h"
#include "ui/live/topologywords.h"
#include "ui/topology/topologynavigation.h"
#include "ui/topology/topologystage.h"

#include <QtTest>

#include <functional>

using namespace herdcore::state;
using namespace uitest;
using ui::NodeDetail, ui::TopologyItem, ui::TopologyScene, ui::TopologyStage;
using Kind = TopologyItem::Kind;

namespace {

HerdState stateOf(const HerdStory &story)
{
    HerdState state(story.profile);
    story.read([&state](const EventView &event) { state.fold(event); });
    return state;
}

TopologyScene sceneOf(const HerdStory &story, QSizeF size = { 1000, 800 }, double fontScale = 1)
{
    QFont font;
    font.setPointSizeF(10 * fontScale);
    TopologyStage stage(story.profile);
    stage.settle(1000);
    stage.setViewport(size, font);
    return stage.scene(stateOf(story));
}

Profile ring(int servers)
{
    Profile profile;
    for (int i = 0; i < servers; ++i)
        profile.servers.push_back({ ServerName("Node" + QByteArray::number(i)), static_cast<quint16>(13'000 + i) });
    for (int i = 0; i + 1 < servers; ++i)
        profile.links.push_back(
            { ServerIndex{ static_cast<std::int16_t>(i) }, ServerIndex{ static_cast<std::int16_t>(i + 1) } });
    if (servers > 2)
        profile.links.push_back({ ServerIndex{ 0 }, ServerIndex{ static_cast<std::int16_t>(servers - 1) } });
    return profile;
}

} // namespace

class TestTopologyScene : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachHalfIsInItsOwnServersState_data();
    void eachHalfIsInItsOwnServersState();
    void nodesSayStatePortAndCounts();
    void everythingStandsInsideAndApart_data();
    void everythingStandsInsideAndApart();
    void theRoomDecidesHowMuchIsSaid();
    void zoomingInSaysMore();
    void hitsAreServersThenLinks();
    void lanesKeepTheirSide();
    void keysWalkOverAllItems();
    void arrowsGoWhereTheyPoint();
    void tipsAreWholeSentences();
};

void TestTopologyScene::eachHalfIsInItsOwnServersState_data()
{
    using Story = std::function<void(HerdStory &)>;
    QTest::addColumn<Story>("story");
    QTest::addColumn<LinkEndState>("atHill");
    QTest::addColumn<LinkEndState>("atSmith");
    const auto row = [](const char *name, LinkEndState atHill, LinkEndState atSmith, const Story &story) {
        QTest::newRow(name) << story << atHill << atSmith;
    };
    using enum LinkEndState;
    row("not started", Down, Down, [](HerdStory &) {});
    row("up", Up, Up, [](HerdStory &s) { s.startAll(); });
    row("one end dials", Dialling, Down, [](HerdStory &s) { s.fact(EventKind::LinkDialling, hill, smith); });
    row("one end has noticed", Up, Down, [](HerdStory &s) {
        s.startAll();
        s.fact(EventKind::LinkDown, smith, hill, Reason::PeerReset);
    });
    row("cut", Cut, Cut, [](HerdStory &s) {
        s.startAll();
        s.cut(hill, smith);
    });
    row("healed", Up, Up, [](HerdStory &s) {
        s.startAll();
        s.cut(hill, smith);
        s.heal(hill, smith);
    });
    row("one crashed", Down, Down, [](HerdStory &s) {
        s.startAll();
        s.crash(smith);
    });
}

void TestTopologyScene::eachHalfIsInItsOwnServersState()
{
    QFETCH(std::function<void(HerdStory &)>, story);
    QFETCH(LinkEndState, atHill);
    QFETCH(LinkEndState, atSmith);
    HerdStory told;
    story(told);
    const TopologyScene scene = sceneOf(told);
    const auto &link = scene.links.at(static_cast<std::size_t>(scene.linkBetween(0, 2)));
    QCOMPARE(link.a, 0);
    QCOMPARE(link.b, 2);
    QCOMPARE(link.atA, atHill);
    QCOMPARE(link.atB, atSmith);
    // The first half begins at Hill.
    QVERIFY(QLineF(link.line.p1(), scene.nodes[0].centre()).length()
        < QLineF(link.line.p1(), scene.nodes[2].centre()).length());
}

void TestTopologyScene::nodesSayStatePortAndCounts()
{
    HerdStory story;
    story.startAll();
    story.connect(hill);
    story.iamat(hill, "kiwi", 1, 1);
    story.crash(smith);
    story.fact(EventKind::ListenFailed, campbell, ServerIndex::None, Reason::PortTaken, "127.0.0.1 12208");
    const TopologyScene scene = sceneOf(story);
    QCOMPARE(scene.nodes[0].stateWords, QStringLiteral("listening :12205"));
    QCOMPARE(scene.nodes[0].countWords, QStringLiteral("1 client \u00b7 1 record"));
    QVERIFY(scene.nodes[0].hasClients);
    QVERIFY(!scene.nodes[1].hasClients);
    QCOMPARE(scene.nodes[2].state, ServerState::Crashed);
    QCOMPARE(scene.nodes[2].stateWords, QStringLiteral("crashed :12207"));
    QCOMPARE(scene.nodes[3].stateWords, QStringLiteral("failed :12208"));
    QCOMPARE(scene.nodes[3].countWords, QStringLiteral("port in use"));
}

void TestTopologyScene::everythingStandsInsideAndApart_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<double>("fontScale");
    for (const int servers : { 1, 2, 3, 5, 8, 30 }) {
        for (const QSizeF size : { QSizeF(1000, 800), QSizeF(700, 500), QSizeF(480, 360) }) {
            for (const double scale : { 1.0, 1.5 })
                QTest::addRow("%d in %dx%d, %g", servers, int(size.width()), int(size.height()), scale)
                    << servers << size << scale;
        }
    }
}

void TestTopologyScene::everythingStandsInsideAndApart()
{
    QFETCH(int, servers);
    QFETCH(QSizeF, size);
    QFETCH(double, fontScale);
    HerdStory story(servers == 5 ? defaultProfile() : ring(servers));
    const TopologyScene scene = sceneOf(story, size, fontScale);
    const QRectF widget({}, size);
    int overlaps = 0;
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
        QVERIFY(widget.contains(scene.nodes[i].box));
        if (scene.metrics.isCard())
            QVERIFY(widget.contains(scene.nodes[i].clientLine.p2()));
        for (std::size_t j = i + 1; j < scene.nodes.size(); ++j)
            overlaps += scene.nodes[i].box.intersects(scene.nodes[j].box);
    }
    QVERIFY(overlaps <= (scene.metrics.isCard() ? 0 : servers / 12));
    if (servers <= 5 && (size.width() > 480 || fontScale == 1))
        QVERIFY(scene.metrics.isCard());
}

void TestTopologyScene::theRoomDecidesHowMuchIsSaid()
{
    const HerdStory five;
    QCOMPARE(sceneOf(five, { 1000, 800 }).metrics.style.detail, NodeDetail::Full);
    QVERIFY(sceneOf(five, { 1000, 800 }).metrics.style.scale > 1.2); // larger than the window's own text
    QCOMPARE(sceneOf(five, { 700, 500 }).metrics.style.detail, NodeDetail::Full);
    QCOMPARE(sceneOf(five, { 450, 340 }).metrics.style.detail, NodeDetail::Brief);
    QCOMPARE(sceneOf(five, { 350, 450 }).metrics.style.detail, NodeDetail::Tall);
    QVERIFY(sceneOf(five, { 120, 100 }).metrics.style.detail < NodeDetail::Tall);
    QCOMPARE(sceneOf(HerdStory(ring(400)), { 700, 500 }).metrics.style.detail, NodeDetail::Dot);
    // Twice the font, twice the card.
    const double unit = sceneOf(five, { 450, 340 }).metrics.unit;
    QVERIFY(sceneOf(five, { 900, 680 }, 2).metrics.unit > unit * 1.7);
}

void TestTopologyScene::zoomingInSaysMore()
{
    const HerdStory story(ring(40));
    TopologyStage stage(story.profile);
    while (!stage.settle(1000)) { }
    stage.setViewport({ 600, 450 }, QFont());
    const HerdState state = stateOf(story);
    const NodeDetail before = stage.scene(state).metrics.style.detail;
    QVERIFY(before < NodeDetail::Full);
    const QPointF pointer(222, 111);
    for (int i = 0; i < 20; ++i)
        stage.zoom(pointer, 1.25);
    QCOMPARE(stage.scene(state).metrics.style.detail, NodeDetail::Full);
    stage.setViewport({ 640, 480 }, QFont()); // does not undo the zoom
    QCOMPARE(stage.scene(state).metrics.style.detail, NodeDetail::Full);
    stage.fit();
    QVERIFY(stage.scene(state).metrics.style.detail < NodeDetail::Full);
}

void TestTopologyScene::hitsAreServersThenLinks()
{
    const TopologyScene scene = sceneOf(HerdStory());
    for (int i = 0; i < 5; ++i) {
        const auto &node = scene.nodes[static_cast<std::size_t>(i)];
        QCOMPARE(scene.itemAt(node.centre()), (TopologyItem{ Kind::Server, i }));
        QCOMPARE(scene.itemAt(node.box.topLeft() + QPointF(3, 3)), (TopologyItem{ Kind::Server, i }));
    }
    for (int i = 0; i < 6; ++i) {
        const QLineF line = scene.links[static_cast<std::size_t>(i)].line;
        const TopologyItem link{ Kind::Link, i };
        // Near both ends, where no other link crosses, and a little beside it.
        QCOMPARE(scene.itemAt(line.pointAt(0.15)), link);
        QCOMPARE(scene.itemAt(line.pointAt(0.85)), link);
        QLineF across = line.normalVector();
        across.setLength(4);
        QCOMPARE(scene.itemAt(line.pointAt(0.15) + across.p2() - across.p1()), link);
    }
    QCOMPARE(scene.itemAt({ 2, 2 }), TopologyItem());
}

void TestTopologyScene::lanesKeepTheirSide()
{
    const TopologyScene scene = sceneOf(HerdStory());
    const auto there = scene.lane({ hill, smith });
    const auto back = scene.lane({ smith, hill });
    QVERIFY(there && back);
    QVERIFY(QLineF(there->center(), back->center()).length() > 3); // both directions can be seen
    QVERIFY(qAbs(there->angleTo(*back) - 180) < 0.1);
    const auto outline = [&](ui::TopologyScene::Node node) {
        return node.box.adjusted(-1, -1, 1, 1);
    };
    QVERIFY(outline(scene.nodes[0]).contains(there->p1()));
    QVERIFY(!scene.nodes[0].box.adjusted(1, 1, -1, -1).contains(there->p1()));
    QVERIFY(outline(scene.nodes[2]).contains(there->p2()));
    QVERIFY(!scene.lane({ hill, campbell })); // no such link
    QVERIFY(!scene.lane({ ServerIndex::None, ServerIndex::None }));
    QVERIFY(!scene.lane({ hill, ServerIndex{ 77 } }));
    QCOMPARE(scene.lane({ ServerIndex::None, hill })->p1(), scene.lane({ hill, ServerIndex::None })->p2());
    QVERIFY(scene.lane({ hill, ServerIndex::None })->p2().y() < scene.nodes[0].box.top()); // away from the links
}

void TestTopologyScene::keysWalkOverAllItems()
{
    const TopologyScene scene = sceneOf(HerdStory());
    std::vector<TopologyItem> walk;
    for (auto item = ui::itemAfter(scene, {}, 1); item; item = ui::itemAfter(scene, *item, 1))
        walk.push_back(*item);
    QCOMPARE(walk.size(), std::size_t{ 11 });
    QCOMPARE(walk.front(), (TopologyItem{ Kind::Server, 0 }));
    QCOMPARE(walk[5], (TopologyItem{ Kind::Link, 0 }));
    std::vector<TopologyItem> back;
    for (auto item = ui::itemAfter(scene, {}, -1); item; item = ui::itemAfter(scene, *item, -1))
        back.push_back(*item);
    std::reverse(back.begin(), back.end());
    QCOMPARE(back, walk);
}

void TestTopologyScene::arrowsGoWhereTheyPoint()
{
    const TopologyScene scene = sceneOf(HerdStory());
    const TopologyItem atHill{ Kind::Server, 0 };
    QVERIFY(!ui::itemTowards(scene, atHill, { 0, -1 })); // nothing above
    const TopologyItem atCampbell{ Kind::Server, 3 };
    const auto right = ui::itemTowards(scene, atCampbell, { 1, 0 });
    QCOMPARE(*right, (TopologyItem{ Kind::Link, scene.linkBetween(3, 4) })); // the link lies between
    QCOMPARE(*ui::itemTowards(scene, *right, { 1, 0 }), (TopologyItem{ Kind::Server, 4 }));
    QCOMPARE(*ui::itemTowards(scene, {}, { 1, 0 }), atHill);
}

void TestTopologyScene::tipsAreWholeSentences()
{
    HerdStory story;
    story.startAll();
    story.iamat(hill, "<b>kiwi</b>", 34.07, -118.45);
    story.cut(hill, smith);
    const HerdState state = stateOf(story);
    const QString tip = ui::serverTip(state, hill);
    QVERIFY(tip.startsWith(QStringLiteral("Hill, listening on 127.0.0.1 12205\n0 clients \u00b7 1 record\n")));
    QVERIFY(tip.contains(QStringLiteral("<b>kiwi</b>  34.0700, -118.4500")));
    QCOMPARE(ui::linkTip(state, { hill, smith }),
        QStringLiteral("Link Hill - Smith\nHill sees it cut: link cut by the user; 1 line sent\n"
                       "Smith sees it cut: link cut by the user; 0 lines sent"));
    const QString all = ui::herdDescription(state);
    QVERIFY(all.contains(QStringLiteral("Hill listening, 0 clients")));
    QVERIFY(all.contains(QStringLiteral("link Hill cut, Smith cut")));
}

HERD_TEST(TestTopologyScene)
#include "tst_topologyscene.moc"
