// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/hostfixture.h"
#include "tests/host/rawlistener.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdtest;
using host::ServerHost;
using protocol::Speakers;

namespace {

const QByteArray key = "a key of this herd, and of no other";

// Hill and Jaquez, linked. Each knows where the other one is listed; Hill dials.
struct Pair {
    Ground ground;
    Speakers speakers;
    std::unique_ptr<ServerHost> high;
    std::unique_ptr<ServerHost> low;

    explicit Pair(Speakers who, const QByteArray &highsKey = key)
        : speakers(who)
        , high(started(jaquez, hill, 0, 0, highsKey))
        , low(started(hill, jaquez, high->port(), 0, key))
    {
        high->setNeighbourPort(hill, low->port());
    }
    std::unique_ptr<ServerHost> started(
        ServerIndex server, ServerIndex neighbour, quint16 neighbourPort, quint16 port, const QByteArray &itsKey)
    {
        host::HostConfig config = configOf(server, { { neighbour, neighbourPort } });
        config.port = port;
        config.node.admission.speakers = speakers;
        config.node.admission.key = itsKey;
        auto host = ground.host(config);
        if (!host->start())
            qFatal("cannot listen");
        return host;
    }
    [[nodiscard]] bool isUpAtBoth(int times = 1) const
    {
        return ground.log.count(hill, EventKind::LinkUp) == times
            && ground.log.count(jaquez, EventKind::LinkUp) == times;
    }
    [[nodiscard]] int downs() const
    {
        return ground.log.count(hill, EventKind::LinkDown) + ground.log.count(jaquez, EventKind::LinkDown);
    }
    [[nodiscard]] bool floods(const ServerHost &to, ServerIndex other, const QByteArray &client) const
    {
        const RawSocket socket = RawSocket::connectedTo(to.port());
        socket.send(QByteArray("IAMAT " + client + " +34-118 90\n"));
        return QTest::qWaitFor([&] {
            const QByteArrayList learned = ground.log.lines(other, { EventKind::Learned });
            return !learned.isEmpty() && learned.last().contains(QByteArray(' ' + client + ' '));
        });
    }
    [[nodiscard]] bool floodsBothWays() const { return floods(*low, jaquez, "kiwi") && floods(*high, hill, "lime"); }
    [[nodiscard]] QByteArrayList refusals(ServerIndex server) const
    {
        return ground.log.lines(server, { EventKind::LinkRefused, EventKind::LinkDenied });
    }
    [[nodiscard]] QByteArray lineReceived(ServerIndex server, const QByteArray &verb) const
    {
        for (const Event &event : ground.log.of(server)) {
            if (event.kind == EventKind::LineReceived && event.bytes.startsWith(verb))
                return event.bytes;
        }
        return {};
    }
};

QByteArray from(const RawSocket &socket)
{
    return "127.0.0.1:" + QByteArray::number(socket.ownPort()) + ": ";
}

} // namespace

// Who may speak, on real sockets.
class HostSpeakersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linksComeUp_data();
    void linksComeUp();
    void linksComeBack_data() { linksComeUp_data(); }
    void linksComeBack();
    void aLiarTakesNoLink_data();
    void aLiarTakesNoLink();
    void aLiarTakesNoDeadServersPlace();
    void linesOfStrangersAreRefused();
    void wrongKeysAreRefusedAtBothEnds();
    void whatWasSaidOnceProvesNothing();
    void whoIsDialledAndIsSilentIsGivenUp();
};

void HostSpeakersTest::linksComeUp_data()
{
    QTest::addColumn<Speakers>("speakers");
    QTest::newRow("open") << Speakers::Open;
    QTest::newRow("listed") << Speakers::Listed;
    QTest::newRow("keyed") << Speakers::Keyed;
}

void HostSpeakersTest::linksComeUp()
{
    QFETCH(Speakers, speakers);
    const Pair pair(speakers);
    QTRY_VERIFY(pair.isUpAtBoth());
    QVERIFY(pair.floodsBothWays());
    QCOMPARE(pair.refusals(hill) + pair.refusals(jaquez), QByteArrayList());
    for (const QByteArray &line : pair.ground.log.lines())
        QVERIFY2(!line.contains(key), line.constData());
}

void HostSpeakersTest::linksComeBack()
{
    QFETCH(Speakers, speakers);
    Pair pair(speakers);
    QTRY_VERIFY(pair.isUpAtBoth());
    const quint16 port = pair.high->port();
    pair.high->crash();
    pair.high = pair.started(jaquez, hill, pair.low->port(), port, key);
    QTRY_VERIFY(pair.isUpAtBoth(2));
    pair.low->resetLink(jaquez);
    QTRY_VERIFY(pair.isUpAtBoth(3));
    QVERIFY(pair.floodsBothWays());
    QCOMPARE(pair.refusals(hill) + pair.refusals(jaquez), QByteArrayList());
}

void HostSpeakersTest::aLiarTakesNoLink_data()
{
    QTest::addColumn<Speakers>("speakers");
    QTest::addColumn<QByteArray>("claim");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, Speakers speakers, const char *claim, const char *told) {
        QTest::newRow(name) << speakers << QByteArray(claim) << QByteArray(told);
    };
    row("version 1, open", Speakers::Open, "PEER 1 Jaquez Hill x", "REFUSED unconfirmed\n");
    row("version 1, listed", Speakers::Listed, "PEER 1 Jaquez Hill x", "REFUSED unconfirmed\n");
    row("version 1, keyed", Speakers::Keyed, "PEER 1 Jaquez Hill x", "REFUSED wrong-key\n");
    row("nonce, open", Speakers::Open, "PEER 2 Jaquez Hill x n=1234", "REFUSED unconfirmed\n");
    row("nonce, listed", Speakers::Listed, "PEER 2 Jaquez Hill x n=1234", "REFUSED unconfirmed\n");
}

// The input of the attack: one line, then silence.
void HostSpeakersTest::aLiarTakesNoLink()
{
    QFETCH(Speakers, speakers);
    QFETCH(QByteArray, claim);
    QFETCH(QByteArray, told);
    const Pair pair(speakers);
    QTRY_VERIFY(pair.isUpAtBoth());
    RawSocket liar = RawSocket::connectedTo(pair.low->port());
    liar.send(QByteArray(claim + '\n'));
    QTRY_VERIFY(liar.ended());
    QCOMPARE(liar.received(), told);
    const QByteArrayList refused = pair.refusals(hill);
    QCOMPARE(refused.size(), 1);
    QVERIFY2(refused[0].endsWith(QByteArray(" Jaquez: " + from(liar) + claim)), refused[0].constData());
    QCOMPARE(pair.downs(), 0);
    QVERIFY(pair.floodsBothWays());
}

// While Jaquez is dead nobody confirms a claim; afterwards Jaquez is believed at once.
void HostSpeakersTest::aLiarTakesNoDeadServersPlace()
{
    Pair pair(Speakers::Listed);
    QTRY_VERIFY(pair.isUpAtBoth());
    const quint16 port = pair.high->port();
    pair.high->crash();
    pair.high.reset();
    QTRY_COMPARE(pair.ground.log.count(hill, EventKind::LinkDown), 1);
    RawSocket liar = RawSocket::connectedTo(pair.low->port());
    liar.send("PEER 2 Jaquez Hill x n=1234\nSYNC 0 0\nAT Jaquez +1 evil +1-1 95\n");
    QTRY_VERIFY(liar.ended());
    QCOMPARE(pair.refusals(hill).size(), 1);
    QCOMPARE(pair.ground.log.count(hill, EventKind::Learned), 0);
    pair.high = pair.started(jaquez, hill, pair.low->port(), port, {});
    QTRY_VERIFY(pair.isUpAtBoth(2));
    QVERIFY(pair.floodsBothWays());
}

void HostSpeakersTest::linesOfStrangersAreRefused()
{
    const Pair pair(Speakers::Listed);
    QTRY_VERIFY(pair.isUpAtBoth());
    RawSocket liar = RawSocket::connectedTo(pair.low->port());
    const QByteArray line = "AT zzz +0.1 kiwi -90+0 9223372035";
    liar.send(QByteArray(line + '\n' + line + '\n'));
    QTRY_VERIFY(liar.ended());
    QCOMPARE(liar.received(), QByteArray());
    QCOMPARE(pair.refusals(hill),
        QByteArrayList{ "Hill: link refused (a server's line, but not from a link): " + from(liar) + line });
    // A hundred more are not a hundred events.
    for (int i = 0; i < 100; ++i) {
        RawSocket more = RawSocket::connectedTo(pair.low->port());
        more.send(QByteArray(line + '\n'));
        QTRY_VERIFY(more.ended());
    }
    QVERIFY(pair.refusals(hill).size() <= 3);
    QCOMPARE(pair.ground.log.count(hill, EventKind::Learned), 0);
    QVERIFY(pair.floodsBothWays());
}

void HostSpeakersTest::wrongKeysAreRefusedAtBothEnds()
{
    const Pair pair(Speakers::Keyed, "another key, of another herd");
    QTRY_VERIFY(!pair.refusals(hill).isEmpty() && !pair.refusals(jaquez).isEmpty());
    for (const ServerIndex server : { hill, jaquez }) {
        const QByteArray first = pair.refusals(server).first();
        QVERIFY2(first.contains("(wrong key, or none)"), first.constData());
    }
    QCOMPARE(pair.ground.log.count(hill, EventKind::LinkUp) + pair.ground.log.count(jaquez, EventKind::LinkUp), 0);
}

// Somebody has recorded what Hill said when the link came up, and says it again; and what Jaquez answers, back to it.
void HostSpeakersTest::whatWasSaidOnceProvesNothing()
{
    const Pair pair(Speakers::Keyed);
    QTRY_VERIFY(pair.isUpAtBoth());
    const QByteArray greeting = pair.lineReceived(jaquez, "PEER");
    const QByteArray proof = pair.lineReceived(jaquez, "PROOF");
    QVERIFY(!greeting.isEmpty() && !proof.isEmpty());
    RawSocket replay = RawSocket::connectedTo(pair.high->port());
    replay.send(QByteArray(greeting + '\n' + proof + '\n'));
    QTRY_VERIFY(replay.ended());
    QVERIFY2(replay.received().endsWith("REFUSED wrong-key\n"), replay.received().constData());

    RawSocket mirror = RawSocket::connectedTo(pair.high->port());
    mirror.send("PEER 2 Hill Jaquez another n=1234\n");
    QTRY_VERIFY(mirror.received().endsWith('\n'));
    const QByteArray answer = mirror.received();
    QVERIFY2(answer.startsWith("PEER 2 Jaquez Hill "), answer.constData());
    mirror.send(QByteArray("PROOF " + answer.mid(answer.indexOf(" m=") + 3)));
    QTRY_VERIFY(mirror.ended());
    QVERIFY2(mirror.received().endsWith("REFUSED wrong-key\n"), mirror.received().constData());
    QCOMPARE(pair.ground.log.count(jaquez, EventKind::LinkUp), 1);
    QCOMPARE(pair.downs(), 0);
}

void HostSpeakersTest::whoIsDialledAndIsSilentIsGivenUp()
{
    Ground ground;
    RawListener silent;
    host::HostConfig config = configOf(hill, { { jaquez, silent.port() } });
    config.limits.greetingNs = 200 * base::nsPerMillisecond;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    QTRY_VERIFY(silent.count() >= 2);
    QVERIFY(ground.log.has("Hill: link down (no line within the time limit) Jaquez"));
}

HERD_TEST(HostSpeakersTest)
#include "tst_hostspeakers.moc"
