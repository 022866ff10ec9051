// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/eventring.h"
#include "tests/observe/events.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace herdcore::observe;
using namespace observetest;
using namespace std::chrono_literals;

namespace {

Event one()
{
    return seen(EventKind::Learned, hill);
}

std::chrono::steady_clock::time_point soon()
{
    return std::chrono::steady_clock::now() + 30ms;
}

} // namespace

class EventRingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersInOrder();
    void blocksWhenFull();
    void holdsSoManyBytes_data();
    void holdsSoManyBytes();
    void oneThatIsTooLargePassesAlone();
    void countsWhatTheConsumerHas();
    void closeFreesBlocked();
    void takeAtOnceNeverBlocks();
    void deliversWhatCameBeforeClose();
    void countsWhatComesAfterClose();
    void drainWaitsForTheFirst();
    void drainGivesUp();
    void manyThreads();
};

void EventRingTest::numbersInOrder()
{
    EventRing ring;
    for (std::uint64_t n = 1; n <= 3; ++n)
        QCOMPARE(ring.take(one()), EventId{ n });
    std::vector<Event> out{ one() };
    QVERIFY(ring.drain(out));
    QCOMPARE(out.size(), 3U);
    QCOMPARE(out[0].id, EventId{ 1 });
    QCOMPARE(out[2].id, EventId{ 3 });
}

void EventRingTest::blocksWhenFull()
{
    EventRing ring(4);
    std::atomic<int> taken{ 0 };
    std::thread producer([&] {
        for (int n = 0; n < 10; ++n) {
            ring.take(one());
            ++taken;
        }
    });
    std::vector<Event> out;
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

void EventRingTest::holdsSoManyBytes_data()
{
    QTest::addColumn<int>("taken");
    QTest::addColumn<quint64>("dropped");
    QTest::newRow("one less") << 4 << quint64{ 0 };
    QTest::newRow("all") << 5 << quint64{ 0 };
    QTest::newRow("one more") << 6 << quint64{ 1 };
}

void EventRingTest::holdsSoManyBytes()
{
    QFETCH(int, taken);
    QFETCH(quint64, dropped);
    Event event = one();
    event.bytes = QByteArray(1000, 'x');
    event.update.client = herdcore::base::ClientId(QByteArray(500, 'c'));
    QVERIFY(EventRing::bytesOf(event) >= 1500);
    EventRing ring(100, 5 * EventRing::bytesOf(event));
    ring.closeAt(soon()); // whoever must wait for room is dropped then
    for (int n = 0; n < taken; ++n)
        ring.take(event);
    QCOMPARE(ring.droppedAfterClose(), dropped);
}

void EventRingTest::oneThatIsTooLargePassesAlone()
{
    EventRing ring(100, 1);
    ring.closeAt(soon());
    ring.take(one());
    QCOMPARE(ring.droppedAfterClose(), 0U);
    ring.take(one());
    QCOMPARE(ring.droppedAfterClose(), 1U);
}

void EventRingTest::countsWhatTheConsumerHas()
{
    std::vector<Event> out;
    for (const bool isDone : { true, false }) {
        EventRing ring(100, EventRing::bytesOf(one()));
        ring.take(one());
        QVERIFY(ring.drain(out));
        if (isDone)
            QVERIFY(ring.drain(out, 1ms)); // asks for more: it is done with those
        ring.closeAt(soon());
        ring.take(one());
        QCOMPARE(ring.droppedAfterClose(), isDone ? 0U : 1U);
    }
}

void EventRingTest::closeFreesBlocked()
{
    EventRing ring(1);
    ring.take(one());
    std::thread producer([&] { ring.take(one()); });
    ring.close();
    producer.join(); // whether it was waiting already or came only now
    QCOMPARE(ring.droppedAfterClose(), 1U);
}

void EventRingTest::takeAtOnceNeverBlocks()
{
    EventRing ring(1);
    for (std::uint64_t n = 1; n <= 5; ++n)
        QCOMPARE(ring.takeAtOnce(one()), EventId{ n });
    std::vector<Event> out;
    QVERIFY(ring.drain(out));
    QCOMPARE(out.size(), 5U);
}

void EventRingTest::deliversWhatCameBeforeClose()
{
    EventRing ring;
    ring.take(one());
    ring.close();
    std::vector<Event> out;
    QVERIFY(ring.drain(out));
    QCOMPARE(out.size(), 1U);
    QVERIFY(!ring.drain(out));
    QVERIFY(out.empty());
}

void EventRingTest::countsWhatComesAfterClose()
{
    EventRing ring;
    ring.take(one());
    ring.close();
    QCOMPARE(ring.take(one()), EventId{ 2 });
    QCOMPARE(ring.takeAtOnce(one()), EventId{ 3 });
    QCOMPARE(ring.droppedAfterClose(), 2U);
}

void EventRingTest::drainWaitsForTheFirst()
{
    EventRing ring;
    std::vector<Event> out;
    std::thread consumer([&] { ring.drain(out); });
    ring.take(one());
    consumer.join();
    QCOMPARE(out.size(), 1U);
}

void EventRingTest::drainGivesUp()
{
    EventRing ring;
    std::vector<Event> out;
    QVERIFY(ring.drain(out, 1ms));
    QVERIFY(out.empty());
    ring.close();
    QVERIFY(!ring.drain(out, 1ms));
}

void EventRingTest::manyThreads()
{
    constexpr std::uint64_t producers = 4;
    constexpr std::uint64_t each = 20'000;
    EventRing ring(64);
    std::vector<std::thread> threads;
    for (std::uint64_t p = 0; p < producers; ++p) {
        threads.emplace_back([&ring, p] {
            for (std::uint64_t n = 0; n < each; ++n) {
                Event event = one();
                event.server = ServerIndex{ static_cast<std::int16_t>(p) };
                event.monotonicNs = static_cast<std::int64_t>(n);
                ring.take(std::move(event));
            }
        });
    }
    std::vector<std::int64_t> next(producers, 0);
    std::uint64_t lastId = 0;
    std::vector<Event> out;
    while (lastId < producers * each) {
        QVERIFY(ring.drain(out));
        for (const Event &event : out) {
            QCOMPARE(number(event.id), ++lastId);
            QCOMPARE(event.monotonicNs, next[static_cast<std::size_t>(number(event.server))]++);
        }
    }
    for (std::thread &thread : threads)
        thread.join();
}

HERD_TEST(EventRingTest)
#include "tst_eventring.moc"
