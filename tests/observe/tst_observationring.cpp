// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/observationring.h"
#include "tests/observe/observations.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace herdcore::observe;
using namespace observetest;
using namespace std::chrono_literals;

namespace {

Observation one()
{
    return seen(ObservationKind::Learned, hill);
}

} // namespace

class ObservationRingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersInOrder();
    void blocksWhenFull();
    void closeFreesBlocked();
    void takeAtOnceNeverBlocks();
    void deliversWhatCameBeforeClose();
    void countsWhatComesAfterClose();
    void drainWaitsForTheFirst();
    void drainGivesUp();
    void manyThreads();
};

void ObservationRingTest::numbersInOrder()
{
    ObservationRing ring;
    for (std::uint64_t n = 1; n <= 3; ++n)
        QCOMPARE(ring.take(one()), ObservationId{ n });
    std::vector<Observation> out{ one() };
    QVERIFY(ring.drain(out));
    QCOMPARE(out.size(), 3U);
    QCOMPARE(out[0].id, ObservationId{ 1 });
    QCOMPARE(out[2].id, ObservationId{ 3 });
}

void ObservationRingTest::blocksWhenFull()
{
    ObservationRing ring(4);
    std::atomic<int> taken{ 0 };
    std::thread producer([&] {
        for (int n = 0; n < 10; ++n) {
            ring.take(one());
            ++taken;
        }
    });
    std::vector<Observation> out;
    std::size_t drained = 0;
    while (drained < 10) {
        QVERIFY(ring.drain(out));
        QVERIFY(out.size() <= 4);
        drained += out.size();
    }
    producer.join();
    QCOMPARE(drained, 10U);
    QCOMPARE(taken.load(), 10);
}

void ObservationRingTest::closeFreesBlocked()
{
    ObservationRing ring(1);
    ring.take(one());
    std::thread producer([&] { ring.take(one()); });
    ring.close();
    producer.join(); // whether it was waiting already or came only now
    QCOMPARE(ring.droppedAfterClose(), 1U);
}

void ObservationRingTest::takeAtOnceNeverBlocks()
{
    ObservationRing ring(1);
    for (std::uint64_t n = 1; n <= 5; ++n)
        QCOMPARE(ring.takeAtOnce(one()), ObservationId{ n });
    std::vector<Observation> out;
    QVERIFY(ring.drain(out));
    QCOMPARE(out.size(), 5U);
}

void ObservationRingTest::deliversWhatCameBeforeClose()
{
    ObservationRing ring;
    ring.take(one());
    ring.close();
    std::vector<Observation> out;
    QVERIFY(ring.drain(out));
    QCOMPARE(out.size(), 1U);
    QVERIFY(!ring.drain(out));
    QVERIFY(out.empty());
}

void ObservationRingTest::countsWhatComesAfterClose()
{
    ObservationRing ring;
    ring.take(one());
    ring.close();
    QCOMPARE(ring.take(one()), ObservationId{ 2 });
    QCOMPARE(ring.takeAtOnce(one()), ObservationId{ 3 });
    QCOMPARE(ring.droppedAfterClose(), 2U);
}

void ObservationRingTest::drainWaitsForTheFirst()
{
    ObservationRing ring;
    std::vector<Observation> out;
    std::thread consumer([&] { ring.drain(out); });
    ring.take(one());
    consumer.join();
    QCOMPARE(out.size(), 1U);
}

void ObservationRingTest::drainGivesUp()
{
    ObservationRing ring;
    std::vector<Observation> out;
    QVERIFY(ring.drain(out, 1ms));
    QVERIFY(out.empty());
    ring.close();
    QVERIFY(!ring.drain(out, 1ms));
}

void ObservationRingTest::manyThreads()
{
    constexpr std::uint64_t producers = 4;
    constexpr std::uint64_t each = 20'000;
    ObservationRing ring(64);
    std::vector<std::thread> threads;
    for (std::uint64_t p = 0; p < producers; ++p) {
        threads.emplace_back([&ring, p] {
            for (std::uint64_t n = 0; n < each; ++n) {
                Observation observation = one();
                observation.server = ServerIndex{ static_cast<std::int16_t>(p) };
                observation.monotonicNs = static_cast<std::int64_t>(n);
                ring.take(std::move(observation));
            }
        });
    }
    std::vector<std::int64_t> next(producers, 0);
    std::uint64_t lastId = 0;
    std::vector<Observation> out;
    while (lastId < producers * each) {
        QVERIFY(ring.drain(out));
        for (const Observation &observation : out) {
            QCOMPARE(number(observation.id), ++lastId);
            QCOMPARE(observation.monotonicNs, next[static_cast<std::size_t>(number(observation.server))]++);
        }
    }
    for (std::thread &thread : threads)
        thread.join();
}

QTEST_GUILESS_MAIN(ObservationRingTest)
#include "tst_observationring.moc"
