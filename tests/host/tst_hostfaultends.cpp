// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/impairedhost.h"
#include "tests/support/testmain.h"

using namespace herdtest;

// What becomes of lines that an impairment holds back when the link goes down, and of lines on one-shot connections.
class HostFaultEndsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesWhatWasInItWithTheConnection_data();
    void losesWhatWasInItWithTheConnection();
    void keepsTheNewestWhereItIsNarrow();
    void oneShotsPassItToo_data();
    void oneShotsPassItToo();
    void oneShotsOfACutLink();
    void resetsTheLink();
};

void HostFaultEndsTest::losesWhatWasInItWithTheConnection_data()
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

void HostFaultEndsTest::losesWhatWasInItWithTheConnection()
{
    QFETCH(QByteArray, words);
    QFETCH(QByteArray, end);
    QFETCH(QByteArray, reason);
    ImpairedHost impaired;
    QVERIFY(impaired.comesUp());
    (void)impaired.set(words);
    QVERIFY(impaired.report("kiwi"));
    if (end == "reset")
        impaired.neighbour().reset();
    else if (end == "cut")
        impaired.hill->cut(jaquez);
    else
        impaired.hill->stop();
    QTRY_VERIFY(impaired.ground.log.has("Hill: lost (" + reason + ") Jaquez: " + at("kiwi")));
    QCOMPARE(impaired.ground.log.count(hill, EventKind::LineLost), 1);
    QCOMPARE(impaired.ground.log.count(hill, EventKind::FaultEnded), 0); // it is the link's, not the connection's
}

// What cannot leave is not kept line by line: each client's latest record is.
void HostFaultEndsTest::keepsTheNewestWhereItIsNarrow()
{
    ImpairedHost impaired;
    QVERIFY(impaired.comesUp());
    const FaultNumber number = impaired.set("hold");
    for (int i = 0; i < 5000; ++i)
        impaired.client.send(QByteArray("IAMAT kiwi +34-118 " + QByteArray::number(1 + i) + '\n'));
    QTRY_COMPARE_WITH_TIMEOUT(impaired.ground.log.count(hill, EventKind::Learned), 5000, 20'000);
    const int sent = impaired.sentToNeighbour();
    QVERIFY2(sent > 1000 && sent < 2500, qPrintable(QString::number(sent))); // 64 KiB of them
    impaired.hill->endFault(jaquez, number);
    QTRY_VERIFY(impaired.neighbour().received().endsWith("kiwi +34-118 5000\n"));
    QVERIFY(!impaired.neighbour().received().contains("kiwi +34-118 4999\n"));
}

void HostFaultEndsTest::oneShotsPassItToo_data()
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

void HostFaultEndsTest::oneShotsPassItToo()
{
    QFETCH(QByteArray, words);
    QFETCH(QByteArrayList, delivered);
    ImpairedHost impaired(false);
    if (!words.isEmpty())
        (void)impaired.set(words);
    for (const char *name : { "kiwi", "lime", "pear" })
        QVERIFY(impaired.report(name));
    const auto received = [&] {
        QByteArrayList lines;
        for (RawSocket &oneShot : impaired.listener.callers())
            lines.append(oneShot.ended() ? oneShot.received() : QByteArray("unfinished"));
        std::sort(lines.begin(), lines.end());
        return lines;
    };
    QByteArrayList expected;
    for (const QByteArray &name : delivered)
        expected.append(at(name) + '\n');
    QTRY_COMPARE(received(), expected);
    const int dropped = words.startsWith("drop") ? 1 : 0;
    QCOMPARE(impaired.ground.log.count(hill, EventKind::LineLost), dropped);
    QCOMPARE(impaired.sentToNeighbour(), static_cast<int>(delivered.size()) + dropped);
}

void HostFaultEndsTest::oneShotsOfACutLink()
{
    ImpairedHost impaired(false);
    (void)impaired.set("hold");
    QVERIFY(impaired.report("kiwi"));
    impaired.hill->cut(jaquez);
    QVERIFY(impaired.ground.log.has(
        "Hill: lost (" + observe::inWords(Reason::CutByUser).toByteArray() + ") Jaquez: " + at("kiwi")));
    QVERIFY(impaired.report("lime"));
    QVERIFY(impaired.ground.log.has(
        "Hill: lost (" + observe::inWords(Reason::CutByUser).toByteArray() + ") Jaquez: " + at("lime")));
    QCOMPARE(impaired.listener.count(), std::size_t(0));
}

void HostFaultEndsTest::resetsTheLink()
{
    ImpairedHost impaired;
    QVERIFY(impaired.comesUp());
    impaired.hill->resetLink(jaquez);
    QTRY_VERIFY(impaired.listener.callers()[0].ended());
    QCOMPARE(impaired.listener.callers()[0].error(), ECONNRESET);
    QVERIFY(impaired.comesUp(2)); // it has dialled again
}

HERD_TEST(HostFaultEndsTest)
#include "tst_hostfaultends.moc"
