// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace netfixture;
using base::Reason;
using Events = QList<QByteArray>;

// All the ways in which a connection ends, with either poller.
class TestConnectionEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void endsWhenBothHaveFinished();
    void pausedNoticesAReset();
    void pausedKeepsWhatCameBeforeAReset();
    void pausedAndBrokenLeavesThePoller();
    void linesBeforeAResetAreDelivered();
    void closesWhenSent();
    void closingLosesNoAnswerToAReset();
    void resets();
    void neverCallsBackFromACall();
    void mayBeDeleted();
    void unsentIsResetByTheDestructor();
    void tooLongThenMuchMore();

private:
    std::unique_ptr<net::Poller> m_poller;
};

void TestConnectionEnd::initTestCase_data()
{
    QTest::addColumn<net::Poller::Kind>("kind");
    QTest::newRow("best") << net::Poller::Kind::Best;
    QTest::newRow("notifier") << net::Poller::Kind::Notifier;
}

void TestConnectionEnd::init()
{
    QFETCH_GLOBAL(net::Poller::Kind, kind);
    m_poller = net::Poller::create(kind);
}

void TestConnectionEnd::cleanup()
{
    m_poller.reset();
}

void TestConnectionEnd::endsWhenBothHaveFinished()
{
    Conversation talk(*m_poller);
    talk.connection->send("bye\n");
    talk.owner.quietly([&] { talk.connection->shutdownWriting(); });
    QVERIFY(turnUntil([&] { return talk.client.ended(); }));
    talk.client.send("and you\n");
    QVERIFY(turnUntil([&] { return talk.owner.events.contains("line and you"); }));
    talk.client.finishWriting();
    QVERIFY(turnUntil([&] { return talk.owner.sawClosed(); }));
    QCOMPARE(talk.owner.events, (Events{ "line and you", "end", "closed EndOfInput" }));
    QCOMPARE(talk.client.received(), QByteArray("bye\n"));
}

void TestConnectionEnd::pausedNoticesAReset()
{
    Conversation talk(*m_poller);
    talk.connection->setReading(false);
    someTurns();
    talk.client.reset();
    QVERIFY(turnUntil([&] { return talk.owner.sawClosed(); }));
    QCOMPARE(talk.owner.events, Events{ "closed PeerReset" });
}

void TestConnectionEnd::pausedKeepsWhatCameBeforeAReset()
{
    Conversation talk(*m_poller);
    talk.owner.answer = [](net::LineConnection &connection, const QByteArray &) {
        connection.setReading(false);
    };
    talk.client.send("one\ntwo\nhalf");
    QVERIFY(turnUntil([&] { return !talk.owner.events.isEmpty(); }));
    talk.client.reset();
    someTurns();
    QCOMPARE(talk.owner.events, Events{ "line one" });
    talk.owner.answer = nullptr;
    talk.connection->setReading(true);
    QVERIFY(turnUntil([&] { return talk.owner.sawClosed(); }));
    talk.owner.events.removeAll("partial half"); // reported or not, but never delivered as a line
    QCOMPARE(talk.owner.events, (Events{ "line one", "line two", "closed PeerReset" }));
}

// Or a poller would tell the trouble in every turn, and keep a processor busy, until the owner wants lines again.
void TestConnectionEnd::pausedAndBrokenLeavesThePoller()
{
    HandPoller poller;
    Conversation talk(poller);
    talk.connection->setReading(false);
    talk.client.send("one\n");
    talk.client.reset();
    poller.handler->onReadable();
    QVERIFY(!poller.handler);
    QVERIFY(talk.owner.events.isEmpty());
    talk.connection->setReading(true);
    QVERIFY(poller.handler && poller.readable);
    poller.handler->onReadable();
    QCOMPARE(talk.owner.events, Events{ "line one" });
    poller.handler->onReadable();
    QCOMPARE(talk.owner.events, (Events{ "line one", "closed PeerReset" }));
}

void TestConnectionEnd::linesBeforeAResetAreDelivered()
{
    // A client that sends everything and is gone before the answers: the first answer meets a reset.
    net::ConnectionLimits limits;
    limits.linesPerTurn = 1;
    Conversation talk(*m_poller, limits);
    talk.owner.answer = [](net::LineConnection &connection, const QByteArray &line) {
        connection.send(line + '\n');
    };
    talk.client.send("one\ntwo\nthree\nfour");
    talk.client.close();
    QVERIFY(turnUntil([&] { return talk.owner.sawClosed(); }));
    QCOMPARE(talk.owner.events.mid(0, 3), (Events{ "line one", "line two", "line three" }));
    QVERIFY(talk.owner.events.contains("line four"));
}

void TestConnectionEnd::closesWhenSent()
{
    net::ConnectionLimits limits;
    limits.unsentBytes = limits.unsentBytesSlow = 64 * 1024 * 1024;
    Conversation talk(*m_poller, limits, 4096);
    const QByteArray much(4'000'000, 'x');
    talk.connection->send(much);
    talk.owner.quietly([&] { talk.connection->closeWhenSent(Reason::ServerShutDown); });
    talk.connection->send("too late");
    talk.connection->closeWhenSent(Reason::LineTooLong); // the first one counts
    talk.client.send("nobody listens\n");
    QVERIFY(turnUntil([&] { return talk.client.ended(); }));
    QCOMPARE(talk.client.error(), 0);
    QVERIFY(talk.client.received() == much);
    QVERIFY(talk.owner.events.isEmpty());
    talk.client.close();
    QVERIFY(turnUntil([&] { return talk.owner.sawClosed(); }));
    QCOMPARE(talk.owner.events, Events{ "closed ServerShutDown" });
}

void TestConnectionEnd::closingLosesNoAnswerToAReset()
{
    Conversation talk(*m_poller);
    talk.connection->send("answer\n");
    talk.connection->closeWhenSent(Reason::ServerShutDown);
    for (int i = 0; i < 50; ++i) {
        QVERIFY(talk.client.send("still sending\n") > 0);
        someTurns();
    }
    QCOMPARE(talk.client.received(), QByteArray("answer\n"));
    QVERIFY(talk.client.ended());
    QCOMPARE(talk.client.error(), 0);
    QVERIFY(!talk.owner.sawClosed());
    // It waits as long as it may, and no longer.
    const std::int64_t deadline = talk.connection->nextDeadline();
    QCOMPARE(deadline, talk.clock.ns + base::nsPerSecond);
    talk.connection->onTime(deadline - 1);
    QVERIFY(!talk.owner.sawClosed());
    talk.connection->onTime(deadline);
    QCOMPARE(talk.owner.events, Events{ "closed ServerShutDown" });
}

void TestConnectionEnd::resets()
{
    Conversation talk(*m_poller);
    talk.connection->send("something");
    talk.client.send("unread");
    talk.owner.quietly([&] { talk.connection->reset(Reason::ServerShutDown); });
    QVERIFY(turnUntil([&] { return talk.owner.sawClosed(); }));
    QCOMPARE(talk.owner.events, Events{ "closed ServerShutDown" });
    QVERIFY(turnUntil([&] { return talk.client.ended(); }));
    QCOMPARE(talk.client.error(), ECONNRESET);
}

void TestConnectionEnd::neverCallsBackFromACall()
{
    Conversation quiet(*m_poller);
    quiet.client.reset();
    quiet.owner.quietly([&] {
        for (int i = 0; i < 3; ++i)
            quiet.connection->send("into nothing\n");
        quiet.connection->setReading(false);
        quiet.connection->shutdownWriting();
        quiet.connection->setReading(true);
        quiet.connection->closeWhenSent(Reason::ServerShutDown);
        quiet.connection->reset(Reason::ServerShutDown);
    });
    QVERIFY(turnUntil([&] { return quiet.owner.sawClosed(); }));
    QCOMPARE(quiet.owner.events.size(), 1);
    someTurns();
    QCOMPARE(quiet.owner.events.size(), 1);
    quiet.connection->send("x"); // after the end every call does nothing
    quiet.connection->reset(Reason::ServerShutDown);
    quiet.connection->onTime(net::LineConnection::noDeadline);
    QCOMPARE(quiet.connection->nextDeadline(), net::LineConnection::noDeadline);
    someTurns();
    QCOMPARE(quiet.owner.events.size(), 1);
}

void TestConnectionEnd::mayBeDeleted()
{
    Conversation inside(*m_poller);
    inside.owner.closed = [&](net::LineConnection &) {
        inside.connection.reset();
    };
    inside.client.send("one\n");
    inside.client.reset();
    QVERIFY(turnUntil([&] { return !inside.connection; }));
    Conversation outside(*m_poller);
    outside.client.send("one\n");
    outside.connection->send("two\n");
    outside.connection->reset(Reason::ServerShutDown);
    outside.connection.reset();
    QVERIFY(turnUntil([&] { return outside.client.ended(); }));
    QCOMPARE(outside.client.error(), ECONNRESET);
    someTurns();
    QVERIFY(outside.owner.events.isEmpty());
}

void TestConnectionEnd::unsentIsResetByTheDestructor()
{
    net::ConnectionLimits limits;
    limits.unsentBytes = limits.unsentBytesSlow = 64 * 1024 * 1024;
    Conversation talk(*m_poller, limits, 4096);
    talk.connection->send(QByteArray(16'000'000, 'x'));
    QVERIFY(talk.connection->unsentBytes() > 0);
    talk.connection.reset();
    QVERIFY(turnUntil([&] { return talk.client.ended(); }));
    QCOMPARE(talk.client.error(), ECONNRESET);
}

void TestConnectionEnd::tooLongThenMuchMore()
{
    net::ConnectionLimits limits;
    limits.lineBytes = 1000;
    Conversation talk(*m_poller, limits);
    talk.owner.tooLong = [](net::LineConnection &connection) {
        connection.send("? too long\n");
        connection.closeWhenSent(Reason::LineTooLong);
    };
    const QByteArray much(65536, 'y');
    for (qsizetype sent = 0; sent < 30'000'000;) {
        const qsizetype count = talk.client.send(much);
        sent += qMax<qsizetype>(count, 0);
        QVERIFY(count > 0 || errno == EAGAIN);
        QCoreApplication::processEvents();
    }
    talk.client.finishWriting();
    QVERIFY(turnUntil([&] { return talk.owner.sawClosed(); }));
    QVERIFY(turnUntil([&] { return talk.client.ended(); }));
    QCOMPARE(talk.client.received(), QByteArray("? too long\n"));
    QCOMPARE(talk.client.error(), 0);
    talk.owner.events.removeIf([](const QByteArray &event) { return event.startsWith("partial"); });
    QCOMPARE(talk.owner.events, (Events{ "too long " + much.left(64), "closed LineTooLong" }));
}

HERD_TEST(TestConnectionEnd)
#include "tst_connectionend.moc"
