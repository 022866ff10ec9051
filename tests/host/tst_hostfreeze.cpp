// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/words.h"
#include "tests/host/hostfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdtest;

namespace {

// Hill and Jaquez, linked, in one thread.
struct Two {
    Ground ground;
    std::unique_ptr<host::ServerHost> high = started(jaquez, { { hill, 0 } });
    std::unique_ptr<host::ServerHost> low = started(hill, { { jaquez, high->port() } });

    std::unique_ptr<host::ServerHost> started(ServerIndex server, std::initializer_list<NeighbourAt> neighbours)
    {
        auto host = ground.host(configOf(server, neighbours));
        if (!host->start())
            qFatal("cannot listen");
        return host;
    }
    [[nodiscard]] bool knows(ServerIndex server, const QByteArray &client) const
    {
        return ground.log.lines(server, { EventKind::Learned }).join().contains(QByteArray(' ' + client + ' '));
    }
    [[nodiscard]] int ups() const
    {
        return ground.log.count(hill, EventKind::LinkUp) + ground.log.count(jaquez, EventKind::LinkUp);
    }
};

// What a frozen server is asked after this one is answered has had its chance.
bool answers(const host::ServerHost &server, const QByteArray &client)
{
    RawSocket socket = RawSocket::connectedTo(server.port());
    socket.send(QByteArray("IAMAT " + client + " +34-118 90\n"));
    return QTest::qWaitFor([&] { return socket.received().endsWith("\n"); });
}

} // namespace

class HostFreezeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSilent();
    void goesOnWhereItStood();
    void differsFromACrash();
    void doesNotDial();
    void itsLinksCanBeCut();
    void canBeStopped();
    void forgetsNoAnswerAboutPlaces();
    void reportsItOnce();
    void isFoundOutBySilence();
};

void HostFreezeTest::isSilent()
{
    Two two;
    QTRY_COMPARE(two.ups(), 2);
    RawSocket old = RawSocket::connectedTo(two.low->port());
    old.send("IAMAT fig +34-118 90\n");
    QTRY_VERIFY(old.received().endsWith('\n'));
    const QByteArray before = old.received();
    two.low->freeze();
    const auto observed = two.ground.log.of(hill).size();
    QCOMPARE(two.ground.log.lines(hill).last(), "Hill: frozen");
    old.send("IAMAT kiwi +34-118 90\n");
    RawSocket fresh = RawSocket::connectedTo(two.low->port()); // the system takes the call
    fresh.send("IAMAT lime +34-118 90\n");
    // Another server in the same thread goes on, and its neighbour learns of nothing.
    for (const char *client : { "pear", "plum", "date" })
        QVERIFY(answers(*two.high, client));
    QCOMPARE(two.ground.log.of(hill).size(), observed);
    QCOMPARE(old.received(), before);
    QVERIFY(!old.ended());
    QVERIFY(!fresh.ended());
    QVERIFY(fresh.received().isEmpty());
    QCOMPARE(two.ground.log.count(jaquez, EventKind::LinkDown), 0);
}

void HostFreezeTest::goesOnWhereItStood()
{
    Two two;
    QTRY_COMPARE(two.ups(), 2);
    RawSocket old = RawSocket::connectedTo(two.low->port());
    old.send("IAMAT ki");
    QVERIFY(answers(*two.low, "fig"));
    two.low->freeze();
    old.send("wi +34-118 90\n");
    old.finishWriting();
    RawSocket fresh = RawSocket::connectedTo(two.low->port());
    fresh.send("IAMAT lime +34-118 90\n");
    QVERIFY(answers(*two.high, "pear"));
    two.low->thaw();
    QTRY_COMPARE(old.received(), "AT Hill +10.000000000 kiwi +34-118 90\n");
    QTRY_COMPARE(fresh.received(), "AT Hill +10.000000000 lime +34-118 90\n");
    QTRY_VERIFY(two.knows(hill, "pear"));
    QTRY_VERIFY(two.knows(jaquez, "kiwi"));
    QCOMPARE(two.ups(), 2); // it is the same link
}

void HostFreezeTest::differsFromACrash()
{
    Two two;
    RawSocket client = RawSocket::connectedTo(two.low->port());
    client.send("IAMAT fig +34-118 90\n");
    QTRY_VERIFY(client.received().endsWith('\n'));
    two.low->freeze();
    client.send("IAMAT kiwi +34-118 90\n");
    QVERIFY(answers(*two.high, "pear"));
    QVERIFY(!client.ended());
    two.low->crash(); // frozen or not
    QTRY_VERIFY(client.ended());
    QCOMPARE(client.error(), ECONNRESET);
    QCOMPARE(two.ground.log.lines(hill).last(), "Hill: crashed");
}

void HostFreezeTest::doesNotDial()
{
    Ground ground;
    RawListener listener;
    const auto server = ground.host(configOf(hill, { { jaquez, listener.port() } }));
    QVERIFY(server->start());
    server->freeze();
    const auto other = ground.host(configOf(smith));
    QVERIFY(other->start());
    for (const char *client : { "kiwi", "lime", "pear" })
        QVERIFY(answers(*other, client));
    QTest::qWait(50); // longer than it takes to the first call
    QCOMPARE(listener.count(), std::size_t(0));
    server->thaw();
    QTRY_COMPARE(listener.count(), std::size_t(1));
}

void HostFreezeTest::itsLinksCanBeCut()
{
    Two two;
    QTRY_COMPARE(two.ups(), 2);
    two.low->freeze();
    two.low->cut(jaquez);
    two.high->cut(hill);
    QTRY_VERIFY(two.ground.log.has("Hill: link cut Jaquez"));
    QTRY_VERIFY(two.ground.log.has("Jaquez: link cut Hill"));
    two.high->heal(hill);
    two.low->heal(jaquez);
    QVERIFY(answers(*two.high, "pear"));
    QCOMPARE(two.ups(), 2);
    two.low->thaw();
    QTRY_COMPARE(two.ups(), 4);
}

void HostFreezeTest::canBeStopped()
{
    Two two;
    QTRY_COMPARE(two.ups(), 2);
    two.low->freeze();
    two.low->stop();
    const QByteArrayList lines = two.ground.log.lines(hill, { EventKind::ServerThawed, EventKind::ServerStopped });
    QCOMPARE(lines, (QByteArrayList{ "Hill: thawed", "Hill: stopped" }));
    QTRY_COMPARE(two.ground.log.count(jaquez, EventKind::LinkDown), 1);
}

void HostFreezeTest::forgetsNoAnswerAboutPlaces()
{
    Two two;
    RawSocket client = RawSocket::connectedTo(two.low->port());
    client.send("IAMAT kiwi +34-118 90\nWHATSAT kiwi 10 5\n");
    QTRY_COMPARE(two.ground.places.waiting(), std::size_t(1));
    two.low->freeze();
    two.ground.places.answerAll("{}");
    QVERIFY(answers(*two.high, "pear"));
    QCOMPARE(client.received().count('\n'), 1);
    two.low->thaw();
    QTRY_VERIFY(client.received().endsWith("{}\n\n"));
}

void HostFreezeTest::reportsItOnce()
{
    Two two;
    two.low->thaw();
    two.low->freeze();
    two.low->freeze();
    two.low->thaw();
    two.low->thaw();
    QCOMPARE(two.ground.log.lines(hill, { EventKind::ServerFrozen, EventKind::ServerThawed }),
        (QByteArrayList{ "Hill: frozen", "Hill: thawed" }));
}

// Servers that repair by digest expect a word of each other every period.
void HostFreezeTest::isFoundOutBySilence()
{
    Ground ground;
    const auto started = [&ground](ServerIndex server, std::initializer_list<NeighbourAt> neighbours) {
        host::HostConfig config = configOf(server, neighbours);
        config.node.repair.mode = protocol::Repair::Sync;
        config.node.repair.periodNs = 50 * base::nsPerMillisecond;
        auto host = ground.host(config);
        if (!host->start())
            qFatal("cannot listen");
        return host;
    };
    const auto high = started(jaquez, { { hill, 0 } });
    const auto low = started(hill, { { jaquez, high->port() } });
    QTRY_COMPARE(ground.log.count(jaquez, EventKind::LinkUp), 1);
    low->freeze();
    const QByteArray found = "Jaquez: link down (" + observe::inWords(Reason::SilentNeighbour).toByteArray() + ") Hill";
    QTRY_VERIFY(ground.log.has(found));
    low->thaw();
    QTRY_COMPARE(ground.log.count(jaquez, EventKind::LinkUp), 2); // it dials again
}

HERD_TEST(HostFreezeTest)
#include "tst_hostfreeze.moc"
