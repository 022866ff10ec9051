// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/live/clock.h"

#include "herdcore/base/time.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using herdcore::base::nsPerSecond;
using ui::Clock;

namespace {

constexpr std::int64_t moment = 1'520'023'934 * nsPerSecond + 918'963'997; // 2018-03-02 20:52:14 UTC

} // namespace

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesMoments_data();
    void writesMoments();
    void everyMomentCanBeWritten_data();
    void everyMomentCanBeWritten();
    void saysWhenItChanges();
    void durations_data();
    void durations();
};

void TestClock::writesMoments_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("offset"); // of the local zone, in seconds
    QTest::addColumn<qint64>("later"); // now, in seconds after the moment
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("name");
    const int local = static_cast<int>(Clock::Kind::Local), utc = static_cast<int>(Clock::Kind::Utc);
    const int start = static_cast<int>(Clock::Kind::SinceStart);
    QTest::newRow("UTC, today") << utc << 3600 << qint64{ 60 } << "20:52:14.918963"
                                << "20:52:14.918 UTC"
                                << "UTC";
    QTest::newRow("UTC, yesterday") << utc << 3600 << qint64{ 12'000 } << "2018-03-02 20:52:14.918963"
                                    << "2018-03-02 20:52:14.918 UTC"
                                    << "UTC";
    QTest::newRow("local, today") << local << 3600 << qint64{ 60 } << "21:52:14.918963"
                                  << "21:52:14.918 UTC+1"
                                  << "UTC+1";
    QTest::newRow("tomorrow, there") << local << 4 * 3600 << qint64{ -7200 } << "2018-03-03 00:52:14.918963"
                                     << "2018-03-03 00:52:14.918 UTC+4"
                                     << "UTC+4";
    QTest::newRow("half an hour") << local << -(3 * 3600 + 1800) << qint64{ 0 } << "17:22:14.918963"
                                  << "17:22:14.918 UTC-3:30"
                                  << "UTC-3:30";
    QTest::newRow("at Greenwich") << local << 0 << qint64{ 0 } << "20:52:14.918963"
                                  << "20:52:14.918 UTC"
                                  << "UTC";
    QTest::newRow("since start") << start << 3600 << qint64{ 99'999 } << "28.400000 s"
                                 << "28.400 s since start"
                                 << "since start";
}

void TestClock::writesMoments()
{
    QFETCH(const int, kind);
    QFETCH(const int, offset);
    QFETCH(const qint64, later);
    Clock clock;
    clock.setPlace(QTimeZone(offset), [later] { return moment + later * nsPerSecond; });
    clock.setStart(moment - 28'400'000'000);
    clock.setKind(static_cast<Clock::Kind>(kind));
    QTEST(clock.time(moment), "time");
    QTEST(clock.moment(moment), "sentence");
    QTEST(clock.name(), "name");
}

void TestClock::everyMomentCanBeWritten_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("utc");
    QTest::addColumn<QString>("since");
    QTest::newRow("1970") << qint64{ 0 } << "1970-01-01 00:00:00.000000"
                          << "-1520023934.918963 s";
    QTest::newRow("just before 1970") << qint64{ -1 } << "1969-12-31 23:59:59.999999"
                                      << "-1520023934.918963 s";
    QTest::newRow("the last") << std::numeric_limits<qint64>::max() << "2262-04-11 23:47:16.854775"
                              << "7703348101.935811 s";
    QTest::newRow("the first") << std::numeric_limits<qint64>::min() << "1677-09-21 00:12:43.145224"
                               << "-10743395971.773739 s";
}

void TestClock::everyMomentCanBeWritten()
{
    QFETCH(const qint64, ns);
    Clock clock;
    clock.setPlace(QTimeZone::utc(), [] { return moment; });
    clock.setStart(moment);
    QTEST(clock.time(ns), "utc");
    clock.setKind(Clock::Kind::SinceStart);
    QTEST(clock.time(ns), "since");
}

void TestClock::saysWhenItChanges()
{
    Clock clock;
    QSignalSpy changed(&clock, &Clock::changed);
    clock.setKind(Clock::Kind::Local);
    clock.setStart(5); // is not shown
    QCOMPARE(changed.size(), 0);
    clock.setKind(Clock::Kind::SinceStart);
    clock.setStart(6);
    QCOMPARE(changed.size(), 2);
}

void TestClock::durations_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("text");
    const auto row = [](qint64 ns, const char *text) {
        QTest::newRow(text) << ns << QString::fromLatin1(text);
    };
    row(0, "0.0 ms");
    row(912'345, "0.9 ms");
    row(9'940'000, "9.9 ms");
    row(9'960'000, "10 ms");
    row(450'000'000, "450 ms");
    row(999'400'000, "999 ms");
    row(999'600'000, "1.0 s");
    row(28'400'000'000, "28.4 s");
    row(59'940'000'000, "59.9 s");
    row(59'960'000'000, "1 min 0 s");
    row(185'000'000'000, "3 min 5 s");
    row(3'599'400'000'000, "59 min 59 s");
    row(7'800'000'000'000, "2 h 10 min");
}

void TestClock::durations()
{
    QFETCH(const qint64, ns);
    QTEST(ui::durationText(ns), "text");
}

HERD_TEST(TestClock)
#include "tst_clock.moc"
