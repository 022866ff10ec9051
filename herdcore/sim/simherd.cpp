// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simherd.h"

#include "herdcore/sim/sabotage.h"

#include <algorithm>

namespace herdcore::sim {

using base::ConnectionId;

namespace {

constexpr std::int64_t secondNs = base::nsPerSecond;
constexpr std::int64_t beginWallNs = 1'000 * secondNs;

} // namespace

SimHerd::SimHerd(const Schedule &schedule, const SimOptions &options)
    : m_schedule(schedule)
    , m_options(options)
    , m_net(schedule, m_clock, *this)
    , m_random(schedule.seed ^ 0x68657264)
    , m_oracle(schedule.servers)
    , m_neighbours(static_cast<std::size_t>(schedule.servers))
    , m_servers(static_cast<std::size_t>(schedule.servers))
{
    for (const auto &[a, b] : schedule.edges) {
        m_neighbours[static_cast<std::size_t>(a)].insert(b);
        m_neighbours[static_cast<std::size_t>(b)].insert(a);
    }
}

SimHerd::~SimHerd() = default;

SimOutcome SimHerd::run()
{
    startAll();
    for (const Action &action : m_schedule.actions)
        m_clock.at(action.atNs, [this, &action] { act(action); });
    const std::int64_t endNs = m_schedule.actions.empty() ? secondNs : m_schedule.actions.back().atNs + secondNs / 10;
    runFor(endNs);
    healEverything();
    const std::int64_t healedNs = m_clock.nowNs();
    m_outcome.hasDiverged = !runUntilAgreed(m_options.patienceNs);
    m_outcome.convergedNs = m_clock.nowNs() - healedNs;
    m_outcome.problem = m_oracle.problem();
    if (m_outcome.problem.isEmpty() && m_outcome.events > m_options.maxEvents)
        m_outcome.problem = "lines go round for ever";
    if (m_outcome.problem.isEmpty() && m_outcome.hasDiverged)
        m_outcome.problem = "the servers do not agree";
    const QByteArray lost = m_oracle.lost(m_servers.front().node->table());
    if (m_outcome.problem.isEmpty() && !lost.isEmpty())
        m_outcome.problem = "what a client was told is lost: " + lost;
    return m_outcome;
}

void SimHerd::startAll()
{
    for (int i = 0; i < m_schedule.servers; ++i)
        start(i);
}

void SimHerd::runFor(std::int64_t ns)
{
    const std::int64_t endNs = m_clock.nowNs() + ns;
    while (!isHopeless() && m_clock.step(endNs))
        ++m_outcome.events;
}

bool SimHerd::isHopeless() const
{
    return !m_oracle.problem().isEmpty() || m_outcome.events > m_options.maxEvents;
}

bool SimHerd::runUntilAgreed(std::int64_t withinNs, std::int64_t lookEveryNs)
{
    const std::int64_t endNs = m_clock.nowNs() + withinNs;
    while (m_clock.nowNs() < endNs && !isHopeless()) {
        if (m_net.linesUnderWay() == 0 && allAgree())
            return true;
        const std::int64_t lookNs = std::min(endNs, m_clock.nowNs() + lookEveryNs);
        runFor(lookNs - m_clock.nowNs());
    }
    return !isHopeless() && allAgree();
}

bool SimHerd::allAgree() const
{
    const auto digestOf = [](const Server &server) {
        return server.node ? server.node->table().digest() : protocol::Digest();
    };
    const protocol::Digest first = digestOf(m_servers.front());
    return std::all_of(m_servers.begin(), m_servers.end(),
        [&](const Server &server) { return server.node && digestOf(server) == first; });
}

void SimHerd::act(const Action &action)
{
    using Kind = Action::Kind;
    switch (action.kind) {
    case Kind::Say:
        return say(action.server, action.line);
    case Kind::Cut:
        return m_net.cut(action.edge);
    case Kind::BlackHole:
        return m_net.blackHole(action.edge);
    case Kind::DropLines:
        return m_net.dropLines(action.edge, action.amount);
    case Kind::Heal: {
        m_net.heal(action.edge);
        const auto &[a, b] = m_schedule.edges[static_cast<std::size_t>(action.edge)];
        for (const auto &[from, to] : { std::pair(a, b), std::pair(b, a) }) {
            at(from).links[to].tries = 0;
            dialLater(from, to);
        }
        return;
    }
    case Kind::Crash:
        return crash(action.server);
    case Kind::Restart:
        return start(action.server);
    case Kind::Pause:
        at(action.server).pausedUntilNs = m_clock.nowNs() + action.amount * base::nsPerMillisecond;
        return;
    case Kind::JumpClock:
        at(action.server).clockOffsetNs += action.amount * base::nsPerMillisecond;
        return;
    }
}

void SimHerd::start(int server)
{
    Server &it = at(server);
    if (it.node)
        return;
    trace(server, "starts");
    ++it.runs;
    it.timerNs = -1;
    it.links.clear();
    it.node = std::make_unique<node::HerdNode>(configOf(server));
    m_oracle.started(server);
    for (const protocol::Record &record : it.journal) {
        it.node->restore(record);
        m_oracle.learned(server, *it.node->table().find(record.client));
    }
    if (server == m_schedule.legacy)
        return;
    // The lower name dials; the other calls once, soon, so that nobody waits for a back-off to end.
    for (const int neighbour : m_neighbours[static_cast<std::size_t>(server)]) {
        const bool dials = server < neighbour || neighbour == m_schedule.legacy;
        m_clock.in(
            dials ? base::nsPerMillisecond : 150 * base::nsPerMillisecond, [this, server, neighbour, run = it.runs] {
                if (at(server).runs == run)
                    dial(server, neighbour);
            });
    }
}

void SimHerd::crash(int server)
{
    Server &it = at(server);
    if (!it.node)
        return;
    trace(server, "crashes");
    it.journal.clear();
    if (m_schedule.journal) {
        for (const protocol::Record &record : it.node->table().records())
            it.journal.push_back(record);
    } else {
        m_oracle.forget();
    }
    it.node.reset();
    it.pausedUntilNs = 0;
    m_net.serverDied(server);
}

void SimHerd::say(int server, const QByteArray &line)
{
    const ConnectionId client{ (1ULL << 40) + ++m_lastClient };
    feed(server, [this, server, client, line](node::HerdNode &node, node::Effects &effects) {
        node.onLine(client, line, moment(server), base::EventId::None, effects);
        node.onInputEnd(client, moment(server), effects);
        node.onClosed(client, base::Reason::EndOfInput, effects);
    });
}

void SimHerd::healEverything()
{
    for (std::size_t i = 0; i < m_schedule.edges.size(); ++i)
        act({ 0, Action::Kind::Heal, -1, static_cast<int>(i) });
    for (int i = 0; i < m_schedule.servers; ++i) {
        at(i).pausedUntilNs = 0;
        start(i);
    }
}

void SimHerd::dial(int server, int neighbour)
{
    Dialling &link = at(server).links[neighbour];
    link.isDue = false;
    if (!isAlive(server) || link.isUnderWay || link.bound != ConnectionId::None)
        return;
    link.isUnderWay = true;
    ++link.tries;
    m_net.dial(server, neighbour);
}

// 0.25 s doubling to 8 s, with jitter.
void SimHerd::dialLater(int server, int neighbour)
{
    Dialling &link = at(server).links[neighbour];
    const bool dials = server < neighbour || neighbour == m_schedule.legacy;
    if (!isAlive(server) || server == m_schedule.legacy || !dials || (link.isDue && link.tries > 0))
        return;
    link.isDue = true;
    const std::int64_t step = link.tries == 0 ? 2 * base::nsPerMillisecond
                                              : std::min(8 * secondNs, (secondNs / 4) << std::min(link.tries, 5));
    m_clock.in(step / 2 + m_random.between(0, step / 2), [this, server, neighbour, run = at(server).runs] {
        if (at(server).runs == run)
            dial(server, neighbour);
    });
}

node::NodeConfig SimHerd::configOf(int server)
{
    const auto nameOf = [](int i) {
        return base::ServerName("s" + QByteArray::number(i).rightJustified(5, '0'));
    };
    node::NodeConfig config;
    config.name = nameOf(server);
    config.bootId = QByteArray::number(at(server).runs);
    config.repair = { m_options.repair, 10 * secondNs, m_random.next() };
    config.dialect
        = m_options.sabotage == Sabotage::LastArrivalWinsTies ? &lastArrivalDialect() : &protocol::atDialect();
    for (const int neighbour : m_neighbours[static_cast<std::size_t>(server)])
        config.neighbours.push_back(
            { static_cast<base::ServerIndex>(neighbour), nameOf(neighbour), nullptr, server != m_schedule.legacy });
    return config;
}

base::Moment SimHerd::moment(int server) const
{
    return { m_clock.nowNs(), beginWallNs + m_clock.nowNs() + at(server).clockOffsetNs };
}

} // namespace herdcore::sim
