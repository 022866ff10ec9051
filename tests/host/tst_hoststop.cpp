// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/hostfixture.h"
#include "tests/net/turns.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdtest;

namespace {

enum class How { Stop, Crash, Destroy };

// More than the system takes at once when the client does not read.
const qsizetype muchBytes = 6 << 20;

host::HostConfig patientConfig()
{
    host::HostConfig config = configOf(hill, { { jaquez, 0 } });
    config.limits.client.unsentBytes = 2 * muchBytes;
    return config;
}

// Asks for an answer of muchBytes and gets no further than the beginning.
RawSocket askForMuch(Ground &ground, quint16 port)
{
    RawSocket client = RawSocket::connectedTo(port, 4096);
    client.send("IAMAT kiwi +34-118 90\nWHATSAT kiwi 10 5\n");
    if (!QTest::qWaitFor([&ground] { return ground.places.waiting() == 1; }))
        qFatal("the question did not arrive");
    ground.places.answerAll(QByteArray(muchBytes, 'x'));
    return client;
}

} // namespace

Q_DECLARE_METATYPE(How)

// How a ServerHost ends.
class HostStopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freesThePort_data();
    void freesThePort();
    void hasTheLastWord_data();
    void hasTheLastWord();
    void sendsWhatIsUnsent();
    void startsAgainAtOnce();
};

void HostStopTest::freesThePort_data()
{
    QTest::addColumn<How>("how");
    QTest::newRow("stopped") << How::Stop;
    QTest::newRow("crashed") << How::Crash;
    QTest::newRow("destroyed") << How::Destroy;
}

// At once and for everybody: with no connection left in a state that keeps the port.
void HostStopTest::freesThePort()
{
    QFETCH(How, how);
    Ground ground;
    auto server = ground.host(configOf(hill));
    QVERIFY(server->start());
    const quint16 port = server->port();
    RawSocket silent = RawSocket::connectedTo(port);
    RawSocket talked = RawSocket::connectedTo(port);
    talked.send("hello\n");
    QTRY_COMPARE(talked.received(), QByteArray("? hello\n"));
    RawSocket unread = RawSocket::connectedTo(port);
    unread.send("hello\n");
    QTRY_COMPARE(ground.log.count(hill, EventKind::LineSent), 2);
    QVERIFY(!canBindPlainly(port));
    if (how == How::Stop)
        server->stop();
    if (how == How::Crash)
        server->crash();
    server.reset();
    QVERIFY(canBindPlainly(port));
    QTRY_VERIFY(silent.ended() && talked.ended());
    QTRY_VERIFY(unread.ended());
    QCOMPARE(unread.received(), QByteArray("? hello\n"));
}

void HostStopTest::hasTheLastWord_data()
{
    QTest::addColumn<How>("how");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::newRow("stopped") << How::Stop
                             << QByteArrayList{ "Hill: closed (server stopped)",
                                    "Hill: link down (server stopped) Jaquez", "Hill: stopped" };
    QTest::newRow("crashed") << How::Crash << QByteArrayList{ "Hill: crashed" };
    QTest::newRow("destroyed") << How::Destroy << QByteArrayList{};
}

// Every coming has a going, and after "stopped" there is nothing: the server may have been started again.
void HostStopTest::hasTheLastWord()
{
    QFETCH(How, how);
    QFETCH(QByteArrayList, lines);
    Ground ground;
    auto server = ground.host(patientConfig());
    QVERIFY(server->start());
    RawSocket client = askForMuch(ground, server->port());
    RawSocket neighbour = RawSocket::connectedTo(server->port());
    neighbour.send("PEER 1 Jaquez Hill b\n");
    QTRY_COMPARE(ground.log.count(hill, EventKind::LinkUp), 1);

    const qsizetype before = ground.log.lines().size();
    if (how == How::Stop)
        server->stop();
    if (how == How::Crash)
        server->crash();
    if (how == How::Destroy)
        server.reset();
    client.send("hello\n");
    QTRY_VERIFY(neighbour.ended());
    QTRY_VERIFY(client.ended() || client.received().size() > muchBytes);
    QByteArrayList after = ground.log.lines().mid(before);
    std::sort(after.begin(), after.begin() + std::max<qsizetype>(after.size() - 1, 0));
    QCOMPARE(after, lines);
    server.reset();
    QCOMPARE(ground.log.lines().size(), before + lines.size());
}

// A client that reads slowly gets its answer all the same, if the host is given the time.
void HostStopTest::sendsWhatIsUnsent()
{
    Ground ground;
    auto server = ground.host(patientConfig());
    QVERIFY(server->start());
    const quint16 port = server->port();
    RawSocket client = askForMuch(ground, port);
    server->stop();
    QTRY_VERIFY(client.received().size() > muchBytes);
    client.finishWriting();
    netfixture::someTurns(); // it arrives
    server.reset();
    QVERIFY(canBindPlainly(port));
    QTRY_VERIFY(client.ended());
}

void HostStopTest::startsAgainAtOnce()
{
    Ground ground;
    auto first = ground.host(configOf(hill));
    QVERIFY(first->start());
    const quint16 port = first->port();
    RawSocket client = RawSocket::connectedTo(port);
    client.send("IAMAT kiwi +34-118 90\n");
    QTRY_COMPARE(client.received(), QByteArray("AT Hill +10.000000000 kiwi +34-118 90\n"));
    first->stop();

    host::HostConfig config = configOf(hill);
    config.port = port;
    const auto second = ground.host(config); // while the first one is still there
    QVERIFY(second->start());
    RawSocket again = RawSocket::connectedTo(second->port());
    again.send("WHATSAT kiwi 10 5\n");
    QTRY_COMPARE(again.received(), QByteArray("? WHATSAT kiwi 10 5\n")); // its table is gone
}

HERD_TEST(HostStopTest)
#include "tst_hoststop.moc"
