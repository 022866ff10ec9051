// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/impairment.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore::base;

class ImpairmentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void readsOtherSpellings_data();
    void readsOtherSpellings();
    void refuses_data();
    void refuses();
};

namespace {

using Kind = ImpairmentKind;
constexpr std::int64_t ms = 1'000'000;

} // namespace

Q_DECLARE_METATYPE(herdcore::base::Impairment)

void ImpairmentTest::readsWhatItWrites_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<Impairment>("value");
    const auto row = [](const char *words, const Impairment &value) {
        QTest::newRow(words) << QByteArray(words) << value;
    };
    row("latency 200ms", { Kind::Latency, 200 * ms });
    row("latency 200ms jitter 50ms for 10s", { Kind::Latency, 200 * ms, 50 * ms, 0, 0, std::nullopt, 10'000 * ms });
    row("latency 1ns", { Kind::Latency, 1 });
    row("latency 1500us", { Kind::Latency, 1'500'000 });
    row("latency 1min", { Kind::Latency, 60'000 * ms });
    row("bandwidth 1B/s", { Kind::Bandwidth, 0, 0, 1 });
    row("bandwidth 10kB/s", { Kind::Bandwidth, 0, 0, 10'000 });
    row("bandwidth 1000MB/s", { Kind::Bandwidth, 0, 0, 1'000'000'000 });
    row("black-hole", { Kind::BlackHole });
    row("slices 3B", { Kind::Slicing, 0, 0, 0, 3 });
    row("slices 64kB for 2min", { Kind::Slicing, 0, 0, 0, 64'000, std::nullopt, 120'000 * ms });
    row("drop next 2", { Kind::Drop, 0, 0, 0, 0, 2 });
    row("duplicate next 1000000", { Kind::Duplicate, 0, 0, 0, 0, 1'000'000 });
    row("reorder next 1 for 1440min", { Kind::Reorder, 0, 0, 0, 0, 1, 86'400'000 * ms });
    row("hold", { Kind::Hold });
}

void ImpairmentTest::readsWhatItWrites()
{
    QFETCH(QByteArray, words);
    QFETCH(Impairment, value);
    QCOMPARE(inWords(value), words);
    const auto read = impairmentFromWords(words);
    QVERIFY2(read.hasValue(), read ? "" : read.error().message.constData());
    QVERIFY(*read == value);
}

void ImpairmentTest::readsOtherSpellings_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("canonical");
    QTest::newRow("another order") << QByteArray("drop for 10s next 2") << QByteArray("drop next 2 for 10s");
    QTest::newRow("blanks") << QByteArray("  latency\t200ms  ") << QByteArray("latency 200ms");
    QTest::newRow("a fraction") << QByteArray("latency 1.5s") << QByteArray("latency 1500ms");
    QTest::newRow("another unit") << QByteArray("latency 0.2s jitter 50000us")
                                  << QByteArray("latency 200ms jitter 50ms");
    QTest::newRow("an hour") << QByteArray("hold for 60min") << QByteArray("hold for 60min");
}

void ImpairmentTest::readsOtherSpellings()
{
    QFETCH(QByteArray, words);
    const auto read = impairmentFromWords(words);
    QVERIFY(read.hasValue());
    QTEST(inWords(*read), "canonical");
}

void ImpairmentTest::refuses_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("part"); // of what is said about it
    const auto row = [](const char *words, const char *part) {
        QTest::newRow(words) << QByteArray(words) << QByteArray(part);
    };
    row("", "a fault is one of latency,");
    row("lag", "not 'lag'");
    row("Drop", "not 'Drop'");
    row("latency", "after 'latency' comes a time");
    row("latency 200", "not '200'");
    row("latency ms", "not 'ms'");
    row("latency -1ms", "not '-1ms'");
    row("latency 0ms", "not '0ms'");
    row("latency 0.4ns", "not '0.4ns'");
    row("latency 60001ms", "not '60001ms'");
    row("latency 1.2.3s", "not '1.2.3s'");
    row("latency 99999999999999999999s", "after 'latency'");
    row("latency 1s jitter", "after 'jitter'");
    row("latency 1s jitter 2s jitter 3s", "'jitter' is not expected here");
    row("bandwidth 0B/s", "not '0B/s'");
    row("bandwidth 1001MB/s", "not '1001MB/s'");
    row("bandwidth 1kb/s", "not '1kb/s'");
    row("slices 0B", "not '0B'");
    row("slices 64001B", "not '64001B'");
    row("drop 2", "'2' is not expected here");
    row("drop next", "after 'next'");
    row("drop next 0", "not '0'");
    row("drop next +1", "not '+1'");
    row("drop next 1000001", "not '1000001'");
    row("drop next 1 next 2", "'next' is not expected here");
    row("drop for 1441min", "not '1441min'");
    row("hold jitter 1s", "'jitter' is not expected here");
    row("\x1b[31m", "not '\\x1B[31m'");
}

void ImpairmentTest::refuses()
{
    QFETCH(QByteArray, words);
    QFETCH(QByteArray, part);
    const auto read = impairmentFromWords(words);
    QVERIFY(!read.hasValue());
    QVERIFY2(read.error().message.contains(part), read.error().message.constData());
}

HERD_TEST(ImpairmentTest)
#include "tst_impairment.moc"
