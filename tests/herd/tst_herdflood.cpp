// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/herd/herdfixture.h"
#include "tests/host/rawlistener.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <map>
#include <set>

using namespace herdcore;
using namespace herdtest;
using herd::HerdOptions;

// What an update does in a whole herd on real sockets, read from its log.
class HerdFloodTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void costsEightLinesThatFormATree();
    void everyServerAnswersForTheFirst();
    void goesRoundWhoIsDown();
    void stopsAtACut();
    void crossesProcesses();
    void goesByMessengersToo();

private:
    static std::vector<quint16> freePorts(int count);
};

void HerdFloodTest::costsEightLinesThatFormATree()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.report(hill, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", everybody));
    const auto isHop = [](EventKind kind) {
        return [kind](const Event &event) {
            return event.kind == kind && event.client == "kiwi" && event.peer != ServerIndex::None;
        };
    };
    const auto arrived = [](const Event &event) {
        return event.kind == EventKind::LineReceived && event.text.startsWith("AT ");
    };
    QTRY_COMPARE(fixture.events(arrived).size(), std::size_t{ 8 });
    const std::vector<Event> sends = fixture.events(isHop(EventKind::LineSent));
    QCOMPARE(sends.size(), std::size_t{ 8 });

    std::map<EventId, Event> all;
    for (const Event &event : fixture.events())
        all.emplace(event.id, event);
    std::set<EventId> roots;
    for (const Event &sent : sends) {
        // Back from hop to hop to the client's line, in at most as many hops as there are servers.
        Event at = all.at(sent.cause);
        for (int hops = 0; at.text.startsWith("AT "); ++hops) {
            QVERIFY(hops < 5);
            QCOMPARE(at.kind, EventKind::LineReceived);
            const Event &from = all.at(at.cause);
            QCOMPARE(from.kind, EventKind::LineSent);
            QCOMPARE(from.text, at.text);
            QCOMPARE(from.server, at.peer);
            QCOMPARE(from.peer, at.server);
            at = all.at(from.cause);
        }
        QCOMPARE(at.text, QByteArray("IAMAT kiwi +34-118 90"));
        roots.insert(at.id);
    }
    QCOMPARE(roots.size(), std::size_t{ 1 });
    // Every arrival has a sending of its own.
    std::set<EventId> causes;
    for (const Event &event : fixture.events(arrived))
        causes.insert(event.cause);
    QCOMPARE(causes.size(), std::size_t{ 8 });
    // Who learnt from a neighbour learnt from the line that it received.
    for (const Event &learned : fixture.events(EventKind::Learned))
        QCOMPARE(all.at(learned.cause).kind, EventKind::LineReceived);
}

void HerdFloodTest::everyServerAnswersForTheFirst()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.report(campbell, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", everybody));
    const QByteArray at = fixture.events(EventKind::Learned).front().text;
    QVERIFY(at.startsWith("AT Campbell +"));
    for (const ServerIndex server : everybody) {
        const ConnectionId conversation = fixture.herd->send(server, { "WHATSAT kiwi 10 5\nhello" });
        QTRY_VERIFY(fixture.hasEnded(conversation));
        QVERIFY(fixture.answer(conversation).startsWith(QByteArray(at + "\n{")));
        QVERIFY(fixture.answer(conversation).endsWith("}\n\n? hello"));
    }
}

void HerdFloodTest::goesRoundWhoIsDown()
{
    herdcore::profile::Profile profile = sixLinks();
    profile.repair = herdcore::profile::Repair::None;
    HerdFixture fixture(profile);
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.herd->crash(smith);
    fixture.herd->stop(jaquez);
    QTRY_COMPARE(fixture.count(hill, EventKind::LinkDown), 2);
    QTRY_COMPARE(fixture.count(singleton, EventKind::LinkDown), 2);
    fixture.report(campbell, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", { campbell, singleton }));

    fixture.herd->start(smith);
    fixture.herd->start(jaquez);
    QTRY_VERIFY(fixture.hasLinkUps(22)); // the two have five links
    fixture.report(campbell, "lime");
    QTRY_VERIFY(fixture.haveLearnt("lime", everybody));
    // What they missed they do not know: nobody repairs it.
    QVERIFY(fixture.haveLearnt("kiwi", { campbell, singleton }));
}

void HerdFloodTest::stopsAtACut()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.herd->cut({ hill, jaquez });
    fixture.herd->cut({ hill, smith });
    QTRY_COMPARE(fixture.count(hill, EventKind::LinkDown), 2);
    QTRY_COMPARE(fixture.count(jaquez, EventKind::LinkDown) + fixture.count(smith, EventKind::LinkDown), 2);
    fixture.report(singleton, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", { jaquez, smith, campbell, singleton }));
    // A server that is started again keeps the cut.
    fixture.herd->crash(hill);
    fixture.herd->start(hill);
    QTRY_COMPARE(fixture.count(hill, EventKind::ServerListening), 2);
    fixture.herd->heal({ hill, jaquez });
    QTRY_VERIFY(fixture.hasLinkUps(14));
    fixture.report(hill, "lime");
    QTRY_VERIFY(fixture.haveLearnt("lime", everybody));
    fixture.herd->healAll();
    QTRY_VERIFY(fixture.hasLinkUps(16));
    QCOMPARE(fixture.count(EventKind::LinkHealed), 4);
}

std::vector<quint16> HerdFloodTest::freePorts(int count)
{
    std::vector<quint16> ports;
    std::vector<std::unique_ptr<RawListener>> held;
    for (int i = 0; i < count; ++i) {
        held.push_back(std::make_unique<RawListener>());
        ports.push_back(held.back()->port());
    }
    return ports;
}

// Two herds that know each other by their ports only, as two processes do.
void HerdFloodTest::crossesProcesses()
{
    const profile::Profile profile = sixLinks(freePorts(5));
    HerdOptions first;
    first.local = { hill, smith };
    HerdOptions second;
    second.local = { jaquez, campbell, singleton };
    HerdFixture one(profile, first);
    HerdFixture other(profile, second);
    QVERIFY(one.herd->isLocal(smith) && !one.herd->isLocal(jaquez));
    one.herd->startAll();
    other.herd->startAll();
    QTRY_VERIFY(one.hasLinkUps(5));
    QTRY_VERIFY(other.hasLinkUps(7));
    one.report(hill, "kiwi");
    QTRY_VERIFY(one.haveLearnt("kiwi", { hill, smith }));
    QTRY_VERIFY(other.haveLearnt("kiwi", { jaquez, campbell, singleton }));
}

void HerdFloodTest::goesByMessengersToo()
{
    profile::Profile profile = sixLinks(freePorts(5));
    profile.linkStyle = profile::LinkStyle::PerMessage;
    HerdFixture fixture(profile);
    fixture.herd->startAll();
    QTRY_COMPARE(fixture.count(EventKind::ServerListening), 5);
    fixture.report(singleton, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", everybody));
    const auto about = [](const Event &event) {
        return event.kind == EventKind::LineSent && event.client == "kiwi" && event.peer != ServerIndex::None;
    };
    QTRY_COMPARE(fixture.events(about).size(), std::size_t{ 12 }); // 2E: nobody can tell where a line came from
}

HERD_TEST(HerdFloodTest)
#include "tst_herdflood.moc"
