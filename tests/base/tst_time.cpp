// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/time.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <limits>

using namespace herdcore::base;

class TimeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesSeconds_data();
    void writesSeconds();
    void clocksGoOn();
};

void TimeTest::writesSeconds_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QByteArray>("withSign");
    QTest::addColumn<QByteArray>("plain");
    const auto row = [](qint64 ns, const char *withSign, const char *plain) {
        QTest::addRow("%lld", static_cast<long long>(ns)) << ns << QByteArray(withSign) << QByteArray(plain);
    };
    row(0, "+0.000000000", "0.000000000");
    row(1, "+0.000000001", "0.000000001");
    row(-1, "-0.000000001", "-0.000000001");
    row(263'873'386, "+0.263873386", "0.263873386");
    row(999'999'999, "+0.999999999", "0.999999999");
    row(1'000'000'000, "+1.000000000", "1.000000000");
    row(-12'000'000'000, "-12.000000000", "-12.000000000");
    row(1'520'023'934'918'963'997, "+1520023934.918963997", "1520023934.918963997");
    row(std::numeric_limits<qint64>::max(), "+9223372036.854775807", "9223372036.854775807");
    row(std::numeric_limits<qint64>::min(), "-9223372036.854775808", "-9223372036.854775808");
    row(std::numeric_limits<qint64>::min() + 1, "-9223372036.854775807", "-9223372036.854775807");
}

void TimeTest::writesSeconds()
{
    QFETCH(qint64, ns);
    QTEST(signedSeconds(ns), "withSign");
    QTEST(plainSeconds(ns), "plain");
}

void TimeTest::clocksGoOn()
{
    const SystemClock clock;
    Moment before = clock.now();
    for (int n = 0; n < 1000; ++n) {
        const Moment now = clock.now();
        QVERIFY(now.monotonicNs >= before.monotonicNs);
        before = now;
    }
    QVERIFY(before.wallNs > 1'700'000'000 * nsPerSecond); // 2023: it counts from 1970
}

HERD_TEST(TimeTest)
#include "tst_time.moc"
