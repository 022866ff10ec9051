// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/state/herdstate.h"

#include "tests/support/herdstory.h"
#include "tests/support/testmain.h"

#include <QtTest>

using namespace herdcore::state;
using namespace uitest;
using herdcore::state::HerdState;
using herdcore::state::LinkEndState;
using herdcore::state::ServerState;

class TestHerdState : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void serversStartStopCrashAndFail();
    void linksHaveTwoEnds();
    void aCutLinkStaysCut();
    void aLinkThatWasHealedWhileAnEndWasDown();
    void clientsComeAndGo();
    void anUpdateReachesEveryTable();
    void newestFollowsTheOrderOfRecords();
    void theForgottenAreGone();
    void whatOthersHoldStays();
    void trailsAreBounded();
    void anExternalServerIsWhatOursMeetWith();
    void anExternalServersCommandComesAndGoes();
    void repairIsAsLastSet();
    void recordsMayBeIgnored();
    void foreignBytesDoNotHurt_data();
    void foreignBytesDoNotHurt();

private:
    static HerdState folded(const HerdStory &story)
    {
        HerdState state(story.profile);
        story.read([&state](const EventView &event) { state.fold(event); });
        return state;
    }
};

void TestHerdState::serversStartStopCrashAndFail()
{
    HerdStory story;
    QCOMPARE(folded(story).server(hill).state, ServerState::Stopped);
    story.startAll();
    QCOMPARE(folded(story).server(hill).state, ServerState::Listening);
    QCOMPARE(folded(story).server(hill).endpoint, QStringLiteral("127.0.0.1 12205"));
    story.iamat(hill, "kiwi", 34, -118);
    QCOMPARE(folded(story).server(hill).table.size(), 1);
    story.crash(hill);
    story.stop(smith);
    story.fact(EventKind::ListenFailed, campbell, ServerIndex::None, Reason::PortTaken, "127.0.0.1 12208");
    const HerdState state = folded(story);
    QCOMPARE(state.server(hill).state, ServerState::Crashed);
    QVERIFY(state.server(hill).table.isEmpty());
    QCOMPARE(state.server(smith).state, ServerState::Stopped);
    QCOMPARE(state.server(campbell).state, ServerState::Failed);
    QCOMPARE(state.server(campbell).reason, Reason::PortTaken);
    QCOMPARE(state.lastNs(), story.monotonicNs);
    QCOMPARE(state.serverName(singleton), QStringLiteral("Singleton"));
    QVERIFY(state.serverName(ServerIndex::None).isEmpty());
}

void TestHerdState::linksHaveTwoEnds()
{
    HerdStory story;
    story.startAll();
    story.fact(EventKind::LinkDown, hill, smith, Reason::PeerReset);
    const HerdState state = folded(story);
    QCOMPARE(state.linkEnd(hill, smith).state, LinkEndState::Down);
    QCOMPARE(state.linkEnd(hill, smith).reason, Reason::PeerReset);
    QCOMPARE(state.linkEnd(smith, hill).state, LinkEndState::Up);
    QCOMPARE(state.linkEnd(hill, campbell).state, LinkEndState::Down); // no such link
    story.fact(EventKind::LinkDialling, hill, smith);
    QCOMPARE(folded(story).linkEnd(hill, smith).state, LinkEndState::Dialling);
    story.crash(smith);
    QCOMPARE(folded(story).linkEnd(smith, campbell).state, LinkEndState::Down);
}

void TestHerdState::aCutLinkStaysCut()
{
    HerdStory story;
    story.startAll();
    story.cut(hill, smith);
    story.fact(EventKind::LinkDown, hill, smith, Reason::CutByUser);
    story.fact(EventKind::ServerStopped, smith);
    QCOMPARE(folded(story).linkEnd(hill, smith).state, LinkEndState::Cut);
    QCOMPARE(folded(story).linkEnd(smith, hill).state, LinkEndState::Cut);
    story.fact(EventKind::LinkHealed, hill, smith);
    QCOMPARE(folded(story).linkEnd(hill, smith).state, LinkEndState::Down);
    story.fact(EventKind::LinkUp, hill, smith);
    QCOMPARE(folded(story).linkEnd(hill, smith).state, LinkEndState::Up);
    // Somebody poses as Smith.
    story.fact(EventKind::LinkRefused, hill, smith, Reason::Unconfirmed);
    QCOMPARE(folded(story).linkEnd(hill, smith).state, LinkEndState::Up);
}

void TestHerdState::aLinkThatWasHealedWhileAnEndWasDown()
{
    HerdStory story;
    story.startAll();
    story.cut(hill, smith);
    story.stop(smith);
    story.fact(EventKind::LinkHealed, hill, smith);
    QVERIFY(!folded(story).isCut({ hill, smith }));
    // And while both were.
    story.start(smith);
    story.cut(hill, smith);
    story.stop(smith);
    story.stop(hill);
    QVERIFY(folded(story).isCut({ hill, smith }));
    story.start(hill);
    story.start(smith);
    QVERIFY(!folded(story).isCut({ hill, smith }));
    story.fact(EventKind::LinkCut, smith, hill); // it would have said so
    QVERIFY(folded(story).isCut({ hill, smith }));
}

void TestHerdState::clientsComeAndGo()
{
    HerdStory story;
    const auto first = story.connect(hill);
    story.connect(hill);
    QCOMPARE(folded(story).server(hill).clients, 2);
    QCOMPARE(folded(story).clientAddress(first), QStringLiteral("127.0.0.1:40001"));
    story.disconnect(hill, ConnectionId::None); // the server was full: never counted
    QCOMPARE(folded(story).server(hill).clients, 2);
    story.disconnect(hill, first);
    QCOMPARE(folded(story).server(hill).clients, 1);
    QCOMPARE(folded(story).clientAddress(first), QStringLiteral("127.0.0.1:40001")); // its rows still want it
    for (int i = 0; i < 10'000; ++i)
        story.disconnect(hill, ConnectionId{ 1'000'000 + static_cast<quint64>(i) });
    QCOMPARE(folded(story).clientAddress(first), QString());
    QCOMPARE(folded(story).server(hill).clients, 0);
}

void TestHerdState::anUpdateReachesEveryTable()
{
    HerdStory story;
    story.startAll();
    const UpdateKey update = story.iamat(hill, "kiwi", 34.068930, -118.445127);
    const HerdState state = folded(story);
    quint64 floods = 0;
    for (const auto &link : story.profile.links)
        floods += state.linkEnd(link.a, link.b).linesOut + state.linkEnd(link.b, link.a).linesOut;
    QCOMPARE(floods, quint64{ 8 }); // 2E - (N - 1)
    for (const auto server : { hill, jaquez, smith, campbell, singleton }) {
        const auto record = state.server(server).table.value(update.client);
        QCOMPARE(record.update, update);
        QCOMPARE(record.origin.bytes(), QByteArray("Hill"));
        QCOMPARE(record.latitude, 34.068930);
        QCOMPARE(record.longitude, -118.445127);
    }
    QCOMPARE(state.clients().size(), size_t{ 1 });
    QCOMPARE(state.server(hill).linesIn,
        quint64{ 1 } + state.linkEnd(jaquez, hill).linesOut + state.linkEnd(smith, hill).linesOut);
}

void TestHerdState::newestFollowsTheOrderOfRecords()
{
    HerdStory story;
    const auto learn = [&story](std::int64_t timeNs, const QByteArray &line) {
        story.fact(EventKind::Learned, hill, ServerIndex::None, Reason::None, line, { ClientId("k"), timeNs });
        const HerdState state = folded(story);
        return state.clients().begin()->second;
    };
    QCOMPARE(learn(2, "AT Hill +0.1 k +1-1 2").newest.latitude, 1.0);
    QCOMPARE(learn(1, "AT Hill +0.1 k +2-1 1").newest.latitude, 1.0); // older
    QCOMPARE(learn(2, "AT Hill +0.1 k +3-1 2").newest.latitude, 3.0); // the greater location wins a tie
    QCOMPARE(learn(2, "AT Hill +0.1 k +1-1 2").newest.latitude, 3.0);
    QCOMPARE(learn(2, "AT Smith +0.1 k +1-1 2").newest.latitude, 1.0); // the greater origin comes before it
    const auto facts = learn(3, "AT Hill +0.1 k +4-1 3");
    QCOMPARE(facts.newest.latitude, 4.0);
    QCOMPARE(facts.trail.size(), size_t{ 1 }); // the records that lost a tie were never where the client was
}

void TestHerdState::theForgottenAreGone()
{
    HerdStory story;
    story.startAll();
    const UpdateKey update = story.iamat(hill, "kiwi", 34, -118);
    story.iamat(hill, "owl", 35, -118);
    const auto forget = [&](ServerIndex server) {
        story.fact(EventKind::Forgotten, server, ServerIndex::None, Reason::None, "AT", update);
        return folded(story);
    };
    HerdState state = forget(hill);
    QVERIFY(!state.server(hill).table.contains(update.client));
    QVERIFY(state.server(jaquez).table.contains(update.client));
    QCOMPARE(state.clients().size(), size_t{ 2 });
    for (const ServerIndex server : { jaquez, smith, campbell, singleton })
        state = forget(server);
    QCOMPARE(state.clients().size(), size_t{ 1 });
    QVERIFY(state.clients().contains(ClientId("owl")));
    QCOMPARE(state.server(hill).table.size(), 1);
    // It is a new client when it reports again.
    story.iamat(smith, "kiwi", 36, -118);
    state = folded(story);
    QCOMPARE(state.clients().at(update.client).newest.latitude, 36.0);
    QVERIFY(state.clients().at(update.client).trail.empty());
}

// Of servers that were cut off from each other, and hold another record.
void TestHerdState::whatOthersHoldStays()
{
    HerdStory story;
    story.startAll();
    const auto learn = [&](ServerIndex server, std::int64_t timeNs, const QByteArray &line) {
        story.fact(EventKind::Learned, server, ServerIndex::None, Reason::None, line, { ClientId("k"), timeNs });
    };
    learn(hill, 1, "AT Hill +0.1 k +1-1 1");
    learn(smith, 1, "AT Hill +0.1 k +1-1 1");
    learn(hill, 2, "AT Hill +0.1 k +2-1 2");
    learn(hill, 3, "AT Hill +0.1 k +3-1 3");
    story.fact(EventKind::Forgotten, hill, ServerIndex::None, Reason::None, "AT", { ClientId("k"), 3 });
    const HerdState state = folded(story);
    QCOMPARE(state.clients().size(), size_t{ 1 });
    QCOMPARE(state.clients().begin()->second.newest.latitude, 1.0);
    QVERIFY(state.clients().begin()->second.trail.empty());
}

void TestHerdState::trailsAreBounded()
{
    HerdStory story;
    for (int i = 0; i < 60; ++i)
        story.iamat(hill, "kiwi", i, 0);
    const auto facts = folded(story).clients().at(ClientId("kiwi"));
    QCOMPARE(facts.trail.size(), size_t{ 50 });
    QCOMPARE(facts.newest.latitude, 59.0);
    QCOMPARE(facts.trail.front().latitude, 9.0);
    QCOMPARE(facts.trail.back().latitude, 58.0);
}

// Smith and Campbell are external.
static Profile mixedProfile(const QStringList &command)
{
    Profile profile = defaultProfile();
    for (const ServerIndex server : { smith, campbell })
        profile.servers[static_cast<size_t>(number(server))].external
            = { herdcore::protocol::DialectKind::Flooding, command };
    return profile;
}

void TestHerdState::anExternalServerIsWhatOursMeetWith()
{
    HerdStory story(mixedProfile({}));
    const auto after = [&story](EventKind kind, Reason reason, ConnectionId connection = ConnectionId{ 7 }) {
        Event fact;
        fact.kind = kind;
        fact.server = hill;
        fact.peer = smith;
        fact.reason = reason;
        fact.connection = connection;
        story.add(fact);
        return folded(story);
    };
    QCOMPARE(folded(story).server(smith).state, ServerState::Elsewhere);
    QCOMPARE(folded(story).linkEnd(smith, campbell).state, LinkEndState::Unknown);
    // A link with a connection for each line is up until a line shows otherwise: that is no news of the other end.
    QCOMPARE(after(EventKind::LinkUp, Reason::None, ConnectionId::None).server(smith).state, ServerState::Elsewhere);
    QCOMPARE(after(EventKind::LineSent, Reason::None).server(smith).state, ServerState::Reached);
    const HerdState silent = after(EventKind::LinkDown, Reason::Refused);
    QCOMPARE(silent.server(smith).state, ServerState::Silent);
    QCOMPARE(silent.linkEnd(smith, hill).state, LinkEndState::Down); // our end's word for both
    QCOMPARE(silent.linkEnd(smith, hill).reason, Reason::Refused);
    const HerdState told = after(EventKind::LineReceived, Reason::None);
    QCOMPARE(told.server(smith).state, ServerState::Reached);
    QCOMPARE(told.server(smith).linesIn, 1u);
    QCOMPARE(told.server(smith).linesOut, 1u);
    QCOMPARE(told.linkEnd(smith, hill).linesOut, 1u);
    QCOMPARE(told.server(campbell).state, ServerState::Elsewhere);
}

void TestHerdState::anExternalServersCommandComesAndGoes()
{
    HerdStory story(mixedProfile({ QStringLiteral("server") }));
    const auto after = [&story](EventKind kind, Reason reason) {
        story.fact(kind, smith, ServerIndex::None, reason);
        return folded(story);
    };
    QCOMPARE(folded(story).server(smith).state, ServerState::Stopped);
    const HerdState started = after(EventKind::ExternalStarted, Reason::None);
    QCOMPARE(started.server(smith).state, ServerState::Started);
    QVERIFY(started.server(smith).runsCommand);
    // What it is known to hold: what it has told, not what it was told, until its program ends.
    const UpdateKey update{ ClientId("kiwi"), 5 };
    const QByteArray at("AT Smith +0.5 kiwi +34-118 0.000000005");
    story.fact(EventKind::Learned, hill, smith, Reason::None, at, update);
    QCOMPARE(folded(story).server(smith).table.size(), 1);
    story.fact(EventKind::LineSent, hill, campbell, Reason::None, at, update);
    QCOMPARE(folded(story).server(campbell).table.size(), 0);
    story.fact(EventKind::Duplicate, hill, campbell, Reason::OwnNameVisited, {}, { ClientId("kiwi"), 4 });
    QCOMPARE(folded(story).server(campbell).table.size(), 0); // an older one
    story.fact(EventKind::Duplicate, hill, campbell, Reason::OwnNameVisited, {}, update);
    QCOMPARE(folded(story).server(campbell).table.value(update.client).update, update);
    const UpdateKey asked{ ClientId("lime"), 5 };
    const QByteArray answered("AT Smith +0.5 lime +34-118 0.000000005");
    story.fact(EventKind::NeighbourHolds, hill, campbell, Reason::None, answered, asked);
    QCOMPARE(folded(story).server(campbell).table.value(asked.client).line, answered);
    const HerdState crashed = after(EventKind::ExternalEnded, Reason::EndedBySignal);
    QCOMPARE(crashed.server(smith).state, ServerState::Crashed);
    QVERIFY(!crashed.server(smith).runsCommand);
    QVERIFY(crashed.server(smith).table.isEmpty());
    // A line that was under way when it ended does not bring it back.
    story.fact(EventKind::LineSent, hill, smith, Reason::None, at, update);
    QCOMPARE(folded(story).server(smith).state, ServerState::Crashed);
    QCOMPARE(after(EventKind::ExternalEnded, Reason::CannotBeStarted).server(smith).state, ServerState::Failed);
    QCOMPARE(after(EventKind::ExternalEnded, Reason::None).server(smith).state, ServerState::Stopped);
}

void TestHerdState::repairIsAsLastSet()
{
    using herdcore::profile::Repair;
    HerdStory story;
    story.profile.repair = Repair::None;
    QCOMPARE(folded(story).repair(), Repair::None);
    const auto set = [&story](const char *mode) {
        story.fact(EventKind::RepairSet, ServerIndex::None, ServerIndex::None, Reason::None, mode);
    };
    set("push");
    QCOMPARE(folded(story).repair(), Repair::Push);
    set("sync");
    set("who knows");
    QCOMPARE(folded(story).repair(), Repair::Sync);
}

void TestHerdState::recordsMayBeIgnored()
{
    HerdStory story;
    story.startAll();
    story.iamat(hill, "kiwi", 34.0, -118.4);
    HerdState state(story.profile, HerdState::Records::Ignored);
    for (const auto &event : story.log.read(story.log.firstId()))
        state.fold(event);
    QVERIFY(state.clients().empty());
    QVERIFY(state.server(hill).table.isEmpty());
    QCOMPARE(state.server(hill).state, ServerState::Listening);
    QCOMPARE(state.server(hill).port, quint16{ 12205 });
    QCOMPARE(state.server(hill).linesOut, folded(story).server(hill).linesOut);
}

void TestHerdState::foreignBytesDoNotHurt_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("word") << QByteArray("AT");
    QTest::newRow("short") << QByteArray("AT Hill +0.1 k");
    QTest::newRow("no location") << QByteArray("AT Hill +0.1 k here 1");
    QTest::newRow("one number") << QByteArray("AT Hill +0.1 k +34 1");
    QTest::newRow("not numbers") << QByteArray("AT Hill +0.1 k +a-b 1");
    QTest::newRow("no time") << QByteArray("AT Hill +0.1 k +1-1 ");
    QTest::newRow("bytes") << QByteArray("\xff\x00\n ", 4);
}

void TestHerdState::foreignBytesDoNotHurt()
{
    QFETCH(const QByteArray, line);
    HerdStory story;
    story.fact(EventKind::Learned, hill, ServerIndex::None, Reason::None, line, { ClientId("k"), 1 });
    story.fact(EventKind::Learned, ServerIndex{ 77 }, ServerIndex{ 99 }, Reason::None, line, { ClientId("k"), 1 });
    story.fact(EventKind::LinkUp, hill, ServerIndex::None);
    QVERIFY(folded(story).clients().empty());
}

HERD_TEST(TestHerdState)
#include "tst_herdstate.moc"
