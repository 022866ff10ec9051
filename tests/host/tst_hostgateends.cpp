// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/gatedhost.h"
#include "tests/support/testmain.h"

using namespace herdtest;

// What becomes of the lines in a gate when there is no way on, and of those with a connection of their own.
class HostGateEndsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesWhatWasInItWithTheConnection_data();
    void losesWhatWasInItWithTheConnection();
    void keepsTheNewestWhereItIsNarrow();
    void couriersPassItToo_data();
    void couriersPassItToo();
    void couriersOfACutLink();
    void resetsTheLink();
};

void HostGateEndsTest::losesWhatWasInItWithTheConnection_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("reset") << QByteArray("hold") << QByteArray("reset")
                           << observe::inWords(Reason::PeerReset).toByteArray();
    QTest::newRow("in pieces") << QByteArray("bandwidth 1B/s") << QByteArray("reset")
                               << observe::inWords(Reason::PeerReset).toByteArray();
    QTest::newRow("cut") << QByteArray("latency 60s") << QByteArray("cut")
                         << observe::inWords(Reason::CutByUser).toByteArray();
    QTest::newRow("stop") << QByteArray("reorder") << QByteArray("stop")
                          << observe::inWords(Reason::ServerShutDown).toByteArray();
}

void HostGateEndsTest::losesWhatWasInItWithTheConnection()
{
    QFETCH(QByteArray, words);
    QFETCH(QByteArray, end);
    QFETCH(QByteArray, reason);
    Gated gated;
    QVERIFY(gated.comesUp());
    (void)gated.set(words);
    QVERIFY(gated.report("kiwi"));
    if (end == "reset")
        gated.neighbour().reset();
    else if (end == "cut")
        gated.hill->cut(jaquez);
    else
        gated.hill->stop();
    QTRY_VERIFY(gated.ground.log.has("Hill: lost (" + reason + ") Jaquez: " + at("kiwi")));
    QCOMPARE(gated.ground.log.count(hill, EventKind::LineLost), 1);
    QCOMPARE(gated.ground.log.count(hill, EventKind::FaultEnded), 0); // it is the link's, not the connection's
}

// What cannot leave is not kept line by line: each client's latest record is.
void HostGateEndsTest::keepsTheNewestWhereItIsNarrow()
{
    Gated gated;
    QVERIFY(gated.comesUp());
    const FaultNumber number = gated.set("hold");
    for (int i = 0; i < 5000; ++i)
        gated.client.send(QByteArray("IAMAT kiwi +34-118 " + QByteArray::number(1 + i) + '\n'));
    QTRY_COMPARE_WITH_TIMEOUT(gated.ground.log.count(hill, EventKind::Learned), 5000, 20'000);
    const int sent = gated.sentToNeighbour();
    QVERIFY2(sent > 1000 && sent < 2500, qPrintable(QString::number(sent))); // 64 KiB of them
    gated.hill->endFault(jaquez, number);
    QTRY_VERIFY(gated.neighbour().received().endsWith("kiwi +34-118 5000\n"));
    QVERIFY(!gated.neighbour().received().contains("kiwi +34-118 4999\n"));
}

void HostGateEndsTest::couriersPassItToo_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArrayList>("delivered");
    QTest::newRow("nothing") << QByteArray() << QByteArrayList{ "kiwi", "lime", "pear" };
    QTest::newRow("latency") << QByteArray("latency 100ms") << QByteArrayList{ "kiwi", "lime", "pear" };
    QTest::newRow("drop") << QByteArray("drop next 1") << QByteArrayList{ "lime", "pear" };
    QTest::newRow("duplicate") << QByteArray("duplicate next 2")
                               << QByteArrayList{ "kiwi", "kiwi", "lime", "lime", "pear" };
    QTest::newRow("slices") << QByteArray("slices 3B") << QByteArrayList{ "kiwi", "lime", "pear" };
    QTest::newRow("bandwidth") << QByteArray("bandwidth 1kB/s") << QByteArrayList{ "kiwi", "lime", "pear" };
}

void HostGateEndsTest::couriersPassItToo()
{
    QFETCH(QByteArray, words);
    QFETCH(QByteArrayList, delivered);
    Gated gated(false);
    if (!words.isEmpty())
        (void)gated.set(words);
    for (const char *name : { "kiwi", "lime", "pear" })
        QVERIFY(gated.report(name));
    const auto received = [&] {
        QByteArrayList lines;
        for (RawSocket &courier : gated.listener.callers())
            lines.append(courier.ended() ? courier.received() : QByteArray("unfinished"));
        std::sort(lines.begin(), lines.end());
        return lines;
    };
    QByteArrayList expected;
    for (const QByteArray &name : delivered)
        expected.append(at(name) + '\n');
    QTRY_COMPARE(received(), expected);
    const int dropped = words.startsWith("drop") ? 1 : 0;
    QCOMPARE(gated.ground.log.count(hill, EventKind::LineLost), dropped);
    QCOMPARE(gated.sentToNeighbour(), static_cast<int>(delivered.size()) + dropped);
}

void HostGateEndsTest::couriersOfACutLink()
{
    Gated gated(false);
    (void)gated.set("hold");
    QVERIFY(gated.report("kiwi"));
    gated.hill->cut(jaquez);
    QVERIFY(gated.ground.log.has(
        "Hill: lost (" + observe::inWords(Reason::CutByUser).toByteArray() + ") Jaquez: " + at("kiwi")));
    QVERIFY(gated.report("lime"));
    QVERIFY(gated.ground.log.has(
        "Hill: lost (" + observe::inWords(Reason::CutByUser).toByteArray() + ") Jaquez: " + at("lime")));
    QCOMPARE(gated.listener.count(), std::size_t(0));
}

void HostGateEndsTest::resetsTheLink()
{
    Gated gated;
    QVERIFY(gated.comesUp());
    gated.hill->resetLink(jaquez);
    QTRY_VERIFY(gated.listener.callers()[0].ended());
    QCOMPARE(gated.listener.callers()[0].error(), ECONNRESET);
    QVERIFY(gated.comesUp(2)); // it has dialled again
}

HERD_TEST(HostGateEndsTest)
#include "tst_hostgateends.moc"
