// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/time.h"
#include "herdcore/host/addresslimits.h"
#include "tests/host/hostfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdtest;
using host::AddressLimit, host::AddressLimits;

namespace {

constexpr std::int64_t second = base::nsPerSecond;
const QHostAddress one(QStringLiteral("10.0.0.1"));
const QHostAddress other(QStringLiteral("10.0.0.2"));

int lines(AddressLimits &limits, const QHostAddress &address, std::int64_t nowNs)
{
    int count = 0;
    while (count < 1000 && limits.maySendLine(address, nowNs)) {
        limits.countLine(address, nowNs);
        ++count;
    }
    return count;
}

} // namespace

class AddressLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connections();
    void linesPerSecond();
    void whatsatsPerMinute();
    void whatIsOneAddress_data();
    void whatIsOneAddress();
    void neighboursAreExempt();
    void off();
    void remembersSoMany();
    void serverTurnsAway();
    void serverReadsAtItsPace();
    void serverDoesNotAskForPlaces();
};

void AddressLimitsTest::connections()
{
    AddressLimits limits({ 2, 0, 0 }, {});
    QVERIFY(limits.enter(one, 0));
    QVERIFY(limits.enter(one, 0));
    QVERIFY(!limits.enter(one, 0));
    QVERIFY(limits.enter(other, 0));
    limits.leave(one, 0);
    QVERIFY(limits.enter(one, 0));
    QVERIFY(!limits.enter(one, 0));
}

void AddressLimitsTest::linesPerSecond()
{
    AddressLimits limits({ 0, 50, 0 }, {});
    QCOMPARE(lines(limits, one, second), 50);
    QCOMPARE(lines(limits, other, second), 50);
    QCOMPARE(lines(limits, one, second + second / 50 - 1), 0);
    QCOMPARE(lines(limits, one, second + second / 50), 1);
    QCOMPARE(lines(limits, one, 10 * second), 50);
}

void AddressLimitsTest::whatsatsPerMinute()
{
    AddressLimits limits({ 0, 0, 2 }, {});
    QVERIFY(limits.mayAskPlaces(one, second));
    QVERIFY(limits.mayAskPlaces(one, second));
    QVERIFY(!limits.mayAskPlaces(one, second));
    QVERIFY(limits.mayAskPlaces(other, second));
    QVERIFY(!limits.mayAskPlaces(one, 30 * second));
    QVERIFY(limits.mayAskPlaces(one, 31 * second));
    QVERIFY(!limits.mayAskPlaces(one, 31 * second));
}

void AddressLimitsTest::whatIsOneAddress_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("isOne");
    const auto row = [](const char *a, const char *b, bool isOne) {
        QTest::addRow("%s %s", a, b) << QString::fromLatin1(a) << QString::fromLatin1(b) << isOne;
    };
    row("10.0.0.1", "10.0.0.1", true);
    row("10.0.0.1", "10.0.0.2", false);
    row("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true);
    row("2001:db8:1:2::1", "2001:db8:1:3::1", false);
    row("::ffff:10.0.0.1", "10.0.0.1", true);
    row("::ffff:10.0.0.1", "::ffff:10.0.0.2", false);
}

void AddressLimitsTest::whatIsOneAddress()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(bool, isOne);
    AddressLimits limits({ 1, 0, 0 }, {});
    QVERIFY(limits.enter(QHostAddress(a), 0));
    QCOMPARE(limits.enter(QHostAddress(b), 0), !isOne);
}

void AddressLimitsTest::neighboursAreExempt()
{
    AddressLimits limits({ 1, 1, 1 }, { one });
    for (int n = 0; n < 3; ++n) {
        QVERIFY(limits.enter(one, 0));
        QVERIFY(limits.mayAskPlaces(one, 0));
        limits.countLine(one, 0);
        QVERIFY(limits.maySendLine(one, 0));
    }
    QVERIFY(limits.enter(other, 0));
    QVERIFY(!limits.enter(other, 0));
}

void AddressLimitsTest::off()
{
    AddressLimits limits({}, {});
    QVERIFY(!limits.isOn());
    QCOMPARE(lines(limits, one, 0), 1000);
    QVERIFY(limits.enter(one, 0));
    QCOMPARE(limits.size(), 0U);
}

void AddressLimitsTest::remembersSoMany()
{
    AddressLimits limits({ 1, 1, 0 }, {});
    QVERIFY(limits.enter(one, 0));
    for (quint32 n = 0; n < 3 * AddressLimits::maxIdle; ++n) {
        limits.countLine(QHostAddress(0x0b000000 + n), 0); // each has used up its share
        QVERIFY(limits.size() <= AddressLimits::maxIdle + 1);
    }
    QVERIFY(!limits.enter(one, 0)); // that one is connected: it is not forgotten
    // What has been given back is forgotten, too.
    AddressLimits few({ 1, 1, 0 }, {});
    QVERIFY(few.enter(one, 0));
    few.countLine(one, 0);
    few.leave(one, second);
    QCOMPARE(few.size(), 0U);
}

void AddressLimitsTest::serverTurnsAway()
{
    Ground ground;
    host::HostConfig config = configOf(hill);
    config.limits.address.connections = 2;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket first = RawSocket::connectedTo(server->port());
    RawSocket second = RawSocket::connectedTo(server->port());
    first.send("hello\n");
    second.send("hello\n");
    QTRY_COMPARE(second.received(), QByteArray("? hello\n"));
    RawSocket third = RawSocket::connectedTo(server->port());
    QTRY_VERIFY(third.ended());
    QCOMPARE(third.received(), QByteArray("? server full\n"));
    QVERIFY(ground.log.has("Hill: closed (too many connections from its address): 127.0.0.1"));
    first.close();
    QTRY_COMPARE(ground.log.count(hill, EventKind::ClientClosed), 2);
    RawSocket fourth = RawSocket::connectedTo(server->port());
    fourth.send("hello\n");
    QTRY_COMPARE(fourth.received(), QByteArray("? hello\n"));
}

void AddressLimitsTest::serverReadsAtItsPace()
{
    Ground ground;
    host::HostConfig config = configOf(hill);
    config.limits.address.linesPerSecond = 10;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    const std::int64_t begin = base::SystemClock().now().monotonicNs;
    RawSocket client = RawSocket::connectedTo(server->port());
    client.send(QByteArray("x\n").repeated(20));
    QTRY_COMPARE(client.received(), QByteArray("? x\n").repeated(20));
    QVERIFY(base::SystemClock().now().monotonicNs - begin > second / 2); // ten at once, ten in a second
}

void AddressLimitsTest::serverDoesNotAskForPlaces()
{
    Ground ground;
    host::HostConfig config = configOf(hill);
    config.limits.address.whatsatsPerMinute = 1;
    const auto server = ground.host(config);
    QVERIFY(server->start());
    RawSocket client = RawSocket::connectedTo(server->port());
    client.send("IAMAT kiwi +34-118 90\nWHATSAT kiwi 10 5\n");
    QTRY_COMPARE(ground.places.waiting(), std::size_t{ 1 });
    ground.places.answerAll("{}");
    client.send("WHATSAT kiwi 10 5\n");
    QTRY_VERIFY(client.received().contains("OVER_QUERY_LIMIT"));
    QCOMPARE(ground.places.waiting(), std::size_t{ 0 });
}

HERD_TEST(AddressLimitsTest)
#include "tst_addresslimits.moc"
