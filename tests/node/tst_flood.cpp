// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/node/floodherd.h"
#include "tests/support/testmain.h"

#include <QTest>

using herdtest::Edges, herdtest::FloodHerd;

namespace {

// The herd of the papers: Hill, Jaquez, Smith, Campbell, Singleton.
const Edges sixLinks{ { 0, 1 }, { 0, 2 }, { 4, 1 }, { 4, 2 }, { 4, 3 }, { 2, 3 } };
const Edges ring{ { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 4 }, { 4, 0 } };

struct Graph {
    int servers;
    Edges edges;
};

// A random tree, so that it is connected, and some links besides.
Graph anyGraph(std::mt19937 &random)
{
    Graph graph{ 2 + static_cast<int>(random() % 8), {} };
    std::set<std::pair<int, int>> edges;
    for (int i = 1; i < graph.servers; ++i)
        edges.insert({ static_cast<int>(random() % static_cast<unsigned>(i)), i });
    for (auto more = random() % 12; more > 0; --more) {
        const int a = static_cast<int>(random() % static_cast<unsigned>(graph.servers));
        const int b = static_cast<int>(random() % static_cast<unsigned>(graph.servers));
        if (a != b)
            edges.insert({ std::min(a, b), std::max(a, b) });
    }
    graph.edges.assign(edges.begin(), edges.end());
    return graph;
}

QByteArray iAmAt(const QByteArray &client, int latitude, int time)
{
    return "IAMAT " + client + " +" + QByteArray::number(latitude) + "-118 " + QByteArray::number(time);
}

} // namespace

class FloodTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void costsExactly_data();
    void costsExactly();
    void costsExactlyInAnyGraph();
    void agreesWhateverTheTies();
    void senderUnknownCostsTwicePerLink();
    void lastArrivalStorms();
    void lastArrivalDisagrees();
};

void FloodTest::costsExactly_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<Edges>("edges");
    QTest::addColumn<int>("lines");
    QTest::newRow("six links") << 5 << sixLinks << 8;
    QTest::newRow("ring of five") << 5 << ring << 6;
    QTest::newRow("two") << 2 << Edges{ { 0, 1 } } << 1;
    QTest::newRow("line of three") << 3 << Edges{ { 0, 1 }, { 1, 2 } } << 2;
    QTest::newRow("alone") << 1 << Edges{} << 0;
}

void FloodTest::costsExactly()
{
    QFETCH(int, servers);
    QFETCH(Edges, edges);
    QFETCH(int, lines);
    QCOMPARE(FloodHerd::linesInAHealthyHerd(servers, edges), lines);
    for (unsigned seed = 0; seed < 50; ++seed) {
        FloodHerd herd(servers, edges, seed);
        herd.send(static_cast<int>(seed) % servers, iAmAt("kiwi", 34, 90));
        herd.deliverAll();
        const auto &sent = herd.linesPerUpdate();
        QCOMPARE(sent.empty() ? 0 : sent.at("kiwi 90"), lines);
        QVERIFY(herd.allTablesAgree());
        QCOMPARE(herd.table(servers - 1).size(), 1);
    }
}

// However many updates are under way at once: each costs the same.
void FloodTest::costsExactlyInAnyGraph()
{
    std::mt19937 random(3);
    for (unsigned seed = 0; seed < 100; ++seed) {
        const Graph graph = anyGraph(random);
        FloodHerd herd(graph.servers, graph.edges, seed);
        for (int i = 0; i < 10; ++i) {
            const int server = static_cast<int>(random() % static_cast<unsigned>(graph.servers));
            herd.send(server, iAmAt("client" + QByteArray::number(i), 34, i));
            herd.deliver(static_cast<int>(random() % 8));
        }
        herd.deliverAll();
        QCOMPARE(herd.linesPerUpdate().size(), std::size_t{ 10 });
        for (const auto &[update, lines] : herd.linesPerUpdate())
            QVERIFY2(lines == FloodHerd::linesInAHealthyHerd(graph.servers, graph.edges),
                qPrintable(QStringLiteral("seed %1, update %2").arg(seed).arg(QString::fromLatin1(update))));
        QVERIFY(herd.allTablesAgree());
    }
}

// Clients that are in several places at one time, at several servers, while everything is under way.
void FloodTest::agreesWhateverTheTies()
{
    std::mt19937 random(4);
    for (unsigned seed = 0; seed < 150; ++seed) {
        const Graph graph = anyGraph(random);
        FloodHerd herd(graph.servers, graph.edges, seed);
        for (int i = 0; i < 20; ++i) {
            const int server = static_cast<int>(random() % static_cast<unsigned>(graph.servers));
            herd.send(server,
                iAmAt(random() % 2 == 0 ? "kiwi" : "lime", 30 + static_cast<int>(random() % 3),
                    static_cast<int>(random() % 2)));
            herd.deliver(static_cast<int>(random() % 4));
        }
        herd.deliverAll();
        QVERIFY(herd.isQuiet());
        QVERIFY2(herd.allTablesAgree(), qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

// The count can fail: where "not back to the sender" is not possible, it is another one.
void FloodTest::senderUnknownCostsTwicePerLink()
{
    for (unsigned seed = 0; seed < 20; ++seed) {
        FloodHerd herd(5, sixLinks, seed, FloodHerd::Kind::NodesThatKnowNoSender);
        herd.send(0, iAmAt("kiwi", 34, 90));
        herd.deliverAll();
        QCOMPARE(herd.linesPerUpdate().at("kiwi 90"), 12);
        QVERIFY(herd.allTablesAgree());
    }
}

// And so can the comparison of the tables: without the order of the ties, servers disagree or never fall silent.
void FloodTest::lastArrivalStorms()
{
    for (unsigned seed = 0; seed < 5; ++seed) {
        FloodHerd herd(5, sixLinks, seed, FloodHerd::Kind::LastArrival);
        for (int server = 0; server < 5; ++server)
            herd.send(server, iAmAt("kiwi", 30 + server, 90));
        herd.deliver(2'500);
        QVERIFY(!herd.isQuiet());
    }
}

void FloodTest::lastArrivalDisagrees()
{
    int disagreements = 0;
    for (unsigned seed = 0; seed < 50; ++seed) {
        FloodHerd herd(5, sixLinks, seed, FloodHerd::Kind::LastArrival);
        herd.send(0, iAmAt("kiwi", 34, 90));
        herd.send(3, iAmAt("kiwi", 35, 90));
        herd.deliver(2'500);
        disagreements += herd.isQuiet() && !herd.allTablesAgree() ? 1 : 0;
    }
    QVERIFY(disagreements > 0);
}

HERD_TEST(FloodTest)
#include "tst_flood.moc"
