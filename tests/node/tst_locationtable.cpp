// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/locationtable.h"

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/parser.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace herdcore;
using node::LocationTable, protocol::Record;
using Outcome = LocationTable::Outcome;
using Records = std::vector<Record>;
using Wins = bool (*)(const Record &, const Record &);

namespace {

Record record(const QByteArray &line)
{
    const auto parsed = protocol::parseAt(line);
    if (!parsed)
        qFatal("not a record: %s", line.constData());
    return *parsed;
}

// Records of one client that differ little, so that every key of the order decides at times.
Records similarRecords()
{
    Records records;
    for (const char *origin : { "Hill", "Jaquez", "\xff" }) {
        for (const char *difference : { "+1", "+1.0", "-2" }) {
            for (const char *location : { "+34-118", "+34.0-118", "-34+118" }) {
                for (const char *time : { "90", "90.0", "90.0000000001", "91", "0" })
                    records.push_back(
                        record(QByteArrayList{ "AT", origin, difference, "kiwi", location, time }.join(' ')));
            }
        }
    }
    return records;
}

const Record &anyRecord(std::mt19937 &random)
{
    static const Records all = similarRecords();
    return all[random() % all.size()];
}

Records anyRecords(std::mt19937 &random)
{
    Records records;
    for (auto i = 2 + random() % 5; i > 0; --i)
        records.push_back(anyRecord(random));
    return records;
}

// What a table holds after these, in this order.
Record merged(const Records &records)
{
    LocationTable table(protocol::atDialect(), 10);
    for (const Record &one : records)
        Q_UNUSED(table.merge(one))
    return *table.find(base::ClientId("kiwi"));
}

Record mergedBy(Wins wins, const Records &records)
{
    Record held = records.front();
    for (const Record &one : records)
        held = wins(one, held) ? one : held;
    return held;
}

} // namespace

class LocationTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orders_data();
    void orders();
    void isATotalOrder();
    void doesNotDependOnTheOrderOfArrival();
    void brokenOrdersDependOnIt_data();
    void brokenOrdersDependOnIt();
    void outcomes_data();
    void outcomes();
    void isFullAtItsLimit();
};

void LocationTableTest::orders_data()
{
    QTest::addColumn<QByteArray>("loser");
    QTest::addColumn<QByteArray>("winner");
    const auto row = [](const char *name, const char *loser, const char *winner) {
        QTest::newRow(name) << QByteArray(loser) << QByteArray(winner);
    };
    row("time first", "AT Z +9 kiwi +9+9 90", "AT A -9 kiwi -1-1 90.000000001");
    row("time as a number", "AT Z +9 kiwi +9+9 99", "AT A -9 kiwi -1-1 100");
    row("then origin", "AT A +9 kiwi +9+9 90.0", "AT B -9 kiwi +1+1 90");
    row("origin as bytes", "AT Zed +1 kiwi +9+9 90", "AT zed +1 kiwi +9+9 90");
    row("unsigned bytes", "AT z +1 kiwi +9+9 90", "AT \xc3\xa9 +1 kiwi +9+9 90");
    row("a longer name", "AT Hill +1 kiwi +9+9 90", "AT Hills +1 kiwi +9+9 90");
    row("then location bytes", "AT A +9 kiwi +10+9 90", "AT A -9 kiwi +9+9 90");
    row("'+' before '-'", "AT A +1 kiwi +9+9 90", "AT A +1 kiwi -9+9 90");
    row("then difference bytes", "AT A +1 kiwi +9+9 90.0", "AT A -1 kiwi +9+9 90");
    row("then the text of the time", "AT A +1 kiwi +9+9 90", "AT A +1 kiwi +9+9 90.0");
    row("beyond nanoseconds only text", "AT A +1 kiwi +9+9 90.0000000001", "AT A +1 kiwi +9+9 90.0000000002");
}

void LocationTableTest::orders()
{
    QFETCH(QByteArray, loser);
    QFETCH(QByteArray, winner);
    QVERIFY(wins(record(winner), record(loser)));
    QVERIFY(!wins(record(loser), record(winner)));
    QVERIFY(!wins(record(winner), record(winner)));
    QVERIFY(!(record(winner) == record(loser)));
    QVERIFY(record(winner) == record(winner));
}

void LocationTableTest::isATotalOrder()
{
    std::mt19937 random(1);
    int ties = 0;
    for (int i = 0; i < 10'000; ++i) {
        const Record &a = anyRecord(random);
        const Record &b = anyRecord(random);
        const Record &c = anyRecord(random);
        const int holds = (wins(a, b) ? 1 : 0) + (wins(b, a) ? 1 : 0) + (a == b ? 1 : 0);
        QCOMPARE(holds, 1);
        if (wins(a, b) && wins(b, c))
            QVERIFY(wins(a, c));
        ties += a.time.ns == b.time.ns ? 1 : 0;
    }
    QVERIFY(ties > 1'000);
}

// Commutative, associative and idempotent, together: any order, any repeats, any grouping.
void LocationTableTest::doesNotDependOnTheOrderOfArrival()
{
    std::mt19937 random(2);
    for (int i = 0; i < 10'000; ++i) {
        const Records records = anyRecords(random);
        Records others = records;
        std::shuffle(others.begin(), others.end(), random);
        others.push_back(records[random() % records.size()]);
        QVERIFY2(merged(records) == merged(others), "commutative and idempotent");

        const auto middle = records.begin() + 1;
        const Record first = merged(Records(records.begin(), middle));
        const Record rest = merged(Records(middle, records.end()));
        QVERIFY2(merged({ first, rest }) == merged(records), "associative");
        QVERIFY2(merged({ rest, first }) == merged(records), "associative and commutative");
    }
}

void LocationTableTest::brokenOrdersDependOnIt_data()
{
    QTest::addColumn<Wins>("wins");
    QTest::newRow("time only") << Wins([](const Record &a, const Record &b) { return a.time.ns > b.time.ns; });
    QTest::newRow("last arrival") << Wins([](const Record &a, const Record &b) { return a.time.ns >= b.time.ns; });
    QTest::newRow("place against difference") << Wins([](const Record &a, const Record &b) {
        return a.location.text > b.location.text || a.difference > b.difference;
    });
}

// The generated cases are worth something: they find orders that are none.
void LocationTableTest::brokenOrdersDependOnIt()
{
    QFETCH(Wins, wins);
    std::mt19937 random(2);
    int found = 0;
    for (int i = 0; i < 1'000; ++i) {
        const Records records = anyRecords(random);
        const Records backwards(records.rbegin(), records.rend());
        found += mergedBy(wins, records) == mergedBy(wins, backwards) ? 0 : 1;
    }
    QVERIFY(found > 10);
}

void LocationTableTest::outcomes_data()
{
    QTest::addColumn<QByteArray>("held");
    QTest::addColumn<QByteArray>("comes");
    QTest::addColumn<int>("outcome");
    const auto row = [](const char *name, const char *held, const char *comes, Outcome outcome) {
        QTest::newRow(name) << QByteArray(held) << QByteArray(comes) << static_cast<int>(outcome);
    };
    const char *held = "AT Hill +1 kiwi +34-118 90";
    row("another client", held, "AT Hill +1 lime +34-118 80", Outcome::Fresh);
    row("newer", held, "AT Hill +1 kiwi +34-118 91", Outcome::Fresh);
    row("older", held, "AT Jaquez +1 kiwi +35-118 89", Outcome::Stale);
    row("the same", held, held, Outcome::Duplicate);
    row("same time, other place wins", held, "AT Hill +1 kiwi +35-118 90", Outcome::FreshConflict);
    row("same time, other place loses", held, "AT Hill +1 kiwi +33-118 90", Outcome::StaleConflict);
    row("same time and place, higher origin", held, "AT Jaquez +1 kiwi +34-118 90", Outcome::Fresh);
    row("same time and place, lower origin", held, "AT Ball +1 kiwi +34-118 90", Outcome::Stale);
    row("only the text of the time", held, "AT Hill +1 kiwi +34-118 90.0", Outcome::Fresh);
}

void LocationTableTest::outcomes()
{
    QFETCH(QByteArray, held);
    QFETCH(QByteArray, comes);
    LocationTable table(protocol::atDialect(), 10);
    QCOMPARE(table.merge(record(held)), Outcome::Fresh);
    const Outcome outcome = table.merge(record(comes));
    QTEST(static_cast<int>(outcome), "outcome");
    const bool isIn = outcome == Outcome::Fresh || outcome == Outcome::FreshConflict || outcome == Outcome::Duplicate;
    QCOMPARE(*table.find(record(comes).client) == record(comes), isIn);
}

void LocationTableTest::isFullAtItsLimit()
{
    LocationTable table(protocol::atDialect(), 3);
    const auto known = [](int i) {
        return record("AT Hill +1 client" + QByteArray::number(i) + " +34-118 90");
    };
    for (int i = 0; i < 3; ++i)
        QCOMPARE(table.merge(known(i)), Outcome::Fresh);
    QCOMPARE(table.merge(known(3)), Outcome::Full);
    QCOMPARE(table.size(), std::size_t{ 3 });
    QCOMPARE(table.find(known(3).client), nullptr);
    QCOMPARE(table.merge(record("AT Hill +1 client2 +34-118 91")), Outcome::Fresh);
    QCOMPARE(table.merge(known(1)), Outcome::Duplicate);
}

HERD_TEST(LocationTableTest)
#include "tst_locationtable.moc"
