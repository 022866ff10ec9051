// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/hostfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdtest;

namespace {

const QByteArray kiwi = "AT Hill +10.000000000 kiwi +34-118 90";
const QByteArray lime = "AT Hill +10.000000000 lime +34-118 90";

host::HostConfig oneShotConfig(ServerIndex server, std::initializer_list<NeighbourAt> neighbours)
{
    host::HostConfig config = configOf(server, neighbours);
    for (node::Neighbour &neighbour : config.node.neighbours)
        neighbour.isPersistent = false;
    for (host::NeighbourAddress &address : config.neighbours)
        address.neighbour.isPersistent = false;
    return config;
}

void report(const host::ServerHost &to, const QByteArray &client)
{
    const RawSocket socket = RawSocket::connectedTo(to.port());
    socket.send(QByteArray("IAMAT " + client + " +34-118 90\n"));
    socket.finishWriting();
}

} // namespace

// Links where each message has its own connection, and the lines of external neighbours.
class HostOneShotsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliver();
    void sayOneLineAndObeyNothing();
    void areLostWhereNobodyListens();
    void letGoOfWhoDoesNotClose();
    void waitForOneAnother();
    void areLostOnACutLink();
    void endWithTheirServer();
    void linesWithoutEnd();
    void otherLinesWaitForTheirEnd();
    void namesWhoSentABadLine();
    void tricklingNeighbour();
};

void HostOneShotsTest::deliver()
{
    Ground ground;
    const auto high = ground.host(oneShotConfig(jaquez, {}));
    QVERIFY(high->start());
    const auto low = ground.host(oneShotConfig(hill, { { jaquez, high->port() } }));
    QVERIFY(low->start());
    report(*low, "kiwi");
    QTRY_VERIFY(ground.log.has("Jaquez: learned: " + kiwi));
    QVERIFY(ground.log.has("Hill: sent Jaquez: " + kiwi));
    QCOMPARE(ground.log.count(jaquez, EventKind::ClientConnected), 0);
    QTRY_COMPARE(ground.budget.taken(), 0); // all of it is closed again
    QCOMPARE(ground.log.count(jaquez, EventKind::LineSent), 0);
}

void HostOneShotsTest::sayOneLineAndObeyNothing()
{
    Ground ground;
    RawListener external;
    const auto server = ground.host(oneShotConfig(hill, { { jaquez, external.port() } }));
    QVERIFY(server->start());
    report(*server, "kiwi");
    QTRY_COMPARE(external.count(), std::size_t{ 1 });
    RawSocket &oneShot = external.callers()[0];
    QTRY_VERIFY(oneShot.ended());
    QCOMPARE(oneShot.received(), kiwi + '\n');
    oneShot.send("thank you\nIAMAT pear +1-1 95\nAT Jaquez +1 pear +1-1 95");
    oneShot.close();
    report(*server, "lime");
    QTRY_COMPARE(external.count(), std::size_t{ 2 });
    QTRY_COMPARE(ground.log.count(hill, EventKind::LineReceived), 2 + 3); // it is logged, and nothing is made of it
    QCOMPARE(ground.log.count(hill, EventKind::Learned), 2);
    QCOMPARE(ground.log.count(hill, EventKind::NeighbourObjects), 0);
    QCOMPARE(ground.log.lines(hill, { EventKind::LinkUp, EventKind::LinkDown, EventKind::LineLost }),
        QByteArrayList{ "Hill: link up Jaquez" });
}

void HostOneShotsTest::areLostWhereNobodyListens()
{
    Ground ground;
    auto high = ground.host(oneShotConfig(jaquez, {}));
    QVERIFY(high->start());
    const quint16 port = high->port();
    high.reset();
    const auto low = ground.host(oneShotConfig(hill, { { jaquez, port } }));
    QVERIFY(low->start());
    report(*low, "kiwi");
    QTRY_VERIFY(ground.log.has("Hill: lost (connection refused) Jaquez: " + kiwi));
    report(*low, "lime");
    QTRY_VERIFY(ground.log.has("Hill: lost (connection refused) Jaquez: " + lime));
    QCOMPARE(ground.log.count("Hill: link down (connection refused) Jaquez"), 1);

    host::HostConfig config = oneShotConfig(jaquez, {});
    config.port = port;
    high = ground.host(config);
    QVERIFY(high->start());
    report(*low, "pear");
    QTRY_COMPARE(ground.log.count(jaquez, EventKind::Learned), 1);
    QCOMPARE(ground.log.count("Hill: link up Jaquez"), 2);
}

// A neighbour that never closes must not use up the connections for good.
void HostOneShotsTest::letGoOfWhoDoesNotClose()
{
    Ground ground;
    RawListener external;
    host::HostConfig config = oneShotConfig(hill, { { jaquez, external.port() } });
    config.limits.oneShots = 1;
    config.limits.oneShotNs = 100 * base::nsPerMillisecond;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    report(*server, "kiwi");
    report(*server, "lime");
    QTRY_COMPARE(external.count(), std::size_t{ 2 });
    QTRY_COMPARE(external.callers()[1].received(), lime + '\n');
    QCOMPARE(ground.log.count(hill, EventKind::LineLost), 0);
}

void HostOneShotsTest::waitForOneAnother()
{
    Ground ground;
    RawListener external;
    host::HostConfig config = oneShotConfig(hill, { { jaquez, external.port() } });
    config.limits.oneShots = 1;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    report(*server, "kiwi");
    QTRY_COMPARE(external.count(), std::size_t{ 1 });
    for (const char *client : { "lime", "pear", "plum" }) {
        report(*server, client);
        QTRY_VERIFY(ground.log.has("Hill: learned: AT Hill +10.000000000 " + QByteArray(client) + " +34-118 90"));
    }
    QCOMPARE(external.count(), std::size_t{ 1 });
    // The others wait; each goes when the one before it is done.
    const QByteArrayList clients{ "kiwi", "lime", "pear", "plum" };
    for (std::size_t i = 0; i < 4; ++i) {
        QTRY_COMPARE(external.count(), i + 1);
        QTRY_VERIFY(external.callers()[i].ended());
        QVERIFY(external.callers()[i].received().contains(clients.at(qsizetype(i))));
        external.callers()[i].close();
    }
    QCOMPARE(ground.log.count(hill, EventKind::LineLost), 0);
}

void HostOneShotsTest::areLostOnACutLink()
{
    Ground ground;
    RawListener external;
    host::HostConfig config = oneShotConfig(hill, { { jaquez, external.port() } });
    config.limits.oneShots = 1;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    report(*server, "kiwi");
    report(*server, "lime");
    QTRY_COMPARE(external.count(), std::size_t{ 1 });
    QTRY_COMPARE(ground.log.count(hill, EventKind::Learned), 2);
    server->cut(jaquez);
    report(*server, "pear");
    QTRY_COMPARE(ground.log.lines(hill, { EventKind::LineLost }),
        (QByteArrayList{ "Hill: lost (link cut by the user) Jaquez: " + lime,
            "Hill: lost (link cut by the user) Jaquez: AT Hill +10.000000000 pear +34-118 90" }));
    server->heal(jaquez);
    report(*server, "plum");
    QTRY_COMPARE(external.count(), std::size_t{ 2 });
    QTRY_VERIFY(external.callers()[1].received().contains(" plum "));
    QCOMPARE(
        ground.log.lines(hill, { EventKind::LinkUp, EventKind::LinkDown, EventKind::LinkCut, EventKind::LinkHealed }),
        (QByteArrayList{
            "Hill: link up Jaquez", "Hill: link cut Jaquez", "Hill: link healed Jaquez", "Hill: link up Jaquez" }));
}

// What waits is no line yet: there is nothing of it that could be lost on its way.
void HostOneShotsTest::endWithTheirServer()
{
    Ground ground;
    RawListener external;
    host::HostConfig config = oneShotConfig(hill, { { jaquez, external.port() } });
    config.limits.oneShots = 1;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    report(*server, "kiwi");
    report(*server, "lime");
    QTRY_COMPARE(external.count(), std::size_t{ 1 });
    QTRY_COMPARE(ground.log.count(hill, EventKind::Learned), 2);
    server->stop();
    QCOMPARE(ground.log.count(hill, EventKind::LineLost), 0);
    QCOMPARE(ground.log.lines(hill).last(), QByteArray("Hill: stopped"));
    QTRY_VERIFY(external.callers()[0].ended());
    QCOMPARE(external.count(), std::size_t{ 1 });
}

// External servers that send no line end, and go on holding the connection.
void HostOneShotsTest::linesWithoutEnd()
{
    Ground ground;
    const auto server = ground.host(oneShotConfig(hill, {}));
    QVERIFY(server->start());
    RawSocket external = RawSocket::connectedTo(server->port());
    external.send("AT Jaquez +1 kiwi +34-118 90");
    QTRY_VERIFY(ground.log.has("Hill: learned: AT Jaquez +1 kiwi +34-118 90"));
    external.send("AT Jaquez +1 kiwi +34-118 91");
    QTRY_VERIFY(ground.log.has("Hill: learned: AT Jaquez +1 kiwi +34-118 91"));
    external.send("AT Jaquez +1 kiwi +34-118 92");
    external.finishWriting();
    QTRY_VERIFY(ground.log.has("Hill: learned: AT Jaquez +1 kiwi +34-118 92"));
    QTRY_VERIFY(external.ended());
    QCOMPARE(external.received(), QByteArray());
    QCOMPARE(ground.log.count(hill, EventKind::LineReceived), 3);
    QCOMPARE(ground.log.count(hill, EventKind::ClientConnected), 0);
}

// Our own servers end their lines, however long that takes, and so do clients where a line end is asked of them.
void HostOneShotsTest::otherLinesWaitForTheirEnd()
{
    Ground ground;
    host::HostConfig config = configOf(hill, { { jaquez, 0 } });
    config.lineEnd = base::LineEnd::Lf;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket greeting = RawSocket::connectedTo(server->port());
    greeting.send("PEER 1 Jaquez Hi");
    RawSocket client = RawSocket::connectedTo(server->port());
    client.send("IAMAT lime +34-118 9");
    RawSocket talked = RawSocket::connectedTo(server->port());
    talked.send("hello\nAT Jaquez +1 lime +34-118 90");
    QTRY_COMPARE(talked.received(), QByteArray("? hello\n"));
    RawSocket external = RawSocket::connectedTo(server->port());
    external.send("AT Jaquez +1 kiwi +34-118 90");
    QTRY_VERIFY(ground.log.has("Hill: learned: AT Jaquez +1 kiwi +34-118 90"));
    QCOMPARE(ground.log.count(hill, EventKind::LineReceived), 2);

    greeting.send("ll b\n");
    client.send("0\n");
    QTRY_VERIFY(greeting.received().startsWith("PEER 1 Hill Jaquez "));
    QTRY_COMPARE(client.received(), QByteArray("AT Hill +10.000000000 lime +34-118 90\n"));
}

// Over a connection for each line nobody says who he is; the line's author looks for himself in the log.
void HostOneShotsTest::namesWhoSentABadLine()
{
    Ground ground;
    const auto server = ground.host(oneShotConfig(hill, {}));
    QVERIFY(server->start());
    RawSocket external = RawSocket::connectedTo(server->port());
    const QByteArray address = "from 127.0.0.1:" + QByteArray::number(external.ownPort());
    const QByteArray program = ", pid " + QByteArray::number(QCoreApplication::applicationPid()) + ": ";
    external.send("AT Jaquez +1 kiwi +34 90\n");
    QTRY_COMPARE(ground.log.count(hill, EventKind::Rejected), 1);
    const QByteArray first = ground.log.lines(hill, { EventKind::Rejected })[0];
    QVERIFY2(first.contains(address) && first.contains(program), first.constData());
    // The next one in the same second is named by its address only.
    external.send("AT Jaquez +1 kiwi +34 91\n");
    QTRY_COMPARE(ground.log.count(hill, EventKind::Rejected), 2);
    const QByteArray second = ground.log.lines(hill, { EventKind::Rejected })[1];
    QVERIFY2(second.endsWith(address), second.constData());
}

// Bytes that keep coming do not put off the end of the line for ever.
void HostOneShotsTest::tricklingNeighbour()
{
    Ground ground;
    host::HostConfig config = oneShotConfig(hill, {});
    config.limits.client.lineNs = 200 * base::nsPerMillisecond; // before any silence counts
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket external = RawSocket::connectedTo(server->port());
    external.send("AT ");
    QTRY_VERIFY((external.send("x"), external.ended()));
    QCOMPARE(external.received(), QByteArray()); // what a server sends is never answered
    QCOMPARE(ground.log.count(hill, EventKind::LineReceived), 1);
    const QByteArray shown = ground.log.lines(hill, { EventKind::LineReceived }).value(0);
    QVERIFY2(shown.startsWith("Hill: received (no line end came within the time limit): AT x"), shown.constData());
    QCOMPARE(ground.log.count(hill, EventKind::Learned), 0);
}

HERD_TEST(HostOneShotsTest)
#include "tst_hostoneshots.moc"
