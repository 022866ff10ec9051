// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/herdstory.h"
#include "tests/support/testmain.h"
#include "ui/live/updatesummary.h"
#include "ui/topology/updatesearch.h"

#include <QtTest>

#include <functional>

using namespace uitest;
using ui::summaryText, ui::UpdateSearch, ui::UpdateSummary, ui::UpdateTracer;

namespace {

UpdateSummary trace(const HerdStory &story, const UpdateKey &update)
{
    UpdateTracer tracer(update, static_cast<int>(story.profile.servers.size()));
    story.read([&tracer](const EventView &event) { tracer.fold(event); });
    return tracer.summary();
}

// The figures in front of the time, which the fixture's clock decides.
QString figures(const UpdateSummary &summary)
{
    return summaryText(summary).section(QLatin1Char(','), 0, -2);
}

} // namespace

class TestTopologySummary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFloodCostsTwiceTheLinksLessTheTree();
    void theTreeHasOneEdgePerServerReached();
    void otherUpdatesDoNotCount();
    void aPartitionLeavesServersUnreached();
    void linesThatNameNoUpdateCountByTheirCause();
    void aRecordThatWinsAConflictIsOneDelivery();
    void lostAndWaitingLinesAreSaid();
    void aRepeatFromTheClientIsNoDelivery();
    void whatSaysNothingNewSaysSo();
    void searchingInPiecesFindsTheSame();
    void searchingIsBoundedByTheGivenPosition();
};

void TestTopologySummary::aFloodCostsTwiceTheLinksLessTheTree()
{
    HerdStory story;
    story.startAll();
    const UpdateSummary summary = trace(story, story.iamat(hill, "kiwi", 34.07, -118.45));
    QCOMPARE(summary.sends, 8); // 2 * 6 links - (5 servers - 1)
    QCOMPARE(summary.useful, 4);
    QCOMPARE(summary.redundant, 4);
    QCOMPARE(summary.lost, 0);
    QCOMPARE(summary.onTheWay(), 0);
    QCOMPARE(summary.reached.size(), 5);
    QCOMPARE(summary.hops, 2);
    QVERIFY(summary.tookNs > 0);
    QCOMPARE(figures(summary), QStringLiteral("8 sends, 4 useful, 4 redundant; reached 5 of 5 in 2 hops"));
    UpdateSummary timed = summary;
    timed.tookNs = 912'345;
    QVERIFY(summaryText(timed).endsWith(QStringLiteral(", 0.9 ms")));
    timed.tookNs = 12'345'678;
    QVERIFY(summaryText(timed).endsWith(QStringLiteral(", 12 ms")));
}

void TestTopologySummary::theTreeHasOneEdgePerServerReached()
{
    HerdStory story;
    story.startAll();
    const UpdateSummary summary = trace(story, story.iamat(hill, "kiwi", 34.07, -118.45));
    QCOMPARE(summary.tree.size(), std::size_t{ 4 });
    QCOMPARE(summary.repeats.size(), std::size_t{ 4 });
    QSet<ServerIndex> reached{ hill };
    for (const auto &hop : summary.tree) { // from the root outwards
        QVERIFY(reached.contains(hop.from));
        QVERIFY(!reached.contains(hop.to));
        reached.insert(hop.to);
    }
    QCOMPARE(summary.reached[hill].hops, 0);
    QCOMPARE(summary.reached[jaquez].hops, 1);
    QCOMPARE(summary.reached[smith].hops, 1);
    QCOMPARE(summary.reached[campbell].hops, 2);
    QCOMPARE(summary.reached[hill].afterNs, 0);
    QVERIFY(summary.reached[campbell].afterNs > summary.reached[smith].afterNs);
}

void TestTopologySummary::otherUpdatesDoNotCount()
{
    HerdStory story;
    story.startAll();
    const UpdateKey kiwi = story.iamat(hill, "kiwi", 34.07, -118.45);
    const UpdateSummary alone = trace(story, kiwi);
    story.iamat(campbell, "lime", 1, 1);
    story.pass(nsPerSecond);
    story.iamat(smith, "kiwi", 2, 2);
    QCOMPARE(summaryText(trace(story, kiwi)), summaryText(alone));
    QCOMPARE(trace(story, { ClientId("nobody"), 1 }).sends, 0);
}

void TestTopologySummary::aPartitionLeavesServersUnreached()
{
    HerdStory story;
    story.startAll();
    story.cut(campbell, singleton);
    story.cut(smith, campbell);
    const UpdateSummary summary = trace(story, story.iamat(hill, "kiwi", 34.07, -118.45));
    QVERIFY(!summary.reached.contains(campbell));
    QCOMPARE(figures(summary), QStringLiteral("5 sends, 3 useful, 2 redundant; reached 4 of 5 in 2 hops"));
}

// A line is logged before it is parsed, and over per-message connections nobody knows whose it is but by its cause.
void TestTopologySummary::linesThatNameNoUpdateCountByTheirCause()
{
    HerdStory story;
    const UpdateKey update{ ClientId("kiwi"), 5 };
    const auto said = story.client(EventKind::LineReceived, hill, ConnectionId{ 1 }, "IAMAT kiwi +1+1 5");
    story.fact(EventKind::Learned, hill, ServerIndex::None, Reason::None, {}, update, said);
    const auto sent = story.fact(EventKind::LineSent, hill, smith, Reason::None, "AT 1", update, said);
    const auto got = story.fact(EventKind::LineReceived, smith, hill, Reason::None, "AT 1", {}, sent);
    story.fact(EventKind::Learned, smith, ServerIndex::None, Reason::None, {}, update, got);
    const auto back = story.fact(EventKind::LineSent, smith, hill, Reason::None, "AT 1", update, got);
    const auto gotBack = story.fact(EventKind::LineReceived, hill, smith, Reason::None, "AT 1", {}, back);
    story.fact(EventKind::Duplicate, hill, ServerIndex::None, Reason::None, {}, update, gotBack);

    const UpdateSummary summary = trace(story, update);
    QCOMPARE(figures(summary), QStringLiteral("2 sends, 1 useful, 1 redundant; reached 2 of 5 in 1 hop"));
    QCOMPARE(summary.tree, (std::vector<UpdateSummary::Hop>{ { hill, smith } }));
    QCOMPARE(summary.repeats, (std::vector<UpdateSummary::Hop>{ { smith, hill } }));
}

void TestTopologySummary::aRecordThatWinsAConflictIsOneDelivery()
{
    HerdStory story;
    const UpdateKey update{ ClientId("kiwi"), 5 };
    const auto got = story.fact(EventKind::LineReceived, smith, hill, Reason::None, "AT 1", update);
    story.fact(EventKind::Learned, smith, hill, Reason::None, {}, update, got);
    story.fact(EventKind::Conflict, smith, hill, Reason::None, {}, update, got);
    const UpdateSummary summary = trace(story, update);
    QCOMPARE(summary.useful, 1);
    QCOMPARE(summary.redundant, 0);
}

void TestTopologySummary::lostAndWaitingLinesAreSaid()
{
    HerdStory story;
    const UpdateKey update{ ClientId("kiwi"), 5 };
    story.fact(EventKind::LineSent, hill, smith, Reason::None, "AT 1", update);
    QCOMPARE(figures(trace(story, update)),
        QStringLiteral("1 send, 0 useful, 0 redundant, 1 on the way; reached 0 of 5 in 0 hops"));
    story.fact(EventKind::LineLost, hill, smith, Reason::CutByUser, "AT 1", update);
    QCOMPARE(figures(trace(story, update)),
        QStringLiteral("1 send, 0 useful, 0 redundant, 1 lost; reached 0 of 5 in 0 hops"));
}

void TestTopologySummary::aRepeatFromTheClientIsNoDelivery()
{
    HerdStory story;
    story.startAll();
    const UpdateKey update = story.iamat(hill, "kiwi", 34.07, -118.45);
    const UpdateSummary before = trace(story, update);
    const auto again = story.client(EventKind::LineReceived, hill, ConnectionId{ 99 }, "IAMAT ...", update);
    story.fact(EventKind::Duplicate, hill, ServerIndex::None, Reason::None, {}, update, again);
    QCOMPARE(summaryText(trace(story, update)), summaryText(before));
}

void TestTopologySummary::whatSaysNothingNewSaysSo()
{
    HerdStory story;
    story.startAll();
    const UpdateKey old{ ClientId("kiwi"), 5 };
    const ConnectionId client = story.connect(hill);
    const EventId report = story.client(EventKind::LineReceived, hill, client, "IAMAT kiwi +34-118 0.000000005", old);
    story.fact(EventKind::Stale, hill, ServerIndex::None, Reason::None, "AT Hill +1 kiwi +34-118 9", old, report);
    QCOMPARE(summaryText(trace(story, old)),
        QStringLiteral("older than what the server holds: it changes nothing and goes no further"));
    const UpdateKey same{ ClientId("emu"), 5 };
    story.fact(EventKind::Duplicate, hill, ServerIndex::None, Reason::None, "AT Hill +1 emu +34-118 5", same);
    QCOMPARE(summaryText(trace(story, same)), QStringLiteral("the server holds it already: it goes no further"));
    // An update that has been learned and is reported again is what it was.
    const UpdateKey kiwi = story.iamat(hill, "rhea", 34, -118);
    const QString before = summaryText(trace(story, kiwi));
    story.fact(EventKind::Duplicate, hill, ServerIndex::None, Reason::None, "AT Hill +1 rhea +34-118 5", kiwi);
    QCOMPARE(summaryText(trace(story, kiwi)), before);
}

void TestTopologySummary::searchingInPiecesFindsTheSame()
{
    HerdStory story;
    story.startAll();
    for (int i = 0; i < 200; ++i) // several chunks of the log
        story.iamat(ServerIndex{ static_cast<std::int16_t>(i % 5) }, "c" + QByteArray::number(i), 1, 1);
    const UpdateKey update = story.iamat(hill, "kiwi", 34.07, -118.45);
    UpdateSearch search(story.log);
    QCOMPARE(search.summary(), nullptr);
    search.follow(update, 5);
    QVERIFY(search.isBehind());
    int pieces = 1;
    while (!search.read(story.log.lastId(), 0))
        ++pieces;
    QVERIFY(pieces > 1);
    QVERIFY(!search.isBehind());
    QCOMPARE(figures(*search.summary()), QStringLiteral("8 sends, 4 useful, 4 redundant; reached 5 of 5 in 2 hops"));
    search.follow({}, 5);
    QCOMPARE(search.summary(), nullptr);
}

void TestTopologySummary::searchingIsBoundedByTheGivenPosition()
{
    HerdStory story;
    story.startAll();
    const auto before = story.log.lastId();
    const UpdateKey update = story.iamat(hill, "kiwi", 34.07, -118.45);
    UpdateSearch search(story.log);
    search.follow(update, 5);
    QVERIFY(search.read(before, 1000));
    QCOMPARE(search.summary()->sends, 0);
    QVERIFY(search.read(story.log.lastId(), 1000));
    QCOMPARE(search.summary()->sends, 8);
    search.follow(update, 5); // the same again: not read twice
    QVERIFY(search.read(story.log.lastId(), 1000));
    QCOMPARE(search.summary()->sends, 8);
}

HERD_TEST(TestTopologySummary)
#include "tst_topologysummary.moc"
