// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/herd/herdfixture.h"
#include "tests/support/testmain.h"

using namespace herdtest;
using herdcore::profile::LinkStyle, herdcore::profile::Profile, herdcore::profile::Repair;

class HerdRepairTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoWasAwayLearnsWhatWasSaid_data();
    void whoWasAwayLearnsWhatWasSaid();
    void bothSidesOfACutLearn();
    void agreementIsQuiet();
    void canBeSwitchedWhileItRuns();
    void aSlowNeighbourIsSentWhatIsThenTrue();
};

void HerdRepairTest::whoWasAwayLearnsWhatWasSaid_data()
{
    QTest::addColumn<Repair>("repair");
    QTest::addColumn<LinkStyle>("links");
    QTest::newRow("sync") << Repair::Sync << LinkStyle::Persistent;
    QTest::newRow("push") << Repair::Push << LinkStyle::Persistent;
    // A connection for each message: whoever lost one pushes as soon as another arrives.
    QTest::newRow("push per message") << Repair::Push << LinkStyle::PerMessage;
    QTest::newRow("sync per message") << Repair::Sync << LinkStyle::PerMessage;
}

void HerdRepairTest::whoWasAwayLearnsWhatWasSaid()
{
    QFETCH(Repair, repair);
    QFETCH(LinkStyle, links);
    Profile profile = sixLinks();
    profile.repair = repair;
    profile.linkStyle = links;
    HerdFixture fixture(profile);
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.herd->crash(smith);
    QTRY_COMPARE(fixture.count(smith, EventKind::ServerCrashed), 1);
    for (const char *client : { "kiwi", "lime", "pear" })
        fixture.report(campbell, client);
    QTRY_VERIFY(fixture.haveLearnt("pear", { hill, jaquez, campbell, singleton }));
    fixture.herd->start(smith);
    QTRY_COMPARE(fixture.count(smith, EventKind::ServerListening), 2);
    if (links == LinkStyle::PerMessage)
        fixture.report(campbell, "plum"); // nobody knows that it is back before a line has arrived
    for (const char *client : { "kiwi", "lime", "pear" })
        QTRY_VERIFY(fixture.haveLearnt(client, everybody));
}

void HerdRepairTest::bothSidesOfACutLearn()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.herd->cut({ hill, jaquez });
    fixture.herd->cut({ hill, smith });
    QTRY_COMPARE(fixture.count(EventKind::LinkDown), 4);
    fixture.report(hill, "kiwi");
    fixture.report(campbell, "lime");
    QTRY_VERIFY(fixture.haveLearnt("lime", { jaquez, smith, campbell, singleton }));
    QTRY_VERIFY(fixture.haveLearnt("kiwi", { hill }));
    fixture.herd->healAll();
    QTRY_VERIFY(fixture.haveLearnt("kiwi", everybody));
    QTRY_VERIFY(fixture.haveLearnt("lime", everybody));
}

void HerdRepairTest::agreementIsQuiet()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    const auto synced = [&fixture](const char *verb) {
        return fixture
            .events([verb](const Event &event) {
                return event.kind == EventKind::LineReceived && event.text.startsWith(verb);
            })
            .size();
    };
    QTRY_COMPARE(synced("SYNC"), std::size_t{ 12 });
    QCOMPARE(synced("HAVE"), std::size_t{ 0 });
    QCOMPARE(synced("WANT"), std::size_t{ 0 });
}

void HerdRepairTest::canBeSwitchedWhileItRuns()
{
    Profile profile = sixLinks();
    profile.repair = Repair::None;
    HerdFixture fixture(profile);
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.herd->crash(smith);
    QTRY_COMPARE(fixture.count(smith, EventKind::ServerCrashed), 1);
    fixture.report(campbell, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", { hill, jaquez, campbell, singleton }));
    fixture.herd->start(smith);
    QTRY_VERIFY(fixture.hasLinkUps(18));
    QVERIFY(fixture.haveLearnt("kiwi", { hill, jaquez, campbell, singleton }));
    QCOMPARE(fixture.herd->repair(), Repair::None);
    QCOMPARE(fixture.count(EventKind::RepairSet), 1); // what it begins with
    fixture.herd->setRepair(Repair::Sync);
    QCOMPARE(fixture.herd->repair(), Repair::Sync);
    QTRY_COMPARE(fixture.count(EventKind::RepairSet), 2);
    QTRY_VERIFY(fixture.haveLearnt("kiwi", everybody));
}

// More than a link takes at once: it arrives all the same, and not a line of it is lost.
void HerdRepairTest::aSlowNeighbourIsSentWhatIsThenTrue()
{
    Profile profile = sixLinks();
    profile.servers.resize(2);
    profile.links = { { hill, jaquez } };
    HerdFixture fixture(profile);
    fixture.herd->start(hill);
    QTRY_COMPARE(fixture.count(EventKind::ServerListening), 1);
    constexpr int clients = 3'000;
    QByteArray lines;
    for (int i = 0; i < clients; ++i)
        lines += "IAMAT client" + QByteArray::number(i) + QByteArray(100, 'x') + " +34-118 90\n";
    const ConnectionId conversation = fixture.herd->send(hill, { lines });
    QTRY_VERIFY(fixture.hasEnded(conversation));
    fixture.herd->start(jaquez);
    QTRY_COMPARE(fixture.count(jaquez, EventKind::Learned), clients);
    QCOMPARE(fixture.count(EventKind::LineLost), 0);
    QCOMPARE(fixture.count(EventKind::LinkDown), 0);
}

HERD_TEST(HerdRepairTest)
#include "tst_herdrepair.moc"
