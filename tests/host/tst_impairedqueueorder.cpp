// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/queuebench.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdtest;

// Which lines are in the queue, and how they come out.
class ImpairedQueueOrderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOpenUnlessDisturbed();
    void releasesOneByOne();
    void aHoldByCountWantsReleases();
    void linesOfAConnectionThatIsGone();
    void isFullOnlyWhereItIsNarrow();
};

void ImpairedQueueOrderTest::isOpenUnlessDisturbed()
{
    Bench bench;
    QVERIFY(bench.queue.isIdle());
    QCOMPARE(bench.queue.nextNs(), ImpairedQueue::never);
    bench.fault("latency 5ms");
    QVERIFY(!bench.queue.isIdle());
    bench.enter("a");
    bench.queue.end(FaultNumber{ 1 }, 0);
    QVERIFY(!bench.queue.isIdle()); // there is a line in it
    QCOMPARE(bench.runUntil(0), "0 a, 0 end1");
    QVERIFY(bench.queue.isIdle());
    QCOMPARE(bench.queue.nextNs(), ImpairedQueue::never);
    bench.queue.end(FaultNumber{ 1 }, 0); // once more
    QVERIFY(bench.queue.isIdle());
}

void ImpairedQueueOrderTest::releasesOneByOne()
{
    Bench bench;
    bench.queue.release(3); // nothing is held
    bench.fault("hold");
    bench.queue.release(3); // nothing is there
    for (const char *line : { "a", "b", "c", "d" })
        bench.enter(line);
    QCOMPARE(bench.runUntil(0), "");
    bench.queue.release(1);
    QCOMPARE(bench.runUntil(1), "0 a");
    bench.queue.release(0);
    bench.queue.release(-1);
    QCOMPARE(bench.runUntil(2), "");
    bench.queue.release(2);
    QCOMPARE(bench.runUntil(3), "2 b, 2 c");
    bench.queue.release(100);
    QCOMPARE(bench.runUntil(4), "3 d");
    bench.enter("e");
    QCOMPARE(bench.runUntil(5), ""); // what was released was there already
}

void ImpairedQueueOrderTest::aHoldByCountWantsReleases()
{
    Bench bench;
    bench.fault("hold next 2");
    for (const char *line : { "a", "b", "c", "d" })
        bench.enter(line);
    QCOMPARE(bench.runUntil(0), "");
    bench.queue.release(1);
    QCOMPARE(bench.runUntil(1), "0 a");
    bench.queue.release(1);
    QCOMPARE(bench.runUntil(2), "1 b, 1 c, 1 d, 1 end1");
    QVERIFY(bench.queue.isIdle());
}

void ImpairedQueueOrderTest::linesOfAConnectionThatIsGone()
{
    Bench bench;
    bench.fault("hold");
    bench.fault("reorder next 2");
    const ConnectionId one{ 1 }, two{ 2 };
    bench.enter("a", one);
    bench.enter("b", two); // overtakes it
    bench.enter("c", one); // waits to be overtaken
    QCOMPARE(inWords(bench.queue.takeOf(two)), "b");
    QCOMPARE(inWords(bench.queue.takeOf(two)), "");
    QCOMPARE(inWords(bench.queue.takeOf(one)), "a c");
    bench.enter("d", one);
    bench.enter("e", two);
    QCOMPARE(inWords(bench.queue.takeAll()), "d e");
    QCOMPARE(inWords(bench.queue.takeAll()), "");
}

void ImpairedQueueOrderTest::isFullOnlyWhereItIsNarrow()
{
    for (const char *words : { "hold", "bandwidth 1B/s", "latency 60s" }) {
        Bench bench;
        bench.fault(words);
        bench.enter(QByteArray(98, 'x')); // and its end
        QVERIFY(!bench.queue.isFull(100));
        QVERIFY(!bench.queue.isFull(99));
        QCOMPARE(bench.queue.isFull(98), words != QByteArray("latency 60s"));
        (void)bench.queue.takeAll();
        QVERIFY(!bench.queue.isFull(0));
    }
    Bench bench;
    bench.fault("latency 60s");
    for (int i = 0; i < 129; ++i)
        bench.enter(QByteArray(65'535, 'x'));
    QVERIFY(bench.queue.isFull(100)); // there is an end to everything
}

HERD_TEST(ImpairedQueueOrderTest)
#include "tst_impairedqueueorder.moc"
