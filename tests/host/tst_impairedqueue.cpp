// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/queuebench.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace herdtest;

class ImpairedQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fiveLines_data();
    void fiveLines();
    void latencyLimitsNothing();
    void jitterStaysInItsBoundsAndInOrder();
    void healedItDelaysNothing_data();
    void healedItDelaysNothing();
    void anotherFaultsEndHurriesNothing();
};

// a to e enter 10 ms apart, each of 10 bytes with its end.
void ImpairedQueueTest::fiveLines_data()
{
    QTest::addColumn<QByteArrayList>("faults");
    QTest::addColumn<QByteArray>("out");
    QTest::addColumn<QByteArray>("lost");
    const auto row = [](const char *name, const QByteArrayList &faults, const char *out, const char *lost = "") {
        QTest::newRow(name) << faults << QByteArray(out) << QByteArray(lost);
    };
    row("nothing", {}, "0 a, 10 b, 20 c, 30 d, 40 e");
    row("latency", { "latency 25ms" }, "25 a, 35 b, 45 c, 55 d, 65 e");
    row("two latencies", { "latency 25ms", "latency 3ms" }, "28 a, 38 b, 48 c, 58 d, 68 e");
    row("latency for 0 more", { "latency 25ms next 1" }, "0 end1, 25 a, 25 b, 25 c, 30 d, 40 e");
    row("latency by time", { "latency 25ms for 20ms" }, "20 end1, 20 a, 20 b, 20 c, 30 d, 40 e");
    row("1000 bytes a second", { "bandwidth 1kB/s" }, "10 a, 20 b, 30 c, 40 d, 50 e");
    row("500 bytes a second", { "bandwidth 500B/s" }, "20 a, 40 b, 60 c, 80 d, 100 e");
    row("the narrower one", { "bandwidth 1kB/s", "bandwidth 500B/s" }, "20 a, 40 b, 60 c, 80 d, 100 e");
    row("narrow and long", { "bandwidth 500B/s", "latency 7ms" }, "27 a, 47 b, 67 c, 87 d, 107 e");
    row("a black hole", { "black-hole" }, "", "a b c d e");
    row("a black hole for a while", { "black-hole for 25ms" }, "25 end1, 30 d, 40 e", "a b c");
    row("a black hole for two lines", { "black-hole next 2" }, "10 end1, 20 c, 30 d, 40 e", "a b");
    row("drop", { "drop" }, "", "a b c d e");
    row("drop 1", { "drop next 1" }, "0 end1, 10 b, 20 c, 30 d, 40 e", "a");
    row("drop 4", { "drop next 4" }, "30 end1, 40 e", "a b c d");
    row("drop 5", { "drop next 5" }, "40 end1", "a b c d e");
    row("drop 6", { "drop next 6" }, "", "a b c d e");
    row("two drops, one after the other", { "drop next 1", "drop next 1" }, "0 end1, 10 end2, 20 c, 30 d, 40 e", "a b");
    row("what is dropped counts for nothing else", { "duplicate next 1", "drop next 1" },
        "0 end2, 10 b, 10 b, 10 end1, 20 c, 30 d, 40 e", "a");
    row("duplicate 2", { "duplicate next 2" }, "0 a, 0 a, 10 b, 10 b, 10 end1, 20 c, 30 d, 40 e");
    row("two duplicates are two lines", { "duplicate next 1", "duplicate next 1" },
        "0 a, 0 a, 0 end1, 10 b, 10 b, 10 end2, 20 c, 30 d, 40 e");
    row("reorder 1", { "reorder next 1" }, "0 end1, 10 b, 10 a, 20 c, 30 d, 40 e");
    row("reorder 2", { "reorder next 2" }, "10 b, 10 a, 20 end1, 30 d, 30 c, 40 e");
    row("reorder all", { "reorder" }, "10 b, 10 a, 30 d, 30 c, 1040 e");
    row("reorder for a while", { "reorder for 25ms" }, "10 b, 10 a, 25 end1, 25 c, 30 d, 40 e");
    row("reordered and late", { "reorder next 1", "latency 25ms" }, "0 end1, 35 b, 35 a, 45 c, 55 d, 65 e");
    row("hold", { "hold" }, "");
    row("hold for a while", { "hold for 25ms" }, "25 end1, 25 a, 25 b, 25 c, 30 d, 40 e");
    row("time before count", { "drop next 4 for 15ms" }, "15 end1, 20 c, 30 d, 40 e", "a b");
    row("count before time", { "drop next 2 for 25ms" }, "10 end1, 20 c, 30 d, 40 e", "a b");
    row("until just now", { "drop for 10ms" }, "10 end1, 10 b, 20 c, 30 d, 40 e", "a");
    row("until just after", { "drop for 11ms" }, "11 end1, 20 c, 30 d, 40 e", "a b");
}

void ImpairedQueueTest::fiveLines()
{
    QFETCH(QByteArrayList, faults);
    QFETCH(QByteArray, out);
    Bench bench;
    for (const QByteArray &words : faults)
        bench.fault(words);
    QByteArrayList all;
    for (const char name : { 'a', 'b', 'c', 'd', 'e' }) {
        bench.enter(QByteArray(1, name) + QByteArray(8, '.'));
        all.append(bench.runUntil(bench.nowMs + 10));
    }
    all.append(bench.runUntil(2000));
    all.removeAll(QByteArray());
    // The order of lines and ends within a moment is the bench's own.
    const auto moments = [](const QByteArrayList &reported) {
        QByteArrayList sorted = reported.join(", ").replace("........", "").split(',');
        for (QByteArray &one : sorted)
            one = one.trimmed();
        std::stable_sort(sorted.begin(), sorted.end(), [](const QByteArray &one, const QByteArray &other) {
            const auto key = [](const QByteArray &what) {
                return std::pair(what.left(what.indexOf(' ')).toInt(), what.contains("end"));
            };
            return key(one) < key(other);
        });
        return sorted.join(", ");
    };
    QCOMPARE(moments(all), moments({ out }));
    QTEST(QByteArray(bench.lost()).replace("........", ""), "lost");
}

void ImpairedQueueTest::latencyLimitsNothing()
{
    Bench bench;
    bench.fault("latency 60s");
    for (int i = 0; i < 10'000; ++i)
        bench.enter("line");
    QCOMPARE(bench.runUntil(59'999), "");
    QCOMPARE(bench.runUntil(60'000).count("line"), 10'000);
}

void ImpairedQueueTest::jitterStaysInItsBoundsAndInOrder()
{
    Bench bench;
    bench.fault("latency 20ms jitter 10ms");
    int early = 0;
    for (int i = 0; i < 1000; ++i) {
        bench.nowMs = 100 * i;
        bench.enter("line");
        QVERIFY(!bench.queue.next((bench.nowMs + 20) * ms - 1));
        early += bench.queue.next((bench.nowMs + 25) * ms) ? 1 : 0;
        (void)bench.queue.next((bench.nowMs + 30) * ms);
        QCOMPARE(bench.queue.takeAll().size(), std::size_t(0));
    }
    QVERIFY2(early > 400 && early < 600, qPrintable(QString::number(early)));
    for (int i = 0; i < 100; ++i)
        bench.enter(QByteArray::number(i));
    int expected = 0;
    while (const auto line = bench.queue.next(ImpairedQueue::never - 1))
        QCOMPARE(line->bytes, QByteArray::number(expected++));
    QCOMPARE(expected, 100);
}

void ImpairedQueueTest::healedItDelaysNothing_data()
{
    QTest::addColumn<QByteArray>("words");
    for (const char *words : { "latency 60s", "bandwidth 1B/s", "hold", "reorder" })
        QTest::newRow(words) << QByteArray(words);
}

void ImpairedQueueTest::healedItDelaysNothing()
{
    QFETCH(QByteArray, words);
    Bench bench;
    bench.fault(words);
    bench.enter("a");
    QCOMPARE(bench.runUntil(10), "");
    bench.queue.end(FaultNumber{ 1 }, 10 * ms);
    bench.enter("b");
    QCOMPARE(bench.runUntil(10), "10 a, 10 b, 10 end1");
    QVERIFY(bench.queue.isIdle());
}

void ImpairedQueueTest::anotherFaultsEndHurriesNothing()
{
    Bench bench;
    bench.fault("latency 50ms");
    bench.fault("drop");
    bench.queue.end(FaultNumber{ 2 }, 0);
    bench.fault("duplicate for 10ms");
    bench.enter("a");
    QCOMPARE(bench.runUntil(100), "0 end2, 10 end3, 50 a, 50 a");
}

HERD_TEST(ImpairedQueueTest)
#include "tst_impairedqueue.moc"
