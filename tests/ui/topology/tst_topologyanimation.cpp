// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/herdstory.h"
#include "tests/support/testmain.h"
#include "ui/topology/messageanimation.h"
#include "ui/topology/seensummary.h"

#include <QtTest>

using namespace uitest;
using ui::Lane, ui::MessageAnimation, ui::MessageKind;
using ui::summaryText, ui::UpdateSummary;
using Flight = MessageAnimation::Flight;
using Outcome = MessageAnimation::Outcome;

namespace {

constexpr double travel = 600;

// What the animation makes of everything in the story's log that comes after `after`, at that moment.
void fold(MessageAnimation &animation, const HerdStory &story, EventId after, double nowMs)
{
    story.read([&](const EventView &event) { animation.fold(event, nowMs); }, after);
}

const Flight *onLane(const MessageAnimation &animation, Lane lane)
{
    for (const auto &[id, flight] : animation.flights()) {
        if (flight.lane == lane)
            return &flight;
    }
    return nullptr;
}

int count(const MessageAnimation &animation, Outcome outcome)
{
    int n = 0;
    for (const auto &[id, flight] : animation.flights())
        n += flight.outcome == outcome;
    return n;
}

} // namespace

class TestTopologyAnimation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMessageLeavesWhenItsCauseHasArrived();
    void allSendsOfOneEventStartTogether();
    void aFloodIsAWave();
    void eachMessageKnowsKindUpdateAndOutcome();
    void aMessageWaitsForTheNewsOfItsArrival();
    void aSlowLaneIsTravelledAsSlowlyTheNextTime();
    void aSlowLinkIsTravelledSlowlyFromTheStart();
    void aHeldLineRestsHalfwayAndGoesOnFromThere();
    void theSentenceGrowsAsTheWaveArrives();
    void anExternalServersSilenceEndsTheWait();
    void aLostMessageDiesOnItsWay_data();
    void aLostMessageDiesOnItsWay();
    void whatIsOverIsForgotten();
    void aHeartbeatIsATick();
};

void TestTopologyAnimation::aMessageLeavesWhenItsCauseHasArrived()
{
    HerdStory story;
    story.startAll();
    MessageAnimation animation;
    story.iamat(hill, "kiwi", 34.07, -118.45);
    fold(animation, story, EventId::None, 1000);

    int caused = 0;
    story.read([&](const EventView &event) {
        const auto child = animation.flights().find(event.id);
        if (event.kind != EventKind::LineSent || child == animation.flights().end())
            return;
        for (const auto &[id, parent] : animation.flights()) {
            if (parent.received != event.cause)
                continue;
            ++caused;
            QVERIFY(parent.endKnown);
            QVERIFY(child->second.startMs >= parent.endMs);
        }
    });
    QCOMPARE(caused, 9); // the answer and eight floods
    QCOMPARE(animation.flights().size(), std::size_t{ 10 }); // and the client's own line
}

void TestTopologyAnimation::allSendsOfOneEventStartTogether()
{
    HerdStory story;
    story.startAll();
    MessageAnimation animation;
    story.iamat(smith, "kiwi", 34.07, -118.45); // three neighbours
    fold(animation, story, EventId::None, 1000);
    QHash<EventId, QList<double>> starts;
    story.read([&](const EventView &event) {
        if (event.kind == EventKind::LineSent)
            starts[event.cause] << animation.flights().at(event.id).startMs;
    });
    QVERIFY(starts.size() > 1);
    for (const QList<double> &together : std::as_const(starts))
        QCOMPARE(together, QList<double>(together.size(), together.first()));
}

void TestTopologyAnimation::aFloodIsAWave()
{
    HerdStory story;
    story.startAll();
    MessageAnimation animation;
    animation.setTravelTime(travel);
    story.iamat(hill, "kiwi", 34.07, -118.45);
    fold(animation, story, EventId::None, 1000);
    const double atHill = onLane(animation, { ServerIndex::None, hill })->endMs;
    QVERIFY(atHill > 1000 && atHill <= 1000 + travel);
    for (const ServerIndex peer : { jaquez, smith }) {
        QCOMPARE(onLane(animation, { hill, peer })->startMs, atHill);
        QCOMPARE(onLane(animation, { hill, peer })->endMs, atHill + travel);
    }
    QCOMPARE(onLane(animation, { smith, campbell })->startMs, atHill + travel);
    QCOMPARE(onLane(animation, { campbell, singleton })->startMs, atHill + 2 * travel);
    // In between, exactly the second hop is under way.
    QCOMPARE(animation.movingCount(atHill + 1.5 * travel), 3);
    const Flight &second = *onLane(animation, { smith, campbell });
    QCOMPARE(second.progress(atHill), 0.0);
    QVERIFY(qAbs(second.progress(atHill + 1.5 * travel) - 0.5) < 1e-9);
    QCOMPARE(second.progress(atHill + 2 * travel), 1.0);
}

void TestTopologyAnimation::eachMessageKnowsKindUpdateAndOutcome()
{
    HerdStory story;
    story.startAll();
    MessageAnimation animation;
    const UpdateKey update = story.iamat(hill, "kiwi", 34.07, -118.45);
    fold(animation, story, EventId::None, 0);
    for (const auto &[id, flight] : animation.flights())
        QCOMPARE(flight.update, update);
    QCOMPARE(onLane(animation, { ServerIndex::None, hill })->kind, MessageKind::Iamat);
    QCOMPARE(onLane(animation, { hill, ServerIndex::None })->kind, MessageKind::Answer);
    QCOMPARE(onLane(animation, { hill, smith })->kind, MessageKind::Flood);
    QCOMPARE(count(animation, Outcome::Useful), 5); // the client's line too
    QCOMPARE(count(animation, Outcome::Redundant), 4);
    QCOMPARE(count(animation, Outcome::Unknown), 1); // the answer

    // A client's line is logged before it is parsed: its answer tells what it was about.
    const auto from = story.log.lastId();
    const auto asked = story.client(EventKind::LineReceived, smith, ConnectionId{ 7 }, "WHATSAT kiwi 5 5");
    story.client(EventKind::LineSent, smith, ConnectionId{ 7 }, "AT Hill", update, asked);
    const auto wrong = story.client(EventKind::LineReceived, jaquez, ConnectionId{ 8 }, "HELLO");
    story.fact(EventKind::Rejected, jaquez, ServerIndex::None, Reason::UnknownVerb, "HELLO", {}, wrong);
    fold(animation, story, from, 0);
    QCOMPARE(onLane(animation, { ServerIndex::None, smith })->update, update);
    QCOMPARE(onLane(animation, { ServerIndex::None, smith })->kind, MessageKind::Whatsat);
    QCOMPARE(onLane(animation, { ServerIndex::None, jaquez })->outcome, Outcome::Rejected);
}

void TestTopologyAnimation::aMessageWaitsForTheNewsOfItsArrival()
{
    HerdStory story;
    MessageAnimation animation;
    animation.setTravelTime(travel);
    const auto sent = story.fact(EventKind::LineSent, hill, smith, Reason::None, "AT 1");
    fold(animation, story, EventId::None, 0);
    const double held = animation.flights().at(sent).progress(1500);
    QVERIFY(held > 0.5 && held < 1);
    QCOMPARE(animation.flights().at(sent).progress(2000), held);
    animation.advance(1500);
    QVERIFY(animation.flights().contains(sent));

    story.pass(1500 * nsPerMillisecond);
    const auto got = story.fact(EventKind::LineReceived, smith, hill, Reason::None, "AT 1", {}, sent);
    story.fact(EventKind::LineSent, smith, campbell, Reason::None, "AT 1", {}, got);
    fold(animation, story, sent, 1500);
    const Flight &flight = animation.flights().at(sent);
    QCOMPARE(flight.progress(1500), held); // goes on from where it was
    QVERIFY(flight.endMs > 1500);
    QCOMPARE(flight.progress(flight.endMs), 1.0);
    QCOMPARE(onLane(animation, { smith, campbell })->startMs, flight.endMs);
}

void TestTopologyAnimation::aSlowLaneIsTravelledAsSlowlyTheNextTime()
{
    HerdStory story;
    MessageAnimation animation;
    animation.setTravelTime(travel);
    const auto sent = story.fact(EventKind::LineSent, hill, smith, Reason::None, "AT 1");
    story.pass(1500 * nsPerMillisecond);
    story.fact(EventKind::LineReceived, smith, hill, Reason::None, "AT 1", {}, sent);
    const auto next = story.fact(EventKind::LineSent, hill, smith, Reason::None, "AT 2");
    const auto other = story.fact(EventKind::LineSent, hill, jaquez, Reason::None, "AT 2");
    fold(animation, story, EventId::None, 0);
    const auto took = [&](EventId id) {
        return animation.flights().at(id).endMs - animation.flights().at(id).startMs;
    };
    QVERIFY(qAbs(took(next) - 1500) < 1);
    QCOMPARE(took(other), travel);
}

void TestTopologyAnimation::aSlowLinkIsTravelledSlowlyFromTheStart()
{
    HerdStory story;
    MessageAnimation animation;
    animation.setTravelTime(travel);
    animation.expect({ { { { hill, smith }, 3000 } }, {} });
    const auto sent = story.fact(EventKind::LineSent, hill, smith, Reason::None, "AT 1");
    fold(animation, story, EventId::None, 0);
    const auto at = [&](double ms) {
        return animation.flights().at(sent).progress(ms);
    };
    // Evenly: in each second about as far as in the others, and never at rest.
    QVERIFY(at(1000) > 0.2 && at(1000) < 0.4);
    QVERIFY(qAbs(at(2000) - 2 * at(1000)) < 1e-9);
    QVERIFY(at(2900) > at(2800));
    story.pass(3000 * nsPerMillisecond);
    story.fact(EventKind::LineReceived, smith, hill, Reason::None, "AT 1", {}, sent);
    const double before = at(2990);
    fold(animation, story, sent, 2990);
    QCOMPARE(at(2990), before);
    QVERIFY(at(3010) > before);
    QVERIFY(animation.flights().at(sent).endMs < 2990 + travel);
    // The other way, nothing is slow.
    story.fact(EventKind::LineSent, smith, hill, Reason::None, "AT 2");
    fold(animation, story, EventId{ 2 }, 5000);
    QCOMPARE(onLane(animation, { smith, hill })->endMs, 5000 + travel);
}

void TestTopologyAnimation::aHeldLineRestsHalfwayAndGoesOnFromThere()
{
    HerdStory story;
    MessageAnimation animation;
    animation.setTravelTime(travel);
    animation.expect({ {}, { { hill, smith } } });
    const auto sent = story.fact(EventKind::LineSent, hill, smith, Reason::None, "AT 1");
    fold(animation, story, EventId::None, 0);
    QCOMPARE(animation.flights().at(sent).progress(travel), 0.5);
    QCOMPARE(animation.flights().at(sent).progress(travel + 1000), 0.5);
    animation.advance(60'000);
    QVERIFY(animation.flights().empty()); // its number remains (TopologyScene::Link::heldAtA)
    story.pass(60 * nsPerSecond);
    const auto got = story.fact(EventKind::LineReceived, smith, hill, Reason::None, "AT 1", {}, sent);
    fold(animation, story, sent, 60'000);
    const Flight &released = animation.flights().at(got);
    QCOMPARE(released.progress(60'000), 0.5);
    QCOMPARE(released.progress(60'000 + travel / 2), 1.0);
}

void TestTopologyAnimation::theSentenceGrowsAsTheWaveArrives()
{
    HerdStory story;
    story.startAll();
    MessageAnimation animation;
    animation.setTravelTime(travel);
    const UpdateKey update = story.iamat(hill, "kiwi", 34.07, -118.45);
    fold(animation, story, EventId::None, 1000);
    ui::UpdateTracer tracer(update, 5);
    story.read([&](const EventView &event) { tracer.fold(event); });
    const double atHill = onLane(animation, { ServerIndex::None, hill })->endMs;
    const auto seen = [&](double ms) {
        return asSeen(tracer.summary(), animation, ms);
    };
    const auto text = [&](double ms) {
        return summaryText(seen(ms));
    };
    QVERIFY(text(1000).startsWith(QStringLiteral("0 sends, 0 useful, 0 redundant; reached 0 of 5")));
    QVERIFY2(
        text(atHill + 1).startsWith(QStringLiteral("2 sends, 0 useful, 0 redundant, 2 on the way; reached 1 of 5")),
        qPrintable(text(atHill + 1)));
    QCOMPARE(seen(atHill + travel + 1).reached.size(), 3);
    QCOMPARE(seen(atHill + travel + 1).hops, 1);
    QCOMPARE(seen(atHill + travel + 1).tree.size(), size_t{ 2 });
    const UpdateSummary whole = seen(atHill + 10 * travel);
    QCOMPARE(summaryText(whole), summaryText(tracer.summary()));
    QCOMPARE(whole.tree, tracer.summary().tree);
}

void TestTopologyAnimation::anExternalServersSilenceEndsTheWait()
{
    HerdStory story;
    MessageAnimation animation;
    animation.setTravelTime(travel);
    story.fact(EventKind::LineSent, hill, smith, Reason::None, "AT 1");
    fold(animation, story, EventId::None, 0);
    animation.advance(travel + MessageAnimation::patienceMs - 1);
    QVERIFY(animation.isActive());
    animation.advance(travel + MessageAnimation::patienceMs);
    QVERIFY(!animation.isActive());
    // What an external server sent is only known by its arrival.
    story.fact(EventKind::LineReceived, smith, hill, Reason::None, "AT 2");
    fold(animation, story, EventId{ 1 }, 5000);
    const Flight *flight = onLane(animation, { hill, smith });
    QVERIFY(flight && flight->endKnown);
    QCOMPARE(flight->startMs, 5000.0);
}

void TestTopologyAnimation::aLostMessageDiesOnItsWay_data()
{
    QTest::addColumn<bool>("sentBefore");
    QTest::addColumn<bool>("causeIsTheSend");
    QTest::newRow("sent, then known to be lost") << true << true;
    QTest::newRow("sent, the loss only names the update") << true << false;
    QTest::newRow("never seen as sent") << false << false;
}

void TestTopologyAnimation::aLostMessageDiesOnItsWay()
{
    QFETCH(bool, sentBefore);
    QFETCH(bool, causeIsTheSend);
    HerdStory story;
    MessageAnimation animation;
    animation.setTravelTime(travel);
    const UpdateKey update{ ClientId("kiwi"), 5 };
    EventId sent{};
    if (sentBefore)
        sent = story.fact(EventKind::LineSent, hill, smith, Reason::None, "AT 1", update);
    story.fact(
        EventKind::LineLost, hill, smith, Reason::CutByUser, "AT 1", update, causeIsTheSend ? sent : EventId::None);
    fold(animation, story, EventId::None, 100);
    QCOMPARE(animation.flights().size(), std::size_t{ 1 });
    const Flight &flight = animation.flights().begin()->second;
    QCOMPARE(flight.outcome, Outcome::Lost);
    QVERIFY(flight.endMs > 100 && flight.endMs < 100 + travel);
    const double where = flight.progress(flight.endMs);
    QVERIFY(where > 0.2 && where < 0.9);
    QCOMPARE(flight.progress(flight.endMs + 300), where); // it stays where it died
}

void TestTopologyAnimation::whatIsOverIsForgotten()
{
    HerdStory story;
    story.startAll();
    MessageAnimation animation;
    for (int i = 0; i < 5; ++i)
        story.iamat(hill, "c" + QByteArray::number(i), 1, 1);
    fold(animation, story, EventId::None, 0);
    QVERIFY(animation.isActive());
    double last = 0;
    for (const auto &[id, flight] : animation.flights())
        last = std::max(last, flight.endMs);
    animation.advance(last);
    QVERIFY(animation.isActive()); // the afterglow
    animation.advance(last + MessageAnimation::afterglowMs);
    QVERIFY(!animation.isActive());
    QVERIFY(animation.flights().empty());
}

void TestTopologyAnimation::aHeartbeatIsATick()
{
    HerdStory story;
    story.fact(EventKind::LineSent, hill, smith, Reason::None, "SYNC 412 9f");
    story.fact(EventKind::LineReceived, smith, hill, Reason::None, "SYNC 412 9f", {}, story.log.lastId());
    story.fact(EventKind::LineReceived, hill, jaquez, Reason::None, "SYNC 412 9f"); // an external server's
    MessageAnimation animation;
    fold(animation, story, EventId::None, 1000);
    QVERIFY(animation.flights().empty());
    QCOMPARE(animation.ticks().size(), 2);
    QCOMPARE(animation.ticks().value({ hill, smith }), 1000.0);
    QCOMPARE(animation.ticks().value({ jaquez, hill }), 1000.0);
    animation.advance(1000 + MessageAnimation::tickMs - 1);
    QVERIFY(animation.isActive());
    animation.advance(1000 + MessageAnimation::tickMs);
    QVERIFY(!animation.isActive());
    const EventId last = story.fact(EventKind::LineSent, hill, smith, Reason::None, "SUMS 1 9f"); // repair travels
    fold(animation, story, EventId{ number(last) - 1 }, 3000);
    QCOMPARE(animation.flights().size(), std::size_t{ 1 });
}

HERD_TEST(TestTopologyAnimation)
#include "tst_topologyanimation.moc"
