// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/sim/campaign.h"

namespace herdtest {

namespace {

SimOutcome play(const Campaign &campaign, const Schedule &schedule)
{
    return SimHerd(schedule, campaign.options).run();
}

} // namespace

const Edges &sixLinks()
{
    // Hill 0, Jaquez 1, Smith 2, Campbell 3, Singleton 4
    static const Edges edges{ { 0, 1 }, { 0, 2 }, { 1, 4 }, { 2, 4 }, { 3, 4 }, { 2, 3 } };
    return edges;
}

const std::vector<Campaign> &campaigns()
{
    static const std::vector<Campaign> all{
        { "links cut and healed, partitions", { .partitions = true } },
        { "single lines and whole links that vanish silently", { .partitions = true, .silentDrops = true } },
        { "crashes with a journal", { .partitions = true, .crashes = true, .journal = true } },
        { "crashes without a journal", { .partitions = true, .crashes = true } },
        { "pauses and clocks that jump", { .partitions = true, .pauses = true, .clockJumps = true } },
        { "everything at once",
            { .partitions = true,
                .crashes = true,
                .journal = true,
                .silentDrops = true,
                .pauses = true,
                .clockJumps = true } },
        { "servers stopped and started, links cut by the user",
            { .partitions = true, .journal = true, .stops = true, .userCuts = true }, 300 },
        { "links that stall, servers that hang", { .partitions = true, .stalls = true }, 300 },
        { "bursts of 2,000 clients over narrow links",
            { .partitions = true, .burst = 2'000, .idBytes = 100, .fullLinks = true }, 10 },
        { "crowds of clients, few connections", { .partitions = true, .crowds = true }, 300 },
        { "ids of up to 60,000 bytes over narrow links",
            { .partitions = true, .burst = 60, .idBytes = 60'000, .fullLinks = true }, 10 },
        { "strangers that greet as a neighbour and stay", { .partitions = true, .liars = true }, 300 },
        { "a connection for each line, bursts of 2,000",
            { .partitions = false, .burst = 2'000, .perMessage = true, .dialect = herdcore::protocol::DialectKind::At },
            5 },
        { "tables without room for all",
            { .partitions = true, .burst = 500, .idBytes = 200, .fullLinks = true, .smallTables = true }, 30,
            { .patienceNs = herdcore::base::nsPerSecond } },
        { "a connection for each line, links cut and healed",
            { .partitions = true, .perMessage = true, .dialect = herdcore::protocol::DialectKind::At }, 100, {}, 0, {},
            false },
        { "links with one end that repairs otherwise", { .partitions = true, .mixedRepair = true }, 100 },
        { "bursts of 100,000 clients", { .partitions = true, .burst = 100'000, .idBytes = 20 }, 0,
            { .maxLines = 100'000'000 } },
        { "clients that the user forgets at one server",
            { .partitions = true, .crashes = true, .journal = true, .silentDrops = true, .forgets = true }, 300 },
    };
    return all;
}

Score run(const Campaign &campaign, std::uint64_t firstSeed, int seeds, bool isBrief)
{
    Score score;
    for (std::uint64_t seed = firstSeed; seed < firstSeed + static_cast<std::uint64_t>(seeds); ++seed) {
        const Schedule schedule = makeSchedule(seed, campaign.mix, campaign.servers, campaign.edges);
        const SimOutcome outcome = play(campaign, schedule);
        ++score.runs;
        score.events += outcome.events;
        score.diverged += outcome.hasDiverged;
        if (outcome.problem.isEmpty())
            score.convergedNs.push_back(outcome.convergedNs);
        else if (score.broken++ == 0)
            score.firstBroken = seed;
        if (isBrief && score.broken > 0)
            break;
    }
    return score;
}

QByteArray shortened(const Campaign &campaign, std::uint64_t seed)
{
    Schedule schedule = makeSchedule(seed, campaign.mix, campaign.servers, campaign.edges);
    // Ever smaller pieces are left out, as long as it fails without them.
    for (std::size_t piece = schedule.actions.size(); piece > 0; piece /= 2) {
        for (std::size_t from = 0; from < schedule.actions.size();) {
            Schedule less = schedule;
            const auto begin = less.actions.begin() + static_cast<std::ptrdiff_t>(from);
            const auto count = std::min(piece, less.actions.size() - from);
            less.actions.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
            if (play(campaign, less).problem.isEmpty())
                from += count;
            else
                schedule = less;
        }
    }
    return play(campaign, schedule).problem + '\n' + inWords(schedule);
}

} // namespace herdtest
