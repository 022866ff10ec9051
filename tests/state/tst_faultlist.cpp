// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/fault.h"
#include "herdcore/profile/partition.h"
#include "herdcore/state/faultlist.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore::state;
using namespace herdcore;
using namespace herdcore::profile;
using base::EventKind, base::ServerIndex;

namespace {

Profile allLinked(int count)
{
    Profile profile;
    for (int a = 0; a < count; ++a) {
        profile.servers.push_back({});
        for (int b = a + 1; b < count; ++b)
            profile.links.push_back({ ServerIndex(a), ServerIndex(b) });
    }
    return profile;
}

QByteArray inWords(const std::vector<LinkProfile> &links)
{
    QByteArrayList words;
    for (const LinkProfile &link : links)
        words.append(QByteArray::number(base::number(link.a)) + '-' + QByteArray::number(base::number(link.b)));
    return words.join(' ');
}

observe::EventView eventOf(EventKind kind, int server, int peer = -1, int number = 0, const char *words = "")
{
    observe::EventView made{};
    made.kind = kind;
    made.server = ServerIndex(server);
    made.peer = ServerIndex(peer);
    made.count = number;
    made.bytes = words;
    return made;
}

// "1: 0>2 drop; cut 0-1; frozen 3"
QByteArray inWords(const FaultList &list)
{
    QByteArrayList words;
    for (const ActiveFault &one : list.faults()) {
        words.append(QByteArray::number(base::number(one.number)) + ": " + QByteArray::number(base::number(one.from))
            + '>' + QByteArray::number(base::number(one.to)) + ' ' + one.words);
    }
    for (const LinkProfile &link : list.cuts())
        words.append("cut " + inWords(std::vector{ link }));
    for (const ServerIndex server : list.frozen())
        words.append("frozen " + QByteArray::number(base::number(server)));
    return words.join("; ");
}

} // namespace

class TestFault : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void partitions_data();
    void partitions();
    void aRingKeepsMajorities();
    void readsBackWhatIsWrong();
    void aServersEndIsTheEndOfItsGates();
};

void TestFault::partitions_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<Partition>("partition");
    QTest::addColumn<int>("chosen");
    QTest::addColumn<QByteArray>("cut");
    const auto row = [](const char *name, int servers, Partition partition, int chosen, const char *cut) {
        QTest::newRow(name) << servers << partition << chosen << QByteArray(cut);
    };
    row("halves of 2", 2, Partition::Halves, -1, "0-1");
    row("halves of 3", 3, Partition::Halves, -1, "0-1 0-2");
    row("halves of 4", 4, Partition::Halves, -1, "0-2 0-3 1-2 1-3");
    row("halves of 5", 5, Partition::Halves, -1, "0-2 0-3 0-4 1-2 1-3 1-4");
    row("the first alone", 4, Partition::Isolate, 0, "0-1 0-2 0-3");
    row("the last alone", 4, Partition::Isolate, 3, "0-3 1-3 2-3");
    row("a bridge of 5", 5, Partition::Bridge, -1, "0-3 0-4 1-3 1-4");
    row("a chosen bridge", 5, Partition::Bridge, 0, "1-3 1-4 2-3 2-4");
    row("a bridge of 3", 3, Partition::Bridge, -1, "0-2");
    row("a ring of 3", 3, Partition::Ring, -1, "");
    row("a ring of 4", 4, Partition::Ring, -1, "0-2 1-3");
    row("a ring of 5", 5, Partition::Ring, -1, "0-2 0-3 1-3 1-4 2-4");
    row("nobody", 0, Partition::Halves, -1, "");
    row("one", 1, Partition::Bridge, -1, "");
}

void TestFault::partitions()
{
    QFETCH(int, servers);
    QFETCH(Partition, partition);
    QFETCH(int, chosen);
    QTEST(inWords(linksToCut(allLinked(servers), partition, ServerIndex(chosen))), "cut");
}

void TestFault::aRingKeepsMajorities()
{
    for (int servers = 1; servers < 30; ++servers) {
        std::vector<int> reached(static_cast<std::size_t>(servers), servers);
        for (const LinkProfile &link : linksToCut(allLinked(servers), Partition::Ring)) {
            --reached[static_cast<std::size_t>(base::number(link.a))];
            --reached[static_cast<std::size_t>(base::number(link.b))];
        }
        for (const int one : reached)
            QVERIFY2(2 * one > servers, qPrintable(QString::number(servers)));
    }
}

void TestFault::readsBackWhatIsWrong()
{
    FaultList list;
    QVERIFY(list.isEmpty());
    list.take(eventOf(EventKind::FaultSet, 2, 0, 2, "hold"));
    list.take(eventOf(EventKind::FaultSet, 1, 0, 1, "drop next 2"));
    list.take(eventOf(EventKind::FaultSet, 0, 1, 1, "drop next 2"));
    list.take(eventOf(EventKind::LinkCut, 1, 0));
    list.take(eventOf(EventKind::ServerFrozen, 3));
    QCOMPARE(inWords(list), "1: 0>1 drop next 2; 1: 1>0 drop next 2; 2: 2>0 hold; cut 0-1; frozen 3");
    QVERIFY(list.isCut(ServerIndex(1), ServerIndex(0)));
    QVERIFY(!list.isCut(ServerIndex(0), ServerIndex(1)));
    list.take(eventOf(EventKind::LinkCut, 0, 1));
    list.take(eventOf(EventKind::LinkHealed, 1, 0));
    list.take(eventOf(EventKind::FaultEnded, 0, 1, 1));
    QCOMPARE(inWords(list), "1: 1>0 drop next 2; 2: 2>0 hold; cut 0-1; frozen 3");
    list.take(eventOf(EventKind::LinkHealed, 0, 1));
    list.take(eventOf(EventKind::FaultEnded, 1, 0, 1));
    list.take(eventOf(EventKind::FaultEnded, 2, 0, 2));
    QVERIFY(!list.isEmpty());
    list.take(eventOf(EventKind::ServerThawed, 3));
    QVERIFY(list.isEmpty());
}

void TestFault::aServersEndIsTheEndOfItsGates()
{
    for (const EventKind end : { EventKind::ServerStopped, EventKind::ServerCrashed }) {
        FaultList list;
        list.take(eventOf(EventKind::FaultSet, 0, 1, 1, "drop"));
        list.take(eventOf(EventKind::FaultSet, 1, 0, 1, "drop"));
        list.take(eventOf(EventKind::LinkCut, 0, 2));
        list.take(eventOf(EventKind::ServerFrozen, 0));
        list.take(eventOf(end, 0));
        QCOMPARE(inWords(list), "1: 1>0 drop");
    }
}

HERD_TEST(TestFault)
#include "tst_faultlist.moc"
