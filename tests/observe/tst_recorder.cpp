// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/recorder.h"
#include "tests/observe/events.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace herdcore;
using namespace herdcore::observe;
using namespace observetest;
using namespace Qt::StringLiterals;

namespace {

Event line(int n)
{
    return sent(hill, jaquez, QByteArray::number(n));
}

std::unique_ptr<LogFiles> filesIn(const QString &directory)
{
    const NameTable names{ { base::ServerName("Hill"), base::ServerName("Jaquez") } };
    return std::make_unique<LogFiles>(directory, std::vector<QString>{ u"Hill.log"_s, u"Jaquez.log"_s }, names);
}

qsizetype linesIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().count('\n') : 0;
}

std::vector<EventKind> kinds(const EventLog &log)
{
    std::vector<EventKind> all;
    for (const EventView &event : log.read(EventId{ 1 }))
        all.push_back(event.kind);
    return all;
}

// Fills a ring of one the first time that it is asked for the time, which the recorder does before it reports.
class FillingClock final : public base::Clock
{
public:
    explicit FillingClock(EventRing &ring)
        : m_ring(ring)
    { }
    base::Moment now() const override
    {
        if (!m_filled.exchange(true))
            m_ring.take(line(2));
        return {};
    }

private:
    EventRing &m_ring;
    mutable std::atomic<bool> m_filled{ false };
};

} // namespace

class RecorderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsAndTells();
    void tellsOnceUntilAcknowledged();
    void writesEverythingBeforeStopReturns();
    void givesUpInTime();
    void worksWithoutFilesAndWithoutListener();
    void causesReachTheFiles();
    void aFullDiskStopsNothing();
    void reportsThroughAFullRing();

private:
    base::SystemClock m_clock;
};

void RecorderTest::recordsAndTells()
{
    const QTemporaryDir dir;
    EventRing ring;
    EventLog log;
    std::atomic<int> told{ 0 };
    std::atomic<qsizetype> inFile{ 0 };
    Recorder recorder(ring, log, filesIn(dir.path()), m_clock, [&] {
        inFile = linesIn(dir.filePath(u"Hill.log"_s)); // a listener finds it there
        ++told;
    });
    ring.take(line(1));
    QTRY_COMPARE(told.load(), 1);
    QCOMPARE(inFile.load(), 1);
    QCOMPARE(log.size(), 1U);
}

void RecorderTest::tellsOnceUntilAcknowledged()
{
    EventRing ring;
    EventLog log;
    std::atomic<int> told{ 0 };
    Recorder recorder(ring, log, nullptr, m_clock, [&] { ++told; });
    ring.take(line(1));
    QTRY_COMPARE(told.load(), 1);
    for (int n = 2; n <= 5; ++n) {
        ring.take(line(n));
        QTRY_COMPARE(log.size(), static_cast<std::uint64_t>(n));
    }
    QCOMPARE(told.load(), 1);
    recorder.acknowledge();
    ring.take(line(6));
    QTRY_COMPARE(told.load(), 2);
}

void RecorderTest::writesEverythingBeforeStopReturns()
{
    const QTemporaryDir dir;
    EventRing ring(1000);
    EventLog log;
    constexpr int count = 30'000;
    Recorder recorder(ring, log, filesIn(dir.path()), m_clock, {});
    for (int n = 1; n <= count; ++n)
        ring.take(line(n));
    recorder.stop();
    recorder.stop();
    ring.take(line(0));
    QCOMPARE(log.size(), static_cast<std::uint64_t>(count));
    QCOMPARE(linesIn(dir.filePath(u"Hill.log"_s)), count);
    QCOMPARE(ring.droppedAfterClose(), 1U);
}

void RecorderTest::givesUpInTime()
{
    const QTemporaryDir dir;
    constexpr int many = 30'000;
    EventRing ring(many + 1, std::size_t{ 1 } << 30);
    for (int n = 0; n < many; ++n)
        ring.take(sent(hill, jaquez, QByteArray(1000, '\xff')));
    EventLog log;
    Recorder recorder(ring, log, filesIn(dir.path()), m_clock, {});
    recorder.stop(std::chrono::steady_clock::now()); // while it is at work on the first of them, at most
    QVERIFY(recorder.unwritten() > 0);
    qsizetype written = 0;
    for (const QString &name : QDir(dir.path()).entryList(QDir::Files))
        written += linesIn(dir.filePath(name));
    QCOMPARE(static_cast<qsizetype>(recorder.unwritten()) + written, many);
    QCOMPARE(log.lastId(), EventId{ many });
}

void RecorderTest::worksWithoutFilesAndWithoutListener()
{
    EventRing ring;
    EventLog log;
    {
        Recorder recorder(ring, log, nullptr, m_clock, {});
        ring.take(line(1));
    }
    QCOMPARE(log.size(), 1U);
}

void RecorderTest::causesReachTheFiles()
{
    const QTemporaryDir dir;
    EventRing ring;
    EventLog log;
    Recorder recorder(ring, log, filesIn(dir.path()), m_clock, {});
    ring.take(sent(hill, jaquez, "AT Hill"));
    ring.take(received(jaquez, nobody, "AT Hill"));
    recorder.stop();
    QFile file(dir.filePath(u"Jaquez.log"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().endsWith(" <- Hill received: AT Hill\n"));
}

void RecorderTest::aFullDiskStopsNothing()
{
    const QTemporaryDir dir;
    QVERIFY(QDir(dir.path()).mkdir(u"Hill.log"_s)); // as unwritable as a full disk, and can be freed
    EventRing ring;
    EventLog log;
    Recorder recorder(ring, log, filesIn(dir.path()), m_clock, {});
    ring.take(line(1));
    QTRY_COMPARE(log.size(), 2U);
    QVERIFY(kinds(log) == std::vector({ EventKind::LineSent, EventKind::LogDropped }));
    QVERIFY(QDir(dir.path()).rmdir(u"Hill.log"_s));
    ring.take(line(2));
    QTRY_COMPARE(log.size(), 4U);
    QCOMPARE(kinds(log).back(), EventKind::LogResumed);
    recorder.stop();
    QCOMPARE(linesIn(dir.filePath(u"Hill.log"_s)), 2); // line 2, and that it resumed
}

// The recorder reports through the ring that only it can empty.
void RecorderTest::reportsThroughAFullRing()
{
    const QTemporaryDir dir;
    QVERIFY(QDir(dir.path()).mkdir(u"Hill.log"_s));
    EventRing ring(1);
    EventLog log;
    const FillingClock clock(ring);
    Recorder recorder(ring, log, filesIn(dir.path()), clock, {});
    ring.take(line(1));
    QTRY_COMPARE(log.size(), 3U);
    QVERIFY(kinds(log) == std::vector({ EventKind::LineSent, EventKind::LineSent, EventKind::LogDropped }));
}

HERD_TEST(RecorderTest)
#include "tst_recorder.moc"
