// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <sys/resource.h>

using namespace netfixture;
using base::nsPerSecond, base::Reason;
using Events = QList<QByteArray>;

class TestDialling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void connects();
    void refused();
    void unreachable();
    void timesOut();
    void sendsWhatWaited();
    void oneMessage();
    void oneMessageThatNobodyReads();
    void endsWhileDialling();
    void outOfDescriptors();
    void notToItself();
    void mapsErrors_data();
    void mapsErrors();

private:
    std::unique_ptr<net::LineConnection> dial(
        quint16 port, const QHostAddress &host = QHostAddress(QHostAddress::LocalHost))
    {
        std::unique_ptr<net::LineConnection> connection;
        m_owner.quietly([&] {
            connection = std::make_unique<net::LineConnection>(
                base::ConnectionId{ 7 }, host, port, *m_poller, m_clock, m_limits, m_owner);
        });
        return connection;
    }

    std::unique_ptr<net::Poller> m_poller;
    TurnedClock m_clock;
    net::ConnectionLimits m_limits;
    Recorder m_owner;
};

void TestDialling::initTestCase_data()
{
    QTest::addColumn<net::Poller::Kind>("kind");
    QTest::newRow("best") << net::Poller::Kind::Best;
    QTest::newRow("notifier") << net::Poller::Kind::Notifier;
}

void TestDialling::init()
{
    QFETCH_GLOBAL(net::Poller::Kind, kind);
    m_poller = net::Poller::create(kind);
}

void TestDialling::cleanup()
{
    m_poller.reset();
    m_owner = {};
    m_limits = {};
}

void TestDialling::connects()
{
    const RawListener listener;
    const auto connection = dial(listener.port());
    QVERIFY(!connection->isConnected());
    QVERIFY(turnUntil([&] { return m_owner.events == Events{ "connected" }; }));
    QVERIFY(connection->isConnected());
    QCOMPARE(connection->peerPort(), listener.port());
    QCOMPARE(connection->peerAddress(), QHostAddress(QHostAddress::LocalHost));
    RawSocket other(listener.accept());
    connection->send("hello\n");
    QVERIFY(turnUntil([&] { return other.received() == "hello\n"; }));
    other.send("well met\n");
    QVERIFY(turnUntil([&] { return m_owner.events.last() == "line well met"; }));
}

void TestDialling::refused()
{
    RawListener listener;
    listener.close();
    const auto connection = dial(listener.port());
    QVERIFY(turnUntil([&] { return m_owner.sawClosed(); }));
    QCOMPARE(m_owner.events, Events{ "closed Refused" });
}

void TestDialling::unreachable()
{
    // Addresses kept for documentation, in a family that this host may not even have a route for.
    const auto connection = dial(9, QHostAddress(QStringLiteral("255.255.255.255")));
    QVERIFY(turnUntil([&] { return m_owner.sawClosed(); }));
    QVERIFY(m_owner.events == Events{ "closed Unreachable" } || m_owner.events == Events{ "closed ConnectionError" });
}

void TestDialling::timesOut()
{
    const RawListener listener;
    const auto connection = dial(listener.port()); // no turn is given, so it stays under way
    const std::int64_t deadline = m_clock.ns + 5 * nsPerSecond;
    QCOMPARE(connection->nextDeadline(), deadline);
    connection->onTime(deadline - 1);
    QVERIFY(m_owner.events.isEmpty());
    connection->onTime(deadline);
    QCOMPARE(m_owner.events, Events{ "closed ConnectTimeout" });
}

void TestDialling::sendsWhatWaited()
{
    const RawListener listener;
    const auto connection = dial(listener.port());
    connection->send("one\n");
    QCOMPARE(connection->unsentBytes(), 4);
    m_owner.connected = [](net::LineConnection &up) {
        up.send("two\n");
    };
    RawSocket other(listener.accept());
    QVERIFY(turnUntil([&] { return other.received() == "one\ntwo\n"; }));
}

void TestDialling::oneMessage()
{
    // What a legacy neighbour gets: connect, one line, half-close, read and drop what comes back, close.
    const RawListener listener;
    const auto connection = dial(listener.port());
    connection->send("AT Hill\n");
    connection->closeWhenSent(Reason::EndOfInput);
    QCOMPARE(connection->nextDeadline(), m_clock.ns + 5 * nsPerSecond);
    RawSocket other(listener.accept());
    QVERIFY(turnUntil([&] { return other.ended(); }));
    QCOMPARE(other.received(), QByteArray("AT Hill\n"));
    other.send("thank you\n");
    someTurns();
    QCOMPARE(m_owner.events, Events{ "connected" });
    other.close();
    QVERIFY(turnUntil([&] { return m_owner.sawClosed(); }));
    QCOMPARE(m_owner.events, (Events{ "connected", "closed EndOfInput" }));
}

void TestDialling::oneMessageThatNobodyReads()
{
    m_limits.unsentBytes = m_limits.unsentBytesSlow = 64 * 1024 * 1024;
    const RawListener listener;
    const auto connection = dial(listener.port());
    connection->send(QByteArray(16'000'000, 'x'));
    connection->closeWhenSent(Reason::EndOfInput);
    QVERIFY(turnUntil([&] { return !m_owner.events.isEmpty(); }));
    QVERIFY(connection->unsentBytes() > 0);
    QCOMPARE(connection->nextDeadline(), m_clock.ns + nsPerSecond); // a look, for it might linger by then
    connection->onTime(m_clock.ns + nsPerSecond);
    QCOMPARE(m_owner.events, Events{ "connected" });
    connection->onTime(m_clock.ns + 10 * nsPerSecond);
    QCOMPARE(m_owner.events, (Events{ "connected", "closed ReaderTooSlow" }));
}

void TestDialling::endsWhileDialling()
{
    const RawListener listener;
    const auto closing = dial(listener.port());
    m_owner.quietly([&] { closing->closeWhenSent(Reason::ServerShutDown); });
    QVERIFY(turnUntil([&] { return m_owner.sawClosed(); }));
    QCOMPARE(m_owner.events, Events{ "closed ServerShutDown" });
    dial(listener.port()).reset(); // deleted
    const auto cut = dial(listener.port());
    m_owner.quietly([&] { cut->reset(Reason::LineTooLong); });
    QVERIFY(turnUntil([&] { return m_owner.events.size() == 2; }));
    QCOMPARE(m_owner.events.last(), QByteArray("closed LineTooLong"));
}

void TestDialling::outOfDescriptors()
{
    const RawListener listener;
    rlimit before{};
    ::getrlimit(RLIMIT_NOFILE, &before);
    rlimit none = before;
    none.rlim_cur = 0;
    ::setrlimit(RLIMIT_NOFILE, &none);
    const auto connection = dial(listener.port());
    ::setrlimit(RLIMIT_NOFILE, &before);
    // There is no descriptor to be called for, so it is called by its deadline.
    QVERIFY(connection->nextDeadline() < m_clock.ns);
    connection->send("x");
    connection->onTime(m_clock.ns);
    QCOMPARE(m_owner.events, Events{ "closed ConnectionError" });
    QCOMPARE(connection->nextDeadline(), net::LineConnection::noDeadline);
}

void TestDialling::notToItself()
{
    // A socket that is lent the very port that it dials is joined to itself by TCP. Rare, so it is made by hand and put
    // in the place of the one that dials.
    const int joined = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in own = RawSocket::loopback(0);
    socklen_t size = sizeof own;
    QCOMPARE(::bind(joined, reinterpret_cast<sockaddr *>(&own), size), 0);
    ::getsockname(joined, reinterpret_cast<sockaddr *>(&own), &size);
    QCOMPARE(::connect(joined, reinterpret_cast<sockaddr *>(&own), size), 0);
    m_poller = std::make_unique<HandPoller>();
    const auto *byHand = static_cast<HandPoller *>(m_poller.get());
    const auto connection = dial(ntohs(own.sin_port));
    ::dup2(joined, byHand->fd);
    ::close(joined);
    byHand->handler->onWritable();
    QCOMPARE(m_owner.events, Events{ "closed Refused" });
}

void TestDialling::mapsErrors_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("reset") << ECONNRESET << QByteArray("PeerReset");
    QTest::newRow("pipe") << EPIPE << QByteArray("PeerClosed");
    QTest::newRow("refused") << ECONNREFUSED << QByteArray("Refused");
    QTest::newRow("host") << EHOSTUNREACH << QByteArray("Unreachable");
    QTest::newRow("network") << ENETUNREACH << QByteArray("Unreachable");
    QTest::newRow("family") << EAFNOSUPPORT << QByteArray("Unreachable");
    QTest::newRow("other") << EMFILE << QByteArray("ConnectionError");
}

void TestDialling::mapsErrors()
{
    QFETCH(int, error);
    QFETCH(QByteArray, reason);
    QCOMPARE(QByteArray(nameOf(net::reasonFor(error))), reason);
}

HERD_TEST(TestDialling)
#include "tst_dialling.moc"
