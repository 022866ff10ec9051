// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/enginethread.h"
#include "tests/host/hostfixture.h"
#include "tests/support/testmain.h"

#include <QSemaphore>
#include <QTest>

#include <optional>

using namespace herdcore;
using namespace herdtest;
using host::ServerHost;

namespace {

using HostPointer = std::unique_ptr<ServerHost>;

constexpr auto links = { EventKind::LinkDialling, EventKind::LinkUp, EventKind::LinkDown, EventKind::LinkCut,
    EventKind::LinkHealed, EventKind::LinkRefused };

// Hill and Jaquez, linked; Hill has the lower name and dials.
struct Pair {
    Ground ground;
    HostPointer low;
    HostPointer high;

    Pair()
    {
        high = startedHost(jaquez, { { hill, 0 } });
        low = startedHost(hill, { { jaquez, high->port() } });
    }
    HostPointer startedHost(ServerIndex server, std::initializer_list<NeighbourAt> neighbours, quint16 port = 0)
    {
        host::HostConfig config = configOf(server, neighbours);
        config.port = port;
        HostPointer started = ground.host(config);
        if (!started->start())
            qFatal("cannot listen");
        return started;
    }
    [[nodiscard]] bool isUpAtBoth(int times = 1) const
    {
        return ground.log.count(hill, EventKind::LinkUp) == times
            && ground.log.count(jaquez, EventKind::LinkUp) == times;
    }
    // Whether what a client sends to `to` reaches the other one.
    [[nodiscard]] bool floods(const ServerHost &to, ServerIndex other, const QByteArray &client) const
    {
        const RawSocket socket = RawSocket::connectedTo(to.port());
        socket.send(QByteArray("IAMAT " + client + " +34-118 90\n"));
        return QTest::qWaitFor([&] {
            const QByteArrayList learned = ground.log.lines(other, { EventKind::Learned });
            return !learned.isEmpty() && learned.last().contains(QByteArray(' ' + client + ' '));
        });
    }
};

} // namespace

// Persistent links between ServerHosts.
class HostLinksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesUp();
    void crossesEngineThreads();
    void comesBackAfterARestart_data();
    void comesBackAfterARestart();
    void cutAndHealed();
    void cutAtOneEndOnly();
    void healedBeforeTheCutWasThrough();
    void waitsForThePort();
    void followsAnotherPort();
    void refusesStrangers();
    void reportsOnceThatNobodyIsThere();
    void theLongestLineOfAClientCrossesALink();
};

void HostLinksTest::comesUp()
{
    Pair pair;
    QTRY_VERIFY(pair.isUpAtBoth());
    QCOMPARE(pair.ground.log.lines(hill, links), (QByteArrayList{ "Hill: dialling Jaquez", "Hill: link up Jaquez" }));
    QCOMPARE(pair.ground.log.lines(jaquez, links), QByteArrayList{ "Jaquez: link up Hill" });
    QVERIFY(pair.floods(*pair.low, jaquez, "kiwi"));
    QVERIFY(pair.floods(*pair.high, hill, "lime"));
    const QByteArray kiwi = "AT Hill +10.000000000 kiwi +34-118 90";
    QVERIFY(pair.ground.log.has("Hill: sent Jaquez: " + kiwi));
    QVERIFY(pair.ground.log.has("Jaquez: received Hill: " + kiwi));
    // Neighbours are no clients, and nothing goes back.
    QCOMPARE(pair.ground.log.count(hill, EventKind::ClientConnected), 1);
    QVERIFY(!pair.ground.log.has("Jaquez: sent Hill: " + kiwi));
}

void HostLinksTest::crossesEngineThreads()
{
    Recording log;
    StandingClock clock;
    net::DescriptorBudget budget;
    host::EngineThread low;
    host::EngineThread high;
    HandPlaces lowPlaces;
    HandPlaces highPlaces;
    HostPointer lowHost;
    HostPointer highHost;
    const auto run = [](host::EngineThread &engine, const std::function<void()> &task) {
        QSemaphore done;
        engine.post([&] {
            task();
            done.release();
        });
        done.acquire();
    };
    quint16 port = 0;
    run(high, [&] {
        highHost = std::make_unique<ServerHost>(configOf(jaquez, { { hill, 0 } }),
            host::HostContext{ { high.poller(), clock, log }, high.timers(), highPlaces, budget });
        QVERIFY(highHost->start());
        port = highHost->port();
    });
    run(low, [&] {
        lowHost = std::make_unique<ServerHost>(configOf(hill, { { jaquez, port } }),
            host::HostContext{ { low.poller(), clock, log }, low.timers(), lowPlaces, budget });
        QVERIFY(lowHost->start());
    });
    QTRY_COMPARE(log.count(hill, EventKind::LinkUp) + log.count(jaquez, EventKind::LinkUp), 2);
    const RawSocket client = RawSocket::connectedTo(port);
    client.send("IAMAT kiwi +34-118 90\n");
    QTRY_VERIFY(log.has("Hill: learned Jaquez: AT Jaquez +10.000000000 kiwi +34-118 90"));
    run(high, [&] { highHost.reset(); });
    run(low, [&] { lowHost.reset(); });
    QCOMPARE(budget.taken(), 0);
}

void HostLinksTest::comesBackAfterARestart_data()
{
    QTest::addColumn<bool>("dialler");
    QTest::addColumn<bool>("crash");
    QTest::newRow("who dials, crashed") << true << true;
    QTest::newRow("who dials, stopped") << true << false;
    QTest::newRow("who is dialled, crashed") << false << true;
    QTest::newRow("who is dialled, stopped") << false << false;
}

void HostLinksTest::comesBackAfterARestart()
{
    QFETCH(bool, dialler);
    QFETCH(bool, crash);
    Pair pair;
    QTRY_VERIFY(pair.isUpAtBoth());
    HostPointer &victim = dialler ? pair.low : pair.high;
    const ServerIndex its = dialler ? hill : jaquez;
    const ServerIndex other = dialler ? jaquez : hill;
    const quint16 port = victim->port();
    if (crash)
        victim->crash();
    else
        victim->stop();
    victim.reset();
    QTRY_COMPARE(pair.ground.log.count(other, EventKind::LinkDown), 1);
    victim = pair.startedHost(its, { { other, dialler ? pair.high->port() : quint16(0) } }, port);
    QTRY_VERIFY(pair.isUpAtBoth(2));
    QVERIFY(pair.floods(*pair.low, jaquez, "kiwi"));
    QVERIFY(pair.floods(*pair.high, hill, "lime"));
}

// What servers tell each other of it is longer than it was itself.
void HostLinksTest::theLongestLineOfAClientCrossesALink()
{
    Pair pair;
    QTRY_VERIFY(pair.isUpAtBoth());
    const qsizetype longest = 64 * 1024 - QByteArray("IAMAT  +34-118 90").size();
    QVERIFY(pair.floods(*pair.low, jaquez, QByteArray(longest, 'k')));
    QVERIFY(pair.floods(*pair.high, hill, QByteArray(longest - 1, 'j')));
    QCOMPARE(pair.ground.log.count(hill, EventKind::LinkDown), 0);
    RawSocket socket = RawSocket::connectedTo(pair.low->port());
    socket.send(QByteArray("IAMAT " + QByteArray(longest + 1, 'k') + " +34-118 90\n"));
    QTRY_COMPARE(socket.received(), QByteArray("? IAMAT " + QByteArray(64 - 6, 'k') + "...\n"));
}

void HostLinksTest::cutAndHealed()
{
    Pair pair;
    QTRY_VERIFY(pair.isUpAtBoth());
    const Recording &log = pair.ground.log;
    pair.low->cut(jaquez);
    pair.high->cut(hill);
    QTRY_COMPARE(log.count(hill, EventKind::LinkDown) + log.count(jaquez, EventKind::LinkDown), 2);
    const RawSocket client = RawSocket::connectedTo(pair.low->port());
    client.send("IAMAT kiwi +34-118 90\n");
    QTRY_COMPARE(log.count(hill, EventKind::Learned), 1);
    QCOMPARE(log.count(jaquez, EventKind::Learned), 0);

    pair.low->heal(jaquez);
    pair.high->heal(hill);
    QTRY_VERIFY(pair.isUpAtBoth(2));
    QVERIFY(pair.floods(*pair.low, jaquez, "lime"));
    QVERIFY(pair.floods(*pair.high, hill, "pear"));
    const QByteArrayList expected{ "Hill: dialling Jaquez", "Hill: link up Jaquez", "Hill: link cut Jaquez",
        "Hill: link down (link cut by the user) Jaquez", "Hill: link healed Jaquez", "Hill: dialling Jaquez",
        "Hill: link up Jaquez" };
    QCOMPARE(log.lines(hill, links).mid(0, 5), expected.mid(0, 5));
    QCOMPARE(log.lines(hill, links).last(), expected.last());
    // What is cut or healed already stays as it is.
    const qsizetype before = log.lines().size();
    pair.low->heal(jaquez);
    pair.low->heal(smith);
    pair.low->cut(smith);
    QCOMPARE(log.lines().size(), before);
}

// The other end does not know of the cut: it is refused, and does not retry at once.
void HostLinksTest::cutAtOneEndOnly()
{
    Pair pair;
    QTRY_VERIFY(pair.isUpAtBoth());
    pair.high->cut(hill);
    const Recording &log = pair.ground.log;
    QTRY_COMPARE(log.count(hill, EventKind::LinkDown), 2); // lost, and refused
    QCOMPARE(log.count(jaquez, EventKind::LinkUp), 1);
    QVERIFY(log.count(hill, EventKind::LinkDialling) <= 2);
    pair.high->heal(hill);
    QTRY_VERIFY(pair.isUpAtBoth(2));
    QVERIFY(pair.floods(*pair.low, jaquez, "lime"));
}

void HostLinksTest::healedBeforeTheCutWasThrough()
{
    Pair pair;
    QTRY_VERIFY(pair.isUpAtBoth());
    pair.low->cut(jaquez);
    pair.low->heal(jaquez);
    QTRY_VERIFY(pair.isUpAtBoth(2));
    QVERIFY(pair.floods(*pair.low, jaquez, "kiwi"));
    QVERIFY(pair.floods(*pair.high, hill, "lime"));
}

void HostLinksTest::waitsForThePort()
{
    Pair pair;
    pair.high.reset();
    pair.low = pair.startedHost(hill, { { jaquez, 0 } });
    pair.high = pair.startedHost(jaquez, { { hill, 0 } });
    QVERIFY(!QTest::qWaitFor([&] { return pair.ground.log.count(hill, EventKind::LinkDialling) > 0; }, 50));
    pair.low->setNeighbourPort(jaquez, pair.high->port());
    QTRY_VERIFY(pair.isUpAtBoth());
    const QByteArrayList expected{ "Hill: dialling Jaquez", "Hill: link up Jaquez" };
    QCOMPARE(pair.ground.log.lines(hill, links), expected);
}

void HostLinksTest::followsAnotherPort()
{
    Pair pair;
    QTRY_VERIFY(pair.isUpAtBoth());
    const HostPointer old = std::move(pair.high);
    old->crash();
    pair.high = pair.startedHost(jaquez, { { hill, 0 } }); // on another port: the old one may not be taken again
    pair.low->setNeighbourPort(jaquez, pair.high->port());
    QTRY_VERIFY(pair.isUpAtBoth(2));
}

void HostLinksTest::refusesStrangers()
{
    Ground ground;
    const HostPointer server = ground.host(configOf(hill, { { jaquez, 0 } }));
    QVERIFY(server->start());
    RawSocket stranger = RawSocket::connectedTo(server->port());
    const QByteArray address = "127.0.0.1:" + QByteArray::number(stranger.ownPort());
    stranger.send("PEER 1 Smith Hill b\nAT Smith +1 kiwi +34-118 90\n");
    QTRY_VERIFY(stranger.ended());
    QCOMPARE(stranger.received(), QByteArray("REFUSED not-a-neighbour\n"));
    QCOMPARE(ground.log.lines(hill),
        (QByteArrayList{ "Hill: listening", "Hill: received: PEER 1 Smith Hill b",
            "Hill: link refused (not a neighbour): " + address + ": PEER 1 Smith Hill b",
            "Hill: sent: REFUSED not-a-neighbour" }));
    stranger.close();
    QTRY_COMPARE(ground.budget.taken(), 0);
}

void HostLinksTest::reportsOnceThatNobodyIsThere()
{
    Ground ground;
    const quint16 nobody = RawListener().port();
    const HostPointer server = ground.host(configOf(hill, { { jaquez, nobody } }));
    QVERIFY(server->start());
    QTRY_COMPARE(ground.log.count(hill, EventKind::LinkDown), 1);
    // It redials meanwhile: that is no news.
    QVERIFY(!QTest::qWaitFor([&] { return ground.log.count(hill, EventKind::LinkDown) > 1; }, 700));
    QCOMPARE(ground.log.lines(hill, links),
        (QByteArrayList{ "Hill: dialling Jaquez", "Hill: link down (connection refused) Jaquez" }));
}

HERD_TEST(HostLinksTest)
#include "tst_hostlinks.moc"
