// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/logcursor.h"
#include "tests/observe/events.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore::observe;
using namespace observetest;

namespace {

constexpr LogCursor::Budget noTime{ 0 };

void grow(EventLog &log, int count)
{
    std::vector<Event> batch;
    for (int i = 0; i < count; ++i)
        batch.push_back(seen(EventKind::Learned, hill));
    log.append(batch);
}

// The numbers of the events that a reading visits.
struct Visits {
    std::vector<std::uint64_t> ids;
    void operator()(const EventView &event) { ids.push_back(number(event.id)); }

    [[nodiscard]] bool areFromTo(std::uint64_t first, std::uint64_t last) const
    {
        if (ids.size() != last - first + 1)
            return false;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (ids[i] != first + i)
                return false;
        }
        return true;
    }
};

} // namespace

class LogCursorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEachEventOnce();
    void stopsWhereItIsTold();
    void aVisitorCanStopIt();
    void knowsItsPlaceWhileVisiting();
    void stopsWhenItsTimeIsUp();
    void movesBackAndOn();
    void countsWhatWasEvictedUnseen();
    void doesNotPassTheGivenEventWhenEverythingBeforeIsGone();
};

void LogCursorTest::readsEachEventOnce()
{
    EventLog log;
    LogCursor cursor(log);
    Visits visits;
    QVERIFY(cursor.readToEnd(visits)); // nothing there
    QCOMPARE(cursor.position(), EventId::None);
    grow(log, 10'000); // several chunks
    QVERIFY(cursor.readToEnd([&](const EventView &event) { visits(event); }));
    grow(log, 5);
    QVERIFY(cursor.readToEnd([&](const EventView &event) { visits(event); }));
    QVERIFY(visits.areFromTo(1, 10'005));
    QCOMPARE(cursor.position(), log.lastId());
    QCOMPARE(cursor.skipped(), 0U);
}

void LogCursorTest::stopsWhereItIsTold()
{
    EventLog log;
    grow(log, 20);
    LogCursor cursor(log, EventId{ 5 });
    Visits visits;
    QVERIFY(cursor.readTo(EventId{ 12 }, [&](const EventView &event) { visits(event); }));
    QVERIFY(visits.areFromTo(6, 12));
    QVERIFY(cursor.readTo(EventId{ 12 }, [&](const EventView &event) { visits(event); })); // nothing more
    QVERIFY(cursor.readTo(EventId{ 3 }, [&](const EventView &event) { visits(event); })); // has passed it
    QVERIFY(visits.areFromTo(6, 12));
    QVERIFY(cursor.readTo(EventId{ 1000 }, [&](const EventView &event) { visits(event); })); // not there yet
    QVERIFY(visits.areFromTo(6, 20));
}

void LogCursorTest::aVisitorCanStopIt()
{
    EventLog log;
    grow(log, 20);
    LogCursor cursor(log);
    QVERIFY(!cursor.readToEnd([](const EventView &event) { return number(event.id) < 7; }));
    QCOMPARE(cursor.position(), EventId{ 7 });
    QVERIFY(cursor.readToEnd([](const EventView &event) { return number(event.id) < 20; }));
    QCOMPARE(cursor.position(), EventId{ 20 });
}

void LogCursorTest::knowsItsPlaceWhileVisiting()
{
    EventLog log;
    grow(log, 3);
    LogCursor cursor(log);
    int right = 0;
    cursor.readToEnd([&](const EventView &event) { right += cursor.position() == event.id; });
    QCOMPARE(right, 3);
}

void LogCursorTest::stopsWhenItsTimeIsUp()
{
    EventLog log;
    grow(log, 1000);
    LogCursor cursor(log);
    Visits visits;
    int calls = 1;
    while (!cursor.readToEnd([&](const EventView &event) { visits(event); }, noTime))
        ++calls;
    QCOMPARE(calls, 4); // 256 at a time
    QVERIFY(visits.areFromTo(1, 1000));
    cursor.moveTo(EventId{ 744 });
    QVERIFY(cursor.readTo(EventId{ 2000 }, visits, noTime)); // the end is the end, though more is asked for
}

void LogCursorTest::movesBackAndOn()
{
    EventLog log;
    grow(log, 50);
    LogCursor cursor(log);
    cursor.moveTo(EventId{ 40 });
    Visits on;
    cursor.readToEnd([&](const EventView &event) { on(event); });
    QVERIFY(on.areFromTo(41, 50));
    cursor.moveTo(EventId{ 2 });
    Visits back;
    cursor.readTo(EventId{ 4 }, [&](const EventView &event) { back(event); });
    QVERIFY(back.areFromTo(3, 4));
    QCOMPARE(cursor.skipped(), 0U);
}

void LogCursorTest::countsWhatWasEvictedUnseen()
{
    EventLog log({ 160, 1ULL << 30 });
    LogCursor cursor(log);
    Visits visits;
    grow(log, 100);
    cursor.readToEnd([&](const EventView &event) { visits(event); });
    grow(log, 900);
    QVERIFY(log.evicted() > 100);
    Visits after;
    QVERIFY(cursor.readToEnd([&](const EventView &event) { after(event); }));
    QVERIFY(after.areFromTo(number(log.firstId()), 1000));
    QCOMPARE(cursor.skipped(), log.evicted() - 100);
    QCOMPARE(visits.ids.size() + after.ids.size() + cursor.skipped(), 1000U);
}

void LogCursorTest::doesNotPassTheGivenEventWhenEverythingBeforeIsGone()
{
    EventLog log({ 160, 1ULL << 30 });
    grow(log, 1000);
    LogCursor cursor(log);
    Visits visits;
    QVERIFY(cursor.readTo(EventId{ 300 }, [&](const EventView &event) { visits(event); }));
    QVERIFY(visits.ids.empty());
    QCOMPARE(cursor.position(), EventId{ 300 });
    QCOMPARE(cursor.skipped(), 300U);
    const EventId reached{ log.evicted() + 3 }; // the gap ends shortly before it
    QVERIFY(cursor.readTo(reached, [&](const EventView &event) { visits(event); }));
    QVERIFY(visits.areFromTo(log.evicted() + 1, log.evicted() + 3));
    QCOMPARE(cursor.skipped(), log.evicted());
}

HERD_TEST(LogCursorTest)
#include "tst_logcursor.moc"
