// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/restraints.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace herdcore::host {

using base::Reason;

namespace {

std::vector<QHostAddress> hostsOf(const std::vector<NeighbourAddress> &neighbours)
{
    std::vector<QHostAddress> hosts;
    std::transform(neighbours.begin(), neighbours.end(), std::back_inserter(hosts),
        [](const NeighbourAddress &neighbour) { return neighbour.host; });
    return hosts;
}

} // namespace

Restraints::Restraints(HostCore &core)
    : m_core(core)
    , m_bytes(core.config.limits)
    , m_addresses(core.config.limits.address, hostsOf(core.config.neighbours))
{ }

Reason Restraints::enter(const QHostAddress &address, std::size_t connections)
{
    if (connections >= static_cast<std::size_t>(m_core.config.limits.connections))
        return Reason::ServerFull;
    if (m_addresses.isOn() && !m_addresses.enter(address, nowNs()))
        return Reason::TooManyFromAddress;
    if (m_core.context.budget.tryTake())
        return Reason::None;
    if (m_addresses.isOn())
        m_addresses.leave(address, nowNs());
    return Reason::ServerFull;
}

void Restraints::leave(HostConnection &connection)
{
    if (std::exchange(connection.isCountedByAddress, false))
        m_addresses.leave(connection.line->peerAddress(), nowNs());
}

bool Restraints::isCounted(const HostConnection &connection) const
{
    return m_addresses.isOn() && connection.role == HostConnection::Role::Client;
}

void Restraints::afterLine(HostConnection &connection)
{
    connection.waiting.set(m_core.node.waitingBytes(connection.line->id()));
    if (isCounted(connection))
        m_addresses.countLine(connection.line->peerAddress(), nowNs());
    if (!connection.isPaused && !mayRead(connection)) {
        connection.isPaused = true;
        connection.line->setReading(false);
    }
}

void Restraints::afterAnswer(HostConnection &connection)
{
    connection.waiting.set(m_core.node.waitingBytes(connection.line->id()));
    readAgain(connection);
}

bool Restraints::mayRead(const HostConnection &connection)
{
    // Answers that wait for places, and those behind them, are kept; there must not be more and more of them.
    if (m_core.node.waitingAnswers(connection.line->id()) >= m_core.config.limits.waitingAnswers)
        return false;
    if (connection.isRestrained() && m_bytes.isTight() && connection.owedBytes() > 0)
        return false;
    return !isCounted(connection) || m_addresses.maySendLine(connection.line->peerAddress(), nowNs());
}

void Restraints::readAgain(HostConnection &connection)
{
    if (!connection.isPaused || !mayRead(connection))
        return;
    connection.isPaused = false;
    connection.line->setReading(true);
}

bool Restraints::mayAskPlaces(const HostConnection &connection)
{
    return !isCounted(connection) || m_addresses.mayAskPlaces(connection.line->peerAddress(), nowNs());
}

} // namespace herdcore::host
