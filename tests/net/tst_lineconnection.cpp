// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace netfixture;
using base::Reason;
using Events = QList<QByteArray>;

// What one connection reports to its owner of what a client does, with either poller.
class TestLineConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void delivers_data();
    void delivers();
    void answersAfterInputEnd();
    void reportsPartialLines();
    void pausesAndResumes();
    void sendsMuchInOrder();
    void knowsAddresses();

private:
    std::unique_ptr<net::Poller> m_poller;
};

void TestLineConnection::initTestCase_data()
{
    QTest::addColumn<net::Poller::Kind>("kind");
    QTest::newRow("best") << net::Poller::Kind::Best;
    QTest::newRow("notifier") << net::Poller::Kind::Notifier;
}

void TestLineConnection::init()
{
    QFETCH_GLOBAL(net::Poller::Kind, kind);
    m_poller = net::Poller::create(kind);
}

void TestLineConnection::cleanup()
{
    m_poller.reset();
}

void TestLineConnection::delivers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Events>("expected");
    QTest::newRow("nothing") << QByteArray() << Events{ "end" };
    QTest::newRow("a line") << QByteArray("one\n") << Events{ "line one", "end" };
    QTest::newRow("lines") << QByteArray("one\n\ntwo\r\n") << Events{ "line one", "line ", "line two\r", "end" };
    QTest::newRow("no LF") << QByteArray("one\ntwo") << Events{ "line one", "partial two", "line two", "end" };
}

void TestLineConnection::delivers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Events, expected);
    Conversation talk(*m_poller);
    talk.client.send(bytes);
    talk.client.finishWriting();
    QVERIFY(turnUntil([&] { return talk.owner.events.contains("end"); }));
    QCOMPARE(talk.owner.events, expected);
    QVERIFY(talk.connection->isConnected());
    talk.connection->closeWhenSent(Reason::EndOfInput);
    QVERIFY(turnUntil([&] { return talk.owner.sawClosed(); }));
    QCOMPARE(talk.owner.events, expected << "closed EndOfInput");
    QVERIFY(turnUntil([&] { return talk.client.ended(); }));
    QCOMPARE(talk.client.error(), 0);
}

void TestLineConnection::answersAfterInputEnd()
{
    Conversation talk(*m_poller);
    talk.client.send("ask");
    talk.client.finishWriting();
    QVERIFY(turnUntil([&] { return talk.owner.events.contains("end"); }));
    someTurns();
    talk.connection->send("answer\n");
    talk.connection->closeWhenSent(Reason::EndOfInput);
    QVERIFY(turnUntil([&] { return talk.client.ended(); }));
    QCOMPARE(talk.client.received(), QByteArray("answer\n"));
    QCOMPARE(talk.client.error(), 0);
}

void TestLineConnection::reportsPartialLines()
{
    Conversation talk(*m_poller);
    talk.client.send("AT Hill");
    QVERIFY(turnUntil([&] { return talk.owner.events.size() == 1; }));
    QCOMPARE(talk.owner.events, Events{ "partial AT Hill" });
    talk.connection->flushPartialLine();
    QCOMPARE(talk.owner.events.last(), QByteArray("line AT Hill"));
    QVERIFY(talk.connection->partialLine().isEmpty());
    talk.connection->flushPartialLine();
    QCOMPARE(talk.owner.events.size(), 2);
    talk.client.send("next\n");
    QVERIFY(turnUntil([&] { return talk.owner.events.size() == 3; }));
    QCOMPARE(talk.owner.events.last(), QByteArray("line next"));
}

void TestLineConnection::pausesAndResumes()
{
    Conversation talk(*m_poller);
    talk.owner.answer = [](net::LineConnection &connection, const QByteArray &) {
        connection.setReading(false);
    };
    talk.client.send("one\ntwo\nrest");
    talk.client.finishWriting();
    QVERIFY(turnUntil([&] { return !talk.owner.events.isEmpty(); }));
    someTurns();
    QCOMPARE(talk.owner.events, Events{ "line one" });
    talk.owner.quietly([&] { talk.connection->flushPartialLine(); });
    for (const char *next : { "line two", "line rest", "end" }) {
        talk.owner.quietly([&] { talk.connection->setReading(true); });
        QVERIFY(turnUntil([&] { return talk.owner.events.last() == next; }));
    }
    // The other end waits while nobody reads.
    Conversation other(*m_poller);
    other.connection->setReading(false);
    while (other.client.send(QByteArray(QByteArray(65535, 'x') + '\n')) > 0) { }
    someTurns();
    QVERIFY(other.owner.events.isEmpty());
    other.connection->setReading(true);
    QVERIFY(turnUntil([&] { return other.owner.events.size() > 3; }));
}

void TestLineConnection::sendsMuchInOrder()
{
    net::ConnectionLimits limits;
    limits.unsentBytes = limits.unsentBytesSlow = 64 * 1024 * 1024;
    Conversation talk(*m_poller, limits, 4096);
    QByteArray all;
    for (int i = 0; all.size() < 8'000'000; ++i) {
        const QByteArray piece = QByteArray::number(i).repeated(i % 7 == 0 ? 9000 : 3) + '\n';
        talk.connection->send(piece);
        all += piece;
    }
    QVERIFY(talk.connection->unsentBytes() > 0);
    QVERIFY(turnUntil([&] { return talk.client.received().size() >= all.size(); }));
    QVERIFY(talk.client.received() == all);
    QCOMPARE(talk.connection->unsentBytes(), 0);
}

void TestLineConnection::knowsAddresses()
{
    Conversation talk(*m_poller);
    QCOMPARE(talk.connection->peerAddress(), QHostAddress(QHostAddress::LocalHost));
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(talk.client.fd(), reinterpret_cast<sockaddr *>(&address), &size);
    QCOMPARE(talk.connection->peerPort(), ntohs(address.sin_port));
    ::getpeername(talk.client.fd(), reinterpret_cast<sockaddr *>(&address), &size);
    QCOMPARE(talk.connection->localPort(), ntohs(address.sin_port));
    talk.client.reset();
    QVERIFY(turnUntil([&] { return talk.owner.sawClosed(); }));
    QVERIFY(talk.connection->peerPort() != 0); // a log line about the end still names the peer
}

HERD_TEST(TestLineConnection)
#include "tst_lineconnection.moc"
