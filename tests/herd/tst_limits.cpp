// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/limits.h"
#include "tests/support/testmain.h"

#include <QTest>

using herdcore::herd::Limits, herdcore::herd::setLimit, herdcore::herd::limitNames;
using namespace Qt::StringLiterals;

class LimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults();
    void sets_data();
    void sets();
    void refuses_data();
    void refuses();
    void namesEach();
};

void LimitsTest::defaults()
{
    // reliability.md section 3
    const Limits limits;
    QCOMPARE(limits.lineBytes, 65'536);
    QCOMPARE(limits.firstLineSeconds, 30.0);
    QCOMPARE(limits.lineSeconds, 10.0);
    QCOMPARE(limits.idleSeconds, 600.0);
    QCOMPARE(limits.unsentBytes, 1'048'576);
    QCOMPARE(limits.slowUnsentBytes, 262'144);
    QCOMPARE(limits.slowSeconds, 10.0);
    QCOMPARE(limits.connections, 10'000);
    QCOMPARE(limits.clients, 1'000'000);
    QCOMPARE(limits.tableBytes, 176 << 20);
    QCOMPARE(limits.unsentTotalBytes, 12 << 20);
    QCOMPARE(limits.partialTotalBytes, 6 << 20);
    QCOMPARE(limits.eventBytes, 8 << 20);
    QCOMPARE(limits.addressConnections, 16);
    QCOMPARE(limits.addressLines, 50);
    QCOMPARE(limits.addressWhatsat, 30);
}

void LimitsTest::sets_data()
{
    QTest::addColumn<QString>("assignment");
    QTest::addColumn<Limits>("expected");
    const auto whole = [](const QString &assignment, qint64 Limits::*member, qint64 value) {
        Limits limits;
        limits.*member = value;
        QTest::newRow(qPrintable(assignment)) << assignment << limits;
    };
    const auto seconds = [](const QString &assignment, double Limits::*member, double value) {
        Limits limits;
        limits.*member = value;
        QTest::newRow(qPrintable(assignment)) << assignment << limits;
    };
    whole(u"line-bytes=64"_s, &Limits::lineBytes, 64);
    whole(u"line-bytes=65"_s, &Limits::lineBytes, 65);
    whole(u"line-bytes=1073741823"_s, &Limits::lineBytes, 1'073'741'823);
    whole(u"line-bytes=1073741824"_s, &Limits::lineBytes, 1'073'741'824);
    whole(u"line-bytes=1e3"_s, &Limits::lineBytes, 1'000);
    whole(u"line-bytes=100.0"_s, &Limits::lineBytes, 100);
    seconds(u"first-line-seconds=0.1"_s, &Limits::firstLineSeconds, 0.1);
    seconds(u"first-line-seconds=86400"_s, &Limits::firstLineSeconds, 86'400);
    seconds(u"line-seconds=0.25"_s, &Limits::lineSeconds, 0.25);
    seconds(u"line-seconds=86400"_s, &Limits::lineSeconds, 86'400);
    seconds(u"idle-seconds=31536000"_s, &Limits::idleSeconds, 31'536'000);
    whole(u"unsent-bytes=1024"_s, &Limits::unsentBytes, 1'024);
    whole(u"slow-unsent-bytes=1024"_s, &Limits::slowUnsentBytes, 1'024);
    seconds(u"slow-seconds=0.1"_s, &Limits::slowSeconds, 0.1);
    whole(u"connections=1"_s, &Limits::connections, 1);
    whole(u"connections=1000000"_s, &Limits::connections, 1'000'000);
    whole(u"clients=1"_s, &Limits::clients, 1);
    whole(u"clients=100000000"_s, &Limits::clients, 100'000'000);
    whole(u"table-bytes=1024"_s, &Limits::tableBytes, 1024);
    whole(u"unsent-total-bytes=1024"_s, &Limits::unsentTotalBytes, 1024);
    whole(u"partial-total-bytes=68719476736"_s, &Limits::partialTotalBytes, 68'719'476'736);
    whole(u"event-bytes=1024"_s, &Limits::eventBytes, 1024);
    whole(u"address-connections=1"_s, &Limits::addressConnections, 1);
    whole(u"address-lines=1"_s, &Limits::addressLines, 1);
    whole(u"address-whatsat=1"_s, &Limits::addressWhatsat, 1);
}

void LimitsTest::sets()
{
    QFETCH(QString, assignment);
    QFETCH(Limits, expected);
    Limits limits;
    const auto error = setLimit(limits, assignment);
    QVERIFY2(!error, qPrintable(error.value_or(QString())));
    QVERIFY(limits == expected);
}

void LimitsTest::refuses_data()
{
    QTest::addColumn<QString>("assignment");
    QTest::addColumn<QString>("message");
    const auto row = [](const QString &assignment, const QString &message) {
        QTest::newRow(qPrintable(u"'"_s + assignment + u"'"_s)) << assignment << message;
    };
    const QString lineBytes
        = u"the limit line-bytes takes a whole number from 64 to 1073741824, as in line-bytes=640"_s;
    for (const char *number : { "", "=", "=x", "=63", "=-64", "=1073741825", "=64.5", "=1e300", "=nan", "=inf", "=-inf",
             "=0x40", "=64 bytes", "=64=65", "=64k" })
        row(u"line-bytes"_s + QLatin1String(number), lineBytes);
    const QString idle = u"the limit idle-seconds takes a number from 0.1 to 31536000, as in idle-seconds=1"_s;
    for (const char *number : { "", "=0", "=0.09999", "=31536000.1", "=31536001", "=nan", "=1e308", "=ten" })
        row(u"idle-seconds"_s + QLatin1String(number), idle);
    const QString connections = u"the limit connections takes a whole number from 1 to 1000000, as in connections=10"_s;
    for (const char *number : { "=0", "=1000001" })
        row(u"connections"_s + QLatin1String(number), connections);
    const QString names
        = u"; the limits are: line-bytes, first-line-seconds, line-seconds, idle-seconds, unsent-bytes, "
          "slow-unsent-bytes, slow-seconds, connections, clients, table-bytes, unsent-total-bytes, "
          "partial-total-bytes, "
          "event-bytes, "
          "address-connections, address-lines, address-whatsat"_s;
    for (const char *name : { "", "lines", "Line-bytes", "line-bytes ", "%1" })
        row(QLatin1String(name) + u"=5"_s, u"there is no limit '"_s + QLatin1String(name) + u"'"_s + names);
}

void LimitsTest::refuses()
{
    QFETCH(QString, assignment);
    Limits limits;
    const auto error = setLimit(limits, assignment);
    QVERIFY(error);
    QTEST(*error, "message");
    QVERIFY(limits == Limits());
}

void LimitsTest::namesEach()
{
    QCOMPARE(limitNames().size(), 16);
    for (const QString &name : limitNames()) {
        Limits limits;
        QVERIFY(!setLimit(limits, name + u"=2000"_s));
        QVERIFY(!(limits == Limits()));
    }
}

HERD_TEST(LimitsTest)
#include "tst_limits.moc"
