// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/fulldisk.h"
#include "tests/host/journalstage.h"
#include "tests/support/testmain.h"

#include <sys/syscall.h>
#include <unistd.h>

using namespace herdcore;
using namespace herdtest;

namespace {

int syncs = 0; // calls of fdatasync

} // namespace

// In the place of the C library's.
extern "C" int fdatasync(int fd)
{
    ++syncs;
    return static_cast<int>(::syscall(SYS_fdatasync, fd));
}

namespace {

// Looks, whenever a line is sent, whether the journal has what it tells of.
class EarlyWord final : public observe::EventSink
{
public:
    explicit EarlyWord(const JournalFile &file)
        : m_file(file)
    { }
    base::EventId take(Event event) override
    {
        m_isLinkUp |= event.kind == EventKind::LinkUp;
        if (event.kind == EventKind::LineSent && event.bytes.startsWith("AT ")) {
            ++m_sent;
            m_early += m_file.content().contains(QByteArray(' ' + event.update.client.bytes() + ' ')) ? 0 : 1;
        }
        return base::EventId(++m_last);
    }
    [[nodiscard]] int sent() const { return m_sent; }
    [[nodiscard]] int early() const { return m_early; }
    [[nodiscard]] bool isLinkUp() const { return m_isLinkUp; }

private:
    const JournalFile &m_file;
    std::uint64_t m_last = 0;
    int m_sent = 0;
    int m_early = 0;
    bool m_isLinkUp = false;
};

} // namespace

// A server and its journal, from start to end, and in trouble.
class HostJournalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_file.isGone()); }
    void answeredIsWritten_data();
    void answeredIsWritten();
    void nobodyHearsOfItBefore();
    void endsWithItsServer_data();
    void endsWithItsServer();
    void crashedInTheMiddleOfATurn();
    void anotherOneHasIt();
    void aFullDisk_data();
    void aFullDisk();
    void anUnrelatedFile();
    void damageIsReported();
    void staysShort();
    void cannotBeMadeShort();
    void aLargeOne();
    void soManyAreTold_data();
    void soManyAreTold();
    void moreThanThereIsRoomFor();

private:
    JournalFile m_file;
};

void HostJournalTest::answeredIsWritten_data()
{
    QTest::addColumn<bool>("sync");
    QTest::newRow("by the process") << false;
    QTest::newRow("by the machine") << true;
}

void HostJournalTest::answeredIsWritten()
{
    QFETCH(bool, sync);
    JournalStage stage(m_file.path(), sync);
    syncs = 0;
    for (int i = 1; i <= 20; ++i) {
        stage.client.send(iAmAt("kiwi", i));
        QTRY_COMPARE(stage.client.received().count('\n'), i);
        QCOMPARE(syncs, sync ? i : 0);
        QCOMPARE(m_file.content().count('\n'), i + 1);
    }
    stage.ask(iAmAt("kiwi", 1), 21); // older: changes nothing
    QCOMPARE(m_file.content().count('\n'), 21);
    stage.server->stop();
    QCOMPARE(stage.count(EventKind::JournalFailed), 0);
}

void HostJournalTest::nobodyHearsOfItBefore()
{
    Ground ground;
    EarlyWord sink(m_file);
    RawListener neighbour;
    host::HostConfig config = configOf(hill, { { jaquez, neighbour.port() } });
    config.journal = m_file.path();
    host::ServerHost server(
        config, { { *ground.poller, ground.clock, sink }, ground.timers, ground.places, ground.budget });
    QVERIFY(server.start());
    QTRY_COMPARE(neighbour.count(), std::size_t{ 1 });
    neighbour.callers().front().send("PEER 1 Jaquez Hill x\n");
    QTRY_VERIFY(sink.isLinkUp());
    RawSocket clients[] = { RawSocket::connectedTo(server.port()), RawSocket::connectedTo(server.port()) };
    clients[0].send(manyLines(100, "a"));
    clients[1].send(manyLines(100, "b"));
    QTRY_COMPARE(sink.sent(), 400); // each is answered, and floods to the neighbour
    QCOMPARE(sink.early(), 0);
}

void HostJournalTest::endsWithItsServer_data()
{
    QTest::addColumn<bool>("crash");
    QTest::newRow("stopped") << false;
    QTest::newRow("crashed") << true;
}

// The one before it may still be sending its last bytes.
void HostJournalTest::endsWithItsServer()
{
    QFETCH(bool, crash);
    JournalStage stage(m_file.path());
    stage.ask(iAmAt("kiwi", 1), 1);
    const auto leaving = std::move(stage.server);
    crash ? leaving->crash() : leaving->stop();
    host::HostConfig config = configOf(hill);
    config.journal = m_file.path();
    stage.start(config);
    QCOMPARE(stage.count(EventKind::JournalFailed), 0);
    QCOMPARE(stage.counted(EventKind::JournalRead), 1);
    stage.ask(iAmAt("lime", 1), 1);
    QCOMPARE(m_file.content().count('\n'), 3);
}

// Nobody has been told of what was not written.
void HostJournalTest::crashedInTheMiddleOfATurn()
{
    JournalStage stage(m_file.path());
    stage.ask(iAmAt("kiwi", 1), 1);
    stage.client.send(manyLines(200));
    QTRY_VERIFY(stage.count(EventKind::Learned) > 1);
    stage.server->crash();
    QTRY_VERIFY(stage.client.ended());
    QVERIFY(stage.client.received().count('\n') <= m_file.content().count('\n') - 1);
}

void HostJournalTest::anotherOneHasIt()
{
    Journal other(m_file.path());
    QCOMPARE(contentsOf(other).error, QString());
    QVERIFY(append(other, record("fig", 1)));
    JournalStage stage(m_file.path());
    QCOMPARE(stage.count(EventKind::ServerListening), 1);
    QCOMPARE(stage.ground.log.lines(hill, { EventKind::JournalFailed }),
        QByteArrayList{ "Hill: journal failed: " + m_file.path().toUtf8() + ": another process writes it" });
    stage.ask(iAmAt("kiwi", 1) + iAmAt("kiwi", 2) + iAmAt("lime", 1), 3);
    QCOMPARE(m_file.content(), header() + journalLine(record("fig", 1)));
    QTRY_COMPARE(stage.counted(EventKind::JournalFailed), 3); // it is tried again, and says what is missing by now
    other.close();
    QTRY_COMPARE_WITH_TIMEOUT(stage.count(EventKind::JournalResumed), 1, 20'000);
    QCOMPARE(stage.counted(EventKind::JournalResumed), 3);
    QCOMPARE(stage.counted(EventKind::JournalRead), 3); // fig, too, is known now
    stage.ask(iAmAt("kiwi", 3), 4);
    stage.server->stop();
    QCOMPARE(clientsIn(m_file.path()), (QSet<QByteArray>{ "fig", "kiwi", "lime" }));
    QVERIFY(m_file.content().contains(" 3\n"));
}

void HostJournalTest::aFullDisk_data()
{
    QTest::addColumn<int>("missed");
    const int most = static_cast<int>(host::MissedRecords::maxClients);
    QTest::newRow("a few") << 100;
    QTest::newRow("as many as are remembered one by one") << most;
    QTest::newRow("more: all is written anew") << most + 1;
}

void HostJournalTest::aFullDisk()
{
    QFETCH(int, missed);
    JournalStage stage(m_file.path());
    stage.ask(manyLines(50, "before"), 50);
    {
        const FullDisk disk(m_file.content().size() + 10);
        stage.ask(manyLines(missed), 50 + missed);
        QVERIFY(stage.count(EventKind::JournalFailed) >= 1);
        QTRY_COMPARE_WITH_TIMEOUT(stage.counted(EventKind::JournalFailed), missed, 20'000);
        QCOMPARE(stage.count(EventKind::JournalResumed), 0);
        QCOMPARE(clientsIn(m_file.besides("")).size(), 0); // it is locked
        QCOMPARE(m_file.content().count('\n'), 51);
    }
    QTRY_COMPARE_WITH_TIMEOUT(stage.count(EventKind::JournalResumed), 1, 30'000);
    QCOMPARE(stage.counted(EventKind::JournalResumed), missed);
    stage.ask(manyLines(50, "after"), 100 + missed);
    stage.server->crash();
    QCOMPARE(clientsIn(m_file.path()).size(), 100 + missed);
}

void HostJournalTest::anUnrelatedFile()
{
    m_file.put("Dear diary\n");
    JournalStage stage(m_file.path());
    QCOMPARE(stage.count(EventKind::JournalFailed), 1);
    stage.ask(iAmAt("kiwi", 1), 1);
    QTRY_COMPARE(stage.counted(EventKind::JournalFailed), 1);
    QCOMPARE(m_file.content(), QByteArray("Dear diary\n"));
    QVERIFY(m_file.isGone()); // the user has put it elsewhere
    QTRY_COMPARE_WITH_TIMEOUT(stage.count(EventKind::JournalResumed), 1, 20'000);
    stage.server->stop();
    QCOMPARE(clientsIn(m_file.path()), QSet<QByteArray>{ "kiwi" });
}

void HostJournalTest::damageIsReported()
{
    m_file.put(header() + journalLine(record("kiwi", 1)) + "garbage\n" + journalLine(record("lime", 1)));
    JournalStage stage(m_file.path());
    QCOMPARE(stage.ground.log.lines(hill, { EventKind::JournalDamaged }),
        QByteArrayList{ "Hill: journal damaged: " + m_file.besides(".damaged-1").toUtf8() });
    QCOMPARE(stage.counted(EventKind::JournalDamaged), 8);
    QCOMPARE(stage.counted(EventKind::JournalRead), 2);
}

void HostJournalTest::staysShort()
{
    JournalStage stage(m_file.path());
    stage.ask(manyLines(3), 3);
    const qint64 live = m_file.content().size();
    constexpr qint64 most = 1 << 20;
    qsizetype answers = 3;
    qint64 largest = 0;
    qint64 before = 0;
    int shorter = 0;
    for (int turn = 1; turn <= 40; ++turn) {
        QByteArray lines;
        for (int i = 0; i < 1'000; ++i)
            lines += iAmAt("client" + QByteArray::number(i % 3), 90 + turn * 1'000 + i);
        stage.ask(lines, answers += 1'000);
        const qint64 now = QFileInfo(m_file.path()).size();
        shorter += now < before ? 1 : 0;
        before = now;
        largest = std::max(largest, now);
    }
    QVERIFY2(shorter >= 1, qPrintable(QString::number(largest)));
    QVERIFY(largest <= 4 * live + most + 200'000); // and what comes until it is rewritten
    stage.server->crash();
    Journal journal(m_file.path());
    QSet<QByteArray> lastTimes;
    for (const Record &one : contentsOf(journal).records)
        lastTimes.insert(one.time.text);
    for (const char *last : { "41087", "41088", "41089" })
        QVERIFY(lastTimes.contains(last));
}

void HostJournalTest::cannotBeMadeShort()
{
    m_file.put("Dear diary\n", ".new");
    JournalStage stage(m_file.path());
    QByteArray lines;
    for (int i = 0; i < 30'000; ++i)
        lines += iAmAt("kiwi", 90 + i);
    stage.ask(lines, 30'000);
    QCOMPARE(stage.count(EventKind::JournalFailed), 1);
    QCOMPARE(stage.counted(EventKind::JournalFailed), 0);
    QVERIFY(m_file.content().endsWith(" 30089\n")); // it goes on
    QVERIFY(QFile::remove(m_file.besides(".new")));
    stage.ask(lines.replace("kiwi", "lime") + iAmAt("lime", 50'000), 60'001);
    QTRY_COMPARE(stage.count(EventKind::JournalResumed), 1);
    QCOMPARE(stage.counted(EventKind::JournalResumed), 0);
}

// It has its port at once, and everything else when it has read all.
void HostJournalTest::aLargeOne()
{
    QByteArray lines = header();
    for (int i = 0; i < 20'000; ++i)
        lines += journalLine(record("client" + QByteArray::number(i), 1 + i));
    m_file.put(lines);
    Ground ground;
    host::HostConfig config = configOf(hill, { { jaquez, 0 } });
    config.journal = m_file.path();
    const auto server = ground.host(config);
    QVERIFY(server->start());
    QVERIFY(server->port() != 0);
    server->cut(jaquez);
    server->freeze();
    RawSocket client = RawSocket::connectedTo(server->port());
    client.send("WHATSAT client19999 10 1\n");
    QVERIFY(ground.log.lines(hill).isEmpty());
    QTRY_COMPARE(ground.log.count(hill, EventKind::ServerFrozen), 1);
    server->thaw();
    QTRY_COMPARE(ground.places.waiting(), std::size_t{ 1 });
    const std::vector<Event> events = ground.log.of(hill);
    QCOMPARE(events[0].kind, EventKind::ServerListening);
    QCOMPARE(ground.log.count(hill, EventKind::LinkCut), 1);
    QCOMPARE(ground.log.count(hill, EventKind::LinkDialling), 0);
}

void HostJournalTest::soManyAreTold_data()
{
    QTest::addColumn<int>("records");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::newRow("one less") << 9'999 << 9'999 << 9'999;
    QTest::newRow("as many") << 10'000 << 10'000 << 10'000;
    QTest::newRow("one more") << 10'001 << 4'000 << 6'000; // a half, about
    QTest::newRow("many more") << 50'000 << 5'000 << 10'000;
}

void HostJournalTest::soManyAreTold()
{
    QFETCH(int, records);
    QFETCH(int, least);
    QFETCH(int, most);
    QByteArray lines = header();
    for (int i = 0; i < records; ++i)
        lines += journalLine(record("client" + QByteArray::number(i), 1 + i));
    m_file.put(lines);
    JournalStage stage(m_file.path());
    QTRY_COMPARE(stage.counted(EventKind::JournalRead), records);
    const int told = stage.count(EventKind::Learned);
    QVERIFY2(told >= least && told <= most, qPrintable(QString::number(told)));
}

// What the table has no room for stays in the file.
void HostJournalTest::moreThanThereIsRoomFor()
{
    QByteArray lines = header();
    for (int i = 0; i < 30'000; ++i)
        lines += journalLine(record("client" + QByteArray::number(i % 3), 1 + i));
    m_file.put(lines);
    JournalStage stage(m_file.besides(".none"));
    host::HostConfig config = configOf(hill);
    config.journal = m_file.path();
    config.node.maxClients = 2;
    stage.start(config);
    QTRY_COMPARE(stage.counted(EventKind::JournalRead), 2);
    QCOMPARE(stage.ground.log.of(hill).back().kind, EventKind::Learned);
    QVERIFY(stage.ground.log.has("Hill: journal read (no room for another client): " + m_file.path().toUtf8()));
    stage.client.send(iAmAt("client0", 50'000));
    QTRY_COMPARE(stage.client.received().count('\n'), 1);
    stage.server->stop();
    QCOMPARE(clientsIn(m_file.path()).size(), 3);
}

HERD_TEST(HostJournalTest)
#include "tst_hostjournal.moc"
