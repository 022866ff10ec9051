// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/hostfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdtest;

namespace {

constexpr qsizetype kibi = 1024;

// Lines that are answered with as much.
QByteArray questions(int count)
{
    return QByteArray(QByteArray(8 * kibi, 'x') + '\n').repeated(count);
}

qsizetype sendSome(const RawSocket &client, const QByteArray &all, qsizetype from)
{
    const qsizetype size = std::min<qsizetype>(all.size() - from, 64 * kibi);
    return client.send(QByteArrayView(all).sliced(from, size));
}

int takeAll(net::DescriptorBudget &budget)
{
    int taken = 0;
    while (budget.tryTake())
        ++taken;
    return taken;
}

} // namespace

// What all connections of a server hold together.
class HostBytesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatIsUnread();
    void countsWhatIsUnsent();
    void stopsReadingThoseThatDoNotRead();
    void dropsWhoIsOwedMost();
    void countsAnswersThatWaitForPlaces();
    void closesTheLongestHalfLines_data();
    void closesTheLongestHalfLines();
    void aDialWaitsForADescriptor();
    void aMessageWaitsForADescriptor();
};

void HostBytesTest::countsWhatIsUnread()
{
    base::ByteMeter meter;
    {
        net::LineFramer framer(100, &meter);
        framer.feed("half");
        QVERIFY(meter.used() >= 4);
        framer.feed(" a line\nand");
        QCOMPARE(framer.next(), QByteArray("half a line"));
        QCOMPARE(framer.next(), std::nullopt);
        QVERIFY(meter.used() >= 3 && meter.used() < 100);
        QCOMPARE(framer.takePartial(), QByteArray("and"));
        QCOMPARE(meter.used(), 0);
        framer.feed("left");
    }
    QCOMPARE(meter.used(), 0);
}

void HostBytesTest::countsWhatIsUnsent()
{
    base::ByteMeter meter;
    {
        net::LineWriter writer(&meter);
        writer.queue("12345");
        writer.queue("678");
        QCOMPARE(meter.used(), 8);
        net::LineWriter other(&meter);
        other.queue("9");
        QCOMPARE(meter.used(), 9);
        writer.clear();
        QCOMPARE(meter.used(), 1);
        writer.queue("again");
    }
    QCOMPARE(meter.used(), 0);
}

// With half of what may be unsent, a client that does not read is not read from, and nobody is dropped.
void HostBytesTest::stopsReadingThoseThatDoNotRead()
{
    Ground ground;
    host::HostConfig config = configOf(hill);
    config.limits.unsentTotalBytes = kibi * kibi;
    config.limits.client.unsentBytes = config.limits.client.unsentBytesSlow = 100 * kibi * kibi; // not this one
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket client = RawSocket::connectedTo(server->port(), 64 * kibi);
    const QByteArray all = questions(2'000); // more than the system's buffers take
    qsizetype sent = 0;
    int idle = 0;
    while (idle < 20) { // it is not read from any more
        const qsizetype now = sendSome(client, all, sent);
        sent += std::max<qsizetype>(0, now);
        idle = now > 0 ? 0 : idle + 1;
        QTest::qWait(now > 0 ? 0 : 20);
        QVERIFY(sent < all.size());
    }
    QCOMPARE(ground.log.count(hill, EventKind::ClientClosed), 0);
    RawSocket other = RawSocket::connectedTo(server->port());
    other.send("hello\n");
    QTRY_COMPARE(other.received(), QByteArray("? hello\n"));
    // It reads: it is read from again.
    const qsizetype before = sent;
    const auto isReadAgain = [&] {
        static_cast<void>(client.received());
        const qsizetype count = sendSome(client, all, sent);
        sent += std::max<qsizetype>(0, count);
        return sent > before + 256 * kibi;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isReadAgain(), 30'000);
    QCOMPARE(ground.log.count(hill, EventKind::ClientClosed), 0);
}

void HostBytesTest::dropsWhoIsOwedMost()
{
    Ground ground;
    host::HostConfig config = configOf(hill);
    config.limits.unsentTotalBytes = 2 * kibi * kibi;
    config.limits.client.unsentBytes = config.limits.client.unsentBytesSlow = 100 * kibi * kibi;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    // Each answer is larger than all that may be unsent, so it does not help to read less.
    RawSocket first = RawSocket::connectedTo(server->port(), 4096);
    first.send("IAMAT kiwi +34-118 90\nWHATSAT kiwi 1 1\n");
    RawSocket second = RawSocket::connectedTo(server->port(), 4096);
    second.send("IAMAT kiwi +34-118 90\nWHATSAT kiwi 1 1\n");
    QTRY_COMPARE(ground.places.waiting(), std::size_t{ 2 });
    ground.places.answerAll(QByteArray(5 * kibi * kibi, ' '));
    QTRY_COMPARE(ground.log.count(hill, EventKind::ClientClosed), 2);
    QCOMPARE(ground.log.count("Hill: closed (the other end does not read)"), 2);
    RawSocket other = RawSocket::connectedTo(server->port());
    other.send("hello\n");
    QTRY_COMPARE(other.received(), QByteArray("? hello\n"));
}

void HostBytesTest::countsAnswersThatWaitForPlaces()
{
    Ground ground;
    host::HostConfig config = configOf(hill);
    config.limits.unsentTotalBytes = 256 * kibi;
    config.limits.waitingAnswers = 1'000;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket client = RawSocket::connectedTo(server->port());
    const QByteArray id(30 * kibi, 'k');
    client.send(QByteArray("IAMAT " + id + " +34-118 90\n"));
    QTRY_VERIFY(client.received().size() > 30 * kibi);
    for (int n = 0; n < 20; ++n)
        client.send(QByteArray("WHATSAT " + id + " 1 1\n"));
    QTRY_VERIFY(ground.places.waiting() >= 5);
    QTest::qWait(100);
    QVERIFY(ground.places.waiting() < 10); // half of what may be owed, and nothing more is read
    QTRY_VERIFY((ground.places.answerAll("{}"), client.received().count("{}") == 20));
    QCOMPARE(ground.log.count(hill, EventKind::ClientClosed), 0);
}

void HostBytesTest::closesTheLongestHalfLines_data()
{
    QTest::addColumn<int>("halfLines");
    QTest::addColumn<int>("closed");
    QTest::newRow("one less") << 7 << 0;
    QTest::newRow("all") << 8 << 0;
    QTest::newRow("one more") << 9 << 3; // so that three quarters are left
}

void HostBytesTest::closesTheLongestHalfLines()
{
    QFETCH(int, halfLines);
    QFETCH(int, closed);
    Ground ground;
    host::HostConfig config = configOf(hill);
    config.limits.partialTotalBytes = (8 * 16 + 4) * kibi;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket brief = RawSocket::connectedTo(server->port());
    brief.send("a short");
    std::vector<RawSocket> clients;
    for (int n = 0; n < halfLines; ++n) {
        clients.push_back(RawSocket::connectedTo(server->port()));
        clients.back().send(QByteArray(16 * kibi, 'x'));
    }
    QTRY_COMPARE(ground.log.count("Hill: closed (too much of unfinished lines)"), closed);
    QTest::qWait(50);
    QCOMPARE(ground.log.count(hill, EventKind::ClientClosed), closed);
    brief.send(" line\n");
    QTRY_COMPARE(brief.received(), QByteArray("? a short line\n"));
}

void HostBytesTest::aDialWaitsForADescriptor()
{
    Ground ground;
    RawListener neighbour;
    const auto server = ground.host(configOf(hill, { { jaquez, neighbour.port() } }));
    const int taken = takeAll(ground.budget);
    QVERIFY(server->start());
    QTRY_VERIFY(ground.log.has("Hill: link down (no file descriptor free) Jaquez"));
    QTest::qWait(600); // it has tried again, and says so once
    QCOMPARE(neighbour.count(), 0U);
    QCOMPARE(ground.log.count(hill, EventKind::LinkDown), 1);
    for (int n = 0; n < taken; ++n)
        ground.budget.release();
    QTRY_COMPARE(neighbour.count(), 1U);
    QCOMPARE(ground.budget.taken(), 1);
}

void HostBytesTest::aMessageWaitsForADescriptor()
{
    Ground ground;
    RawListener neighbour;
    host::HostConfig config = configOf(hill, { { jaquez, neighbour.port() } });
    config.neighbours[0].neighbour.isPersistent = config.node.neighbours[0].isPersistent = false;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket client = RawSocket::connectedTo(server->port());
    client.send("hello\n");
    QTRY_COMPARE(client.received(), QByteArray("? hello\n"));
    const int taken = takeAll(ground.budget);
    client.send("IAMAT kiwi +34-118 90\n");
    QTRY_VERIFY(client.received().endsWith("kiwi +34-118 90\n"));
    QTest::qWait(300);
    QCOMPARE(neighbour.count(), 0U);
    QCOMPARE(ground.log.count(hill, EventKind::LineLost), 0);
    for (int n = 0; n < taken; ++n)
        ground.budget.release();
    QTRY_COMPARE(neighbour.count(), 1U);
    QTRY_VERIFY(neighbour.callers()[0].received().endsWith("kiwi +34-118 90\n"));
}

HERD_TEST(HostBytesTest)
#include "tst_hostbytes.moc"
