// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/silence.h"
#include "tests/host/hostfixture.h"
#include "tests/net/rawpair.h"
#include "tests/net/recorder.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdtest;
using host::HostConfig, host::HostConnection, host::Silence;

// Lines without a line end: what silence makes of them, and what is said of those that it makes nothing of.
class SilenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsALineAfterItsLimit_data();
    void endsALineAfterItsLimit();
    void endsOnlyWhatIsAWholeRequest_data();
    void endsOnlyWhatIsAWholeRequest();
    void isForWhomTheProfileSays_data();
    void isForWhomTheProfileSays();
    void answersAClientThatWaits();
    void takesALongerRequestForTheSameOne();
    void takesALateLineEndForTheLinesOwn();
    void takesAnotherRequestForItsOwn();
    void showsAndAnswersWhatIsTimedOut();
    void answersFirstWhatWasAskedBefore();
};

namespace {

// A connection of Hill's on which `bytes` have come, without a line end.
struct Begun {
    explicit Begun(const QByteArray &bytes, const HostConfig &config = configOf(hill))
        : core(config, ground.hostContext())
        , pair(netfixture::connectedPair())
        , connection(nullptr)
    {
        connection.role = HostConnection::Role::Client;
        connection.line = std::make_unique<net::LineConnection>(
            base::ConnectionId{ 1 }, pair.server, *ground.poller, ground.clock, net::ConnectionLimits{}, owner);
        pair.client.send(bytes);
    }
    [[nodiscard]] bool hasCome(const QByteArray &bytes) const { return connection.line->partialLine() == bytes; }

    Ground ground;
    host::HostCore core;
    netfixture::Recorder owner;
    netfixture::Pair pair;
    HostConnection connection;
    const Silence silence{ core };
};

// A client at Hill.
struct Conversation {
    explicit Conversation(const HostConfig &config = configOf(hill))
        : server(ground.host(config))
    {
        if (!server->start())
            qFatal("cannot listen");
        client = RawSocket::connectedTo(server->port());
    }

    Ground ground;
    std::unique_ptr<host::ServerHost> server;
    RawSocket client;
};

HostConfig impatient()
{
    HostConfig config = configOf(hill);
    config.limits.client.lineNs = 50 * base::nsPerMillisecond;
    return config;
}

constexpr std::int64_t since = 1'000'000;

} // namespace

void SilenceTest::endsALineAfterItsLimit_data()
{
    QTest::addColumn<std::int64_t>("ns");
    QTest::addColumn<bool>("ends");
    QTest::newRow("a nanosecond less") << Silence::limitNs - 1 << false;
    QTest::newRow("300 ms") << std::int64_t{ 300'000'000 } << true;
    QTest::newRow("a nanosecond more") << Silence::limitNs + 1 << true;
}

void SilenceTest::endsALineAfterItsLimit()
{
    QFETCH(std::int64_t, ns);
    QFETCH(bool, ends);
    Begun begun("IAMAT kiwi +34-118 90");
    QTRY_VERIFY(begun.hasCome("IAMAT kiwi +34-118 90"));
    begun.connection.partialSinceNs = since;
    QCOMPARE(begun.silence.endsLine(begun.connection, since + ns), ends);
    if (ends)
        QVERIFY(!begun.silence.endsLine(begun.connection, since + ns)); // once
}

void SilenceTest::endsOnlyWhatIsAWholeRequest_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<bool>("ends");
    const QByteArray request = "IAMAT kiwi +34-118 1520023934.9";
    for (qsizetype size = 1; size <= request.size(); ++size) {
        const bool isTime = size > request.lastIndexOf(' ') + 1 && !request.first(size).endsWith('.');
        QTest::addRow("the first %d bytes", static_cast<int>(size)) << request.first(size) << QByteArray() << isTime;
    }
    QTest::newRow("WHATSAT without its bound") << QByteArray("WHATSAT kiwi 10") << QByteArray() << false;
    QTest::newRow("WHATSAT") << QByteArray("WHATSAT kiwi 10 5") << QByteArray() << true;
    QTest::newRow("a bound too great") << QByteArray("WHATSAT kiwi 10 21") << QByteArray() << false;
    QTest::newRow("with a CR") << QByteArray("WHATSAT kiwi 10 5\r") << QByteArray() << true;
    QTest::newRow("something else") << QByteArray("hello") << QByteArray() << false;
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1") << QByteArray() << false;
    QTest::newRow("the rest of a time") << QByteArray("18") << request << true;
    QTest::newRow("blanks behind a time") << QByteArray("\r ") << request << false;
    QTest::newRow("no rest of a time") << QByteArray("x") << request << false;
}

void SilenceTest::endsOnlyWhatIsAWholeRequest()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, before);
    QFETCH(bool, ends);
    Begun begun(bytes);
    QTRY_VERIFY(begun.hasCome(bytes));
    begun.connection.endedBySilence = before;
    begun.connection.partialSinceNs = since;
    QCOMPARE(begun.silence.endsLine(begun.connection, since + Silence::limitNs), ends);
}

void SilenceTest::isForWhomTheProfileSays_data()
{
    QTest::addColumn<base::LineEnd>("lineEnd");
    QTest::addColumn<bool>("ends");
    QTest::newRow("loopback, not said") << base::LineEnd::SilenceOnLoopback << true;
    QTest::newRow("silence") << base::LineEnd::Silence << true;
    QTest::newRow("lf") << base::LineEnd::Lf << false;
}

void SilenceTest::isForWhomTheProfileSays()
{
    QFETCH(base::LineEnd, lineEnd);
    QFETCH(bool, ends);
    HostConfig config = configOf(hill);
    config.lineEnd = lineEnd;
    Begun begun("WHATSAT kiwi 10 5", config);
    QTRY_VERIFY(begun.hasCome("WHATSAT kiwi 10 5"));
    begun.silence.onPartial(begun.connection);
    QCOMPARE(begun.connection.partialSinceNs != 0, ends);
}

// The course's own client: no line end, and it waits on the open connection.
void SilenceTest::answersAClientThatWaits()
{
    Conversation with;
    with.client.send("IAMAT kiwi +34-118 90");
    QTRY_COMPARE(with.client.received(), QByteArray("AT Hill +10.000000000 kiwi +34-118 90\n"));
    QVERIFY(with.ground.log.has("Hill: received (no line end came; silence ended it): IAMAT kiwi +34-118 90"));
    with.client.send("WHATSAT kiwi 10 5");
    QTRY_COMPARE(with.ground.places.waiting(), std::size_t{ 1 });
    QVERIFY(!with.client.ended());
}

// Typed in pieces, with pauses: the last answer is that of the whole line, and so is what is known.
void SilenceTest::takesALongerRequestForTheSameOne()
{
    Conversation with;
    QByteArray expected;
    const auto sends = [&](const char *bytes, const QByteArray &answer) {
        with.client.send(bytes);
        expected += answer;
    };
    sends("IAMAT kiwi +34-118 ", "");
    sends("9", "AT Hill +91.000000000 kiwi +34-118 9\n");
    QTRY_COMPARE(with.client.received(), expected);
    sends("0", "AT Hill +10.000000000 kiwi +34-118 90\n");
    QTRY_COMPARE(with.client.received(), expected);
    sends(".5\n", "AT Hill +9.500000000 kiwi +34-118 90.5\n");
    QTRY_COMPARE(with.client.received(), expected);
    sends("7\n", "? 7\n"); // the line has had its end
    QTRY_COMPARE(with.client.received(), expected);
}

void SilenceTest::takesALateLineEndForTheLinesOwn()
{
    Conversation with;
    with.client.send("IAMAT kiwi +34-118 90");
    QTRY_COMPARE(with.client.received(), QByteArray("AT Hill +10.000000000 kiwi +34-118 90\n"));
    with.client.send("\r\n\n");
    QTRY_COMPARE(with.client.received(), QByteArray("AT Hill +10.000000000 kiwi +34-118 90\n? \n"));
}

void SilenceTest::takesAnotherRequestForItsOwn()
{
    Conversation with;
    with.client.send("IAMAT kiwi +34-118 90");
    QTRY_COMPARE(with.client.received().count('\n'), 1);
    with.client.send("IAMAT fig +35-118 91\n18\n");
    QTRY_COMPARE(with.client.received(),
        QByteArray("AT Hill +10.000000000 kiwi +34-118 90\nAT Hill +9.000000000 fig +35-118 91\n? 18\n"));
}

void SilenceTest::showsAndAnswersWhatIsTimedOut()
{
    Conversation with(impatient());
    with.client.send("IAMAT kiwi +34");
    QTRY_VERIFY(with.client.ended());
    QCOMPARE(with.client.received(), QByteArray("? IAMAT kiwi +34\n"));
    const QByteArrayList expected{
        "Hill: listening",
        "Hill: connected",
        "Hill: received (no line end came within the time limit): IAMAT kiwi +34",
        "Hill: rejected (no line end came within the time limit)",
        "Hill: sent: ? IAMAT kiwi +34",
        "Hill: closed (no line end came within the time limit)",
    };
    with.client.close();
    QTRY_COMPARE(with.ground.log.lines(), expected);
}

void SilenceTest::answersFirstWhatWasAskedBefore()
{
    Conversation with(impatient());
    with.client.send("IAMAT kiwi +34-118 90\nWHATSAT kiwi 10 5\nIAM");
    const QByteArray late = "Hill: received (no line end came within the time limit): IAM";
    QTRY_VERIFY(with.ground.log.has(late));
    QTest::qWait(250); // two sweeps more
    QCOMPARE(with.ground.log.count(late), 1);
    with.ground.places.answerAll("{}");
    QTRY_VERIFY(with.client.ended());
    const QByteArray at = "AT Hill +10.000000000 kiwi +34-118 90\n";
    QCOMPARE(with.client.received(), QByteArray(at + at + "{}\n\n? IAM\n"));
}

HERD_TEST(SilenceTest)
#include "tst_silence.moc"
