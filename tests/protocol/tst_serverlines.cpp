// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/parser.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using base::Reason, base::ServerName;
using protocol::atDialect;

Q_DECLARE_METATYPE(herdcore::base::Reason)

// What servers say to each other: the native dialect (protocol.md section 3) and greetings (reliability.md section 2).
class ServerLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void claims_data();
    void claims();
    void reads();
    void roundTrips_data();
    void roundTrips();
    void rejects_data();
    void rejects();
    void greetingsRoundTrip_data();
    void greetingsRoundTrip();
    void knowsGreetings_data();
    void knowsGreetings();
    void rejectsGreetings_data();
    void rejectsGreetings();
};

void ServerLinesTest::claims_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("claimed");
    QTest::newRow("AT") << QByteArray("AT Hill +1 kiwi +34-118 90") << true;
    QTest::newRow("wrong, and a server's all the same") << QByteArray("AT") << true;
    QTest::newRow("white space") << QByteArray(" \tAT\vHill") << true;
    QTest::newRow("lower case") << QByteArray("at Hill") << false;
    QTest::newRow("a longer word") << QByteArray("ATTENTION Hill") << false;
    QTest::newRow("later") << QByteArray("IAMAT AT") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void ServerLinesTest::claims()
{
    QFETCH(QByteArray, line);
    QTEST(atDialect().claims(line), "claimed");
}

void ServerLinesTest::reads()
{
    const auto record
        = herdcore::protocol::parseAt("AT Hill +0.263873386 kiwi +34.068930-118.445127 1520023934.918963997");
    QVERIFY(record);
    QCOMPARE(record->origin.bytes(), QByteArray("Hill"));
    QCOMPARE(record->difference, QByteArray("+0.263873386"));
    QCOMPARE(record->client.bytes(), QByteArray("kiwi"));
    QCOMPARE(record->location.text, QByteArray("+34.068930-118.445127"));
    QCOMPARE(record->location.latitude, 34.06893);
    QCOMPARE(record->location.longitude, -118.445127);
    QCOMPARE(record->time.text, QByteArray("1520023934.918963997"));
    QCOMPARE(record->time.ns, 1'520'023'934'918'963'997);
    QCOMPARE(record->update(), (base::UpdateKey{ record->client, 1'520'023'934'918'963'997 }));
}

void ServerLinesTest::roundTrips_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("written");
    const auto same = [](const char *name, const QByteArray &line) {
        QTest::newRow(name) << line << line;
    };
    const auto row = [](const char *name, const QByteArray &line, const QByteArray &written) {
        QTest::newRow(name) << line << written;
    };
    const QByteArray plain = "AT Hill +1 kiwi +34-118 90";
    same("plain", plain);
    same("spelled its own way", "AT Hill -00.50 kiwi +034.0-0118 0090.000");
    same("a double with an exponent", "AT Hill +1.1920928955078125e-07 kiwi +34-118 90");
    same("bytes", QByteArray("AT \xff\x01 +1 \0\xfe +34-118 90", 22));
    row("trailing tokens", plain + " Alford Hamilton", plain);
    row("many of them", plain + QByteArray(" x").repeated(5'000), plain);
    row("white space", "\tAT  Hill\v+1\fkiwi\r+34-118 \t90\r", plain);
}

void ServerLinesTest::roundTrips()
{
    QFETCH(QByteArray, line);
    const auto record = herdcore::protocol::parseAt(line);
    QVERIFY(record);
    QTEST(herdcore::protocol::writeAt(*record), "written");
    const auto again = herdcore::protocol::parseAt(herdcore::protocol::writeAt(*record));
    QVERIFY(again);
    QVERIFY(*again == *record);
}

void ServerLinesTest::rejects_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QByteArray>("offending");
    const auto row = [](const QByteArray &line, Reason reason, const QByteArray &offending = {}) {
        QTest::newRow(line.constData()) << line << reason << offending;
    };
    row("AT", Reason::MissingField);
    row("AT Hill", Reason::MissingField);
    row("AT Hill +1 kiwi +34-118", Reason::MissingField);
    for (const char *difference : { "1", "+", "-", "+x", "+1s", "nan", "+nan", "+inf",
             "\xE2\x88\x92"
             "1" })
        row("AT Hill " + QByteArray(difference) + " kiwi +34-118 90", Reason::BadDifference, difference);
    row("AT Hill +1 kiwi 34-118 90", Reason::BadLocation, "34-118");
    row("AT Hill +1 kiwi +91-118 90", Reason::LatitudeOutOfRange, "+91");
    row("AT Hill +1 kiwi +34-181 90", Reason::LongitudeOutOfRange, "-181");
    row("AT Hill +1 kiwi +34-118 -90", Reason::BadTime, "-90");
    row("AT Hill +1 kiwi +34-118 9223372035.000000001", Reason::TimeOutOfRange, "9223372035.000000001");
    // Latitude and longitude apart are another dialect.
    row("AT kiwi Hill +34.06893 -118.445127 +0.263873386 1520023934.918963997", Reason::BadDifference, "Hill");
}

void ServerLinesTest::rejects()
{
    QFETCH(QByteArray, line);
    const auto record = herdcore::protocol::parseAt(line);
    QVERIFY(!record);
    QTEST(record.error().reason, "reason");
    QTEST(record.error().offending, "offending");
}

void ServerLinesTest::greetingsRoundTrip_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("plain") << QByteArray("Hill") << QByteArray("Jaquez");
    QTest::newRow("bytes") << QByteArray("\xff\x01") << QByteArray("a\0b", 3);
}

void ServerLinesTest::greetingsRoundTrip()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const QByteArray line = protocol::writeGreeting({ ServerName(from), ServerName(to), "6f3a91c2" });
    QCOMPARE(line, "PEER 1 " + from + ' ' + to + " 6f3a91c2");
    for (const char *behind : { "", "\r", " and more" }) {
        const QByteArray heard = line + behind;
        QVERIFY(protocol::isGreeting(heard));
        const auto greeting = protocol::parseGreeting(heard);
        QVERIFY(greeting);
        QCOMPARE(greeting->from.bytes(), from);
        QCOMPARE(greeting->to.bytes(), to);
        QCOMPARE(greeting->bootId, QByteArray("6f3a91c2"));
    }
}

void ServerLinesTest::knowsGreetings_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isGreeting");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("greeting") << QByteArray("PEER 1 Hill Jaquez b") << true << false;
    QTest::newRow("half of one") << QByteArray("PEER 1") << true << false;
    QTest::newRow("another word") << QByteArray("PEERS 1 Hill Jaquez b") << false << false;
    QTest::newRow("only the word") << QByteArray("PEER") << false << false;
    QTest::newRow("lower case") << QByteArray("peer 1 Hill Jaquez b") << false << false;
    QTest::newRow("refused") << QByteArray("? PEER 1 Hill Jaquez b") << false << true;
    QTest::newRow("something else refused") << QByteArray("? AT Hill") << false << false;
    QTest::newRow("refused twice") << QByteArray("? ? PEER 1 Hill Jaquez b") << false << false;
}

void ServerLinesTest::knowsGreetings()
{
    QFETCH(QByteArray, line);
    QTEST(protocol::isGreeting(line), "isGreeting");
    QTEST(protocol::isGreetingRefused(line), "isRefused");
}

void ServerLinesTest::rejectsGreetings_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("too short") << QByteArray("PEER 1 Hill Jaquez") << Reason::BadGreeting;
    QTest::newRow("nothing") << QByteArray("PEER ") << Reason::BadGreeting;
    QTest::newRow("version 2") << QByteArray("PEER 2 Hill Jaquez b") << Reason::UnsupportedVersion;
    QTest::newRow("version 0") << QByteArray("PEER 0 Hill Jaquez b") << Reason::UnsupportedVersion;
    QTest::newRow("version 01") << QByteArray("PEER 01 Hill Jaquez b") << Reason::UnsupportedVersion;
    QTest::newRow("no number") << QByteArray("PEER Hill Jaquez b x y") << Reason::UnsupportedVersion;
}

void ServerLinesTest::rejectsGreetings()
{
    QFETCH(QByteArray, line);
    const auto greeting = protocol::parseGreeting(line);
    QVERIFY(!greeting);
    QTEST(greeting.error().reason, "reason");
}

HERD_TEST(ServerLinesTest)
#include "tst_serverlines.moc"
