// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/gatebench.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdtest;

// What is in a gate, and how it comes out.
class LineGateQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOpenUnlessDisturbed();
    void releasesOneByOne();
    void aHoldByCountWantsReleases();
    void linesOfAConnectionThatIsGone();
    void isFullOnlyWhereItIsNarrow();
};

void LineGateQueueTest::isOpenUnlessDisturbed()
{
    Bench bench;
    QVERIFY(bench.gate.isOpen());
    QCOMPARE(bench.gate.nextNs(), LineGate::never);
    bench.fault("latency 5ms");
    QVERIFY(!bench.gate.isOpen());
    bench.enter("a");
    bench.gate.end(FaultNumber{ 1 }, 0);
    QVERIFY(!bench.gate.isOpen()); // there is a line in it
    QCOMPARE(bench.runUntil(0), "0 a, 0 end1");
    QVERIFY(bench.gate.isOpen());
    QCOMPARE(bench.gate.nextNs(), LineGate::never);
    bench.gate.end(FaultNumber{ 1 }, 0); // once more
    QVERIFY(bench.gate.isOpen());
}

void LineGateQueueTest::releasesOneByOne()
{
    Bench bench;
    bench.gate.release(3); // nothing is held
    bench.fault("hold");
    bench.gate.release(3); // nothing is there
    for (const char *line : { "a", "b", "c", "d" })
        bench.enter(line);
    QCOMPARE(bench.runUntil(0), "");
    bench.gate.release(1);
    QCOMPARE(bench.runUntil(1), "0 a");
    bench.gate.release(0);
    bench.gate.release(-1);
    QCOMPARE(bench.runUntil(2), "");
    bench.gate.release(2);
    QCOMPARE(bench.runUntil(3), "2 b, 2 c");
    bench.gate.release(100);
    QCOMPARE(bench.runUntil(4), "3 d");
    bench.enter("e");
    QCOMPARE(bench.runUntil(5), ""); // what was released was there already
}

void LineGateQueueTest::aHoldByCountWantsReleases()
{
    Bench bench;
    bench.fault("hold next 2");
    for (const char *line : { "a", "b", "c", "d" })
        bench.enter(line);
    QCOMPARE(bench.runUntil(0), "");
    bench.gate.release(1);
    QCOMPARE(bench.runUntil(1), "0 a");
    bench.gate.release(1);
    QCOMPARE(bench.runUntil(2), "1 b, 1 c, 1 d, 1 end1");
    QVERIFY(bench.gate.isOpen());
}

void LineGateQueueTest::linesOfAConnectionThatIsGone()
{
    Bench bench;
    bench.fault("hold");
    bench.fault("reorder next 2");
    const ConnectionId one{ 1 }, two{ 2 };
    bench.enter("a", one);
    bench.enter("b", two); // overtakes it
    bench.enter("c", one); // waits to be overtaken
    QCOMPARE(inWords(bench.gate.takeOf(two)), "b");
    QCOMPARE(inWords(bench.gate.takeOf(two)), "");
    QCOMPARE(inWords(bench.gate.takeOf(one)), "a c");
    bench.enter("d", one);
    bench.enter("e", two);
    QCOMPARE(inWords(bench.gate.takeAll()), "d e");
    QCOMPARE(inWords(bench.gate.takeAll()), "");
}

void LineGateQueueTest::isFullOnlyWhereItIsNarrow()
{
    for (const char *words : { "hold", "bandwidth 1B/s", "latency 60s" }) {
        Bench bench;
        bench.fault(words);
        bench.enter(QByteArray(98, 'x')); // and its end
        QVERIFY(!bench.gate.isFull(100));
        QVERIFY(!bench.gate.isFull(99));
        QCOMPARE(bench.gate.isFull(98), words != QByteArray("latency 60s"));
        (void)bench.gate.takeAll();
        QVERIFY(!bench.gate.isFull(0));
    }
    Bench bench;
    bench.fault("latency 60s");
    for (int i = 0; i < 129; ++i)
        bench.enter(QByteArray(65'535, 'x'));
    QVERIFY(bench.gate.isFull(100)); // there is an end to everything
}

HERD_TEST(LineGateQueueTest)
#include "tst_linegatequeue.moc"
