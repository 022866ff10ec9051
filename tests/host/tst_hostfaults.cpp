// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/impairedhost.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>

using namespace herdtest;

// Impairments between a server and its neighbour, on real sockets; their arithmetic is tested in tst_impairedqueue.
class HostFaultsTest : public QObject
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
void HostFaultsTest::offMeansOff()
{
    QByteArray bytes[2];
    QByteArrayList facts[2];
    for (const int disturbed : { 0, 1 }) {
        ImpairedHost impaired;
        QVERIFY(impaired.comesUp());
        if (disturbed) {
            for (const char *words :
                { "latency 60s", "bandwidth 1B/s", "slices 1B", "drop", "hold", "reorder", "duplicate" })
                (void)impaired.set(words);
            for (int i = 1; i <= 7; ++i)
                impaired.hill->endFault(jaquez, FaultNumber{ i });
        }
        for (int i = 0; i < 50; ++i)
            QVERIFY(impaired.report("client" + QByteArray::number(i)));
        QTRY_VERIFY(impaired.neighbour().received().endsWith(QByteArray(at("client49") + '\n')));
        bytes[disturbed] = impaired.neighbour().received();
        facts[disturbed] = impaired.about({ EventKind::LineSent, EventKind::LineLost, EventKind::LinkDown });
    }
    QCOMPARE(bytes[1], bytes[0]);
    QCOMPARE(facts[1], facts[0]);
}

void HostFaultsTest::delays()
{
    ImpairedHost impaired;
    QVERIFY(impaired.comesUp());
    const FaultNumber number = impaired.set("latency 300ms");
    QElapsedTimer timer;
    timer.start();
    QVERIFY(impaired.report("kiwi"));
    QVERIFY(impaired.report("lime"));
    QVERIFY(impaired.ground.log.has("Hill: sent Jaquez: " + at("kiwi"))); // it has left, and is on its way
    QTRY_COMPARE(impaired.neighbour().received(), greeting + at("kiwi") + '\n' + at("lime") + '\n');
    QVERIFY(timer.elapsed() >= 300);
    impaired.hill->endFault(jaquez, number);
    QCOMPARE(impaired.about({ EventKind::FaultSet, EventKind::FaultEnded }),
        (QByteArrayList{ "Hill: fault Jaquez: latency 300ms", "Hill: fault ended Jaquez" }));
    const auto all = impaired.ground.log.of(hill);
    QCOMPARE(all.back().kind, EventKind::FaultEnded);
    QCOMPARE(all.back().count, 1);
}

void HostFaultsTest::dropsAndSaysSo()
{
    ImpairedHost impaired;
    QVERIFY(impaired.comesUp());
    (void)impaired.set("drop next 2");
    for (const char *name : { "kiwi", "lime", "pear" })
        QVERIFY(impaired.report(name));
    QTRY_COMPARE(impaired.neighbour().received(), greeting + at("pear") + '\n');
    QCOMPARE(impaired.about({ EventKind::FaultEnded, EventKind::LineLost }),
        (QByteArrayList{ "Hill: lost (dropped by a fault) Jaquez: " + at("kiwi"),
            "Hill: lost (dropped by a fault) Jaquez: " + at("lime"), "Hill: fault ended Jaquez" }));
    // It was sent, and that is why it could be lost.
    const auto all = impaired.ground.log.of(hill);
    const auto lost
        = std::find_if(all.begin(), all.end(), [](const auto &one) { return one.kind == EventKind::LineLost; });
    const auto sent = std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.id == lost->cause; });
    QCOMPARE(sent->kind, EventKind::LineSent);
    QCOMPARE(sent->bytes, lost->bytes);
    QVERIFY(lost->update.client.bytes() == "kiwi");
}

void HostFaultsTest::doublesAndSaysSo()
{
    ImpairedHost impaired;
    QVERIFY(impaired.comesUp());
    (void)impaired.set("duplicate next 1");
    QVERIFY(impaired.report("kiwi"));
    QVERIFY(impaired.report("lime"));
    const QByteArray kiwi = at("kiwi") + '\n';
    QTRY_COMPARE(impaired.neighbour().received(), greeting + kiwi + kiwi + at("lime") + '\n');
    QCOMPARE(impaired.ground.log.count("Hill: sent Jaquez: " + at("kiwi")), 1);
    QCOMPARE(impaired.ground.log.count("Hill: sent (" + observe::inWords(Reason::DuplicatedByFault).toByteArray()
                 + ") Jaquez: " + at("kiwi")),
        1);
}

void HostFaultsTest::reordersAndSaysSo()
{
    ImpairedHost impaired;
    QVERIFY(impaired.comesUp());
    (void)impaired.set("reorder next 1");
    QVERIFY(impaired.report("kiwi"));
    QVERIFY(impaired.report("lime"));
    QTRY_COMPARE(impaired.neighbour().received(), greeting + at("lime") + '\n' + at("kiwi") + '\n');
    QCOMPARE(impaired.ground.log.count(
                 "Hill: sent (" + observe::inWords(Reason::ReorderedByFault).toByteArray() + ") Jaquez: " + at("kiwi")),
        1);
}

void HostFaultsTest::swallowsWithoutClosing()
{
    ImpairedHost impaired;
    QVERIFY(impaired.comesUp());
    const FaultNumber number = impaired.set("black-hole");
    QVERIFY(impaired.report("kiwi"));
    // The other direction has impairments of its own.
    impaired.neighbour().send("AT Jaquez +1 pear +34-118 91\n");
    QTRY_COMPARE(impaired.ground.log.count(hill, EventKind::Learned), 2);
    QVERIFY(!impaired.neighbour().ended());
    impaired.hill->endFault(jaquez, number);
    QVERIFY(impaired.report("lime"));
    QTRY_COMPARE(impaired.neighbour().received(), greeting + at("lime") + '\n');
    QCOMPARE(impaired.ground.log.count(hill, EventKind::LinkDown), 0);
}

void HostFaultsTest::holdsUntilReleased()
{
    ImpairedHost impaired;
    QVERIFY(impaired.comesUp());
    const FaultNumber number = impaired.set("hold");
    for (const char *name : { "kiwi", "lime", "pear" })
        QVERIFY(impaired.report(name));
    QCOMPARE(impaired.neighbour().received(), greeting);
    impaired.hill->release(jaquez, 1);
    QTRY_COMPARE(impaired.neighbour().received(), greeting + at("kiwi") + '\n');
    impaired.hill->endFault(jaquez, number);
    QTRY_COMPARE(impaired.neighbour().received(), greeting + at("kiwi") + '\n' + at("lime") + '\n' + at("pear") + '\n');
}

void HostFaultsTest::writesInPieces()
{
    ImpairedHost impaired;
    QVERIFY(impaired.comesUp());
    (void)impaired.set("slices 2B");
    QVERIFY(impaired.report("kiwi"));
    QVERIFY(impaired.report("lime"));
    int pieces = 0;
    qsizetype seen = impaired.neighbour().received().size();
    const QByteArray all = greeting + at("kiwi") + '\n' + at("lime") + '\n';
    while (seen < all.size()) {
        QVERIFY(QTest::qWaitFor([&] { return impaired.neighbour().received().size() > seen; }));
        seen = impaired.neighbour().received().size();
        ++pieces;
    }
    QCOMPARE(impaired.neighbour().received(), all);
    QVERIFY2(pieces > 4, qPrintable(QString::number(pieces))); // whole lines would have come in one or two
}

void HostFaultsTest::disturbsGreetingsToo()
{
    ImpairedHost impaired;
    (void)impaired.set("hold");
    QTRY_COMPARE(impaired.listener.count(), std::size_t(1));
    QTRY_VERIFY(impaired.ground.log.has("Hill: sent Jaquez: " + greeting.chopped(1)));
    QCOMPARE(impaired.neighbour().received(), QByteArray());
    impaired.hill->release(jaquez, 1);
    QVERIFY(impaired.comesUp());
}

void HostFaultsTest::disturbsWhatStartsLater()
{
    std::vector<host::LinkImpairment> faults{ ImpairedHost::fault(FaultNumber{ 1 }, "drop"),
        ImpairedHost::fault(FaultNumber{ 2 }, "hold") };
    faults[0].untilNs = 1; // it has ended while the server was not there
    ImpairedHost impaired(true, faults);
    QCOMPARE(impaired.about({ EventKind::FaultSet }), QByteArrayList{ "Hill: fault Jaquez: hold" });
    impaired.hill->endFault(jaquez, FaultNumber{ 2 });
    QVERIFY(impaired.comesUp());
}

void HostFaultsTest::endsByItself()
{
    ImpairedHost impaired;
    QVERIFY(impaired.comesUp());
    (void)impaired.set("hold for 50ms");
    QVERIFY(impaired.report("kiwi"));
    QTRY_COMPARE(impaired.about({ EventKind::FaultEnded }), QByteArrayList{ "Hill: fault ended Jaquez" });
    QTRY_COMPARE(impaired.neighbour().received(), greeting + at("kiwi") + '\n');
}

HERD_TEST(HostFaultsTest)
#include "tst_hostfaults.moc"
