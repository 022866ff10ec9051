// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/schedule.h"

#include "herdcore/base/time.h"
#include "herdcore/sim/random.h"

#include <QStringBuilder>

#include <algorithm>

namespace herdcore::sim {

using Kind = Action::Kind;

namespace {

constexpr std::int64_t msNs = base::nsPerMillisecond;

// A random tree, and then some more.
Edges randomEdges(Random &random, int servers)
{
    Edges edges;
    for (int i = 1; i < servers; ++i)
        edges.emplace_back(random.below(i), i);
    for (int more = random.below(servers + 1); more > 0; --more) {
        const int a = random.below(servers);
        const int b = random.below(servers);
        const std::pair edge{ std::min(a, b), std::max(a, b) };
        if (a != b && std::find(edges.begin(), edges.end(), edge) == edges.end())
            edges.push_back(edge);
    }
    return edges;
}

class Maker
{
public:
    Maker(Schedule &schedule, const Mix &mix, Random &random)
        : m_schedule(schedule)
        , m_mix(mix)
        , m_random(random)
    { }

    void make()
    {
        for (int left = 10 + m_random.below(31); left > 0; --left) {
            m_nowNs += m_random.between(0, m_random.chance(20) ? 3'000 * msNs : 40 * msNs);
            if (m_mix.forgets && m_random.chance(15))
                add({ m_nowNs, Kind::Forget, m_random.below(m_schedule.servers), -1, 0, client() });
            else if (m_random.chance(50))
                m_mix.burst > 0 && m_random.chance(20) ? burst() : send();
            else
                fault();
        }
    }

private:
    // Few clients and few times, so that servers contradict each other: the same time, other places.
    void send()
    {
        const QByteArray line = "IAMAT " + client() + " +" + number(90) + '-' + number(180) + ' '
            + QByteArray::number(1'000 + m_nowNs / (500 * msNs) + m_random.below(3))
            + (m_random.chance(50) ? ".5"
                    : m_mix.rounds ? ".0"
                                   : "")
            + decimals();
        int server = m_random.below(m_schedule.servers);
        if (m_mix.rounds && server == m_schedule.legacy)
            server = (server + 1) % m_schedule.servers; // nobody would ever hear what its client really said
        add({ m_nowNs, Kind::Send, server, -1, 0, line });
    }
    // What six decimals lose.
    QByteArray decimals()
    {
        return m_mix.rounds ? QByteArray("00000" + QByteArray::number(100 + m_random.below(900))) : QByteArray();
    }
    QByteArray client()
    {
        static constexpr const char *clients[] = { "kiwi", "emu", "rhea", "moa", "\xff=/" };
        return clients[m_random.below(5)];
    }
    QByteArray number(int most) { return QByteArray::number(m_random.below(most)); }

    // Ids that several servers hear of: some of them begin alike.
    void burst()
    {
        const int amount = 1 + m_random.below(m_mix.burst);
        Action action{ m_nowNs, Kind::Burst, m_random.below(m_schedule.servers), -1, amount, {} };
        action.line = QByteArray("b") + number(3) + '-';
        action.idBytes = m_mix.idBytes > 0 ? m_random.below(m_mix.idBytes) : 0;
        add(action);
    }

    // Those that only some mixes have; false: none of them.
    bool newerFault(int edge, int server)
    {
        if (!m_mix.stops && !m_mix.userCuts && !m_mix.stalls && !m_mix.liars && !m_mix.crowds)
            return false;
        switch (m_random.below(8)) {
        case 0:
            if (m_mix.stops)
                add({ m_nowNs, m_random.chance(70) ? Kind::Stop : Kind::Restart, server });
            if (m_mix.stops && m_random.chance(50))
                add({ m_nowNs, Kind::Restart, server }); // before it has said all that it had to say
            return m_mix.stops;
        case 1:
            if (m_mix.userCuts)
                add({ m_nowNs, Kind::UserCut, -1, edge });
            return m_mix.userCuts;
        case 2:
            if (m_mix.stalls)
                add({ m_nowNs, Kind::Stall, -1, edge });
            return m_mix.stalls;
        case 3:
            if (m_mix.stalls)
                add({ m_nowNs, Kind::Pause, server, -1, m_random.between(5'000, 60'000) });
            return m_mix.stalls;
        case 4:
            if (m_mix.liars) {
                const auto &[a, b] = m_schedule.edges[static_cast<std::size_t>(edge)];
                add({ m_nowNs, Kind::Lie, m_random.chance(50) ? a : b, edge });
            }
            return m_mix.liars;
        case 5:
            if (m_mix.crowds)
                add({ m_nowNs, Kind::Crowd, server, -1, 1 + m_random.below(2 * m_schedule.connections) });
            return m_mix.crowds;
        default:
            return false;
        }
    }

    void fault()
    {
        const int edge = m_random.below(static_cast<int>(m_schedule.edges.size()));
        const int server = m_random.below(m_schedule.servers);
        if (newerFault(edge, server))
            return;
        const int which = m_random.below(10);
        if (which < 2 && m_mix.crashes)
            add({ m_nowNs, m_random.chance(50) ? Kind::Crash : Kind::Restart, server });
        else if (which < 4 && m_mix.silentDrops)
            add({ m_nowNs, m_random.chance(30) ? Kind::BlackHole : Kind::DropLines, -1, edge, 1 + m_random.below(4) });
        else if (which == 4 && m_mix.pauses)
            add({ m_nowNs, Kind::Pause, server, -1, m_random.between(10, 5'000) });
        else if (which == 5 && m_mix.clockJumps)
            add({ m_nowNs, Kind::JumpClock, server, -1, m_random.between(-4'000'000, 4'000'000) });
        else if (m_mix.partitions)
            partition(edge, which);
    }

    void partition(int edge, int which)
    {
        if (which == 9)
            return swizzle();
        if (which == 8)
            return halve();
        add({ m_nowNs, m_random.chance(60) ? Kind::Cut : Kind::Heal, -1, edge });
    }

    // Some links in one order, and healed in another.
    void swizzle()
    {
        std::vector<int> some;
        for (int i = 0; i < static_cast<int>(m_schedule.edges.size()); ++i) {
            if (m_random.chance(50))
                some.push_back(i);
        }
        for (const Kind kind : { Kind::Cut, Kind::Heal }) {
            for (std::size_t i = some.size(); i > 1; --i)
                std::swap(some[i - 1], some[static_cast<std::size_t>(m_random.below(static_cast<int>(i)))]);
            for (const int edge : some)
                add({ m_nowNs += m_random.between(0, 300 * msNs), kind, -1, edge });
        }
    }

    void halve()
    {
        const int border = 1 + m_random.below(m_schedule.servers - 1);
        for (int i = 0; i < static_cast<int>(m_schedule.edges.size()); ++i) {
            const auto &[a, b] = m_schedule.edges[static_cast<std::size_t>(i)];
            if (a < border && b >= border)
                add({ m_nowNs, Kind::Cut, -1, i });
        }
    }

    void add(Action action) { m_schedule.actions.push_back(std::move(action)); }

    Schedule &m_schedule;
    const Mix &m_mix;
    Random &m_random;
    std::int64_t m_nowNs = 1'000 * msNs;
};

QByteArray inWords(Kind kind)
{
    switch (kind) {
    case Kind::Send:
        return "say";
    case Kind::Burst:
        return "burst";
    case Kind::Lie:
        return "lie";
    case Kind::Crowd:
        return "crowd";
    case Kind::Cut:
        return "cut";
    case Kind::UserCut:
        return "user-cut";
    case Kind::Stall:
        return "stall";
    case Kind::BlackHole:
        return "black-hole";
    case Kind::Heal:
        return "heal";
    case Kind::Stop:
        return "stop";
    case Kind::Crash:
        return "crash";
    case Kind::Restart:
        return "restart";
    case Kind::Pause:
        return "pause";
    case Kind::DropLines:
        return "drop-lines";
    case Kind::JumpClock:
        return "jump-clock";
    case Kind::Forget:
        return "forget";
    }
    return {};
}

} // namespace

Schedule makeSchedule(std::uint64_t seed, const Mix &mix, int servers, const Edges &edges)
{
    Random random(seed);
    Schedule schedule;
    schedule.seed = seed;
    schedule.servers = servers > 0 ? servers : 3 + random.below(7);
    schedule.edges = edges.empty() ? randomEdges(random, schedule.servers) : edges;
    schedule.journal = mix.journal;
    schedule.isPerMessage = mix.perMessage;
    schedule.mixesRepair = mix.mixedRepair;
    if (mix.smallTables)
        schedule.tableBytes = random.between(10, 100) * 1024;
    if (mix.crowds)
        schedule.connections = 12 + random.below(20);
    schedule.dialect = mix.dialect;
    if (mix.fullLinks) {
        schedule.narrowLinksPercent = 50;
        schedule.pipeBytes = random.between(4, 64) * 1024;
        schedule.fullBytes = random.between(1, 16) * 1024;
    }
    schedule.legacyRounds = mix.rounds;
    if (mix.legacy)
        schedule.legacy = random.below(schedule.servers);
    Maker(schedule, mix, random).make();
    return schedule;
}

QByteArray inWords(const Schedule &schedule)
{
    QByteArray text = "seed " + QByteArray::number(qulonglong(schedule.seed)) + ", "
        + QByteArray::number(schedule.servers) + " servers:";
    for (const auto &[a, b] : schedule.edges)
        text += ' ' + QByteArray::number(a) + '-' + QByteArray::number(b);
    if (schedule.legacy >= 0)
        text += ", legacy " + QByteArray::number(schedule.legacy);
    for (const Action &action : schedule.actions) {
        text += "\n  " + QByteArray::number(static_cast<double>(action.atNs) / 1e6, 'f', 3) + " ms "
            + inWords(action.kind);
        if (action.server >= 0)
            text += " server " + QByteArray::number(action.server);
        if (action.edge >= 0) {
            const auto &[a, b] = schedule.edges[static_cast<std::size_t>(action.edge)];
            text += " link " + QByteArray::number(a) + '-' + QByteArray::number(b);
        }
        if (action.amount != 0)
            text += ' ' + QByteArray::number(action.amount);
        text += action.line.isEmpty() ? QByteArray() : ": " + action.line;
    }
    return text;
}

} // namespace herdcore::sim
