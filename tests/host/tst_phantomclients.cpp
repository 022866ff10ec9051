// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/random.h"
#include "tests/host/hostfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <map>

using namespace herdcore;
using namespace herdtest;

// Every client that is shown as connected is shown as closed, once, whatever comes on its connection and in whatever
// order.
class PhantomClientsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatAClientIsANeighbour();
    void saysThatAStrangerLeft();
    void closesEachOnce_data();
    void closesEachOnce();

private:
    static QString whatIsWrong(const Recording &log);
};

// Empty: nothing.
QString PhantomClientsTest::whatIsWrong(const Recording &log)
{
    std::map<base::ConnectionId, int> open;
    for (const Event &event : log.of(hill)) {
        const auto number = static_cast<qulonglong>(base::number(event.connection));
        if (event.kind == EventKind::ClientConnected && ++open[event.connection] != 1)
            return QStringLiteral("%1 connected twice").arg(number);
        if (event.kind == EventKind::ClientClosed && --open[event.connection] != 0)
            return QStringLiteral("%1 closed, but was not open").arg(number);
        if (event.kind == EventKind::ClientClosed)
            open[event.connection] = -1000; // never again
    }
    for (const auto &[connection, state] : open) {
        if (state > 0)
            return QStringLiteral("%1 never closed").arg(base::number(connection));
    }
    return {};
}

// A greeting that takes its time, as it does with latency.
void PhantomClientsTest::saysThatAClientIsANeighbour()
{
    Ground ground;
    const auto server = ground.host(configOf(hill, { { jaquez, 1 } }));
    QVERIFY(server->start());
    RawSocket neighbour = RawSocket::connectedTo(server->port());
    QTRY_COMPARE(ground.log.count(hill, EventKind::ClientConnected), 1); // it says nothing: a client's, it seems
    neighbour.send("PEER 1 Jaquez Hill boot\n");
    QTRY_COMPARE(ground.log.count(hill, EventKind::LinkUp), 1);
    QVERIFY(ground.log.has("Hill: closed (it is a server, not a client)"));
    neighbour.close();
    QTRY_COMPARE(ground.log.count(hill, EventKind::LinkDown), 2); // it dials in vain, too
    QCOMPARE(whatIsWrong(ground.log), QString());
}

void PhantomClientsTest::saysThatAStrangerLeft()
{
    Ground ground;
    const auto server = ground.host(configOf(hill, { { jaquez, 1 } }));
    QVERIFY(server->start());
    RawSocket stranger = RawSocket::connectedTo(server->port());
    QTRY_COMPARE(ground.log.count(hill, EventKind::ClientConnected), 1);
    stranger.send("PEER 1 Nobody Hill boot\n");
    QTRY_COMPARE(ground.log.count(hill, EventKind::ClientClosed), 1);
    QCOMPARE(whatIsWrong(ground.log), QString());
}

void PhantomClientsTest::closesEachOnce_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 4; ++seed)
        QTest::addRow("%d", seed) << seed;
}

void PhantomClientsTest::closesEachOnce()
{
    QFETCH(int, seed);
    base::Random random(static_cast<std::uint64_t>(seed));
    const QByteArrayList lines{ "PEER 1 Jaquez Hill boot\n", "PEER 1 Nobody Hill boot\n", "IAMAT kiwi +34-118 90\n",
        "AT Jaquez +1 kiwi +34-118 90\n", "PE", "\n", "GET / HTTP/1.1\r\n", "\x16", "SYNC 0 0\n",
        "WHATSAT kiwi 1 1\n" };
    Ground ground;
    auto server = ground.host(configOf(hill, { { jaquez, 1 } }));
    QVERIFY(server->start());
    std::vector<RawSocket> sockets;
    const auto step = [&] {
        const auto which = static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(sockets.size()) - 1));
        switch (random.between(0, 9)) {
        case 0:
        case 1:
            sockets.push_back(RawSocket::connectedTo(server->port()));
            break;
        case 2:
            sockets[which].finishWriting();
            break;
        case 3:
            sockets[which].close();
            break;
        case 4:
            server->cut(jaquez);
            break;
        case 5:
            server->heal(jaquez);
            break;
        default:
            sockets[which].send(lines[random.between(0, lines.size() - 1)]);
        }
    };
    sockets.push_back(RawSocket::connectedTo(server->port()));
    for (int n = 0; n < 150; ++n) {
        step();
        QTest::qWait(static_cast<int>(random.between(0, 20))); // some are silent for long enough to count as clients
    }
    server->stop();
    QCOMPARE(whatIsWrong(ground.log), QString());
    QVERIFY(ground.log.count(hill, EventKind::ClientConnected) > 5);
}

HERD_TEST(PhantomClientsTest)
#include "tst_phantomclients.moc"
