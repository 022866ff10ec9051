// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/greeting.h"
#include "herdcore/protocol/parser.h"
#include "tests/support/testmain.h"

#include <QSet>
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
    void fieldsOfGreetings();
    void confirmsRoundTrip();
    void refusalsRoundTrip();
    void proofsCoverEverything();
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
    // One or two digits are the hops left (facts of the field), not a difference.
    for (const char *difference : { "1", "99", "+", "-", "+x", "+1s", "+1+1", "nan", "+nan", "+inf", "1e", "1e31",
             "\xE2\x88\x92"
             "1" })
        row("AT Hill " + QByteArray(difference) + " kiwi +34-118 90", Reason::BadDifference, difference);
    row("AT Hill +1 kiwi 34 90", Reason::MissingField);
    row("AT Hill +1 kiwi +34x-118 90", Reason::BadLocation, "x-118");
    row("AT Hill +1 kiwi +34-118+20 90", Reason::BadLocation, "+20");
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
    QCOMPARE(line, "PEER 2 " + from + ' ' + to + " 6f3a91c2");
    QCOMPARE(protocol::writeGreeting({ ServerName(from), ServerName(to), "6f3a91c2", 1, "h", {}, "n", "m" }),
        "PEER 1 " + from + ' ' + to + " 6f3a91c2");
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
    QTest::newRow("version 3") << QByteArray("PEER 3 Hill Jaquez b") << Reason::UnsupportedVersion;
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

void ServerLinesTest::fieldsOfGreetings()
{
    using protocol::Repair;
    const QByteArray line = "PEER 2 Hill Jaquez b h=5e41 r=sync n=4f m=ab";
    const auto greeting = protocol::parseGreeting(line);
    QVERIFY(greeting);
    QCOMPARE(greeting->version, 2);
    QCOMPARE(greeting->herdId, QByteArray("5e41"));
    QCOMPARE(greeting->repair, std::optional(Repair::Sync));
    QCOMPARE(greeting->nonce, QByteArray("4f"));
    QCOMPARE(greeting->proof, QByteArray("ab"));
    QCOMPARE(protocol::writeGreeting(*greeting), line);
    // In any order; what is not known counts for nothing.
    const auto odd = protocol::parseGreeting("PEER 2 Hill Jaquez b x=1 n=4f what hh=3 r=often h= h=5e41");
    QVERIFY(odd && odd->proof.isEmpty() && !odd->repair);
    QCOMPARE(odd->herdId, QByteArray("5e41"));
    QCOMPARE(odd->nonce, QByteArray("4f"));
    // Version 1 had none.
    const auto old = protocol::parseGreeting("PEER 1 Hill Jaquez b h=5e41 n=4f");
    QVERIFY(old && old->version == 1 && old->herdId.isEmpty() && old->nonce.isEmpty());
}

void ServerLinesTest::confirmsRoundTrip()
{
    const QByteArray asked = protocol::writeConfirm({ ServerName("Hill"), ServerName("Jaquez"), { "4f", "5a" } });
    QCOMPARE(asked, QByteArray("CONFIRM Hill Jaquez 4f 5a"));
    QVERIFY(protocol::isConfirm(asked) && !protocol::isConfirm("CONFIRMED 4f") && !protocol::isConfirm("CONFIRM"));
    const auto confirm = protocol::parseConfirm(asked);
    QVERIFY(confirm && confirm->from == ServerName("Hill") && confirm->to == ServerName("Jaquez"));
    QCOMPARE(confirm->nonces, (std::vector<QByteArray>{ "4f", "5a" }));
    QVERIFY(!protocol::parseConfirm("CONFIRM Hill"));
    QVERIFY(protocol::parseConfirm("CONFIRM Hill Jaquez")->nonces.empty());
    QCOMPARE(*protocol::parseConfirmed(protocol::writeConfirmed({ "5a" })), std::vector<QByteArray>{ "5a" });
    QVERIFY(protocol::parseConfirmed("CONFIRMED")->empty());
    for (const char *other : { "", "CONFIRM 5a", "? CONFIRM Hill Jaquez", "SYNC 1 2" })
        QVERIFY(!protocol::parseConfirmed(other));
}

void ServerLinesTest::refusalsRoundTrip()
{
    for (const Reason reason : { Reason::SameName, Reason::WrongAddressee, Reason::NotANeighbour,
             Reason::UnsupportedVersion, Reason::OtherHerd, Reason::Unconfirmed, Reason::WrongKey })
        QCOMPARE(protocol::parseRefusal(protocol::writeRefusal(reason)), std::optional(reason));
    QCOMPARE(protocol::writeRefusal(Reason::OtherHerd), QByteArray("REFUSED other-herd"));
    QCOMPARE(protocol::writeRefusal(Reason::NotALink), QByteArray()); // lines of servers are not answered
    QCOMPARE(protocol::parseRefusal("REFUSED"), std::optional(Reason::Refused));
    QCOMPARE(protocol::parseRefusal("REFUSED for-a-later-reason"), std::optional(Reason::Refused));
    QVERIFY(!protocol::parseRefusal("REFUSE same-name") && !protocol::parseRefusal(""));
}

// A proof is good for these two greetings, this role and this key.
void ServerLinesTest::proofsCoverEverything()
{
    using protocol::Greeting, protocol::Repair, protocol::Role;
    const Greeting hill{ ServerName("Hill"), ServerName("Jaquez"), "b1", 2, "h", Repair::Sync, "n1" };
    const Greeting jaquez{ ServerName("Jaquez"), ServerName("Hill"), "b2", 2, "h", Repair::Sync, "n2" };
    QSet<QByteArray> proofs{ protocol::proofOf("key", Role::Dialler, hill, jaquez) };
    proofs.insert(protocol::proofOf("key", Role::Dialled, hill, jaquez));
    proofs.insert(protocol::proofOf("other", Role::Dialler, hill, jaquez));
    proofs.insert(protocol::proofOf("key", Role::Dialler, jaquez, hill));
    int expected = 4;
    const auto change = [&](auto &&edit) {
        for (const bool isFirst : { true, false }) {
            Greeting a = hill;
            Greeting b = jaquez;
            edit(isFirst ? a : b);
            proofs.insert(protocol::proofOf("key", Role::Dialler, a, b));
            ++expected;
        }
    };
    change([](Greeting &g) { g.from = ServerName("Smith"); });
    change([](Greeting &g) { g.to = ServerName("Smith"); });
    change([](Greeting &g) { g.bootId = "b3"; });
    change([](Greeting &g) { g.herdId = "h2"; });
    change([](Greeting &g) { g.repair = Repair::None; });
    change([](Greeting &g) { g.nonce = "n3"; });
    QCOMPARE(proofs.size(), expected);
    for (const QByteArray &proof : std::as_const(proofs))
        QCOMPARE(proof.size(), 64);
    QVERIFY(protocol::isSameSecret("abc", "abc") && protocol::isSameSecret("", ""));
    QVERIFY(!protocol::isSameSecret("abc", "abd") && !protocol::isSameSecret("abc", "ab"));
    QCOMPARE(protocol::nonceFrom("s", 1).size(), 32);
    QVERIFY(protocol::nonceFrom("s", 1) != protocol::nonceFrom("s", 2));
    QVERIFY(protocol::nonceFrom("s", 1) != protocol::nonceFrom("t", 1));
}

HERD_TEST(ServerLinesTest)
#include "tst_serverlines.moc"
