// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/hostfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdtest;

// A ServerHost whose provider of places takes its time.
class HostPlacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsReadingWhenMuchWaits_data();
    void stopsReadingWhenMuchWaits();
    void answersOthersMeanwhile();
    void answersAfterAHalfClose();
    void marksWhatMayNotBeStored_data();
    void marksWhatMayNotBeStored();
    void answerAfterTheEnd_data();
    void answerAfterTheEnd();
};

void HostPlacesTest::stopsReadingWhenMuchWaits_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("more questions") << QByteArray("WHATSAT kiwi 10 5\n");
    QTest::newRow("reports behind a question") << QByteArray("IAMAT lime +1-1 90\n");
    QTest::newRow("nonsense behind a question") << QByteArray("hello\n");
}

// A client cannot make the server keep more answers than the limit.
void HostPlacesTest::stopsReadingWhenMuchWaits()
{
    QFETCH(QByteArray, line);
    Ground ground;
    host::HostConfig config = configOf(hill);
    config.limits.waitingAnswers = 4;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket client = RawSocket::connectedTo(server->port());
    client.send(QByteArray("IAMAT kiwi +34-118 90\nWHATSAT kiwi 10 5\n" + line.repeated(100)));
    client.finishWriting();
    QTRY_COMPARE(ground.log.count(hill, EventKind::LineReceived), 5);

    RawSocket other = RawSocket::connectedTo(server->port());
    other.send("hello\n");
    QTRY_COMPARE(other.received(), QByteArray("? hello\n"));
    QCOMPARE(ground.log.count(hill, EventKind::LineReceived), 6);

    QTRY_VERIFY((ground.places.answerAll("{}"), client.ended()));
    QCOMPARE(ground.log.count(hill, EventKind::LineReceived), 103);
    QCOMPARE(ground.log.count(hill, EventKind::LineSent), 103);
    QCOMPARE(client.received().count("AT Hill") + client.received().count("? hello"), 102);
}

void HostPlacesTest::answersOthersMeanwhile()
{
    Ground ground;
    const auto server = ground.host(configOf(hill));
    QVERIFY(server->start());
    RawSocket asking = RawSocket::connectedTo(server->port());
    asking.send("IAMAT kiwi +34-118 90\nWHATSAT kiwi 10 5\nhello\n");
    QTRY_COMPARE(ground.places.waiting(), std::size_t{ 1 });
    RawSocket other = RawSocket::connectedTo(server->port());
    other.send("hello\n");
    QTRY_COMPARE(other.received(), QByteArray("? hello\n"));
    QCOMPARE(asking.received(), QByteArray("AT Hill +10.000000000 kiwi +34-118 90\n"));
    ground.places.answerAll("{}");
    QTRY_COMPARE(asking.received(),
        QByteArray("AT Hill +10.000000000 kiwi +34-118 90\n"
                   "AT Hill +10.000000000 kiwi +34-118 90\n{}\n\n? hello\n"));
}

void HostPlacesTest::answersAfterAHalfClose()
{
    Ground ground;
    const auto server = ground.host(configOf(hill));
    QVERIFY(server->start());
    RawSocket client = RawSocket::connectedTo(server->port());
    client.send("IAMAT kiwi +34-118 90\nWHATSAT kiwi 10 5\nWHATSAT kiwi 10 5\nWHATSAT kiwi 10 5");
    client.finishWriting();
    QTRY_COMPARE(ground.places.waiting(), std::size_t{ 3 });
    QVERIFY(!client.ended());
    ground.places.answerAll("{}");
    QTRY_VERIFY(client.ended());
    QCOMPARE(client.received().count("{}\n\n"), 3);
}

void HostPlacesTest::marksWhatMayNotBeStored_data()
{
    QTest::addColumn<bool>("mayBeStored");
    QTest::newRow("may") << true;
    QTest::newRow("may not") << false;
}

// In the log of events, for whoever writes one to a file; the client gets it all.
void HostPlacesTest::marksWhatMayNotBeStored()
{
    QFETCH(bool, mayBeStored);
    Ground ground;
    const auto server = ground.host(configOf(hill));
    QVERIFY(server->start());
    RawSocket client = RawSocket::connectedTo(server->port());
    client.send("IAMAT kiwi +34-118 90\nWHATSAT kiwi 10 5\nhello\n");
    QTRY_COMPARE(ground.places.waiting(), std::size_t{ 1 });
    ground.places.answerAll("{places}", mayBeStored);
    QTRY_VERIFY(client.received().contains("{places}\n\n? hello\n"));
    int answers = 0;
    for (const Event &one : ground.log.of(hill)) {
        const bool isAnswer = one.kind == EventKind::LineSent && one.bytes.contains("{places}");
        answers += isAnswer ? 1 : 0;
        QCOMPARE(one.storeFirstLineOnly, isAnswer && !mayBeStored);
        QVERIFY(isAnswer || !one.bytes.contains("places"));
    }
    QCOMPARE(answers, 1);
}

void HostPlacesTest::answerAfterTheEnd_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("of the client") << 0;
    QTest::newRow("stopped") << 1;
    QTest::newRow("crashed") << 2;
    QTest::newRow("destroyed") << 3;
}

// Nothing more is reported, in the log either.
void HostPlacesTest::answerAfterTheEnd()
{
    QFETCH(int, how);
    Ground ground;
    auto server = ground.host(configOf(hill));
    QVERIFY(server->start());
    RawSocket client = RawSocket::connectedTo(server->port());
    client.send("IAMAT kiwi +34-118 90\nWHATSAT kiwi 10 5\n");
    QTRY_COMPARE(ground.places.waiting(), std::size_t{ 1 });
    if (how == 0) {
        client.reset();
        QTRY_COMPARE(ground.log.count(hill, EventKind::ClientClosed), 1);
    }
    if (how == 1)
        server->stop();
    if (how == 2)
        server->crash();
    if (how == 3)
        server.reset();
    const QByteArrayList before = ground.log.lines();
    ground.places.answerAll("{}");
    QTRY_COMPARE(ground.budget.taken(), 0);
    QCOMPARE(ground.log.lines(), before);
}

HERD_TEST(HostPlacesTest)
#include "tst_hostplaces.moc"
