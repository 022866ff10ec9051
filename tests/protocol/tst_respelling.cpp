// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/respelling.h"

#include "herdcore/protocol/dialect.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace herdcore::protocol;

namespace {

Record record(const QByteArray &line)
{
    const auto parsed = parseAt(line);
    if (!parsed)
        qFatal("not a record: %s", line.constData());
    return *parsed;
}

} // namespace

// What servers in the field make of numbers, and what is read of it.
class RespellingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data();
    void numbers();
    void everyDialectReadsThem_data();
    void everyDialectReadsThem();
    void looksLike_data();
    void looksLike();
    void roundedTimes_data();
    void roundedTimes();
    void copies_data();
    void copies();
    void copiesOfALabel();
    void copiesChangeNothingInAnyOrder();
    void aCopyLosesAgainstWhatItsOriginalLosesAgainst();
};

void RespellingTest::numbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("plain"); // empty: no number
    const auto row = [](const char *text, const char *plain) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(plain);
    };
    for (const char *same : { "0", "12", "+12.50", "-0.0", "0012.00", "1520023934.918963997" })
        row(same, same);
    row(".5", "0.5");
    row("-.5", "-0.5");
    row("5.", "5");
    row("1e-05", "0.00001");
    row("-1.25e-5", "-0.0000125");
    row("1.520023934918964e+09", "1520023934.918964");
    row("1E3", "1000");
    row("1e30", "1000000000000000000000000000000");
    for (const char *none : { "", "+", ".", "e5", "1e", "1e31", "1e-31", "1e5x", "1.2.3", "0x10", "nan", "inf", "--1",
             "1 2", "1,5", "1e99999999999" })
        row(none, "");
}

void RespellingTest::numbers()
{
    QFETCH(QByteArray, text);
    QTEST(plainNumber(text).value_or(QByteArray()), "plain");
}

void RespellingTest::everyDialectReadsThem_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("written"); // as the dialect has it
    const auto row = [](DialectKind kind, const char *line, const char *written) {
        QTest::addRow("%s: %s", rowOf(kind).word, line)
            << static_cast<int>(kind) << QByteArray(line) << QByteArray(written);
    };
    using enum DialectKind;
    // As captured.
    row(AtSplit, "AT kiwi Goloman +34.06893 -118.445127 0.0037 1520023934.918964",
        "AT kiwi Goloman +34.06893 -118.445127 +0.0037 1520023934.918964");
    row(At, "AT 275847982.95 Goloman kiwi +34.068930-118.445127 1520023934.918963997",
        "AT Goloman +275847982.95 kiwi +34.068930-118.445127 1520023934.918963997");
    // The same in every dialect.
    row(At, "AT Hill 0.25 kiwi +34.5-118 90.5\r", "AT Hill +0.25 kiwi +34.5-118 90.5");
    row(At, "AT Hill 100 kiwi 34.5 -118 90. behind it", "AT Hill +100 kiwi +34.5-118 90");
    row(At, "AT Hill 2.5e-05 kiwi 34.5-1.5e-05 9.05e+01", "AT Hill +2.5e-05 kiwi +34.5-0.000015 90.5");
    row(AtVisited, "AT Hill 0.25 kiwi 34.5 118 90.5 Hill Smith\r", "AT Hill +0.25 kiwi +34.5+118 90.5 Hill Smith");
    row(AtVisited, "AT 0.25 Hill kiwi +34.5-118 90.5 Hill", "AT Hill +0.25 kiwi +34.5-118 90.5 Hill");
    row(Flooding, "FLOODING AT Hill 0.25 kiwi +34.5 -118 90.5,Hill Smith\r",
        "FLOODING AT Hill +0.25 kiwi +34.5-118 90.5,Hill Smith");
    row(Flooding, "FLOODING AT Hill 1e-3 kiwi -.5-118. +90.5 , Hill", "FLOODING AT Hill +1e-3 kiwi -0.5-118 90.5,Hill");
    row(Update, "UPDATE kiwi +34.5 -118 90.50 3 Smith\r", "UPDATE kiwi +34.5-118 90.50 3 Smith");
    row(Update, "UPDATE kiwi 34.5-118 9.05e1 3 Hill Smith", "UPDATE kiwi +34.5-118 90.5 3 Smith");
    row(AtSplit, "AT kiwi Hill 34.5-118 0.25 90.5 behind it\r", "AT kiwi Hill +34.5 -118 +0.25 90.5");
    row(AtSplit, "AT kiwi Hill 34.5 118 -1e-3 90.5", "AT kiwi Hill +34.5 +118 -1e-3 90.5");
}

void RespellingTest::everyDialectReadsThem()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, line);
    const Dialect &spoken = dialect(static_cast<DialectKind>(kind));
    QVERIFY(spoken.claims(line));
    const auto flood = spoken.parse(line);
    QVERIFY2(flood.hasValue(), flood ? "" : flood.error().offending.constData());
    Flood onward = *flood;
    if (onward.visited.empty())
        onward.visited.emplace_back("Smith");
    QTEST(spoken.write(onward), "written");
}

void RespellingTest::looksLike_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("likeness");
    const auto row = [](const char *line, const char *likeness) {
        QTest::newRow(line) << QByteArray(line) << QByteArray(likeness);
    };
    row("AT Hill +1 kiwi +34-118 90", "at");
    row("AT Hill +1 kiwi +34-118 90 Hill", "at-visited");
    row("AT kiwi Hill +34 -118 +1 90", "at-split");
    row("FLOODING AT Hill +1 kiwi +34-118 90,Hill", "flooding");
    row("UPDATE kiwi +34-118 90 3 Hill", "update");
    row("AT kiwi +34.068930-118.445127 1520023934.918963997 +275848301.77 Jaquez Bernard",
        "AT CLIENT LOCATION TIME DIFFERENCE SERVERS: the client first");
    row("UPDATE_CLIENT kiwi +34.068930-118.445127 1520023934.918963997 1795872224.35 Goloman",
        "UPDATE_CLIENT CLIENT LOCATION TIME RECEIVED SENDER: no difference");
    row("AT Holiday 1 kiwi +34.068930-118.445127 1520023934.918963997",
        "AT SENDER HOPS CLIENT LOCATION TIME: hops left in place of the difference");
    row("UPDATE Bailey kiwi +34.068930-118.445127 1520023934.918963997 10000;10001;10002 10000",
        "UPDATE SERVER CLIENT LOCATION TIME PORTS PORT: the ports visited");
    for (const char *nothing : { "", "AT", "AT Hill", "UPDATE kiwi", "IAMAT kiwi +34-118 90", "FLOODING x",
             "UPDATE_CLIENT kiwi", "at Hill +1 kiwi +34-118 90" })
        row(nothing, "");
}

void RespellingTest::looksLike()
{
    QFETCH(QByteArray, line);
    QTEST(herdcore::protocol::looksLike(line), "likeness");
}

void RespellingTest::roundedTimes_data()
{
    QTest::addColumn<qint64>("a");
    QTest::addColumn<qint64>("b");
    QTest::addColumn<bool>("mayBe");
    const auto row = [](const char *name, qint64 a, qint64 b, bool mayBe) {
        QTest::newRow(name) << a << b << mayBe;
    };
    row("to six decimals, up", 1'520'023'934'913'107'634, 1'520'023'934'913'108'000, true);
    row("to six decimals, at most half of one", 1'500, 2'000, true);
    row("and no more", 1'499, 2'000, false);
    row("to two decimals", 1'520'023'934'913'107'634, 1'520'023'934'910'000'000, true);
    row("to seconds", 1'520'023'934'913'107'634, 1'520'023'935'000'000'000, true);
    row("to seconds, half of one", 1'500'000'000, 2'000'000'000, true);
    row("and no more than that", 1'499'999'999, 2'000'000'000, false);
    row("minutes are not looked at", 30'000'000'000, 60'000'000'000, false);
    row("through a double, to seven decimals", 1'520'023'934'913'107'720, 1'520'023'934'913'107'600, true);
    row("and no more than it loses", 1'520'023'934'913'107'721, 1'520'023'934'913'107'600, false);
    row("as precise: another time", 1'001, 1'002, false);
    row("the same", 1'001, 1'001, true);
}

void RespellingTest::roundedTimes()
{
    QFETCH(qint64, a);
    QFETCH(qint64, b);
    QTEST(mayBeRounded(a, b), "mayBe");
    QTEST(mayBeRounded(b, a), "mayBe");
}

void RespellingTest::copies_data()
{
    QTest::addColumn<QByteArray>("copy");
    QTest::addColumn<bool>("isCopy");
    const auto row = [](const char *copy, bool isCopy) {
        QTest::newRow(copy) << QByteArray(copy) << isCopy;
    };
    row("AT Hill +0.263873386 kiwi +34.068930-118.445127 1520023934.913107634", true);
    row("AT Hill 0.263873386 kiwi +34.06893 -118.445127 1520023934.913108", true);
    row("AT Hill +0.264 kiwi +34.06893-118.445127 1520023934.91", true);
    row("AT Hill 2.63873386e-01 kiwi 34.06893-118.445127 1520023935", true);
    row("AT Hill +0.263873387 kiwi +34.068930-118.445127 1520023934.913108", false);
    row("AT Hill +0.265 kiwi +34.068930-118.445127 1520023934.913108", false);
    row("AT Hall +0.263873386 kiwi +34.068930-118.445127 1520023934.913108", false);
    row("AT Hill +0.263873386 kiwi +34.068931-118.445127 1520023934.913108", false);
    row("AT Hill +0.263873386 kiwi +34.068930-118.445127 1520023934.913109", false);
    row("AT Hill +0.263873386 kiwi +34.068930-118.445127 1520023934.913107635", false);
}

void RespellingTest::copies()
{
    QFETCH(QByteArray, copy);
    QFETCH(bool, isCopy);
    const Record exact = record("AT Hill +0.263873386 kiwi +34.068930-118.445127 1520023934.913107634");
    const Record other = record(copy);
    QCOMPARE(isRespelling(exact, other), isCopy);
    QCOMPARE(isRespelling(other, exact), isCopy);
    if (isCopy) {
        QVERIFY(!wins(other, exact));
        QVERIFY(exact == other || wins(exact, other));
    }
}

// In the dialect `update` the label says which report it is.
void RespellingTest::copiesOfALabel()
{
    const auto update = [](const QByteArray &rest) {
        const QByteArray line = "UPDATE kiwi " + rest;
        return updateDialect().parse(line)->record;
    };
    const Record exact = update("+34.068930-118.445127 1520023934.913107634 3 Hill");
    const Record copy = update("+34.06893-118.445127 1520023934.913108 3 Smith");
    QVERIFY(updateDialect().isSame(exact, copy));
    QVERIFY(updateDialect().wins(exact, copy) && !updateDialect().wins(copy, exact));
    const Record next = update("+34.06893-118.445127 1520023934.913108 4 Smith");
    QVERIFY(!updateDialect().isSame(exact, next));
    QVERIFY(updateDialect().wins(next, exact));
}

// One report in all its spellings, with reports of other times and places: whatever comes first, the same one stays.
void RespellingTest::copiesChangeNothingInAnyOrder()
{
    std::vector<Record> all;
    for (const char *line : { "AT Hill +0.263873386 kiwi +34.068930-118.445127 1520023934.913107634",
             "AT Hill 0.263873386 kiwi +34.06893 -118.445127 1520023934.913108",
             "AT Hill 0.263873386 kiwi +34.06893 -118.445127 1520023934.9131076",
             "AT Hill 0.263873386 kiwi +34.06893 -118.445127 1520023934.91",
             "AT Hill +0.263873386 kiwi +34.06893-118.445127 1520023934.913107634",
             "AT Jaquez +0.3 kiwi +35-118 1520023934.9", "AT Smith +1 kiwi +36-118 1520023934" })
        all.push_back(record(line));
    std::mt19937 random(3);
    for (int i = 0; i < 1'000; ++i) {
        std::shuffle(all.begin(), all.end(), random);
        Record held = all.front();
        for (const Record &one : all)
            held = wins(one, held) ? one : held;
        QCOMPARE(held.time.text, QByteArray("1520023934.913107634"));
        QCOMPARE(held.location.text, QByteArray("+34.068930-118.445127"));
    }
}

// The same report to two servers, and a rounded copy of one of them.
void RespellingTest::aCopyLosesAgainstWhatItsOriginalLosesAgainst()
{
    for (const char *rounded : { "1520023934.9131076", "1520023934.913108", "1520023934.913" }) {
        const Record first = record("AT Hill +0.25 kiwi +34-118 1520023934.913107634");
        const Record second = record("AT Jaquez +0.26 kiwi +34-118 1520023934.913107634");
        const Record copy = record("AT Hill +0.25 kiwi +34-118 " + QByteArray(rounded));
        QVERIFY(wins(second, first));
        QVERIFY(wins(first, copy));
        QVERIFY(wins(second, copy) && !wins(copy, second));
        QVERIFY(!isRespelling(second, copy));
    }
    // What a client reports a moment later with fewer decimals is newer.
    QVERIFY(wins(record("AT Hill +0.24 kiwi +34-118 1520023935"), record("AT Hill +0.25 kiwi +34-118 1520023934.9")));
    QVERIFY(mustBeRounded(1'000'000, 1'499'999) && !mustBeRounded(10'000'000, 14'999'999));
}

HERD_TEST(RespellingTest)
#include "tst_respelling.moc"
