// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/outbox.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <set>

using namespace herdcore;
using node::LocationTable, node::Outbox, node::StoredRecord;

namespace {

constexpr std::size_t plenty = std::size_t{ 1 } << 30;

QByteArray name(int i)
{
    return "client" + QByteArray::number(i);
}

std::uint64_t hash(int i)
{
    return protocol::clientHash(name(i));
}

LocationTable tableOf(int clients)
{
    LocationTable table(protocol::atDialect(), plenty, plenty);
    for (int i = 0; i < clients; ++i)
        Q_UNUSED(table.merge(protocol::parseAt(QByteArray("AT Hill +1 " + name(i) + " +34-118 90")).value()))
    return table;
}

// The names in the order in which they come, and how often there was something to take.
QByteArrayList takeAll(Outbox &outbox, const LocationTable &table)
{
    QByteArrayList names;
    while (!outbox.isEmpty())
        outbox.takeNext(table, [&names](const StoredRecord &record) { names += record.client().toByteArray(); });
    return names;
}

} // namespace

class OutboxTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsTheOrderAndEachOnce();
    void leavesOutWhatIsGone();
    void openedBucketsAreWhole_data();
    void openedBucketsAreWhole();
    void aBucketWithinAnotherIsNone();
    void beyondItsLimitItIsTheWholeTable();
    void beyondItsLimitOfBucketsItIsTheWholeTable();
};

void OutboxTest::keepsTheOrderAndEachOnce()
{
    const LocationTable table = tableOf(5);
    Outbox outbox;
    for (const int i : { 3, 1, 3, 4, 1 })
        outbox.add(hash(i));
    QCOMPARE(takeAll(outbox, table), (QByteArrayList{ name(3), name(1), name(4) }));
    outbox.add(hash(3));
    QCOMPARE(takeAll(outbox, table), QByteArrayList{ name(3) });
}

void OutboxTest::leavesOutWhatIsGone()
{
    const LocationTable table = tableOf(2);
    Outbox outbox;
    outbox.add(hash(7));
    outbox.add(hash(1));
    QCOMPARE(takeAll(outbox, table), QByteArrayList{ name(1) });
}

void OutboxTest::openedBucketsAreWhole_data()
{
    QTest::addColumn<int>("clients");
    for (const int clients : { 0, 1, 255, 256, 257, 5'000 })
        QTest::addRow("%d", clients) << clients;
}

void OutboxTest::openedBucketsAreWhole()
{
    QFETCH(int, clients);
    const LocationTable table = tableOf(clients);
    Outbox outbox;
    outbox.add(protocol::Bucket{ 1, 2 });
    outbox.add(protocol::Bucket{ 0, 2 });
    const QByteArrayList names = takeAll(outbox, table);
    QCOMPARE(names.size(), clients);
    QCOMPARE(std::set(names.begin(), names.end()).size(), static_cast<std::size_t>(clients));
}

void OutboxTest::aBucketWithinAnotherIsNone()
{
    const LocationTable table = tableOf(100);
    Outbox outbox;
    outbox.add(protocol::Bucket{ 1, 4 });
    outbox.add(protocol::Bucket{ 5, 8 });
    outbox.add(protocol::Bucket{ 1, 4 });
    QCOMPARE(static_cast<std::size_t>(takeAll(outbox, table).size()), table.countIn({ 1, 4 }));
}

void OutboxTest::beyondItsLimitItIsTheWholeTable()
{
    Outbox outbox;
    for (int i = 0; i < int(Outbox::maxNamed); ++i)
        outbox.add(hash(i));
    QVERIFY(!outbox.isWholeTable());
    outbox.add(hash(0)); // waits already
    QVERIFY(!outbox.isWholeTable());
    outbox.add(hash(int(Outbox::maxNamed)));
    QVERIFY(outbox.isWholeTable());
    outbox.add(hash(int(Outbox::maxNamed) + 1));
    const LocationTable table = tableOf(10);
    QCOMPARE(takeAll(outbox, table).size(), 10);
    QVERIFY(!outbox.isWholeTable());
}

void OutboxTest::beyondItsLimitOfBucketsItIsTheWholeTable()
{
    Outbox outbox;
    for (std::uint32_t i = 0; i < Outbox::maxBuckets; ++i)
        outbox.add(protocol::Bucket{ i, 4'096 });
    QVERIFY(!outbox.isWholeTable());
    outbox.add(protocol::Bucket{ Outbox::maxBuckets, 4'096 });
    QVERIFY(outbox.isWholeTable());
}

HERD_TEST(OutboxTest)
#include "tst_outbox.moc"
