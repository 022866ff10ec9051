// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/state/updatetracer.h"

#include <algorithm>
#include <utility>

namespace herdcore::state {

using namespace herdcore::base;
using herdcore::observe::EventView;

UpdateTracer::UpdateTracer(UpdateKey update, int servers)
{
    m_summary.update = std::move(update);
    m_summary.servers = servers;
}

void UpdateTracer::fold(const EventView &event)
{
    // A line is logged as received before it is parsed, so it may not know its update: what it was sent as does.
    if (event.kind == EventKind::LineReceived)
        return received(event);
    if (event.updateTimeNs != m_summary.update.timeNs || event.client != m_summary.update.client.bytes())
        return;
    switch (event.kind) {
    case EventKind::LineSent:
        if (event.peer == ServerIndex::None)
            break; // an answer to a client
        ++m_summary.sends;
        m_sent.insert(event.id);
        break;
    case EventKind::LineLost:
        ++m_summary.lost;
        break;
    case EventKind::Learned:
        learned(event);
        break;
    case EventKind::Duplicate:
    case EventKind::Stale:
    case EventKind::Conflict:
        unneeded(event);
        break;
    default:
        break; // about the update, but not about its way
    }
}

void UpdateTracer::received(const EventView &event)
{
    if (event.peer != ServerIndex::None && event.cause != EventId::None && m_sent.contains(event.cause))
        m_received.insert(event.id, event.peer);
}

ServerIndex UpdateTracer::takeSender(const EventView &decision)
{
    // A record that wins against another place at the same time is learned and a conflict: one delivery.
    if (decision.cause != EventId::None) {
        if (m_judged.contains(decision.cause))
            return ServerIndex::None;
        m_judged.insert(decision.cause);
    }
    return decision.peer != ServerIndex::None ? decision.peer : m_received.value(decision.cause, ServerIndex::None);
}

void UpdateTracer::learned(const EventView &event)
{
    const bool first = !m_summary.reached.contains(event.server);
    const ServerIndex from = takeSender(event);
    if (from != ServerIndex::None) {
        ++m_summary.useful;
        auto &edges = first ? m_summary.tree : m_summary.repeats; // not the first: it had forgotten, and learned again
        edges.push_back({ from, event.server });
    }
    if (!first)
        return;
    if (m_summary.reached.isEmpty())
        m_firstNs = event.monotonicNs;
    const int hops = from == ServerIndex::None ? 0 : m_summary.reached.value(from).hops + 1;
    const std::int64_t afterNs = event.monotonicNs - m_firstNs;
    m_summary.hops = std::max(m_summary.hops, hops);
    m_summary.tookNs = std::max(m_summary.tookNs, afterNs);
    m_summary.reached.insert(event.server, { hops, afterNs });
}

void UpdateTracer::unneeded(const EventView &event)
{
    const ServerIndex from = takeSender(event);
    if (from == ServerIndex::None) {
        m_summary.older += event.kind == EventKind::Stale;
        m_summary.repeated += event.kind == EventKind::Duplicate;
        return;
    }
    ++m_summary.redundant;
    m_summary.repeats.push_back({ from, event.server });
}

} // namespace herdcore::state
