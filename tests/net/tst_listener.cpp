// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionfixture.h"
#include "herdcore/net/tcplistener.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <sys/resource.h>

using namespace netfixture;
using base::Reason;

namespace {

const QHostAddress loopback(QHostAddress::LocalHost);

class Accepted final : public net::Listener::Owner
{
public:
    void onAccepted(int fd) override
    {
        sockets.emplace_back(fd);
        if (then)
            then();
    }
    std::vector<RawSocket> sockets;
    std::function<void()> then;
};

// Whether somebody accepts on ::1.
bool isOpenOnIPv6(quint16 port)
{
    const int fd = ::socket(AF_INET6, SOCK_STREAM, 0);
    sockaddr_in6 to{};
    to.sin6_family = AF_INET6;
    to.sin6_port = htons(port);
    to.sin6_addr = in6addr_loopback;
    const bool open = ::connect(fd, reinterpret_cast<sockaddr *>(&to), sizeof to) == 0;
    ::close(fd);
    return open;
}

} // namespace

class TestListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts();
    void acceptsOnIPv6Too();
    void otherAddressesGetNoSecond();
    void acceptsManyAtOnce();
    void reportsWhatFails_data();
    void reportsWhatFails();
    void closeFreesThePort();
    void closesFromInside();
    void closesWhileItIsOutOfDescriptors();
};

void TestListener::accepts()
{
    Accepted accepted;
    net::TcpListener listener(accepted);
    QCOMPARE(listener.port(), 0);
    QVERIFY(!listener.isListening());
    QCOMPARE(listener.listen(loopback, 0), Reason::None);
    QVERIFY(listener.isListening());
    QVERIFY(listener.port() != 0);
    QCOMPARE(listener.address(), loopback);
    RawSocket client = RawSocket::connectedTo(listener.port());
    client.send("x");
    QVERIFY(turnUntil([&] { return accepted.sockets.size() == 1; }));
    QVERIFY(turnUntil([&] { return accepted.sockets[0].received() == "x"; }));
    QVERIFY((::fcntl(accepted.sockets[0].fd(), F_GETFD) & FD_CLOEXEC) != 0);
}

void TestListener::acceptsOnIPv6Too()
{
    Accepted accepted;
    net::TcpListener listener(accepted);
    QCOMPARE(listener.listen(loopback, 0), Reason::None);
    if (!listener.isListeningOnIPv6Loopback())
        QSKIP("this machine has no IPv6");
    QVERIFY(isOpenOnIPv6(listener.port()));
    QVERIFY(turnUntil([&] { return accepted.sockets.size() == 1; }));
    const quint16 port = listener.port();
    listener.close();
    QVERIFY(!isOpenOnIPv6(port));
    // Somebody else there would answer clients that were meant for us.
    net::TcpListener other(accepted);
    QCOMPARE(other.listen(QHostAddress(QHostAddress::LocalHostIPv6), port), Reason::None);
    QCOMPARE(listener.listen(loopback, port), Reason::PortTaken);
    QVERIFY(!listener.isListening());
}

void TestListener::otherAddressesGetNoSecond()
{
    Accepted accepted;
    net::TcpListener listener(accepted);
    QCOMPARE(listener.listen(QHostAddress(QStringLiteral("127.0.0.2")), 0), Reason::None);
    QVERIFY(!listener.isListeningOnIPv6Loopback());
}

void TestListener::acceptsManyAtOnce()
{
    // More than Qt's default backlog of 50, before the event loop has had a turn.
    Accepted accepted;
    net::TcpListener listener(accepted);
    QCOMPARE(listener.listen(loopback, 0), Reason::None);
    std::vector<RawSocket> clients;
    for (int i = 0; i < 500; ++i)
        clients.push_back(RawSocket::connectedTo(listener.port()));
    QVERIFY(turnUntil([&] { return accepted.sockets.size() == 500; }));
}

void TestListener::reportsWhatFails_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<bool>("taken");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("taken") << loopback << true << Reason::PortTaken;
    QTest::newRow("not ours") << QHostAddress(QStringLiteral("192.0.2.1")) << false << Reason::AddressUnavailable;
}

void TestListener::reportsWhatFails()
{
    QFETCH(QHostAddress, address);
    QFETCH(bool, taken);
    QFETCH(Reason, reason);
    const RawListener other;
    Accepted accepted;
    net::TcpListener listener(accepted);
    QCOMPARE(listener.listen(address, taken ? other.port() : quint16(0)), reason);
    QVERIFY(!listener.isListening());
    QCOMPARE(listener.port(), 0);
    QCOMPARE(listener.listen(loopback, 0), Reason::None); // and may be tried again
}

void TestListener::closeFreesThePort()
{
    Accepted accepted;
    net::TcpListener listener(accepted);
    QCOMPARE(listener.listen(loopback, 0), Reason::None);
    const quint16 port = listener.port();
    for (int i = 0; i < 5; ++i) {
        const RawSocket client = RawSocket::connectedTo(port);
        QVERIFY(turnUntil([&] { return !accepted.sockets.empty(); }));
        accepted.sockets.clear(); // closed by the server first: its end waits in TIME_WAIT
        listener.close();
        QVERIFY(!listener.isListening());
        net::TcpListener next(accepted);
        QCOMPARE(next.listen(loopback, port), Reason::None);
        next.close();
        QCOMPARE(listener.listen(loopback, port), Reason::None);
    }
}

void TestListener::closesFromInside()
{
    Accepted accepted;
    net::TcpListener listener(accepted);
    QCOMPARE(listener.listen(loopback, 0), Reason::None);
    accepted.then = [&] {
        listener.close();
    };
    const RawSocket one = RawSocket::connectedTo(listener.port());
    const RawSocket two = RawSocket::connectedTo(listener.port());
    QVERIFY(turnUntil([&] { return !listener.isListening(); }));
    someTurns();
    QCOMPARE(accepted.sockets.size(), size_t(1));
}

// Qt crashes when accepting resumes on what was closed.
void TestListener::closesWhileItIsOutOfDescriptors()
{
    Accepted accepted;
    net::TcpListener listener(accepted);
    QCOMPARE(listener.listen(loopback, 0), Reason::None);
    RawSocket client = RawSocket::connectedTo(listener.port());
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit none{ 3, before.rlim_max };
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    QTest::qWait(50); // accept() fails
    listener.close();
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(accepted.sockets.empty());
    QTest::qWait(200); // it would resume
    QVERIFY(!listener.isListening());
}

HERD_TEST(TestListener)
#include "tst_listener.moc"
