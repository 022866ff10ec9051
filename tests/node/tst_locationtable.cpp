// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/locationtable.h"

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/parser.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

using namespace herdcore;
using node::LocationTable, protocol::Record;
using Outcome = LocationTable::Outcome;
using Records = std::vector<Record>;
using Wins = bool (*)(const Record &, const Record &);

namespace {

constexpr std::size_t plenty = std::size_t{ 1 } << 30;

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
    LocationTable table(protocol::atDialect(), 10, plenty);
    for (const Record &one : records)
        Q_UNUSED(table.merge(Record(one)))
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
    void erases();
    void isFullAtItsLimit();
    void isFullAtItsLimitOfBytes();
    void aLabelAtTheEndOfItsRangeIsNotPoison();
    void itsPiecesAddUp_data();
    void itsPiecesAddUp();
    void namesMadeUpToFallTogetherAreFound();
    void aStoredRecordIsTheSameRecord();
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
    LocationTable table(protocol::atDialect(), 10, plenty);
    QCOMPARE(table.merge(record(held)), Outcome::Fresh);
    const Outcome outcome = table.merge(record(comes));
    QTEST(static_cast<int>(outcome), "outcome");
    const bool isIn = outcome == Outcome::Fresh || outcome == Outcome::FreshConflict || outcome == Outcome::Duplicate;
    QCOMPARE(*table.find(record(comes).client) == record(comes), isIn);
}

void LocationTableTest::erases()
{
    const auto known = [](int i) {
        return record("AT Hill +1 client" + QByteArray::number(i) + " +34-118 90");
    };
    constexpr int clients = 100; // in several pieces
    LocationTable table(protocol::atDialect(), clients, plenty);
    LocationTable odd(protocol::atDialect(), clients, plenty);
    for (int i = 0; i < clients; ++i) {
        QCOMPARE(table.merge(known(i)), Outcome::Fresh);
        if (i % 2 == 1)
            QCOMPARE(odd.merge(known(i)), Outcome::Fresh);
    }
    QCOMPARE(table.merge(known(clients)), Outcome::Full);
    for (int i = 0; i < clients; i += 2) {
        QVERIFY(table.erase(known(i).client.bytes()));
        QVERIFY(!table.erase(known(i).client.bytes()));
        QVERIFY(!table.contains(known(i).client));
    }
    QCOMPARE(table.digest(), odd.digest());
    QCOMPARE(table.bytes(), odd.bytes());
    for (std::uint32_t i = 0; i < 4; ++i)
        QCOMPARE(table.sumOf({ i, 4 }), odd.sumOf({ i, 4 }));
    QVERIFY(table.contains(known(1).client));
    QCOMPARE(table.merge(known(0)), Outcome::Fresh);
}

void LocationTableTest::isFullAtItsLimit()
{
    LocationTable table(protocol::atDialect(), 3, plenty);
    const auto known = [](int i) {
        return record("AT Hill +1 client" + QByteArray::number(i) + " +34-118 90");
    };
    for (int i = 0; i < 3; ++i)
        QCOMPARE(table.merge(known(i)), Outcome::Fresh);
    QCOMPARE(table.merge(known(3)), Outcome::Full);
    QCOMPARE(table.size(), std::size_t{ 3 });
    QVERIFY(!table.contains(known(3).client));
    QCOMPARE(table.merge(record("AT Hill +1 client2 +34-118 91")), Outcome::Fresh);
    QCOMPARE(table.merge(known(1)), Outcome::Duplicate);
}

void LocationTableTest::isFullAtItsLimitOfBytes()
{
    const Record first = record("AT Hill +1 kiwi +34-118 90");
    LocationTable one(protocol::atDialect(), 10, plenty);
    Q_UNUSED(one.merge(Record(first)))
    for (const int more : { -1, 0, 1 }) {
        LocationTable table(protocol::atDialect(), 10, one.bytes() + std::size_t(more));
        QCOMPARE(table.merge(Record(first)), more < 0 ? Outcome::Full : Outcome::Fresh);
        QVERIFY(table.isFull());
    }
    // A client that is known may move, but not take what is not there.
    LocationTable table(protocol::atDialect(), 10, one.bytes());
    Q_UNUSED(table.merge(Record(first)))
    QCOMPARE(table.merge(record("AT Hill +1 kiwi +34-118 91")), Outcome::Fresh);
    QCOMPARE(table.merge(record("AT Hill +1 kiwi +34-118." + QByteArray(100, '0') + " 92")), Outcome::Full);
    QCOMPARE(table.find(first.client)->time.text, QByteArray("91"));
    QCOMPARE(table.bytes(), one.bytes());
}

void LocationTableTest::aLabelAtTheEndOfItsRangeIsNotPoison()
{
    LocationTable table(protocol::updateDialect(), 10, plenty);
    Record last = record("AT Hill +1 kiwi +34-118 90");
    last.label = std::numeric_limits<std::uint64_t>::max();
    QCOMPARE(table.merge(last), Outcome::Fresh);
    Record next = record("AT Hill +1 kiwi +34-118 91");
    QCOMPARE(table.merge(next), Outcome::Fresh);
    QCOMPARE(next.label, last.label);
}

void LocationTableTest::itsPiecesAddUp_data()
{
    QTest::addColumn<int>("clients");
    for (const int clients : { 0, 1, 8, 9, 16, 17, 64, 65, 1'000, 20'000 })
        QTest::addRow("%d", clients) << clients;
}

void LocationTableTest::itsPiecesAddUp()
{
    QFETCH(int, clients);
    LocationTable table(protocol::atDialect(), plenty, plenty);
    std::vector<Record> all;
    for (int i = 0; i < clients; ++i) {
        all.push_back(record("AT Hill +1 client" + QByteArray::number(i) + " +34-118 90"));
        QCOMPARE(table.merge(Record(all.back())), Outcome::Fresh);
    }
    for (const Record &one : all)
        QVERIFY(*table.find(one.client) == one);
    // Whether the buckets are larger than the table's own pieces or smaller.
    for (const std::uint32_t buckets : { 1U, 2U, 64U, 1'024U, 65'536U }) {
        std::vector<std::uint64_t> sums(buckets);
        std::vector<std::size_t> counts(buckets);
        for (const Record &one : all) {
            const auto bucket = protocol::clientHash(one.client.bytes()) & (buckets - 1);
            sums[bucket] += protocol::recordHash(one);
            ++counts[bucket];
        }
        QCOMPARE(table.sums({}, buckets), sums);
        for (std::uint32_t i = 0; i < buckets; i += 1 + buckets / 100) {
            QCOMPARE(table.countIn({ i, buckets }), counts[i]);
            std::size_t visited = 0;
            table.forEachIn({ i, buckets }, [&visited](const node::StoredRecord &) { ++visited; });
            QCOMPARE(visited, counts[i]);
        }
    }
    QCOMPARE(table.digest().clients, static_cast<std::uint64_t>(clients));
    QCOMPARE(table.sumOf({}), table.digest().sum);
}

void LocationTableTest::namesMadeUpToFallTogetherAreFound()
{
    LocationTable table(protocol::atDialect(), plenty, plenty);
    QByteArrayList names;
    for (int i = 0; names.size() < 200; ++i) {
        const QByteArray name = "n" + QByteArray::number(i);
        if ((protocol::clientHash(name) & 0xff) == 0)
            names += name;
    }
    for (const QByteArray &name : names)
        QCOMPARE(table.merge(record("AT Hill +1 " + name + " +34-118 90")), Outcome::Fresh);
    for (const QByteArray &name : names)
        QVERIFY(table.contains(base::ClientId(name)));
    QCOMPARE(table.countIn({ 0, 256 }), std::size_t{ 200 });
}

void LocationTableTest::aStoredRecordIsTheSameRecord()
{
    Record odd = record(QByteArray("AT \xff -12.5 \x00\x01k +34.068930-118.445127 1520023934.918963997123", 60));
    odd.label = 7;
    LocationTable table(protocol::atDialect(), 10, plenty);
    Q_UNUSED(table.merge(Record(odd)))
    const std::optional<Record> found = table.find(odd.client);
    QVERIFY(found && *found == odd);
    QCOMPARE(found->label, odd.label);
    QCOMPARE(found->time.ns, odd.time.ns);
    QCOMPARE(found->location.latitude, odd.location.latitude);
    QCOMPARE(found->location.longitude, odd.location.longitude);
    QVERIFY(table.stored(odd.client)->borrowed() == odd);
}

HERD_TEST(LocationTableTest)
#include "tst_locationtable.moc"
