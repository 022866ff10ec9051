// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simherd.h"

#include <algorithm>
#include <utility>

namespace herdcore::sim {

using base::ServerIndex;

namespace {

constexpr qsizetype batchBytes = 64 * 1024;
constexpr std::size_t allowedLines = 256; // for a neighbour
constexpr std::uint64_t lookEvery = 64; // events, for looks at every server

} // namespace

SimHerd::SimHerd(const Schedule &schedule, const SimOptions &options)
    : m_world(schedule, options)
{
    int idBytes = 0;
    for (const Action &action : schedule.actions)
        idBytes = std::max(idBytes, action.idBytes);
    // When it turns out that a link is full, a batch of records or of repair is already being written.
    m_allowedBytes = schedule.fullBytes + batchBytes + qsizetype{ 64 } * (idBytes + 200);
}

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
    if (m_world.schedule.tableBytes > 0)
        lookWhetherQuiet();
    outcome.hasDiverged = !runUntilAgreed(m_world.options.patienceNs);
    outcome.convergedNs = nowNs() - healedNs;
    outcome.problem = problem();
    return outcome;
}

QByteArray SimHerd::problem() const
{
    const SimOutcome &outcome = m_world.outcome;
    if (!m_world.oracle.problem().isEmpty())
        return m_world.oracle.problem();
    if (!m_bound.isEmpty())
        return m_bound;
    if (isHopeless())
        return "lines go round for ever";
    if (m_world.schedule.tableBytes > 0)
        return {}; // what one has no room for another may hold
    if (outcome.hasDiverged)
        return "the servers do not agree";
    if (const QByteArray kept = m_world.oracle.kept(m_world.server(0).table()); !kept.isEmpty())
        return "what the user forgot is there: " + kept.left(200);
    if (const QByteArray copy = m_world.oracle.madeUp(m_world.server(0).table());
        m_world.schedule.legacyRounds && !copy.isEmpty())
        return "a copy has replaced what it was made from: " + copy.left(200);
    const QByteArray lost = m_world.oracle.lost(m_world.server(0).table());
    return lost.isEmpty() ? lost : "what a client was told is lost: " + lost.left(200);
}

// What a server has no room for, it is not to ask for again and again.
void SimHerd::lookWhetherQuiet()
{
    constexpr std::uint64_t perLink = 60; // in a minute: some signs of life, and a comparison
    runFor(60 * base::nsPerSecond);
    const std::uint64_t before = m_world.outcome.lines;
    runFor(60 * base::nsPerSecond);
    if (m_world.outcome.lines - before > perLink * m_world.schedule.edges.size() && m_bound.isEmpty())
        m_bound
            = "servers without room are not quiet: " + QByteArray::number(m_world.outcome.lines - before) + " lines";
}

void SimHerd::startAll()
{
    for (const auto &server : m_world.servers)
        server->start();
}

void SimHerd::runFor(std::int64_t ns)
{
    const std::int64_t endNs = nowNs() + ns;
    while (!isHopeless() && m_world.clock.step(endNs)) {
        if (++m_world.outcome.events % lookEvery == 0)
            lookAtMemory();
    }
}

void SimHerd::lookAtMemory()
{
    const Schedule &schedule = m_world.schedule;
    if (schedule.narrowLinksPercent == 0 && schedule.tableBytes == 0 && !schedule.isPerMessage)
        return; // nothing fills
    for (const auto &server : m_world.servers) {
        if (server->unsentToNeighbours() > m_allowedBytes)
            m_bound = "too much is unsent on a link";
        if (server->waitingLines() > allowedLines * m_world.edgeTo.size())
            m_bound = "too many lines wait for connections of their own";
        if (schedule.tableBytes > 0 && server->isAlive()
            && server->table().bytes() > static_cast<std::size_t>(schedule.tableBytes))
            m_bound = "a table is larger than it may be";
    }
}

bool SimHerd::isHopeless() const
{
    return !m_bound.isEmpty() || !m_world.oracle.problem().isEmpty()
        || m_world.outcome.events > m_world.options.maxEvents || m_world.outcome.lines > m_world.options.maxLines;
}

bool SimHerd::runUntilAgreed(std::int64_t withinNs, std::int64_t lookEveryNs)
{
    const std::int64_t endNs = nowNs() + withinNs;
    while (nowNs() < endNs && !isHopeless()) {
        if (m_world.net.bytesUnderWay() == 0 && allAgree())
            return true;
        const std::int64_t lookNs = std::min(endNs, nowNs() + lookEveryNs);
        runFor(lookNs - nowNs());
    }
    return !isHopeless() && allAgree();
}

bool SimHerd::allAgree() const
{
    const auto digestOf = [](const SimServer &server) {
        return server.isAlive() ? server.table().digest() : protocol::Digest();
    };
    const protocol::Digest first = digestOf(m_world.server(0));
    return std::all_of(m_world.servers.begin(), m_world.servers.end(),
        [&](const auto &server) { return server->isAlive() && digestOf(*server) == first; });
}

void SimHerd::act(const Action &action)
{
    using Kind = Action::Kind;
    SimNet &net = m_world.net;
    switch (action.kind) {
    case Kind::Send:
        return m_world.connect(action.server, action.line + '\n');
    case Kind::Burst:
        return burst(action);
    case Kind::Lie:
        return lie(action);
    case Kind::Crowd:
        for (std::int64_t i = 0; i < action.amount; ++i)
            m_world.connect(action.server, {}, true);
        return;
    case Kind::Cut:
        return net.cut(action.edge);
    case Kind::UserCut:
        return setCut(action.edge, true);
    case Kind::Stall:
        return net.stall(action.edge);
    case Kind::BlackHole:
        return impair(action.edge, base::ImpairmentKind::BlackHole, std::nullopt);
    case Kind::DropLines:
        return impair(action.edge, base::ImpairmentKind::Drop, static_cast<int>(action.amount));
    case Kind::Heal:
        return heal(action.edge);
    case Kind::Stop:
        return m_world.server(action.server).stop();
    case Kind::Crash:
        return m_world.server(action.server).crash();
    case Kind::Restart:
        return m_world.server(action.server).start();
    case Kind::Pause:
        return m_world.server(action.server)
            .process()
            .timers.pauseUntil(nowNs() + action.amount * base::nsPerMillisecond);
    case Kind::JumpClock:
        m_world.server(action.server).process().wallOffsetNs += action.amount * base::nsPerMillisecond;
        return;
    case Kind::Forget:
        return m_world.server(action.server).atHost([client = base::ClientId(action.line)](host::ServerHost &host) {
            host.forget(client);
        });
    }
}

void SimHerd::burst(const Action &action)
{
    QByteArray bytes;
    const QByteArray padding(std::max(0, action.idBytes), '~');
    for (int i = 0; i < action.amount; ++i) {
        const QByteArray time = QByteArray::number(1'000 + nowNs() / base::nsPerSecond + i % 3);
        bytes += "IAMAT " + action.line + QByteArray::number(i) + padding + " +1-" + QByteArray::number(i % 90) + ' '
            + time + '\n';
    }
    m_world.connect(action.server, bytes);
}

void SimHerd::lie(const Action &action)
{
    const auto &[a, b] = m_world.schedule.edges[static_cast<std::size_t>(action.edge)];
    const int other = action.server == a ? b : a;
    m_world.connect(
        action.server, "PEER 1 " + nameOf(other).bytes() + ' ' + nameOf(action.server).bytes() + " liar\n", true);
}

void SimHerd::atBothEnds(int edge, const AtLink &what)
{
    const auto &[a, b] = m_world.schedule.edges[static_cast<std::size_t>(edge)];
    for (const auto &[server, neighbour] : { std::pair(a, b), std::pair(b, a) }) {
        m_world.server(server).atHost(
            [what, to = static_cast<ServerIndex>(neighbour)](host::ServerHost &host) { what(host, to); });
    }
}

void SimHerd::impair(int edge, base::ImpairmentKind kind, std::optional<int> lines)
{
    base::Impairment how;
    how.kind = kind;
    how.lines = lines;
    const auto fault = host::LinkImpairment::from(base::FaultNumber{ ++m_lastFault }, how, nowNs());
    m_world.edges[static_cast<std::size_t>(edge)].faults.push_back(fault);
    atBothEnds(edge, [fault](host::ServerHost &host, ServerIndex to) { host.impair(to, fault); });
}

void SimHerd::setCut(int edge, bool isCut)
{
    if (std::exchange(m_world.edges[static_cast<std::size_t>(edge)].isCut, isCut) == isCut)
        return;
    atBothEnds(edge, [isCut](host::ServerHost &host, ServerIndex to) { isCut ? host.cut(to) : host.heal(to); });
}

// Servers dial at once, as they do when a neighbour is known to be back.
void SimHerd::heal(int edge)
{
    m_world.net.heal(edge);
    setCut(edge, false);
    const auto faults = std::exchange(m_world.edges[static_cast<std::size_t>(edge)].faults, {});
    atBothEnds(edge, [faults](host::ServerHost &host, ServerIndex to) {
        for (const host::LinkImpairment &fault : faults)
            host.endFault(to, fault.number);
        host.setNeighbourPort(to, SimSockets::portOf(base::number(to)));
    });
}

void SimHerd::healEverything()
{
    for (const auto &server : m_world.servers) {
        server->process().timers.pauseUntil(0);
        server->start();
    }
    for (std::size_t i = 0; i < m_world.schedule.edges.size(); ++i)
        heal(static_cast<int>(i));
    // Without lasting connections, a server finds out that a neighbour is back when it next has something to send.
    if (m_world.schedule.isPerMessage)
        runFor(5 * base::nsPerSecond); // by then each knows what became of its connections
    for (int i = 0; m_world.schedule.isPerMessage && i < m_world.schedule.servers; ++i)
        m_world.connect(i, "IAMAT last" + QByteArray::number(i) + " +1-1 1000\n");
}

} // namespace herdcore::sim
