// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// ./dev sim: runs schedules by the thousand, prints how often the servers end up disagreeing with each kind of repair,
// and fails when one of the promised kinds does. With --seed, plays one again and tells what happens.

#include "herdcore/profile/profile.h"
#include "tests/sim/campaign.h"
#include "tests/sim/scale.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashSeed>

#include <algorithm>
#include <cstdio>

using namespace herdtest;
using herdcore::protocol::Repair;

namespace {

// Like a profile: its servers by number.
bool takeProfile(const QString &name, int &servers, Edges &edges)
{
    const auto profile = herdcore::profile::loadProfile(name);
    if (!profile) {
        std::fprintf(stderr, "sim: %s\n", qPrintable(profile.error().message));
        return false;
    }
    servers = static_cast<int>(profile->servers.size());
    for (const auto &link : profile->links)
        edges.emplace_back(herdcore::base::number(link.a), herdcore::base::number(link.b));
    return true;
}

std::vector<Campaign> chosenKinds(const QString &numbers)
{
    const std::vector<Campaign> &all = campaigns();
    if (numbers.isEmpty())
        return all;
    std::vector<Campaign> chosen;
    for (const QString &number : numbers.split(QLatin1Char(','))) {
        if (const auto kind = number.toUInt(); kind >= 1 && kind <= all.size())
            chosen.push_back(all[kind - 1]);
    }
    return chosen;
}

double percentile(std::vector<std::int64_t> values, int percent)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto at = (values.size() - 1) * static_cast<std::size_t>(percent) / 100;
    return static_cast<double>(values[at]) / 1e6;
}

// One row for each kind of fault, one column for each kind of repair.
struct Wanted {
    std::vector<Campaign> kinds;
    std::vector<Repair> repairs{ Repair::None, Repair::Push, Repair::Sync };
    std::uint64_t firstSeed = 1;
    int seeds = 1;
    bool isBrief = false; // only whether a promise is broken
};

int table(const Wanted &wanted)
{
    QElapsedTimer timer;
    timer.start();
    int broken = 0;
    int runs = 0;
    std::printf("%-52s %10s %10s %10s %22s\n", "schedules that end with servers disagreeing", "none", "push", "sync",
        "sync agrees p50, p99");
    for (const Campaign &asked : wanted.kinds) {
        std::printf("%-52s", asked.name);
        for (const Repair repair : wanted.repairs) {
            Campaign kind = asked;
            kind.options.repair = repair;
            // Without repair nothing will come after the first seconds, so nobody need wait.
            if (repair != Repair::Sync)
                kind.options.patienceNs = std::min(kind.options.patienceNs, 20 * herdcore::base::nsPerSecond);
            const int all = std::max(1, wanted.seeds * kind.perMille / 1000);
            const int some = repair == Repair::Sync ? all : std::max(1, all / 10);
            const Score score = run(kind, wanted.firstSeed, some, wanted.isBrief);
            runs += score.runs;
            std::printf(" %8.2f %%", 100.0 * score.diverged / score.runs);
            if (repair != Repair::Sync)
                continue;
            std::printf(" %8.0f %8.0f ms", percentile(score.convergedNs, 50), percentile(score.convergedNs, 99));
            if (!kind.isPromised)
                continue;
            broken += score.broken;
            if (wanted.isBrief && score.broken > 0)
                return 1;
            if (score.broken > 0)
                std::printf("\n%s: seed %llu breaks a promise: %s\n", kind.name,
                    static_cast<unsigned long long>(score.firstBroken), shortened(kind, score.firstBroken).constData());
        }
        std::printf("\n");
        std::fflush(stdout);
    }
    std::printf(
        "%d schedules in %.1f s; %d broke a promise\n", runs, static_cast<double>(timer.elapsed()) / 1000, broken);
    return broken == 0 ? 0 : 1;
}

int playAgain(const std::vector<Campaign> &kinds, std::uint64_t seed, bool trace)
{
    int broken = 0;
    for (Campaign kind : kinds) {
        const Schedule schedule = makeSchedule(seed, kind.mix, kind.servers, kind.edges);
        kind.options.trace = trace;
        std::printf("%s\n%s\n", kind.name, inWords(schedule).constData());
        const SimOutcome outcome = SimHerd(schedule, kind.options).run();
        std::printf("%s; %llu lines between servers, agreed after %.0f ms\n\n",
            outcome.problem.isEmpty() ? "every promise was kept" : outcome.problem.constData(),
            static_cast<unsigned long long>(outcome.lines), static_cast<double>(outcome.convergedNs) / 1e6);
        broken += !outcome.problem.isEmpty();
    }
    return broken == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QHashSeed::setDeterministicGlobalSeed(); // tables are walked in one order
    QCommandLineParser parser;
    parser.addOption({ QStringLiteral("seeds"), QStringLiteral("So many schedules of each kind."), QStringLiteral("N"),
        QStringLiteral("3334") });
    parser.addOption(
        { QStringLiteral("first"), QStringLiteral("The first seed."), QStringLiteral("N"), QStringLiteral("1") });
    parser.addOption(
        { QStringLiteral("profile"), QStringLiteral("The herd of a profile, not random ones."), QStringLiteral("P") });
    parser.addOption(
        { QStringLiteral("seed"), QStringLiteral("Play this schedule of each kind again."), QStringLiteral("S") });
    parser.addOption(
        { QStringLiteral("kind"), QStringLiteral("Only these kinds, by number from 1."), QStringLiteral("K,...") });
    parser.addOption(
        { QStringLiteral("repair"), QStringLiteral("Only with this kind of repair: sync."), QStringLiteral("R") });
    parser.addOption({ QStringLiteral("brief"), QStringLiteral("Stop at the first promise that is broken.") });
    parser.addOption({ QStringLiteral("patience"),
        QStringLiteral("So long may servers take to agree once all is healed (120)."), QStringLiteral("SECONDS") });
    parser.addOption({ QStringLiteral("trace"), QStringLiteral("Tell what happens.") });
    parser.addOption({ QStringLiteral("scale"),
        QStringLiteral("Measure how cost grows with the herd, up to N servers."), QStringLiteral("N") });
    parser.addHelpOption();
    parser.process(application);

    if (parser.isSet(QStringLiteral("scale")))
        return printScale(parser.value(QStringLiteral("scale")).toInt());
    std::vector<Campaign> kinds = chosenKinds(parser.value(QStringLiteral("kind")));
    for (Campaign &kind : kinds) {
        if (const int seconds = parser.value(QStringLiteral("patience")).toInt(); seconds > 0)
            kind.options.patienceNs = seconds * herdcore::base::nsPerSecond;
        if (parser.isSet(QStringLiteral("profile"))
            && !takeProfile(parser.value(QStringLiteral("profile")), kind.servers, kind.edges))
            return 2;
    }
    if (parser.isSet(QStringLiteral("seed")))
        return playAgain(
            kinds, parser.value(QStringLiteral("seed")).toULongLong(), parser.isSet(QStringLiteral("trace")));
    Wanted wanted{ kinds };
    if (parser.value(QStringLiteral("repair")) == QLatin1String("sync"))
        wanted.repairs = { Repair::Sync };
    wanted.firstSeed = parser.value(QStringLiteral("first")).toULongLong();
    wanted.seeds = std::max(1, parser.value(QStringLiteral("seeds")).toInt());
    wanted.isBrief = parser.isSet(QStringLiteral("brief"));
    return table(wanted);
}
