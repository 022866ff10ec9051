// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/linereader.h"
#include "herdcore/net/linewriter.h"
#include "herdcore/net/sockets.h"
#include "rawpair.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <unistd.h>

using namespace herdcore::net;
using namespace netfixture;

namespace {

constexpr auto never = [](QByteArrayView) {
    return false;
};
constexpr auto always = [](QByteArrayView) {
    return true;
};

ConnectionLimits limitsOf(qsizetype lineBytes, qsizetype longLineBytes = 0)
{
    ConnectionLimits limits;
    limits.lineBytes = lineBytes;
    limits.longLineBytes = longLineBytes;
    return limits;
}

// What comes in on one descriptor; the test writes to the other end.
struct Input {
    Pair pair = connectedPair();
    LineReader reader;

    explicit Input(const ConnectionLimits &limits)
        : reader(limits)
    { }
    ~Input() { ::close(pair.server); }
    int read(const QByteArray &bytes)
    {
        pair.client.send(bytes);
        return reader.readFrom(systemSockets(), pair.server);
    }
};

} // namespace

// The two halves of a line connection, by themselves.
class TestLineReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tooLongIsTakenOnce();
    void longerWhereItMayBe();
    void knowsHowFarTheInputHasGot();
    void writerHalfClosesOnce();
};

void TestLineReader::tooLongIsTakenOnce()
{
    Input input(limitsOf(4, 8));
    QCOMPARE(input.read("a\n123456\nb\n"), 0);
    QCOMPARE(input.reader.next(never), std::optional<QByteArray>("a"));
    QVERIFY(!input.reader.takeTooLong(never)); // a line before it is no reason
    QVERIFY(!input.reader.next(never));
    QCOMPARE(input.reader.takeTooLong(never), std::optional<QByteArray>("123456"));
    QVERIFY(!input.reader.takeTooLong(never));
    QVERIFY(!input.reader.next(never)); // nothing behind it is delivered
}

void TestLineReader::longerWhereItMayBe()
{
    Input input(limitsOf(4, 8));
    QCOMPARE(input.read("123456\nabcdef"), 0);
    QCOMPARE(input.reader.next(always), std::optional<QByteArray>("123456"));
    QVERIFY(!input.reader.next(always));
    QVERIFY(!input.reader.takeTooLong(always));
    QCOMPARE(input.reader.takeTooLong(never), std::optional<QByteArray>("abcdef")); // though it has no end yet
}

void TestLineReader::knowsHowFarTheInputHasGot()
{
    Input input(limitsOf(100));
    QCOMPARE(input.read("half"), 0);
    QVERIFY(!input.reader.hasEnded());
    input.pair.client.finishWriting();
    QCOMPARE(input.reader.readFrom(systemSockets(), input.pair.server), 0);
    QVERIFY(input.reader.hasEnded());
    QVERIFY(!input.reader.isEndDelivered());
    QCOMPARE(input.reader.takePartial(), std::optional<QByteArray>("half"));
    input.reader.setEndDelivered();
    QVERIFY(input.reader.hasEnded());
    QVERIFY(input.reader.isEndDelivered());
    QVERIFY(input.reader.isEmpty());
}

void TestLineReader::writerHalfClosesOnce()
{
    Pair pair = connectedPair();
    LineWriter writer;
    QVERIFY(writer.isOpen());
    writer.queue("before it is connected, ");
    QCOMPARE(writer.write(systemSockets(), pair.server, "behind that"), 0); // keeps the order
    QCOMPARE(writer.size(), qsizetype(35));
    writer.finish();
    QVERIFY(!writer.isOpen());
    QVERIFY(!writer.isHalfClosed()); // something waits
    QCOMPARE(writer.flush(systemSockets(), pair.server), 0);
    QVERIFY(writer.isEmpty());
    writer.halfClose(systemSockets(), pair.server);
    writer.halfClose(systemSockets(), pair.server);
    writer.finish();
    QVERIFY(writer.isHalfClosed());
    QTRY_VERIFY(pair.client.ended());
    QCOMPARE(pair.client.received(), QByteArray("before it is connected, behind that"));
    ::close(pair.server);
}

HERD_TEST(TestLineReader)
#include "tst_linereader.moc"
