// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simnet.h"

#include "herdcore/base/time.h"

#include <algorithm>

namespace herdcore::sim {

using base::ConnectionId;

namespace {

constexpr std::int64_t msNs = base::nsPerMillisecond;

} // namespace

void SimClock::at(std::int64_t ns, std::function<void()> act)
{
    m_events.push({ std::max(ns, m_nowNs), ++m_asked, std::move(act) });
}

bool SimClock::step(std::int64_t untilNs)
{
    if (m_events.empty() || m_events.top().atNs > untilNs) {
        m_nowNs = std::max(m_nowNs, untilNs);
        return false;
    }
    const std::function<void()> act = m_events.top().act;
    m_nowNs = m_events.top().atNs;
    m_events.pop();
    act();
    return true;
}

SimNet::SimNet(const Schedule &schedule, SimClock &clock, Owner &owner)
    : m_clock(clock)
    , m_owner(owner)
    , m_random(schedule.seed ^ 0x6e6574)
{
    for (const auto &[a, b] : schedule.edges) {
        m_edgeOf[{ a, b }] = static_cast<int>(m_edges.size());
        Edge &edge = m_edges.emplace_back();
        const std::int64_t most = m_random.chance(schedule.slowLinksPercent) ? 50 * msNs : 2 * msNs;
        for (std::int64_t &delay : edge.delayNs)
            delay = m_random.between(msNs / 10, most);
    }
}

std::optional<int> SimNet::edgeBetween(int a, int b) const
{
    const auto found = m_edgeOf.find({ std::min(a, b), std::max(a, b) });
    return found == m_edgeOf.end() ? std::nullopt : std::optional(found->second);
}

bool SimNet::isWhole(int edge) const
{
    const Edge &it = m_edges[index(edge)];
    return !it.isCut && !it.isBlackHole;
}

ConnectionId SimNet::dial(int server, int neighbour)
{
    const std::uint64_t number = ++m_lastConnection;
    const int edge = *edgeBetween(server, neighbour);
    Connection &connection = m_connections[number];
    connection.edge = edge;
    connection.server[0] = server;
    connection.server[1] = neighbour;
    const std::int64_t roundTripNs = m_edges[index(edge)].delayNs[0] + m_edges[index(edge)].delayNs[1];
    m_clock.in(roundTripNs, [this, number] {
        const auto found = m_connections.find(number);
        Connection &dialled = found->second;
        dialled.isPending = false;
        const auto [caller, called] = std::pair(dialled.server[0], dialled.server[1]);
        if (!isWhole(dialled.edge) || !dialled.isWhole || !m_owner.isAlive(called) || !m_owner.isAlive(caller)) {
            m_connections.erase(found);
            if (m_owner.isAlive(caller))
                m_owner.onDialFailed(caller, called);
            return;
        }
        dialled.isOpen[0] = dialled.isOpen[1] = true;
        m_owner.onDialled(caller, called, idOf(number, 0));
    });
    return idOf(number, 0);
}

// After whatever is under way to that end, and a little more or less.
std::int64_t SimNet::arrivalNs(Connection &connection, int atEnd)
{
    const Edge &edge = m_edges[index(connection.edge)];
    const std::int64_t delay = edge.delayNs[connection.server[0] < connection.server[1] ? atEnd : 1 - atEnd];
    const std::int64_t soonest = m_clock.nowNs() + delay + m_random.between(0, delay / 4);
    return connection.lastArrivalNs[atEnd] = std::max(soonest, connection.lastArrivalNs[atEnd]);
}

void SimNet::send(ConnectionId from, const QByteArray &line)
{
    const std::uint64_t number = base::number(from) / 2;
    const int toEnd = base::number(from) % 2 == 0 ? 1 : 0;
    const auto found = m_connections.find(number);
    if (found == m_connections.end() || !found->second.isWhole || !found->second.isOpen[1 - toEnd])
        return;
    Edge &edge = m_edges[index(found->second.edge)];
    if (edge.isBlackHole || edge.linesToDrop > 0) {
        edge.linesToDrop -= edge.linesToDrop > 0 && !edge.isBlackHole;
        return;
    }
    ++m_underWay;
    m_clock.at(arrivalNs(found->second, toEnd), [this, number, toEnd, line] {
        --m_underWay;
        const auto still = m_connections.find(number);
        if (still != m_connections.end() && still->second.isWhole && still->second.isOpen[toEnd])
            m_owner.onLine(still->second.server[toEnd], idOf(number, toEnd), line);
    });
}

void SimNet::close(ConnectionId end, bool atOnce)
{
    const std::uint64_t number = base::number(end) / 2;
    const int ownEnd = static_cast<int>(base::number(end) % 2);
    const auto found = m_connections.find(number);
    if (found == m_connections.end())
        return;
    Connection &connection = found->second;
    const bool isReached = connection.isWhole && isWhole(connection.edge);
    // Without a way to tell, the other end finds out by itself, or never.
    if (isReached && connection.isOpen[1 - ownEnd])
        closeEnd(number, 1 - ownEnd, atOnce ? m_clock.nowNs() + msNs : arrivalNs(connection, 1 - ownEnd));
    closeEnd(number, ownEnd, m_clock.nowNs());
}

void SimNet::closeEnd(std::uint64_t number, int end, std::int64_t atNs)
{
    m_clock.at(atNs, [this, number, end] {
        const auto found = m_connections.find(number);
        if (found == m_connections.end() || !found->second.isOpen[end])
            return;
        found->second.isOpen[end] = false;
        const auto [own, other] = std::pair(found->second.server[end], found->second.server[1 - end]);
        if (!found->second.isOpen[1 - end])
            m_connections.erase(found);
        if (m_owner.isAlive(own))
            m_owner.onClosed(own, other, idOf(number, end));
    });
}

void SimNet::serverDied(int server)
{
    for (auto &[number, connection] : m_connections) {
        for (const int end : { 0, 1 }) {
            if (connection.server[end] != server)
                continue;
            connection.isOpen[end] = false;
            if (connection.isWhole && isWhole(connection.edge) && connection.isOpen[1 - end])
                closeEnd(number, 1 - end, m_clock.nowNs() + m_random.between(msNs / 10, 20 * msNs));
            connection.isWhole = false;
        }
    }
    std::erase_if(m_connections,
        [](const auto &one) { return !one.second.isPending && !one.second.isOpen[0] && !one.second.isOpen[1]; });
}

void SimNet::cut(int edge)
{
    if (m_edges[index(edge)].isCut)
        return;
    m_edges[index(edge)].isCut = true;
    for (auto &[number, connection] : m_connections) {
        if (connection.edge != edge || !connection.isWhole)
            continue;
        connection.isWhole = false;
        for (const int end : { 0, 1 })
            closeEnd(
                number, end, m_clock.nowNs() + m_random.between(0, m_random.chance(20) ? 2'000 * msNs : 20 * msNs));
    }
}

void SimNet::heal(int edge)
{
    Edge &it = m_edges[index(edge)];
    it.isCut = it.isBlackHole = false;
    it.linesToDrop = 0;
}

} // namespace herdcore::sim
