// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/grammar.h"
#include "herdcore/protocol/parser.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using base::Reason;

Q_DECLARE_METATYPE(herdcore::base::Reason)

// Single fields: places, times, and the splitting of lines into them.
class FieldsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data();
    void splits();
    void readsLocations_data();
    void readsLocations();
    void rejectsLocations_data();
    void rejectsLocations();
    void readsTimes_data();
    void readsTimes();
    void rejectsTimes_data();
    void rejectsTimes();
};

void FieldsTest::splits_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArrayList>("fields");
    QTest::newRow("empty") << QByteArray() << QByteArrayList{};
    QTest::newRow("blank") << QByteArray(" \t\r\n\v\f") << QByteArrayList{};
    QTest::newRow("one") << QByteArray("a") << QByteArrayList{ "a" };
    QTest::newRow("each white space") << QByteArray("a b\tc\rd\ne\vf\fg")
                                      << QByteArrayList{ "a", "b", "c", "d", "e", "f", "g" };
    QTest::newRow("runs of it") << QByteArray(" \r a \f\v b\t\n") << QByteArrayList{ "a", "b" };
    QTest::newRow("neighbours of white space") << QByteArray("a\x08"
                                                             "b\x0e"
                                                             "c\x1f!")
                                               << QByteArrayList{ "a\x08"
                                                                  "b\x0e"
                                                                  "c\x1f!" };
    QTest::newRow("NUL") << QByteArray("a\0b c", 5) << QByteArrayList{ QByteArray("a\0b", 3), "c" };
}

void FieldsTest::splits()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArrayList, fields);
    const protocol::Fields split = protocol::splitFields(line);
    QCOMPARE(split.count, fields.size());
    QByteArrayList found;
    for (const QByteArrayView field : split.field)
        found.append(field.toByteArray());
    QCOMPARE(found, fields);
    QCOMPARE(protocol::firstField(line).toByteArray(), fields.value(0));
    QCOMPARE(protocol::splitFields(line, 2).count, fields.size());
    QCOMPARE(protocol::splitFields(line, 2).field.size(), std::min<std::size_t>(2, split.field.size()));
}

void FieldsTest::readsLocations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    const auto row = [](const char *text, double latitude, double longitude) {
        QTest::newRow(text) << QByteArray(text) << latitude << longitude;
    };
    row("+34.068930-118.445127", 34.06893, -118.445127);
    row("+34-118", 34, -118);
    row("-33.86705222+151.1957", -33.86705222, 151.1957);
    row("+0-0", 0, 0);
    row("-0+000.0", 0, 0);
    row("+90+180", 90, 180);
    row("-90-180", -90, -180);
    row("+89.99999999999999999999+179.99999999999999999999", 90, 180);
    row("+90.0-180.000000000000000000000000000", 90, -180);
    row("+0000000000000000000000000000000090-0000000000000000000000000000000180", 90, -180);
    row("+0.1+0.000000000000000000000000000000000000000000000000000000000000000001", 0.1, 1e-66);
}

void FieldsTest::readsLocations()
{
    QFETCH(QByteArray, text);
    const auto location = protocol::parseLocation(text);
    QVERIFY(location);
    QCOMPARE(location->text, text);
    QTEST(location->latitude, "latitude");
    QTEST(location->longitude, "longitude");
}

void FieldsTest::rejectsLocations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *text, Reason reason) {
        QTest::newRow(text) << QByteArray(text) << reason;
    };
    for (const char *text : { "", "+", "+-", "34.1-118.4", "+34.1", "+34.1-", "+34-118+20", "+34-118x", "+34-118.",
             "+34.-118", "+.5-118", "+34-.5", "+1e1-1e2", "++34-118", "+34--118", "+34,0-118", "+34.0.0-118",
             "+nan-118", "+34-inf", "+0x1-118", "+34 -118",
             "\xE2\x88\x92"
             "34-118" })
        row(text, Reason::BadLocation);
    for (const char *text : { "+91-118", "-91-118", "+90.1-118", "+90.00000000000000000001-118",
             "-90.000000000000000000000000001+1", "+1000000000000000000000000000000-1", "+18446744073709551616-1" })
        row(text, Reason::LatitudeOutOfRange);
    for (const char *text :
        { "+34-181", "+34+181", "+34+180.1", "+34-180.00000000000000000001", "+34+18446744073709551617" })
        row(text, Reason::LongitudeOutOfRange);
}

void FieldsTest::rejectsLocations()
{
    QFETCH(QByteArray, text);
    const auto location = protocol::parseLocation(text);
    QVERIFY(!location);
    QTEST(location.error().reason, "reason");
}

void FieldsTest::readsTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("ns");
    const auto row = [](const char *text, qint64 ns) {
        QTest::newRow(text) << QByteArray(text) << ns;
    };
    row("0", 0);
    row("0.0", 0);
    row("1520023934.918963997", 1'520'023'934'918'963'997);
    row("1520023934", 1'520'023'934'000'000'000);
    row("1520023934.9", 1'520'023'934'900'000'000);
    row("1520023934.918963998", 1'520'023'934'918'963'998);
    row("0.000000001", 1);
    // More than nine decimals are cut, not rounded.
    row("0.0000000019", 1);
    row("0.9999999999999999999999", 999'999'999);
    row("00000000000000000000000000000001.5", 1'500'000'000);
    row("9223372034", 9'223'372'034'000'000'000);
    row("9223372034.999999999", 9'223'372'034'999'999'999);
    row("9223372035", 9'223'372'035'000'000'000);
    row("9223372035.000000000000", 9'223'372'035'000'000'000);
}

void FieldsTest::readsTimes()
{
    QFETCH(QByteArray, text);
    const auto time = protocol::parseTime(text);
    QVERIFY(time);
    QCOMPARE(time->text, text);
    QTEST(static_cast<qint64>(time->ns), "ns");
}

void FieldsTest::rejectsTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *text, Reason reason) {
        QTest::newRow(text) << QByteArray(text) << reason;
    };
    for (const char *text :
        { "", "+1", "-1", "1.", ".5", "1e9", "nan", "inf", "Infinity", "0x10", "1,5", "1.5.5", "1 5", "now", "1_000" })
        row(text, Reason::BadTime);
    for (const char *text : { "9223372035.000000001", "9223372035.0000000000000001", "9223372036", "9223372037",
             "10000000000", "18446744073709551616", "100000000000000000000000000000" })
        row(text, Reason::TimeOutOfRange);
}

void FieldsTest::rejectsTimes()
{
    QFETCH(QByteArray, text);
    const auto time = protocol::parseTime(text);
    QVERIFY(!time);
    QTEST(time.error().reason, "reason");
    QCOMPARE(time.error().offending, text);
}

HERD_TEST(FieldsTest)
#include "tst_fields.moc"
