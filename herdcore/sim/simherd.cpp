// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simherd.h"

#include <algorithm>

namespace herdcore::sim {

using base::ConnectionId;

SimHerd::SimHerd(const Schedule &schedule, const SimOptions &options)
    : m_world(schedule, options, *this)
{ }

SimOutcome SimHerd::run()
{
    constexpr std::int64_t secondNs = base::nsPerSecond;
    const std::vector<Action> &actions = m_world.schedule.actions;
    SimOutcome &outcome = m_world.outcome;
    startAll();
    for (const Action &action : actions)
        m_world.clock.at(action.atNs, [this, &action] { act(action); });
    const std::int64_t endNs = actions.empty() ? secondNs : actions.back().atNs + secondNs / 10;
    runFor(endNs);
    healEverything();
    const std::int64_t healedNs = nowNs();
    outcome.hasDiverged = !runUntilAgreed(m_world.options.patienceNs);
    outcome.convergedNs = nowNs() - healedNs;
    outcome.problem = m_world.oracle.problem();
    if (outcome.problem.isEmpty() && outcome.events > m_world.options.maxEvents)
        outcome.problem = "lines go round for ever";
    if (outcome.problem.isEmpty() && outcome.hasDiverged)
        outcome.problem = "the servers do not agree";
    const QByteArray lost = m_world.oracle.lost(m_world.host(0).table());
    if (outcome.problem.isEmpty() && !lost.isEmpty())
        outcome.problem = "what a client was told is lost: " + lost;
    return outcome;
}

void SimHerd::startAll()
{
    for (const auto &host : m_world.hosts)
        host->start();
}

void SimHerd::runFor(std::int64_t ns)
{
    const std::int64_t endNs = nowNs() + ns;
    while (!isHopeless() && m_world.clock.step(endNs))
        ++m_world.outcome.events;
}

bool SimHerd::isHopeless() const
{
    return !m_world.oracle.problem().isEmpty() || m_world.outcome.events > m_world.options.maxEvents;
}

bool SimHerd::runUntilAgreed(std::int64_t withinNs, std::int64_t lookEveryNs)
{
    const std::int64_t endNs = nowNs() + withinNs;
    while (nowNs() < endNs && !isHopeless()) {
        if (m_world.net.linesUnderWay() == 0 && allAgree())
            return true;
        const std::int64_t lookNs = std::min(endNs, nowNs() + lookEveryNs);
        runFor(lookNs - nowNs());
    }
    return !isHopeless() && allAgree();
}

bool SimHerd::allAgree() const
{
    const auto digestOf = [](const SimHost &host) {
        return host.isAlive() ? host.table().digest() : protocol::Digest();
    };
    const protocol::Digest first = digestOf(m_world.host(0));
    return std::all_of(m_world.hosts.begin(), m_world.hosts.end(),
        [&](const auto &host) { return host->isAlive() && digestOf(*host) == first; });
}

void SimHerd::act(const Action &action)
{
    using Kind = Action::Kind;
    SimNet &net = m_world.net;
    switch (action.kind) {
    case Kind::Send:
        return m_world.host(action.server).send(action.line);
    case Kind::Cut:
        return net.cut(action.edge);
    case Kind::BlackHole:
        return net.blackHole(action.edge);
    case Kind::DropLines:
        return net.dropLines(action.edge, action.amount);
    case Kind::Heal:
        return heal(action.edge);
    case Kind::Crash:
        return m_world.host(action.server).crash();
    case Kind::Restart:
        return m_world.host(action.server).start();
    case Kind::Pause:
        return m_world.host(action.server).pauseUntil(nowNs() + action.amount * base::nsPerMillisecond);
    case Kind::JumpClock:
        return m_world.host(action.server).moveClock(action.amount * base::nsPerMillisecond);
    }
}

void SimHerd::heal(int edge)
{
    m_world.net.heal(edge);
    const auto &[a, b] = m_world.schedule.edges[static_cast<std::size_t>(edge)];
    m_world.host(a).redial(b);
    m_world.host(b).redial(a);
}

void SimHerd::healEverything()
{
    for (std::size_t i = 0; i < m_world.schedule.edges.size(); ++i)
        heal(static_cast<int>(i));
    for (const auto &host : m_world.hosts) {
        host->pauseUntil(0);
        host->start();
    }
}

void SimHerd::onDialled(int server, int neighbour, ConnectionId connection)
{
    m_world.host(server).onDialled(neighbour, connection);
}

void SimHerd::onDialFailed(int server, int neighbour)
{
    m_world.host(server).onDialFailed(neighbour);
}

void SimHerd::onLine(int server, ConnectionId connection, const QByteArray &line)
{
    m_world.host(server).onLine(connection, line);
}

void SimHerd::onClosed(int server, int neighbour, ConnectionId connection)
{
    m_world.host(server).onClosed(neighbour, connection);
}

} // namespace herdcore::sim
