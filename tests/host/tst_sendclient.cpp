// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/sendclient.h"
#include "tests/host/hostfixture.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

using namespace herdcore;
using namespace herdtest;
using host::SendClient, host::SendOrder;

namespace {

SendOrder orderTo(quint16 port, const QByteArray &bytes)
{
    SendOrder order;
    order.connection = base::ConnectionId(7);
    order.server = hill;
    order.host = QHostAddress(QHostAddress::LocalHost);
    order.port = port;
    order.bytes = bytes;
    return order;
}

// A client that is gone when it has finished, as in the engine.
struct Sending {
    std::unique_ptr<SendClient> client;
    Sending(const SendOrder &order, Ground &ground)
        : client(std::make_unique<SendClient>(
            order, host::EngineContext{ *ground.poller, ground.clock, ground.log }, [this] { client.reset(); }))
    { }
};

} // namespace

class SendClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void talksToAServer();
    void knowsWhichUpdateItTalksAbout();
    void writesInPieces_data();
    void writesInPieces();
    void staysWithoutHalfClose();
    void leavesAServerThatStaysWhenAllIsAnswered_data();
    void leavesAServerThatStaysWhenAllIsAnswered();
    void ends_data();
    void ends();
    void stopsWhenTheServerHasEnoughOfIt();
    void leavesWhoDoesNotRead();
};

void SendClientTest::talksToAServer()
{
    Ground ground;
    const auto server = ground.host(configOf(jaquez));
    QVERIFY(server->start());
    const Sending sending(orderTo(server->port(), "IAMAT kiwi +34-118 90\nhello\n"), ground);
    QTRY_VERIFY(!sending.client);
    QCOMPARE(ground.log.lines(hill),
        (QByteArrayList{ "Hill: say connected", "Hill: say sent: IAMAT kiwi +34-118 90\nhello\n",
            "Hill: say received: AT Jaquez +10.000000000 kiwi +34-118 90", "Hill: say received: ? hello",
            "Hill: say ended (end of input, all answered)" }));
    for (const Event &one : ground.log.of(hill))
        QCOMPARE(one.connection, base::ConnectionId(7));
}

// What is shown of an update begins with the report and ends with the last line of the places.
void SendClientTest::knowsWhichUpdateItTalksAbout()
{
    Ground ground;
    RawListener listener;
    const Sending sending(orderTo(listener.port(), "IAMAT kiwi +34-118 90\n"), ground);
    QTRY_COMPARE(listener.count(), std::size_t{ 1 });
    RawSocket &server = listener.callers()[0];
    server.send("AT Hill +10 kiwi +34-118 80\n{\n}\n\n? no\nmore\n");
    server.finishWriting();
    QTRY_VERIFY(!sending.client);
    QList<qint64> seconds;
    for (const Event &one : ground.log.of(hill))
        seconds += one.update.client.bytes() == "kiwi" ? one.update.timeNs / base::nsPerSecond : -1;
    // connected, sent, the AT line, three lines of places, an error and what follows it, ended
    QCOMPARE(seconds, (QList<qint64>{ -1, 90, 80, 80, 80, 80, -1, -1, -1 }));
}

void SendClientTest::writesInPieces_data()
{
    QTest::addColumn<int>("writes");
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::newRow("one") << 1 << QByteArrayList{ "0123456789" };
    QTest::newRow("two") << 2 << QByteArrayList{ "01234", "56789" };
    QTest::newRow("three") << 3 << QByteArrayList{ "012", "345", "6789" };
    QTest::newRow("six") << 6 << QByteArrayList{ "0", "12", "34", "5", "67", "89" };
    QTest::newRow("each byte") << 10 << QByteArrayList{ "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" };
    QTest::newRow("more than there are") << 100 << QByteArrayList{ "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" };
    QTest::newRow("none") << 0 << QByteArrayList{ "0123456789" };
}

void SendClientTest::writesInPieces()
{
    QFETCH(int, writes);
    QFETCH(QByteArrayList, pieces);
    Ground ground;
    RawListener listener;
    SendOrder order = orderTo(listener.port(), "0123456789");
    order.writes = writes;
    const Sending sending(order, ground);
    QTRY_COMPARE(listener.count(), std::size_t{ 1 });
    QTRY_VERIFY(listener.callers()[0].ended());
    QCOMPARE(listener.callers()[0].received(), QByteArray("0123456789"));
    QByteArrayList sent;
    for (const QByteArray &line : ground.log.lines(hill, { EventKind::UserSent }))
        sent.append(line.mid(16));
    QCOMPARE(sent, pieces);
}

// It reads all that the server sends, and closes when nothing has come for a while.
void SendClientTest::staysWithoutHalfClose()
{
    Ground ground;
    RawListener listener;
    SendOrder order = orderTo(listener.port(), "hello\n");
    order.halfClose = false;
    order.silenceMs = 200;
    const Sending sending(order, ground);
    QTRY_COMPARE(listener.count(), std::size_t{ 1 });
    RawSocket &server = listener.callers()[0];
    QTRY_COMPARE(server.received(), QByteArray("hello\n"));
    QVERIFY(!server.ended());
    server.send("one\ntwo\n");
    QTRY_VERIFY(!sending.client);
    QVERIFY(ground.log.has("Hill: say received: one"));
    QVERIFY(ground.log.has("Hill: say received: two"));
    QCOMPARE(ground.log.lines(hill).last(), QByteArray("Hill: say ended (idle for too long)"));
    QVERIFY(server.ended());
}

void SendClientTest::leavesAServerThatStaysWhenAllIsAnswered_data()
{
    QTest::addColumn<int>("settleMs");
    QTest::addColumn<QByteArray>("answers");
    QTest::addColumn<QByteArray>("last");
    const QByteArray at = "AT Hill +1 kiwi +34-118 5\n";
    QTest::newRow("all are there") << 50 << at + "? hello\n" + at + "{}\n\n"
                                   << QByteArray("all answered; the server leaves the connection open");
    QTest::newRow("one is missing") << 50 << at + "? hello\n" << QByteArray("idle for too long");
    QTest::newRow("half of one is missing") << 50 << at + "? hello\n" + at << QByteArray("idle for too long");
    QTest::newRow("it is to wait") << 0 << at + "? hello\n" + at + "{}\n\n"
                                   << QByteArray("all answered; the server leaves the connection open");
}

void SendClientTest::leavesAServerThatStaysWhenAllIsAnswered()
{
    QFETCH(int, settleMs);
    QFETCH(QByteArray, answers);
    QFETCH(QByteArray, last);
    Ground ground;
    RawListener listener;
    SendOrder order = orderTo(listener.port(), "IAMAT kiwi +34-118 5\nhello\nWHATSAT kiwi 10 5\n");
    order.settleMs = settleMs;
    order.patienceMs = 600;
    QElapsedTimer timer;
    timer.start();
    const Sending sending(order, ground);
    QTRY_COMPARE(listener.count(), std::size_t{ 1 });
    listener.callers()[0].send(answers);
    QTRY_VERIFY(!sending.client);
    QCOMPARE(ground.log.lines(hill).last(), QByteArray("Hill: say ended (" + last + ')'));
    QCOMPARE(ground.log.count(hill, EventKind::UserReceived), answers.count('\n'));
    const bool isEarly = settleMs > 0 && !last.startsWith("idle");
    QVERIFY(isEarly || timer.elapsed() >= order.patienceMs - 50);
}

void SendClientTest::ends_data()
{
    QTest::addColumn<int>("server"); // 0: nobody, 1: answers nothing and never closes, 2: resets
    QTest::addColumn<QByteArray>("last");
    QTest::newRow("nobody there") << 0 << QByteArray("Hill: say ended (connection refused)");
    QTest::newRow("never closes") << 1 << QByteArray("Hill: say ended (idle for too long)");
    QTest::newRow("resets") << 2 << QByteArray("Hill: say ended (reset by the other end)");
}

void SendClientTest::ends()
{
    QFETCH(int, server);
    Ground ground;
    auto listener = std::make_unique<RawListener>();
    const quint16 port = listener->port();
    if (server == 0)
        listener.reset();
    SendOrder order = orderTo(port, "hello\n");
    order.patienceMs = server == 1 ? 200 : 5'000;
    const Sending sending(order, ground);
    if (server == 2) {
        QTRY_COMPARE(listener->count(), std::size_t{ 1 });
        QTRY_COMPARE(listener->callers()[0].received(), QByteArray("hello\n"));
        listener->callers()[0].reset();
    }
    QTRY_VERIFY(!sending.client);
    QTEST(ground.log.lines(hill).last(), "last");
    QCOMPARE(ground.log.count(hill, EventKind::UserEnded), 1);
}

// The server has closed: what has not been written is not logged as written.
void SendClientTest::stopsWhenTheServerHasEnoughOfIt()
{
    Ground ground;
    RawListener listener;
    SendOrder order = orderTo(listener.port(), QByteArray(100, 'x'));
    order.writes = 100;
    const Sending sending(order, ground);
    QTRY_COMPARE(listener.count(), std::size_t{ 1 });
    listener.callers()[0].finishWriting();
    QTRY_VERIFY(!sending.client);
    QVERIFY(ground.log.count(hill, EventKind::UserSent) < 100);
    QCOMPARE(ground.log.count(hill, EventKind::UserSent), static_cast<int>(listener.callers()[0].received().size()));
}

void SendClientTest::leavesWhoDoesNotRead()
{
    Ground ground;
    RawListener listener;
    SendOrder order = orderTo(listener.port(), QByteArray(16 << 20, 'x'));
    order.patienceMs = 200;
    const Sending sending(order, ground);
    QTRY_COMPARE(listener.count(), std::size_t{ 1 });
    QTRY_VERIFY(!sending.client);
    QCOMPARE(ground.log.lines(hill).last(), QByteArray("Hill: say ended (the other end does not read)"));
}

HERD_TEST(SendClientTest)
#include "tst_sendclient.moc"
