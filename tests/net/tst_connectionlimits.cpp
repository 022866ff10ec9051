// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace netfixture;
using base::nsPerSecond, base::Reason;
using Events = QList<QByteArray>;

// Turns and time by hand: a poller and a clock of the test's own, real sockets.
class TestConnectionLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesPerTurn_data();
    void linesPerTurn();
    void readsNothingBehindABacklog();
    void timeLimits_data();
    void timeLimits();
    void aLineIsNotRestartedByItsBytes();
    void aPauseDoesNotCount();
    void anAnswerOwedIsNotIdle();
    void inputEndLiftsTheLineLimits();
    void tooMuchUnsentAtOnce();
    void tooMuchUnsentForTooLong();
    void otherTimeLimits();
    void deadlinesMoveBackOnlyWhenTheOwnerIsCalled();

private:
    HandPoller m_poller;
};

void TestConnectionLimits::linesPerTurn_data()
{
    QTest::addColumn<int>("lines");
    QTest::addColumn<QList<int>>("perTurn");
    QTest::newRow("n-1") << 3 << QList<int>{ 3 };
    QTest::newRow("n") << 4 << QList<int>{ 4 };
    QTest::newRow("n+1") << 5 << QList<int>{ 4, 1 };
    QTest::newRow("2n") << 8 << QList<int>{ 4, 4 };
    QTest::newRow("2n+1") << 9 << QList<int>{ 4, 4, 1 };
}

void TestConnectionLimits::linesPerTurn()
{
    QFETCH(int, lines);
    QFETCH(QList<int>, perTurn);
    net::ConnectionLimits limits;
    limits.linesPerTurn = 4;
    Conversation talk(m_poller, limits);
    talk.client.send(QByteArray("x\n").repeated(lines));
    m_poller.handler->onReadable();
    QList<int> seen{ static_cast<int>(talk.owner.events.size()) };
    while (m_poller.againWanted) {
        QVERIFY(!m_poller.readable); // nothing more is read before these have had their turn
        const qsizetype before = talk.owner.events.size();
        m_poller.callAgain();
        seen.append(static_cast<int>(talk.owner.events.size() - before));
    }
    QCOMPARE(seen, perTurn);
    QVERIFY(m_poller.readable);
}

void TestConnectionLimits::readsNothingBehindABacklog()
{
    net::ConnectionLimits limits;
    limits.linesPerTurn = 1;
    Conversation talk(m_poller, limits);
    talk.client.send("one\ntwo\nthr");
    m_poller.handler->onReadable();
    talk.client.send("ee\n");
    m_poller.handler->onReadable(); // as an error or hang-up is reported
    QCOMPARE(talk.owner.events, Events{ "line one" });
    m_poller.callAgain();
    QCOMPARE(talk.owner.events, (Events{ "line one", "line two", "partial thr" }));
    QVERIFY(!m_poller.againWanted);
    m_poller.handler->onReadable();
    QCOMPARE(talk.owner.events.last(), QByteArray("line three"));
    // Lines that a pause has left behind are such a backlog too.
    talk.owner.answer = [](net::LineConnection &connection, const QByteArray &) {
        connection.setReading(false);
    };
    talk.client.send("four\nfive\n");
    m_poller.handler->onReadable();
    talk.connection->setReading(true);
    QVERIFY(m_poller.againWanted && !m_poller.readable);
    m_poller.callAgain();
    QCOMPARE(talk.owner.events.last(), QByteArray("line five"));
}

void TestConnectionLimits::timeLimits_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QByteArray>("closed");
    QTest::newRow("nothing sent") << QByteArray() << 30 << QByteArray("closed FirstLineTimeout");
    QTest::newRow("a line begun") << QByteArray("ab") << 10 << QByteArray("closed LineTimeout");
    QTest::newRow("a line sent") << QByteArray("ab\n") << 600 << QByteArray("closed IdleTimeout");
    QTest::newRow("another begun") << QByteArray("ab\nc") << 10 << QByteArray("closed LineTimeout");
}

void TestConnectionLimits::timeLimits()
{
    QFETCH(QByteArray, sent);
    QFETCH(int, seconds);
    QFETCH(QByteArray, closed);
    Conversation talk(m_poller);
    talk.connection->send("hello\n");
    if (talk.client.send(sent) > 0)
        m_poller.handler->onReadable();
    const std::int64_t limit = talk.clock.ns + seconds * nsPerSecond;
    QCOMPARE(talk.connection->nextDeadline(), limit);
    talk.clock.ns = limit - 1;
    talk.connection->onTime(talk.clock.ns);
    QVERIFY(!talk.client.ended());
    talk.clock.ns = limit;
    talk.connection->onTime(talk.clock.ns);
    QVERIFY(turnUntil([&] { return talk.client.ended(); })); // half-closed: what was sent arrives
    QCOMPARE(talk.client.error(), 0);
    QCOMPARE(talk.client.received(), QByteArray("hello\n"));
    QVERIFY(!talk.owner.sawClosed());
    talk.client.finishWriting();
    m_poller.handler->onReadable();
    QVERIFY(talk.owner.sawClosed());
    QCOMPARE(talk.owner.events.last(), closed);
    QVERIFY(!m_poller.handler);
}

void TestConnectionLimits::aLineIsNotRestartedByItsBytes()
{
    Conversation talk(m_poller);
    talk.client.send("one\n");
    m_poller.handler->onReadable();
    const std::int64_t begun = talk.clock.ns;
    for (int second = 0; second < 10; ++second) {
        talk.clock.ns = begun + second * nsPerSecond;
        talk.client.send("x");
        m_poller.handler->onReadable();
        QCOMPARE(talk.connection->nextDeadline(), begun + 10 * nsPerSecond);
    }
    talk.connection->onTime(begun + 10 * nsPerSecond);
    QVERIFY(turnUntil([&] { return talk.client.ended(); }));
}

void TestConnectionLimits::aPauseDoesNotCount()
{
    Conversation talk(m_poller);
    talk.client.send("one\ntw");
    m_poller.handler->onReadable();
    talk.clock.ns += 9 * nsPerSecond;
    talk.connection->setReading(false);
    QCOMPARE(talk.connection->nextDeadline(), net::LineConnection::noDeadline);
    talk.clock.ns += 1000 * nsPerSecond;
    talk.connection->onTime(talk.clock.ns);
    talk.connection->setReading(true);
    QCOMPARE(talk.connection->nextDeadline(), talk.clock.ns + nsPerSecond);
}

void TestConnectionLimits::anAnswerOwedIsNotIdle()
{
    Conversation talk(m_poller);
    talk.owner.answer = [](net::LineConnection &connection, const QByteArray &) {
        connection.setReading(false);
    };
    talk.client.send("ask\n");
    m_poller.handler->onReadable();
    QCOMPARE(talk.connection->nextDeadline(), net::LineConnection::noDeadline);
    talk.clock.ns += 700 * nsPerSecond;
    talk.connection->send("answer\n");
    talk.connection->setReading(true);
    QCOMPARE(talk.connection->nextDeadline(), talk.clock.ns + 600 * nsPerSecond);
    // Nor is an answer that the other end has only just begun not to take.
    Conversation other(m_poller, {}, 4096);
    other.client.send("ask\n");
    m_poller.handler->onReadable();
    other.clock.ns += 599 * nsPerSecond;
    while (other.connection->unsentBytes() == 0)
        other.connection->send(QByteArray(64 * 1024, 'x'));
    QCOMPARE(other.connection->nextDeadline(), other.clock.ns + 600 * nsPerSecond);
}

void TestConnectionLimits::inputEndLiftsTheLineLimits()
{
    Conversation talk(m_poller);
    talk.client.send("rest");
    talk.client.finishWriting();
    m_poller.handler->onReadable();
    m_poller.handler->onReadable();
    QCOMPARE(talk.owner.events.last(), QByteArray("end"));
    QCOMPARE(talk.connection->nextDeadline(), talk.clock.ns + 600 * nsPerSecond);
    QVERIFY(!m_poller.readable && !m_poller.writable);
}

void TestConnectionLimits::tooMuchUnsentAtOnce()
{
    Conversation talk(m_poller, {}, 4096);
    const QByteArray block(64 * 1024, 'x');
    while (talk.connection->unsentBytes() == 0)
        talk.connection->send(block);
    talk.connection->send(QByteArray(1024 * 1024 - talk.connection->unsentBytes(), 'x'));
    QCOMPARE(talk.connection->unsentBytes(), 1024 * 1024);
    QVERIFY(talk.connection->isConnected());
    talk.owner.quietly([&] { talk.connection->send("x"); });
    QVERIFY(m_poller.againWanted);
    m_poller.callAgain();
    QCOMPARE(talk.owner.events, Events{ "closed ReaderTooSlow" });
    QVERIFY(turnUntil([&] { return talk.client.ended(); }));
    QCOMPARE(talk.client.error(), ECONNRESET);
}

void TestConnectionLimits::tooMuchUnsentForTooLong()
{
    Conversation talk(m_poller, {}, 4096);
    while (talk.connection->unsentBytes() <= 256 * 1024)
        talk.connection->send(QByteArray(64 * 1024, 'x'));
    const std::int64_t since = talk.clock.ns;
    QCOMPARE(talk.connection->nextDeadline(), since + 10 * nsPerSecond);
    talk.clock.ns += 9 * nsPerSecond;
    talk.connection->send("more");
    talk.connection->onTime(talk.clock.ns);
    QVERIFY(talk.owner.events.isEmpty());
    talk.connection->onTime(since + 10 * nsPerSecond);
    QCOMPARE(talk.owner.events, Events{ "closed ReaderTooSlow" });
    // One that catches up in time stays.
    Conversation better(m_poller, {}, 4096);
    while (better.connection->unsentBytes() <= 256 * 1024)
        better.connection->send(QByteArray(64 * 1024, 'x'));
    QVERIFY(m_poller.writable);
    QVERIFY(turnUntil([&] {
        better.client.received();
        m_poller.handler->onWritable();
        return better.connection->unsentBytes() == 0;
    }));
    QVERIFY(!m_poller.writable);
    better.clock.ns += 10 * nsPerSecond;
    better.connection->onTime(better.clock.ns);
    QVERIFY(better.owner.events.isEmpty());
}

void TestConnectionLimits::otherTimeLimits()
{
    Conversation talk(m_poller);
    net::ConnectionLimits none;
    none.firstLineNs = none.lineNs = none.idleNs = none.slowNs = 0;
    talk.connection->setTimeLimits(none);
    QCOMPARE(talk.connection->nextDeadline(), net::LineConnection::noDeadline);
    talk.client.send("begun");
    m_poller.handler->onReadable();
    talk.clock.ns += 100'000 * nsPerSecond;
    talk.connection->onTime(talk.clock.ns);
    QCOMPARE(talk.owner.events, Events{ "partial begun" });
    QVERIFY(!talk.client.ended());
}

// What a host's lazy queue of deadlines relies on.
void TestConnectionLimits::deadlinesMoveBackOnlyWhenTheOwnerIsCalled()
{
    Conversation talk(m_poller, {}, 4096);
    talk.client.send("one\n");
    m_poller.handler->onReadable();
    while (talk.connection->unsentBytes() == 0)
        talk.connection->send(QByteArray(64 * 1024, 'x'));
    talk.connection->closeWhenSent(Reason::ServerShutDown);
    std::int64_t known = talk.connection->nextDeadline();
    const qsizetype events = talk.owner.events.size();
    while (talk.connection->unsentBytes() > 0) {
        talk.clock.ns += nsPerSecond / 100;
        talk.client.received();
        m_poller.handler->onWritable();
        QVERIFY(talk.connection->nextDeadline() >= known);
        known = talk.connection->nextDeadline();
        if (known <= talk.clock.ns) {
            talk.connection->onTime(talk.clock.ns);
            known = talk.connection->nextDeadline();
        }
    }
    QCOMPARE(talk.owner.events.size(), events);
    QCOMPARE(talk.connection->nextDeadline(), talk.clock.ns + nsPerSecond);
}

HERD_TEST(TestConnectionLimits)
#include "tst_connectionlimits.moc"
