// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/plainneighbours.h"

#include <algorithm>
#include <limits>

namespace herdcore::node {

using base::ConnectionId, base::Reason, base::ServerIndex;

void PlainNeighbours::onDialled(ServerIndex neighbour, ConnectionId connection)
{
    m_states[neighbour].greetedOn = connection;
}

void PlainNeighbours::onSpoke(ConnectionId connection)
{
    for (auto &[neighbour, state] : m_states) {
        if (state.greetedOn == connection)
            state = { ConnectionId::None, state.hasGreeted };
    }
}

void PlainNeighbours::onGreeted(ServerIndex neighbour)
{
    m_states[neighbour] = { ConnectionId::None, true };
}

void PlainNeighbours::onAnswered(ServerIndex neighbour)
{
    State &state = m_states[neighbour];
    state.isPlain = true;
    state.mayGreetLater = false;
}

ServerIndex PlainNeighbours::onClosed(ConnectionId connection, Reason reason)
{
    const auto found = std::find_if(
        m_states.begin(), m_states.end(), [connection](const auto &one) { return one.second.greetedOn == connection; });
    if (connection == ConnectionId::None || found == m_states.end())
        return ServerIndex::None;
    State &state = found->second;
    state.greetedOn = ConnectionId::None;
    state.closed += reason == Reason::EndOfInput;
    state.silent += reason == Reason::FirstLineTimeout;
    if (state.hasGreeted || state.isPlain || (state.closed < closings && state.silent < silences))
        return ServerIndex::None;
    state.isPlain = state.mayGreetLater = true;
    state.sinceNs.reset();
    return found->first;
}

bool PlainNeighbours::isPlain(ServerIndex neighbour) const
{
    const auto found = m_states.find(neighbour);
    return found != m_states.end() && found->second.isPlain;
}

// The counts stay: this time it need not do so again and again.
std::vector<ServerIndex> PlainNeighbours::toGreetAgain(std::int64_t nowNs)
{
    std::vector<ServerIndex> due;
    for (auto &[neighbour, state] : m_states) {
        if (!state.isPlain || !state.mayGreetLater)
            continue;
        if (!state.sinceNs)
            state.sinceNs = nowNs;
        if (nowNs - *state.sinceNs < againNs)
            continue;
        state.isPlain = state.mayGreetLater = false;
        due.push_back(neighbour);
    }
    return due;
}

std::int64_t PlainNeighbours::nextNs() const
{
    std::int64_t next = std::numeric_limits<std::int64_t>::max();
    for (const auto &[neighbour, state] : m_states) {
        if (state.isPlain && state.mayGreetLater)
            next = std::min(next, state.sinceNs ? *state.sinceNs + againNs : 0);
    }
    return next;
}

} // namespace herdcore::node
