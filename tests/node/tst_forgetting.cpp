// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/forgetting.h"
#include "herdcore/protocol/dialect.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdcore::node;
using protocol::Record;

namespace {

constexpr std::size_t plenty = 1'000'000;

Record record(const QByteArray &line)
{
    return protocol::parseAt(line).value();
}

Record ofClient(std::size_t i)
{
    return record("AT Hill +1 client" + QByteArray::number(qulonglong(i)) + " +34-118 90");
}

} // namespace

class ForgettingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forgetsExactlyThat();
    void whatIsNotHeldIsNotRemembered();
    void remembersTheNewest_data();
    void remembersTheNewest();
    void comesFromAJournal();
};

void ForgettingTest::forgetsExactlyThat()
{
    LocationTable table(protocol::atDialect(), plenty, plenty);
    Forgetting forgetting(table);
    const Record ahead = record("AT Hill +1 kiwi +34-118 90");
    QCOMPARE(table.merge(Record(ahead)), LocationTable::Outcome::Fresh);
    const auto gone = forgetting.forget(base::ClientId("kiwi"));
    QVERIFY(gone && *gone == ahead);
    QCOMPARE(table.size(), 0U);
    QVERIFY(forgetting.isForgotten(ahead));
    for (const char *other : { "AT Hill +1 kiwi +34-118 89", "AT Hill +1 kiwi +34-119 90", "AT Hill +2 kiwi +34-118 90",
             "AT Smith +1 kiwi +34-118 90", "AT Hill +1 owl +34-118 90" })
        QVERIFY2(!forgetting.isForgotten(record(other)), other);
}

// Else whoever names what there never was could make it forget what it is to remember.
void ForgettingTest::whatIsNotHeldIsNotRemembered()
{
    LocationTable table(protocol::atDialect(), plenty, plenty);
    Forgetting forgetting(table);
    QVERIFY(!forgetting.forget(base::ClientId("kiwi")));
    QCOMPARE(table.merge(record("AT Hill +1 kiwi +34-118 90")), LocationTable::Outcome::Fresh);
    const protocol::Holding held = protocol::holdingOf(record("AT Hill +1 kiwi +34-118 90"));
    protocol::Holding later = held;
    ++later.timeNs;
    protocol::Holding another = held;
    another.check ^= 1;
    QVERIFY(forgetting.forget({ later, another, protocol::holdingOf(ofClient(1)) }).empty());
    QVERIFY(forgetting.remembered().empty());
    QCOMPARE(forgetting.forget({ later, held, held }).size(), 1U);
    QCOMPARE(forgetting.remembered().size(), 1U);
    QCOMPARE(table.size(), 0U);
}

void ForgettingTest::remembersTheNewest_data()
{
    QTest::addColumn<std::size_t>("count");
    QTest::addColumn<bool>("isFirstKnown");
    QTest::newRow("one less") << Forgetting::most - 1 << true;
    QTest::newRow("as many") << Forgetting::most << true;
    QTest::newRow("one more") << Forgetting::most + 1 << false;
}

void ForgettingTest::remembersTheNewest()
{
    QFETCH(std::size_t, count);
    LocationTable table(protocol::atDialect(), plenty, plenty);
    Forgetting forgetting(table);
    for (std::size_t i = 0; i < count; ++i) {
        (void)table.merge(ofClient(i));
        QVERIFY(forgetting.forget(ofClient(i).client));
        // The same once more takes no second place.
        (void)table.merge(ofClient(i));
        QVERIFY(forgetting.forget(ofClient(i).client));
    }
    QTEST(forgetting.isForgotten(ofClient(0)), "isFirstKnown");
    QVERIFY(forgetting.isForgotten(ofClient(1)) && forgetting.isForgotten(ofClient(count - 1)));
    QCOMPARE(forgetting.remembered().size(), std::min(count, Forgetting::most));
}

void ForgettingTest::comesFromAJournal()
{
    LocationTable table(protocol::atDialect(), plenty, plenty);
    Forgetting forgetting(table);
    (void)table.merge(ofClient(0));
    (void)table.merge(record("AT Hill +1 client1 +34-118 91"));
    for (const std::size_t i : { 0U, 1U, 2U })
        forgetting.restore(ForgottenRecord(protocol::holdingOf(ofClient(i))));
    QVERIFY(!table.contains(ofClient(0).client));
    QVERIFY(table.contains(ofClient(1).client)); // another record of it
    for (const std::size_t i : { 0U, 1U, 2U })
        QVERIFY(forgetting.isForgotten(ofClient(i)));
}

HERD_TEST(ForgettingTest)
#include "tst_forgetting.moc"
