// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simprocess.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cerrno>

using namespace herdcore;
using namespace herdcore::sim;
using base::nsPerSecond;

namespace {

// Two servers with one link, and a connection over it.
class Pair final : private net::Listener::Owner
{
public:
    explicit Pair(Schedule some)
        : schedule(std::move(some))
        , net(schedule, clock)
        , caller(net, clock, 0)
        , called(net, clock, 1)
        , listener(called.sockets.makeListener(*this))
    {
        (void)listener->listen(QHostAddress(QHostAddress::LocalHost), SimSockets::portOf(1));
        from = caller.sockets.open({});
        (void)caller.sockets.startConnecting(from, {}, SimSockets::portOf(1));
        run(nsPerSecond);
    }
    void run(std::int64_t ns)
    {
        const std::int64_t endNs = clock.nowNs() + ns;
        while (clock.step(endNs)) { }
    }
    // All that has come; empty where nothing has, and then errno says why.
    QByteArray read()
    {
        QByteArray all;
        char bytes[1000];
        for (qsizetype count = 1; count > 0;) {
            count = called.sockets.receive(to, bytes, sizeof bytes);
            all.append(bytes, qMax(count, qsizetype(0)));
        }
        return all;
    }

    const Schedule schedule;
    SimClock clock;
    SimNet net;
    SimProcess caller;
    SimProcess called;
    std::unique_ptr<net::Listener> listener;
    int from = -1;
    int to = -1;

private:
    void onAccepted(int fd) override { to = fd; }
};

Schedule oneLink(qsizetype room = 1'000)
{
    Schedule schedule;
    schedule.servers = 2;
    schedule.edges = { { 0, 1 } };
    schedule.pipeBytes = room;
    return schedule;
}

} // namespace

class SimNetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPipeHasSoMuchRoom();
    void aStalledLinkLosesNothing();
    void aCutKillsWhatIsUnderWay();
    void aFullPipeTellsWhenThereIsRoom();
    void nobodyListens();
};

void SimNetTest::aPipeHasSoMuchRoom()
{
    Pair pair(oneLink());
    QCOMPARE(pair.caller.sockets.dialResult(pair.from), 0);
    QCOMPARE(pair.caller.sockets.send(pair.from, QByteArray(999, 'a')), 999);
    QCOMPARE(pair.caller.sockets.send(pair.from, "bc"), 1);
    QCOMPARE(pair.caller.sockets.send(pair.from, "c"), -1);
    QCOMPARE(errno, EAGAIN);
    pair.run(nsPerSecond);
    QCOMPARE(pair.read(), QByteArray(999, 'a') + 'b');
    QCOMPARE(pair.caller.sockets.send(pair.from, "c"), 1);
}

void SimNetTest::aStalledLinkLosesNothing()
{
    Pair pair(oneLink());
    QCOMPARE(pair.caller.sockets.send(pair.from, "one "), 4);
    pair.net.stall(0);
    QCOMPARE(pair.caller.sockets.send(pair.from, "two"), 3);
    pair.caller.sockets.finishWriting(pair.from);
    pair.run(nsPerSecond);
    QCOMPARE(pair.read(), QByteArray());
    QCOMPARE(errno, EAGAIN);
    pair.net.heal(0);
    pair.run(nsPerSecond);
    QCOMPARE(pair.read(), QByteArray("one two"));
    QCOMPARE(pair.called.sockets.peek(pair.to), 0); // the end of input, behind the last byte
    QCOMPARE(pair.net.bytesUnderWay(), 0);
}

void SimNetTest::aCutKillsWhatIsUnderWay()
{
    Pair pair(oneLink());
    QCOMPARE(pair.caller.sockets.send(pair.from, "one"), 3);
    pair.net.cut(0);
    pair.run(5 * nsPerSecond);
    QCOMPARE(pair.called.sockets.peek(pair.to), ECONNRESET);
    QCOMPARE(pair.read(), QByteArray());
    QCOMPARE(pair.caller.sockets.send(pair.from, "two"), -1);
    QCOMPARE(errno, ECONNRESET);
    QCOMPARE(pair.net.bytesUnderWay(), 0);
}

void SimNetTest::aFullPipeTellsWhenThereIsRoom()
{
    Pair pair(oneLink());
    QVERIFY(pair.caller.sockets.readinessOf(pair.from).isWritable);
    QCOMPARE(pair.caller.sockets.send(pair.from, QByteArray(700, 'a')), 700);
    QVERIFY(!pair.caller.sockets.readinessOf(pair.from).isWritable);
    pair.run(nsPerSecond);
    QVERIFY(pair.called.sockets.readinessOf(pair.to).isReadable);
    QCOMPARE(pair.read().size(), 700);
    QVERIFY(pair.caller.sockets.readinessOf(pair.from).isWritable);
}

void SimNetTest::nobodyListens()
{
    Pair pair(oneLink());
    pair.listener->close();
    const int again = pair.caller.sockets.open({});
    QCOMPARE(pair.caller.sockets.startConnecting(again, {}, SimSockets::portOf(1)), 0);
    QCOMPARE(pair.caller.sockets.dialResult(again), EAGAIN);
    pair.run(nsPerSecond);
    QCOMPARE(pair.caller.sockets.dialResult(again), ECONNREFUSED);
}

HERD_TEST(SimNetTest)
#include "tst_simnet.moc"
