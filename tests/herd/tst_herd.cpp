// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/herd/herdfixture.h"
#include "tests/host/rawlistener.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace herdcore;
using namespace herdtest;
using herd::Herd, herd::HerdOptions;

// Herd as the only way in: commands go in, the log tells what became of them.
class HerdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAndTells();
    void receivesAtOnce();
    void sayReturnsAConversation();
    void portTaken();
    void movesToAnotherPort();
    void staysWhereItRuns();
    void runsOnlyWhatIsLocal();
    void twoInOneProcess();
    void commandsThatMakeNoSense();
    void endsWhileBusy_data();
    void endsWhileBusy();
};

void HerdTest::startsAndTells()
{
    HerdFixture fixture;
    QSignalSpy advanced(fixture.herd.get(), &Herd::advanced);
    const QByteArrayList before = fixture.words(); // the recorder may have been there by now, or not
    QVERIFY(before.isEmpty() || before == QByteArrayList{ "-1 repair" });
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    QVERIFY(advanced.count() > 0);
    std::set<quint16> ports;
    for (const ServerIndex server : everybody) {
        QCOMPARE(fixture.count(server, EventKind::ServerListening), 1);
        ports.insert(fixture.port(server));
        QVERIFY(fixture.herd->isLocal(server));
    }
    QCOMPARE(ports.size(), std::size_t{ 5 });
    QVERIFY(!ports.contains(0));
    for (const Event &event : fixture.events(EventKind::ServerListening))
        QVERIFY(event.text.startsWith("127.0.0.1 "));

    fixture.herd->stopAll();
    QTRY_COMPARE(fixture.count(EventKind::ServerStopped), 5);
    for (const quint16 port : ports)
        QVERIFY(canBindPlainly(port));
}

// A server can be talked to by the command after the one that starts it, wherever it will be listening.
void HerdTest::receivesAtOnce()
{
    HerdFixture fixture;
    fixture.herd->start(hill);
    const ConnectionId conversation = fixture.herd->send(hill, { "hello\n" });
    QTRY_VERIFY(fixture.hasEnded(conversation));
    QCOMPARE(fixture.answer(conversation), QByteArray("? hello"));
}

void HerdTest::sayReturnsAConversation()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_COMPARE(fixture.count(EventKind::ServerListening), 5);
    const ConnectionId one = fixture.herd->send(hill, { "one\n" });
    const ConnectionId two = fixture.herd->send(hill, { "two\ntwo", 3, true });
    const ConnectionId down = fixture.herd->send(smith, { "three\n", 1, false });
    QVERIFY(one != two && two != down && one != down);
    QTRY_VERIFY(fixture.hasEnded(one) && fixture.hasEnded(two));
    QCOMPARE(fixture.answer(one), QByteArray("? one"));
    QCOMPARE(fixture.answer(two), QByteArray("? two\n? two"));
    QTRY_COMPARE(fixture.answer(down), QByteArray("? three"));
    for (const Event &event : fixture.events(EventKind::ClientConnected))
        QVERIFY(event.connection != one && event.connection != two && event.connection != down);
    // To a server that is not there.
    fixture.herd->stop(hill);
    const ConnectionId refused = fixture.herd->send(hill, { "four\n" });
    QTRY_VERIFY(fixture.hasEnded(refused));
    QCOMPARE(fixture.events(EventKind::UserEnded).back().reason, Reason::Refused);
}

void HerdTest::portTaken()
{
    RawListener other;
    HerdFixture fixture(sixLinks({ 0, other.port(), 0, 0, 0 }));
    fixture.herd->startAll();
    QTRY_COMPARE(fixture.count(EventKind::ServerListening), 4);
    QTRY_COMPARE(fixture.count(EventKind::ListenFailed), 1);
    const Event failed = fixture.events(EventKind::ListenFailed).front();
    QCOMPARE(failed.server, jaquez);
    QCOMPARE(failed.reason, Reason::PortTaken);
    QCOMPARE(failed.text, "127.0.0.1 " + QByteArray::number(other.port()));
    QTRY_VERIFY(fixture.hasLinkUps(8)); // the four links that Jaquez has no part in
    QCOMPARE(other.count(), std::size_t{ 0 }); // nobody takes whoever has its port for it
    fixture.herd->start(jaquez, 0);
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.report(jaquez, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", everybody));
}

void HerdTest::movesToAnotherPort()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    const quint16 before = fixture.port(singleton);
    fixture.herd->crash(singleton);
    fixture.herd->start(singleton, 0);
    QTRY_VERIFY(fixture.hasLinkUps(18));
    QVERIFY(fixture.port(singleton) != before);
    fixture.report(singleton, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", everybody));
    // It stays there.
    const quint16 after = fixture.port(singleton);
    fixture.herd->stop(singleton);
    fixture.herd->start(singleton);
    QTRY_VERIFY(fixture.hasLinkUps(24));
    QCOMPARE(fixture.port(singleton), after);
}

// Asked to start on another port, a server that runs already stays where it is, and no event says otherwise.
void HerdTest::staysWhereItRuns()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    const quint16 elsewhere = RawListener().port();
    fixture.herd->start(smith, elsewhere);
    fixture.herd->crash(hill); // it dials Smith
    fixture.herd->start(hill);
    QTRY_VERIFY(fixture.hasLinkUps(16));
    QCOMPARE(fixture.count(smith, EventKind::ServerListening), 1);
    const ConnectionId conversation = fixture.herd->send(smith, { "hello\n" });
    QTRY_VERIFY(fixture.hasEnded(conversation));
    QCOMPARE(fixture.answer(conversation), QByteArray("? hello"));
}

void HerdTest::runsOnlyWhatIsLocal()
{
    HerdOptions options;
    options.local = { hill, smith };
    HerdFixture fixture(sixLinks(), options);
    fixture.herd->startAll();
    fixture.herd->start(jaquez);
    fixture.herd->start(campbell, 12'345);
    QTRY_VERIFY(fixture.hasLinkUps(2));
    QCOMPARE(fixture.count(EventKind::ServerListening), 2);
    for (const ServerIndex server : everybody)
        QCOMPARE(fixture.herd->isLocal(server), server == hill || server == smith);
}

void HerdTest::twoInOneProcess()
{
    HerdFixture one;
    auto other = std::make_unique<HerdFixture>();
    one.herd->startAll();
    other->herd->startAll();
    QTRY_VERIFY(one.hasLinkUps(12));
    QTRY_VERIFY(other->hasLinkUps(12));
    one.report(hill, "kiwi");
    other->report(hill, "lime");
    QTRY_VERIFY(one.haveLearnt("kiwi", everybody));
    QTRY_VERIFY(other->haveLearnt("lime", everybody));
    other.reset();
    one.report(hill, "pear");
    QTRY_VERIFY(one.haveLearnt("pear", everybody));
    QVERIFY(one.haveLearnt("lime", {}));
}

void HerdTest::commandsThatMakeNoSense()
{
    HerdFixture fixture;
    fixture.herd->start(hill);
    fixture.herd->start(jaquez);
    QTRY_VERIFY(fixture.hasLinkUps(2));
    const QByteArrayList before = fixture.words();

    fixture.herd->start(hill); // runs already
    fixture.herd->stop(smith); // has never run
    fixture.herd->crash(smith);
    for (const ServerIndex nobody : { ServerIndex::None, ServerIndex{ 5 }, ServerIndex{ -7 } }) {
        QVERIFY(!fixture.herd->isLocal(nobody));
        fixture.herd->start(nobody);
        fixture.herd->start(nobody, 12'345);
        fixture.herd->stop(nobody);
        fixture.herd->crash(nobody);
        fixture.herd->cut({ hill, nobody });
        fixture.herd->heal({ nobody, hill });
        QCOMPARE(fixture.herd->send(nobody, { "hello\n" }), ConnectionId::None);
    }
    fixture.herd->heal({ hill, jaquez }); // is not cut
    fixture.herd->healAll();
    fixture.herd->cut({ hill, campbell }); // no such link
    fixture.herd->cut({ hill, hill });

    const ConnectionId conversation = fixture.herd->send(hill, {});
    QTRY_VERIFY(fixture.hasEnded(conversation));
    QTRY_COMPARE(fixture.count(EventKind::ClientClosed), 1);
    QByteArrayList after = fixture.words().mid(before.size());
    std::sort(after.begin(), after.end());
    QCOMPARE(after, (QByteArrayList{ "0 closed", "0 connected", "0 say connected", "0 say ended", "0 say sent" }));
}

void HerdTest::endsWhileBusy_data()
{
    QTest::addColumn<int>("turns");
    for (const int turns : { 0, 1, 3, 10, 50 })
        QTest::addRow("after %d", turns) << turns;
}

void HerdTest::endsWhileBusy()
{
    QFETCH(int, turns);
    std::vector<quint16> ports;
    {
        HerdFixture fixture;
        fixture.herd->startAll();
        if (turns > 0)
            QTRY_COMPARE(fixture.count(EventKind::ServerListening), 5);
        for (const ServerIndex server : everybody)
            ports.push_back(fixture.port(server));
        for (int i = 0; i < 20 * turns; ++i) {
            const auto server = static_cast<ServerIndex>(i % 5);
            fixture.herd->send(server,
                { "IAMAT client" + QByteArray::number(i) + " +34-118 90\nWHATSAT client1 50 20\n", i % 4, i % 2 == 0 });
            if (i % 20 == 0)
                QCoreApplication::processEvents();
        }
        QElapsedTimer timer;
        timer.start();
        fixture.herd.reset();
        qInfo("ended in %lld ms", timer.elapsed());
    }
    for (const quint16 port : ports)
        QVERIFY(port == 0 || canBindPlainly(port));
}

HERD_TEST(HerdTest)
#include "tst_herd.moc"
