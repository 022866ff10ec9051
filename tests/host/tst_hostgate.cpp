// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/gatedhost.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>

using namespace herdtest;

// The gate between a server and its neighbour, on real sockets; its arithmetic is tested in tst_linegate.
class HostGateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offMeansOff();
    void delays();
    void dropsAndSaysSo();
    void doublesAndSaysSo();
    void reordersAndSaysSo();
    void swallowsWithoutClosing();
    void holdsUntilReleased();
    void writesInPieces();
    void disturbsGreetingsToo();
    void disturbsWhatStartsLater();
    void endsByItself();
};

// The bytes and the facts of a link that was disturbed and healed are those of one that never was.
void HostGateTest::offMeansOff()
{
    QByteArray bytes[2];
    QByteArrayList facts[2];
    for (const int disturbed : { 0, 1 }) {
        Gated gated;
        QVERIFY(gated.comesUp());
        if (disturbed) {
            for (const char *words :
                { "latency 60s", "bandwidth 1B/s", "slices 1B", "drop", "hold", "reorder", "duplicate" })
                (void)gated.set(words);
            for (int i = 1; i <= 7; ++i)
                gated.hill->endFault(jaquez, FaultNumber{ i });
        }
        for (int i = 0; i < 50; ++i)
            QVERIFY(gated.report("client" + QByteArray::number(i)));
        QTRY_VERIFY(gated.neighbour().received().endsWith(QByteArray(at("client49") + '\n')));
        bytes[disturbed] = gated.neighbour().received();
        facts[disturbed] = gated.about({ EventKind::LineSent, EventKind::LineLost, EventKind::LinkDown });
    }
    QCOMPARE(bytes[1], bytes[0]);
    QCOMPARE(facts[1], facts[0]);
}

void HostGateTest::delays()
{
    Gated gated;
    QVERIFY(gated.comesUp());
    const FaultNumber number = gated.set("latency 300ms");
    QElapsedTimer timer;
    timer.start();
    QVERIFY(gated.report("kiwi"));
    QVERIFY(gated.report("lime"));
    QVERIFY(gated.ground.log.has("Hill: sent Jaquez: " + at("kiwi"))); // it has left, and is on its way
    QTRY_COMPARE(gated.neighbour().received(), greeting + at("kiwi") + '\n' + at("lime") + '\n');
    QVERIFY(timer.elapsed() >= 300);
    gated.hill->endFault(jaquez, number);
    QCOMPARE(gated.about({ EventKind::FaultSet, EventKind::FaultEnded }),
        (QByteArrayList{ "Hill: fault Jaquez: latency 300ms", "Hill: fault ended Jaquez" }));
    const auto all = gated.ground.log.of(hill);
    QCOMPARE(all.back().kind, EventKind::FaultEnded);
    QCOMPARE(all.back().count, 1);
}

void HostGateTest::dropsAndSaysSo()
{
    Gated gated;
    QVERIFY(gated.comesUp());
    (void)gated.set("drop next 2");
    for (const char *name : { "kiwi", "lime", "pear" })
        QVERIFY(gated.report(name));
    QTRY_COMPARE(gated.neighbour().received(), greeting + at("pear") + '\n');
    QCOMPARE(gated.about({ EventKind::FaultEnded, EventKind::LineLost }),
        (QByteArrayList{ "Hill: lost (a fault dropped it) Jaquez: " + at("kiwi"),
            "Hill: lost (a fault dropped it) Jaquez: " + at("lime"), "Hill: fault ended Jaquez" }));
    // It was sent, and that is why it could be lost.
    const auto all = gated.ground.log.of(hill);
    const auto lost
        = std::find_if(all.begin(), all.end(), [](const auto &one) { return one.kind == EventKind::LineLost; });
    const auto sent = std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.id == lost->cause; });
    QCOMPARE(sent->kind, EventKind::LineSent);
    QCOMPARE(sent->bytes, lost->bytes);
    QVERIFY(lost->update.client.bytes() == "kiwi");
}

void HostGateTest::doublesAndSaysSo()
{
    Gated gated;
    QVERIFY(gated.comesUp());
    (void)gated.set("duplicate next 1");
    QVERIFY(gated.report("kiwi"));
    QVERIFY(gated.report("lime"));
    const QByteArray kiwi = at("kiwi") + '\n';
    QTRY_COMPARE(gated.neighbour().received(), greeting + kiwi + kiwi + at("lime") + '\n');
    QCOMPARE(gated.ground.log.count("Hill: sent Jaquez: " + at("kiwi")), 1);
    QCOMPARE(gated.ground.log.count("Hill: sent (" + observe::inWords(Reason::DuplicatedByFault).toByteArray()
                 + ") Jaquez: " + at("kiwi")),
        1);
}

void HostGateTest::reordersAndSaysSo()
{
    Gated gated;
    QVERIFY(gated.comesUp());
    (void)gated.set("reorder next 1");
    QVERIFY(gated.report("kiwi"));
    QVERIFY(gated.report("lime"));
    QTRY_COMPARE(gated.neighbour().received(), greeting + at("lime") + '\n' + at("kiwi") + '\n');
    QCOMPARE(gated.ground.log.count(
                 "Hill: sent (" + observe::inWords(Reason::ReorderedByFault).toByteArray() + ") Jaquez: " + at("kiwi")),
        1);
}

void HostGateTest::swallowsWithoutClosing()
{
    Gated gated;
    QVERIFY(gated.comesUp());
    const FaultNumber number = gated.set("black-hole");
    QVERIFY(gated.report("kiwi"));
    // The other direction is another gate's.
    gated.neighbour().send("AT Jaquez +1 pear +34-118 91\n");
    QTRY_COMPARE(gated.ground.log.count(hill, EventKind::Learned), 2);
    QVERIFY(!gated.neighbour().ended());
    gated.hill->endFault(jaquez, number);
    QVERIFY(gated.report("lime"));
    QTRY_COMPARE(gated.neighbour().received(), greeting + at("lime") + '\n');
    QCOMPARE(gated.ground.log.count(hill, EventKind::LinkDown), 0);
}

void HostGateTest::holdsUntilReleased()
{
    Gated gated;
    QVERIFY(gated.comesUp());
    const FaultNumber number = gated.set("hold");
    for (const char *name : { "kiwi", "lime", "pear" })
        QVERIFY(gated.report(name));
    QCOMPARE(gated.neighbour().received(), greeting);
    gated.hill->release(jaquez, 1);
    QTRY_COMPARE(gated.neighbour().received(), greeting + at("kiwi") + '\n');
    gated.hill->endFault(jaquez, number);
    QTRY_COMPARE(gated.neighbour().received(), greeting + at("kiwi") + '\n' + at("lime") + '\n' + at("pear") + '\n');
}

void HostGateTest::writesInPieces()
{
    Gated gated;
    QVERIFY(gated.comesUp());
    (void)gated.set("slices 2B");
    QVERIFY(gated.report("kiwi"));
    QVERIFY(gated.report("lime"));
    int pieces = 0;
    qsizetype seen = gated.neighbour().received().size();
    const QByteArray all = greeting + at("kiwi") + '\n' + at("lime") + '\n';
    while (seen < all.size()) {
        QVERIFY(QTest::qWaitFor([&] { return gated.neighbour().received().size() > seen; }));
        seen = gated.neighbour().received().size();
        ++pieces;
    }
    QCOMPARE(gated.neighbour().received(), all);
    QVERIFY2(pieces > 4, qPrintable(QString::number(pieces))); // whole lines would have come in one or two
}

void HostGateTest::disturbsGreetingsToo()
{
    Gated gated;
    (void)gated.set("hold");
    QTRY_COMPARE(gated.listener.count(), std::size_t(1));
    QTRY_VERIFY(gated.ground.log.has("Hill: sent Jaquez: " + greeting.chopped(1)));
    QCOMPARE(gated.neighbour().received(), QByteArray());
    gated.hill->release(jaquez, 1);
    QVERIFY(gated.comesUp());
}

void HostGateTest::disturbsWhatStartsLater()
{
    std::vector<host::GateFault> faults{ Gated::fault(FaultNumber{ 1 }, "drop"),
        Gated::fault(FaultNumber{ 2 }, "hold") };
    faults[0].untilNs = 1; // it has ended while the server was not there
    Gated gated(true, faults);
    QCOMPARE(gated.about({ EventKind::FaultSet }), QByteArrayList{ "Hill: fault Jaquez: hold" });
    gated.hill->endFault(jaquez, FaultNumber{ 2 });
    QVERIFY(gated.comesUp());
}

void HostGateTest::endsByItself()
{
    Gated gated;
    QVERIFY(gated.comesUp());
    (void)gated.set("hold for 50ms");
    QVERIFY(gated.report("kiwi"));
    QTRY_COMPARE(gated.about({ EventKind::FaultEnded }), QByteArrayList{ "Hill: fault ended Jaquez" });
    QTRY_COMPARE(gated.neighbour().received(), greeting + at("kiwi") + '\n');
}

HERD_TEST(HostGateTest)
#include "tst_hostgate.moc"
