// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/eventlog.h"
#include "tests/observe/events.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace herdcore;
using namespace herdcore::observe;
using namespace observetest;

namespace {

std::vector<Event> numbered(std::uint64_t first, std::uint64_t count)
{
    std::vector<Event> batch;
    for (std::uint64_t n = first; n < first + count; ++n)
        batch.push_back(seen(EventKind::Learned, hill, nobody, QByteArray::number(static_cast<qulonglong>(n))));
    return batch;
}

// Reads everything that is there; false when an id is out of order or an event is not the one it should be.
bool readsOn(const EventLog &log, std::uint64_t &next)
{
    for (;;) {
        const auto span = log.read(EventId{ next });
        if (span.isEmpty())
            return true;
        for (const EventView &event : span) {
            const std::uint64_t id = number(event.id);
            if (id < next || (id > next && &event != span.begin())
                || event.bytes != QByteArray::number(static_cast<qulonglong>(id)))
                return false;
            next = id + 1;
        }
    }
}

} // namespace

class EventLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsEmpty();
    void keepsEveryField();
    void numbersWithoutGaps();
    void readsInPieces();
    void evicts_data();
    void evicts();
    void evictsByMemory();
    void keepsLongBytes();
    void sharesRepeatedBytes();
    void spanOutlivesEviction();
    void findsCauses();
    void threadsReadWhileOneAppends_data();
    void threadsReadWhileOneAppends();
};

void EventLogTest::startsEmpty()
{
    const EventLog log;
    QCOMPARE(log.size(), 0U);
    QCOMPARE(log.firstId(), EventId{ 1 });
    QCOMPARE(log.lastId(), EventId::None);
    QCOMPARE(log.evicted(), 0U);
    QVERIFY(log.read(EventId::None).isEmpty());
    QVERIFY(log.read(EventId{ 7 }).isEmpty());
}

void EventLogTest::keepsEveryField()
{
    Event event = seen(EventKind::Conflict, smith, jaquez, QByteArray("a\0b\xff", 4));
    event.monotonicNs = 11;
    event.wallNs = std::numeric_limits<std::int64_t>::max();
    event.reason = Reason::LinkIsDown;
    event.connection = connection(77);
    event.update = { base::ClientId("kiwi"), -5 };
    event.cause = EventId{ 3 };
    event.count = -2;
    EventLog log;
    log.append({ event });
    const auto span = log.read(EventId{ 1 });
    QCOMPARE(span.size(), 1U);
    const EventView &kept = *span.begin();
    QCOMPARE(kept.id, EventId{ 1 });
    QCOMPARE(kept.kind, event.kind);
    QCOMPARE(kept.monotonicNs, event.monotonicNs);
    QCOMPARE(kept.wallNs, event.wallNs);
    QCOMPARE(kept.reason, event.reason);
    QCOMPARE(kept.server, event.server);
    QCOMPARE(kept.peer, event.peer);
    QCOMPARE(kept.connection, event.connection);
    QVERIFY(kept.update() == event.update);
    QCOMPARE(kept.cause, event.cause);
    QCOMPARE(kept.count, event.count);
    QCOMPARE(kept.bytes, QByteArrayView(event.bytes));
}

void EventLogTest::numbersWithoutGaps()
{
    EventLog log;
    for (const std::uint64_t size : { 1U, 4095U, 1U, 5000U, 0U, 3U })
        log.append(numbered(log.size() + 1, size));
    QCOMPARE(log.size(), 9100U);
    QCOMPARE(log.lastId(), EventId{ 9100 });
    std::uint64_t next = 1;
    QVERIFY(readsOn(log, next));
    QCOMPARE(next, 9101U);
}

void EventLogTest::readsInPieces()
{
    EventLog log;
    log.append(numbered(1, 5000));
    QCOMPARE(log.read(EventId{ 1 }, 10).size(), 10U);
    QVERIFY(log.read(EventId{ 1 }, 0).isEmpty());
    const auto endOfChunk = log.read(EventId{ 4095 });
    QCOMPARE(endOfChunk.size(), 2U);
    QCOMPARE(endOfChunk.begin()->id, EventId{ 4095 });
    QCOMPARE(log.read(EventId{ 4097 }).begin()->id, EventId{ 4097 });
    QCOMPARE(log.read(EventId{ 5000 }).size(), 1U);
    QVERIFY(log.read(EventId{ 5001 }).isEmpty());
    QCOMPARE(log.at(EventId{ 4097 }).begin()->id, EventId{ 4097 });
    QVERIFY(log.at(EventId{ 5001 }).isEmpty());
}

void EventLogTest::evicts_data()
{
    QTest::addColumn<quint64>("maxEvents");
    QTest::addColumn<quint64>("appended");
    QTest::addColumn<quint64>("evicted");
    const auto row = [](quint64 max, quint64 appended, quint64 evicted) {
        QTest::addRow("%llu of %llu", appended, max) << max << appended << evicted;
    };
    row(1, 1, 0);
    row(1, 2, 1);
    row(15, 14, 0); // chunks of one
    row(15, 15, 0);
    row(15, 16, 1);
    row(64, 63, 0); // chunks of four
    row(64, 64, 0);
    row(64, 65, 4);
    row(64, 68, 4);
    row(64, 69, 8);
    row(64, 1000, 936);
    row(100'000, 99'999, 0); // chunks of 4096
    row(100'000, 100'000, 0);
    row(100'000, 100'001, 4096);
}

void EventLogTest::evicts()
{
    QFETCH(quint64, maxEvents);
    QFETCH(quint64, appended);
    QFETCH(quint64, evicted);
    for (const quint64 batch : { appended, quint64{ 1 } }) {
        if (batch == 1 && appended > 1000)
            continue;
        EventLog log({ maxEvents, 1ULL << 40 });
        for (quint64 n = 1; n <= appended; n += batch)
            log.append(numbered(n, batch));
        QCOMPARE(log.evicted(), evicted);
        QCOMPARE(log.size(), appended - evicted);
        QCOMPARE(log.firstId(), EventId{ evicted + 1 });
        QCOMPARE(log.lastId(), EventId{ appended });
        QCOMPARE(log.read(EventId::None).begin()->id, log.firstId());
        std::uint64_t next = 1;
        QVERIFY(readsOn(log, next));
        QCOMPARE(next, appended + 1);
    }
}

void EventLogTest::evictsByMemory()
{
    constexpr std::uint64_t maxBytes = 16 << 20;
    EventLog log({ 1'000'000, maxBytes });
    for (char n = 0; n < 100; ++n)
        log.append({ seen(EventKind::LineReceived, hill, nobody, QByteArray(1 << 20, n)) });
    QVERIFY2(log.bytesUsed() <= maxBytes, qPrintable(QString::number(log.bytesUsed())));
    QVERIFY(log.size() >= 5);
    QCOMPARE(log.size() + log.evicted(), 100U);
    const auto last = log.read(EventId{ 100 });
    QCOMPARE(last.begin()->bytes, QByteArrayView(QByteArray(1 << 20, 99)));
}

void EventLogTest::keepsLongBytes()
{
    EventLog log;
    std::vector<QByteArray> all;
    for (const int size : { 1, 16 * 1024, 16 * 1024 + 1, 64 * 1024, 64 * 1024 + 1, 1 << 20, 3, 50'000 }) {
        all.emplace_back(size, static_cast<char>('a' + all.size()));
        log.append({ seen(EventKind::LineSent, hill, nobody, all.back()) });
    }
    const auto span = log.read(EventId{ 1 });
    QCOMPARE(span.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        QCOMPARE(span.begin()[i].bytes, QByteArrayView(all[i]));
}

void EventLogTest::sharesRepeatedBytes()
{
    EventLog log;
    std::vector<Event> batch;
    for (int n = 0; n < 1000; ++n)
        batch.push_back(seen(EventKind::LineSent, hill, jaquez, QByteArray(1000, 'x')));
    log.append(batch);
    QVERIFY2(log.bytesUsed() < 600'000, qPrintable(QString::number(log.bytesUsed())));
    QCOMPARE(log.read(EventId{ 1000 }).begin()->bytes, QByteArrayView(QByteArray(1000, 'x')));
}

void EventLogTest::spanOutlivesEviction()
{
    EventLog log({ 16, 1ULL << 30 });
    log.append(numbered(1, 1));
    const auto span = log.read(EventId{ 1 });
    log.append(numbered(2, 1000));
    QCOMPARE(log.read(EventId{ 1 }).begin()->id, log.firstId());
    QVERIFY(log.at(EventId{ 1 }).isEmpty());
    QVERIFY(log.firstId() > EventId{ 900 });
    QCOMPARE(span.begin()->bytes, QByteArrayView("1"));
}

void EventLogTest::findsCauses()
{
    EventLog log;
    std::vector<Event> batch{ sent(hill, jaquez, "AT Hill"), received(jaquez, nobody, "AT Hill") };
    log.append(batch);
    const auto span = log.read(EventId{ 2 });
    QCOMPARE(span.begin()->cause, EventId{ 1 });
    QCOMPARE(span.begin()->peer, hill);
    QCOMPARE(batch[1].cause, EventId{ 1 }); // for the log files
    QCOMPARE(batch[1].peer, hill);
}

void EventLogTest::threadsReadWhileOneAppends_data()
{
    QTest::addColumn<quint64>("maxEvents");
    QTest::newRow("all kept") << quint64{ 1'000'000 };
    QTest::newRow("evicting") << quint64{ 1000 };
}

void EventLogTest::threadsReadWhileOneAppends()
{
    QFETCH(quint64, maxEvents);
    constexpr std::uint64_t total = 50'000;
    EventLog log({ maxEvents, 1ULL << 30 });
    std::atomic<int> faults{ 0 };
    std::vector<std::thread> readers;
    for (int n = 0; n < 3; ++n) {
        readers.emplace_back([&] {
            for (std::uint64_t next = 1; next <= total;) {
                if (!readsOn(log, next)) {
                    ++faults;
                    return;
                }
            }
        });
    }
    for (std::uint64_t n = 1; n <= total; n += 125)
        log.append(numbered(n, 125));
    for (std::thread &reader : readers)
        reader.join();
    QCOMPARE(faults.load(), 0);
    QCOMPARE(log.size() + log.evicted(), total);
}

HERD_TEST(EventLogTest)
#include "tst_eventlog.moc"
