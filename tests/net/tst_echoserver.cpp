// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionfixture.h"
#include "herdcore/net/tcplistener.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

#include <unordered_map>

using namespace netfixture;
using base::Reason;

namespace {

// A server as small as it can be: every line comes back, and the client leaves when it has finished and was answered.
class EchoServer final : public net::Listener::Owner, public net::LineConnection::Owner
{
public:
    explicit EchoServer(net::Poller::Kind kind)
        : m_poller(net::Poller::create(kind))
    {
        if (m_listener.listen(QHostAddress(QHostAddress::LocalHost), 0) != Reason::None)
            qFatal("cannot listen");
    }

    [[nodiscard]] quint16 port() const { return m_listener.port(); }
    [[nodiscard]] size_t connections() const { return m_connections.size(); }

    void onAccepted(int fd) override
    {
        const base::ConnectionId id{ ++accepted };
        m_connections[accepted]
            = std::make_unique<net::LineConnection>(id, fd, *m_poller, m_clock, net::ConnectionLimits{}, *this);
    }
    void onConnected(net::LineConnection &) override { }
    void onLine(net::LineConnection &connection, const QByteArray &line) override { connection.send(line + '\n'); }
    void onLineTooLong(net::LineConnection &connection, const QByteArray &) override
    {
        connection.closeWhenSent(Reason::LineTooLong);
    }
    void onInputEnd(net::LineConnection &connection) override { connection.closeWhenSent(Reason::EndOfInput); }
    void onClosed(net::LineConnection &connection, Reason reason) override
    {
        ++closed;
        inOrder += reason == Reason::EndOfInput ? 1 : 0;
        m_connections.erase(base::number(connection.id()));
    }

    std::uint64_t accepted = 0, closed = 0, inOrder = 0;

private:
    base::SystemClock m_clock;
    std::unique_ptr<net::Poller> m_poller;
    net::TcpListener m_listener{ *this };
    std::unordered_map<std::uint64_t, std::unique_ptr<net::LineConnection>> m_connections;
};

} // namespace

class TestEchoServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void halfClosingClients_data();
    void halfClosingClients();
    void resetStorm();
    void manyRequests();
};

void TestEchoServer::initTestCase_data()
{
    QTest::addColumn<net::Poller::Kind>("kind");
    QTest::newRow("best") << net::Poller::Kind::Best;
    QTest::newRow("notifier") << net::Poller::Kind::Notifier;
}

void TestEchoServer::halfClosingClients_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("line") << QByteArray("IAMAT kiwi\n") << QByteArray("IAMAT kiwi\n");
    QTest::newRow("no LF") << QByteArray("IAMAT kiwi") << QByteArray("IAMAT kiwi\n");
    QTest::newRow("three") << QByteArray("1\n2\n3") << QByteArray("1\n2\n3\n");
    const QByteArray pipelined = QByteArray("x\n").repeated(500);
    QTest::newRow("500 pipelined") << pipelined << pipelined;
}

void TestEchoServer::halfClosingClients()
{
    QFETCH_GLOBAL(net::Poller::Kind, kind);
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, answer);
    EchoServer server(kind);
    std::vector<RawSocket> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(RawSocket::connectedTo(server.port()));
        QCOMPARE(clients.back().send(sent), sent.size());
        clients.back().finishWriting();
    }
    QVERIFY(turnUntil([&] { return server.closed == 200; }));
    QCOMPARE(server.inOrder, 200U);
    QCOMPARE(server.connections(), size_t(0));
    for (RawSocket &client : clients) {
        QVERIFY(turnUntil([&] { return client.ended(); }));
        QCOMPARE(client.error(), 0);
        QCOMPARE(client.received(), answer);
    }
}

// Clients that vanish at any moment, with and without a reset, in the middle of a line, with answers unread.
void TestEchoServer::resetStorm()
{
    QFETCH_GLOBAL(net::Poller::Kind, kind);
    EchoServer server(kind);
    QRandomGenerator random(20240601);
    std::vector<RawSocket> clients;
    constexpr std::uint64_t all = 800;
    for (std::uint64_t made = 0; made < all || !clients.empty();) {
        const int dice = random.bounded(8);
        if (made < all && (dice < 3 || clients.empty())) {
            clients.push_back(RawSocket::connectedTo(server.port()));
            ++made;
        } else {
            const auto index = static_cast<size_t>(random.bounded(static_cast<int>(clients.size())));
            RawSocket &client = clients[index];
            if (dice < 5) {
                client.send(QByteArray("some line\n").repeated(random.bounded(1, 300)).chopped(random.bounded(9)));
            } else {
                dice == 5 ? client.close() : dice == 6 ? client.reset() : client.finishWriting();
                if (dice < 7 || made == all) {
                    std::swap(client, clients.back());
                    clients.pop_back();
                }
            }
        }
        if (dice % 2 == 0)
            QCoreApplication::processEvents();
    }
    QVERIFY(turnUntil([&] { return server.accepted == all && server.connections() == 0; }));
    QCOMPARE(server.closed, all); // each once
}

void TestEchoServer::manyRequests()
{
    QFETCH_GLOBAL(net::Poller::Kind, kind);
    EchoServer server(kind);
    std::vector<RawSocket> clients;
    for (int i = 0; i < 50; ++i)
        clients.push_back(RawSocket::connectedTo(server.port()));
    for (qsizetype round = 1; round <= 20; ++round) {
        for (RawSocket &client : clients)
            client.send("0123456\n");
        for (RawSocket &client : clients)
            QVERIFY(turnUntil([&] { return client.received().size() == round * 8; }));
    }
}

HERD_TEST(TestEchoServer)
#include "tst_echoserver.moc"
