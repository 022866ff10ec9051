// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/hostfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <functional>

using namespace herdcore;
using namespace herdtest;
using host::HostConfig;

namespace {

constexpr std::int64_t soonNs = 50 * base::nsPerMillisecond;

using Act = std::function<void(RawSocket &, host::ServerHost &, Ground &)>;

struct Ending {
    std::function<void(HostConfig &)> prepare;
    Act act;
    Reason reason = Reason::None;
};

} // namespace

Q_DECLARE_METATYPE(Ending)

// A ServerHost and clients that are bare sockets.
class HostClientsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logsAConversation();
    void answersAfterAHalfClose();
    void reportsWhyAConnectionEnded_data();
    void reportsWhyAConnectionEnded();
    void showsAClientThatSaysNothing();
    void keepsTimeWhileOthersCome();
    void turnsAwayWhoIsTooMany();
    void givesDescriptorsBack_data();
    void givesDescriptorsBack();
    void portTaken();
};

void HostClientsTest::logsAConversation()
{
    Ground ground;
    const auto server = ground.host(configOf(hill));
    QVERIFY(server->start());
    RawSocket client = RawSocket::connectedTo(server->port());
    client.send("IAMAT kiwi +34-118 90\nhello\xff\r\nWHATSAT kiwi 10 5");
    client.finishWriting();
    QTRY_COMPARE(ground.places.waiting(), std::size_t{ 1 });
    ground.places.answerAll("{}");
    QTRY_VERIFY(client.ended());
    QCOMPARE(client.received(),
        QByteArray(
            "AT Hill +10.000000000 kiwi +34-118 90\n? hello\xff\nAT Hill +10.000000000 kiwi +34-118 90\n{}\n\n"));
    const QByteArrayList expected{
        "Hill: listening",
        "Hill: connected",
        "Hill: received: IAMAT kiwi +34-118 90",
        "Hill: learned: AT Hill +10.000000000 kiwi +34-118 90",
        "Hill: sent: AT Hill +10.000000000 kiwi +34-118 90",
        "Hill: received: hello\xff\r",
        "Hill: rejected (unknown command): hello\xff",
        "Hill: sent: ? hello\xff",
        "Hill: received: WHATSAT kiwi 10 5",
        "Hill: places asked",
        "Hill: places answered",
        "Hill: sent: AT Hill +10.000000000 kiwi +34-118 90\n{}",
        "Hill: closed (end of input, all answered)",
    };
    QTRY_COMPARE(ground.log.lines(), expected);

    // One connection, and every effect names its line.
    const std::vector<Event> log = ground.log.of(hill);
    const auto lines = { 3, 6, 9 };
    for (const Event &one : log) {
        const auto id = static_cast<int>(base::number(one.id));
        QVERIFY(id == 1 || one.connection == log[1].connection);
        const bool isEffect = id > 3 && id < 13 && std::find(lines.begin(), lines.end(), id) == lines.end();
        QCOMPARE(static_cast<int>(base::number(one.cause)), isEffect ? id > 9 ? 9 : id > 6 ? 6 : 3 : 0);
    }
    QCOMPARE(log[3].update, (base::UpdateKey{ base::ClientId("kiwi"), 90 * base::nsPerSecond }));
    QCOMPARE(log[4].update, log[3].update);
    QCOMPARE(log[2].update, log[3].update); // the client's own report,
    QVERIFY(log[5].update.isNull());
    QCOMPARE(log[8].update, log[3].update); // and its question
}

void HostClientsTest::answersAfterAHalfClose()
{
    Ground ground;
    const auto server = ground.host(configOf(hill));
    QVERIFY(server->start());
    std::vector<RawSocket> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(RawSocket::connectedTo(server->port()));
        const QByteArray line = "IAMAT client" + QByteArray::number(i) + " +34-118 90\n";
        clients.back().send(i % 2 == 0 ? line : line.chopped(1));
        clients.back().finishWriting();
    }
    for (int i = 0; i < 200; ++i) {
        QTRY_VERIFY(clients[static_cast<std::size_t>(i)].ended());
        QCOMPARE(clients[static_cast<std::size_t>(i)].received(),
            QByteArray("AT Hill +10.000000000 client" + QByteArray::number(i) + " +34-118 90\n"));
    }
}

void HostClientsTest::reportsWhyAConnectionEnded_data()
{
    QTest::addColumn<Ending>("ending");
    const auto row = [](
                         const char *name, Reason reason, const Act &act,
                         const std::function<void(HostConfig &)> &prepare = [](HostConfig &) {}) {
        QTest::newRow(name) << Ending{ prepare, act, reason };
    };
    const auto send = [](const char *bytes) {
        return [bytes](RawSocket &client, host::ServerHost &, Ground &) {
            client.send(bytes);
        };
    };
    row("finished", Reason::EndOfInput,
        [](RawSocket &client, host::ServerHost &, Ground &) { client.finishWriting(); });
    row("closed", Reason::EndOfInput, [](RawSocket &client, host::ServerHost &, Ground &) { client.close(); });
    row("reset", Reason::PeerReset, [](RawSocket &client, host::ServerHost &, Ground &) { client.reset(); });
    row("HTTP", Reason::HttpRequest, send("GET / HTTP/1.1\r\n"));
    row("line too long", Reason::LineTooLong, send("123456789"),
        [](HostConfig &config) { config.limits.client.lineBytes = 8; });
    row("one answer", Reason::OneAnswerGiven, send("hello\n"),
        [](HostConfig &config) { config.node.oneAnswerPerConnection = true; });
    row("nothing sent", Reason::FirstLineTimeout, send(""),
        [](HostConfig &config) { config.limits.client.firstLineNs = soonNs; });
    row("not finished", Reason::LineTimeout, send("IAMAT"),
        [](HostConfig &config) { config.limits.client.lineNs = soonNs; });
    row("idle", Reason::IdleTimeout, send("hello\n"), [](HostConfig &config) { config.limits.client.idleNs = soonNs; });
    row(
        "reads nothing", Reason::ReaderTooSlow,
        [](RawSocket &client, host::ServerHost &, Ground &ground) {
            client.send("IAMAT kiwi +34-118 90\nWHATSAT kiwi 10 5\n");
            QTRY_COMPARE(ground.places.waiting(), std::size_t{ 1 });
            ground.places.answerAll(QByteArray(16 << 20, 'x'));
        },
        [](HostConfig &config) { config.limits.client.unsentBytes = 1024; });
    row("stopped", Reason::ServerShutDown, [](RawSocket &, host::ServerHost &server, Ground &) { server.stop(); });
}

void HostClientsTest::reportsWhyAConnectionEnded()
{
    QFETCH(Ending, ending);
    Ground ground;
    HostConfig config = configOf(hill);
    config.limits.client.lingerNs = soonNs;
    ending.prepare(config);
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket client = RawSocket::connectedTo(server->port());
    QTRY_COMPARE(ground.budget.taken(), 1);
    ending.act(client, *server, ground);
    QTRY_COMPARE(ground.log.count(hill, EventKind::ClientClosed), 1);
    const std::vector<Event> log = ground.log.of(hill);
    const auto closed
        = std::find_if(log.begin(), log.end(), [](const Event &one) { return one.kind == EventKind::ClientClosed; });
    QCOMPARE(closed->reason, ending.reason);
    QCOMPARE(closed->connection, log[1].connection);
}

void HostClientsTest::showsAClientThatSaysNothing()
{
    Ground ground;
    const auto server = ground.host(configOf(hill));
    QVERIFY(server->start());
    RawSocket silent = RawSocket::connectedTo(server->port());
    QTRY_COMPARE(ground.log.count(hill, EventKind::ClientConnected), 1);
    // And one that leaves at once.
    RawSocket::connectedTo(server->port()).close();
    QTRY_COMPARE(ground.log.count(hill, EventKind::ClientClosed), 1);
    QCOMPARE(ground.log.count(hill, EventKind::ClientConnected), 2);
    QVERIFY(!silent.ended());
}

// Time limits hold however often somebody new comes.
void HostClientsTest::keepsTimeWhileOthersCome()
{
    Ground ground;
    HostConfig config = configOf(hill);
    config.limits.client.firstLineNs = soonNs;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket silent = RawSocket::connectedTo(server->port());
    std::vector<RawSocket> others;
    QTRY_VERIFY((others.push_back(RawSocket::connectedTo(server->port())), silent.ended()));
}

void HostClientsTest::turnsAwayWhoIsTooMany()
{
    Ground ground;
    HostConfig config = configOf(hill);
    config.limits.connections = 2;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket first = RawSocket::connectedTo(server->port());
    RawSocket second = RawSocket::connectedTo(server->port());
    RawSocket third = RawSocket::connectedTo(server->port());
    third.send("hello\n");
    QTRY_VERIFY(third.ended());
    QCOMPARE(third.received(), QByteArray("? server full\n"));
    QVERIFY(ground.log.has("Hill: closed (server full)"));
    QCOMPARE(ground.budget.taken(), 2);

    first.close();
    QTRY_COMPARE(ground.budget.taken(), 1);
    RawSocket fourth = RawSocket::connectedTo(server->port());
    fourth.send("hello\n");
    second.send("hello\n");
    QTRY_COMPARE(fourth.received(), QByteArray("? hello\n"));
    QTRY_COMPARE(second.received(), QByteArray("? hello\n"));
}

void HostClientsTest::givesDescriptorsBack_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("client leaves") << 0;
    QTest::newRow("destroyed") << 1;
    QTest::newRow("stopped and destroyed") << 2;
    QTest::newRow("crashed and destroyed") << 3;
}

void HostClientsTest::givesDescriptorsBack()
{
    QFETCH(int, how);
    Ground ground;
    auto server = ground.host(configOf(hill));
    QVERIFY(server->start());
    RawSocket client = RawSocket::connectedTo(server->port());
    QTRY_COMPARE(ground.budget.taken(), 1);
    if (how == 0)
        client.close();
    if (how == 2)
        server->stop();
    if (how == 3)
        server->crash();
    if (how != 0)
        server.reset();
    QTRY_COMPARE(ground.budget.taken(), 0);
}

void HostClientsTest::portTaken()
{
    Ground ground;
    RawListener other;
    HostConfig config = configOf(hill);
    config.port = other.port();
    const auto server = ground.host(config);
    QVERIFY(!server->start());
    const QByteArray where = "127.0.0.1 " + QByteArray::number(other.port());
    QCOMPARE(ground.log.lines(), QByteArrayList{ "Hill: cannot listen (port in use): " + where });
}

HERD_TEST(HostClientsTest)
#include "tst_hostclients.moc"
