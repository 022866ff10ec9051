// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/sim/campaign.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace herdtest;
using herdcore::base::ClientId, herdcore::base::nsPerMillisecond;
using herdcore::protocol::Repair;

class SimulationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSeedIsASchedule();
    void anUpdateCostsExactlyWhatItMust_data();
    void anUpdateCostsExactlyWhatItMust();
    void agreementCostsTwoLinesALinkAndPeriod();
    void aHealedLinkConverges();
    void withoutRepairServersDisagree();
    void aFailureIsShortened();
    void aQuietLinkStays();
    void aLegacyServerLivesAmongThem();
    void roundedCopiesChangeNothing();
    void theForgottenAreGoneEverywhere();
};

namespace {

Schedule quiet(int servers, const Edges &edges)
{
    Schedule schedule;
    schedule.seed = 1;
    schedule.servers = servers;
    schedule.edges = edges;
    return schedule;
}

Action send(int server, int number)
{
    return { 0, Action::Kind::Send, server, -1, 0, "IAMAT kiwi +1-1 " + QByteArray::number(1000 + number) };
}

// The lines with which a herd that is whole passes on 20 updates, beyond those of being quiet.
std::uint64_t floodsOfTwenty(SimHerd &herd, int servers)
{
    herd.startAll();
    herd.runFor(herdcore::base::nsPerSecond);
    const std::uint64_t before = herd.outcome().floods;
    for (int i = 0; i < 20; ++i) {
        herd.act(send(i % servers, i));
        herd.runFor(herdcore::base::nsPerSecond / 2);
    }
    return herd.outcome().floods - before;
}

} // namespace

void SimulationTest::aSeedIsASchedule()
{
    const Campaign all = campaigns().at(5); // everything at once
    QCOMPARE(inWords(makeSchedule(7, all.mix)), inWords(makeSchedule(7, all.mix)));
    QVERIFY(inWords(makeSchedule(7, all.mix)) != inWords(makeSchedule(8, all.mix)));
    const Schedule schedule = makeSchedule(7, all.mix);
    const SimOutcome first = SimHerd(schedule, all.options).run();
    const SimOutcome second = SimHerd(schedule, all.options).run();
    QCOMPARE(first.fingerprint, second.fingerprint);
    QCOMPARE(first.lines, second.lines);
    QVERIFY(first.lines > 0);
}

void SimulationTest::anUpdateCostsExactlyWhatItMust_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<Edges>("edges");
    QTest::newRow("six links") << 5 << sixLinks();
    QTest::newRow("ring of five") << 5 << Edges{ { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 4 }, { 0, 4 } };
    QTest::newRow("pair") << 2 << Edges{ { 0, 1 } };
    Edges complete;
    for (int a = 0; a < 7; ++a) {
        for (int b = a + 1; b < 7; ++b)
            complete.emplace_back(a, b);
    }
    QTest::newRow("everybody with everybody") << 7 << complete;
}

void SimulationTest::anUpdateCostsExactlyWhatItMust()
{
    QFETCH(int, servers);
    QFETCH(Edges, edges);
    const Schedule schedule = quiet(servers, edges);
    const auto each = 2 * edges.size() - static_cast<std::size_t>(servers - 1);
    SimHerd herd(schedule, {});
    QCOMPARE(floodsOfTwenty(herd, servers), 20 * each);
    QVERIFY(herd.allAgree());
}

void SimulationTest::agreementCostsTwoLinesALinkAndPeriod()
{
    const Schedule schedule = quiet(5, sixLinks());
    SimHerd herd(schedule, {});
    herd.startAll();
    herd.act(send(0, 0));
    herd.runFor(5 * herdcore::base::nsPerSecond);
    const std::uint64_t before = herd.outcome().lines;
    constexpr int periods = 100;
    herd.runFor(periods * 8 * herdcore::base::nsPerSecond); // the shortest there is
    QVERIFY(herd.outcome().lines - before <= 2 * sixLinks().size() * periods);
    QVERIFY(herd.outcome().lines - before >= sixLinks().size() * periods); // it does speak
}

// From the moment that the link is up: p50 at most 50 ms and p99 at most 100 ms of model time.
void SimulationTest::aHealedLinkConverges()
{
    std::vector<std::int64_t> took;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        Schedule schedule = quiet(5, { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 4 } });
        schedule.seed = seed;
        schedule.slowLinksPercent = 0; // the figure is for one network, not for two oceans
        SimHerd herd(schedule, {});
        herd.startAll();
        herd.runFor(herdcore::base::nsPerSecond);
        const int edge = static_cast<int>(seed % 4);
        herd.act({ 0, Action::Kind::Cut, -1, edge });
        herd.runFor(3 * herdcore::base::nsPerSecond);
        for (int i = 0; i < 20; ++i)
            herd.act(send(i % 5, i));
        herd.runFor(herdcore::base::nsPerSecond);
        QVERIFY(!herd.allAgree());
        herd.act({ 0, Action::Kind::Heal, -1, edge });
        const std::uint64_t ups = herd.linkUps();
        while (herd.linkUps() == ups)
            herd.runFor(nsPerMillisecond);
        const std::int64_t upNs = herd.nowNs();
        QVERIFY(herd.runUntilAgreed(10 * herdcore::base::nsPerSecond, nsPerMillisecond));
        took.push_back(herd.nowNs() - upNs);
    }
    std::sort(took.begin(), took.end());
    qInfo(
        "healed: p50 %.0f ms, p99 %.0f ms", static_cast<double>(took[150]) / 1e6, static_cast<double>(took[297]) / 1e6);
    QVERIFY(took[150] <= 50 * nsPerMillisecond);
    QVERIFY(took[297] <= 100 * nsPerMillisecond);
}

void SimulationTest::withoutRepairServersDisagree()
{
    Campaign campaign = campaigns().front();
    campaign.options.repair = Repair::None;
    campaign.options.patienceNs = 20 * herdcore::base::nsPerSecond;
    QVERIFY(run(campaign, 1, 20).diverged > 0);
}

void SimulationTest::aFailureIsShortened()
{
    Campaign campaign = campaigns().front();
    campaign.options.repair = Repair::None;
    campaign.options.patienceNs = 10 * herdcore::base::nsPerSecond;
    const Score score = run(campaign, 1, 5);
    QVERIFY(score.broken > 0);
    const QByteArray whole = inWords(makeSchedule(score.firstBroken, campaign.mix));
    const QByteArray less = shortened(campaign, score.firstBroken);
    QVERIFY2(less.contains(
                 QByteArray("the servers do not agree\nseed " + QByteArray::number(qulonglong(score.firstBroken)))),
        less.constData());
    QVERIFY(less.count('\n') < whole.count('\n'));
    QVERIFY(less.count(" say ") >= 1);
}

// Where nothing is said for hours, as without periodic repair.
void SimulationTest::aQuietLinkStays()
{
    for (const Repair repair : { Repair::None, Repair::Push, Repair::Sync }) {
        const Schedule schedule = quiet(5, sixLinks());
        SimHerd herd(schedule, { .repair = repair });
        herd.startAll();
        herd.runFor(3 * 3600 * herdcore::base::nsPerSecond);
        QCOMPARE(herd.linkUps(), 2 * sixLinks().size());
    }
}

// It floods each message by itself, and what it misses nobody can give it but by pushing. What it must not do is hurt.
void SimulationTest::aLegacyServerLivesAmongThem()
{
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const Schedule schedule = makeSchedule(seed, { .partitions = true, .legacy = true });
        const SimOutcome outcome = SimHerd(schedule, { .patienceNs = 60 * herdcore::base::nsPerSecond }).run();
        const QByteArray &problem = outcome.problem;
        QVERIFY2(problem.isEmpty() || problem == "the servers do not agree" || problem.startsWith("what a client"),
            problem.constData());
        QVERIFY2(outcome.floods < 5'000, qPrintable(QString::number(seed))); // nothing goes round for ever
    }
}

// A ring with a server that rounds: whoever hears its copy first hears what it was made from as well.
void SimulationTest::roundedCopiesChangeNothing()
{
    const Edges ring{ { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 4 }, { 0, 4 } };
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const Schedule schedule = makeSchedule(seed, { .partitions = false, .legacy = true, .rounds = true }, 5, ring);
        const SimOutcome outcome = SimHerd(schedule, { .patienceNs = 60 * herdcore::base::nsPerSecond }).run();
        const QByteArray story = outcome.problem + '\n' + inWords(schedule);
        QVERIFY2(outcome.problem.isEmpty(), story.constData());
        QVERIFY2(outcome.floods < 2'000, qPrintable(QString::number(seed)));
    }
}

// Forgotten on one side of a partition, a client's record is gone on the other once that is healed; and an earlier
// report is then as good as any.
void SimulationTest::theForgottenAreGoneEverywhere()
{
    constexpr std::int64_t second = herdcore::base::nsPerSecond;
    const ClientId kiwi("kiwi");
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Schedule schedule = quiet(5, sixLinks());
        schedule.seed = seed;
        SimHerd herd(schedule, {});
        const auto holders = [&herd, &kiwi] {
            int count = 0;
            for (int server = 0; server < 5; ++server)
                count += herd.server(server).table().contains(kiwi) ? 1 : 0;
            return count;
        };
        const auto setLinks = [&herd](Action::Kind kind) { // of 0 and 1 to the others
            for (const int edge : { 1, 2 })
                herd.act({ 0, kind, -1, edge });
        };
        herd.startAll();
        herd.act(send(0, 1'000'000));
        herd.runFor(second);
        QCOMPARE(holders(), 5);
        setLinks(Action::Kind::Cut);
        herd.runFor(second);
        herd.act({ 0, Action::Kind::Forget, static_cast<int>(seed % 5), -1, 0, "kiwi" });
        herd.runFor(second);
        QCOMPARE(holders(), seed % 5 < 2 ? 3 : 2);
        setLinks(Action::Kind::Heal);
        QVERIFY(herd.runUntilAgreed(30 * second));
        QCOMPARE(holders(), 0);
        herd.act(send(4, 1));
        herd.runFor(second);
        QCOMPARE(holders(), 5);
        QVERIFY(herd.allAgree());
    }
}

HERD_TEST(SimulationTest)
#include "tst_simulation.moc"
