// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/propagation.h"

namespace herdcore::node {

using base::EventId, base::EventKind, base::Reason, base::ServerIndex;

Propagation::Propagation(const LocationTable &table, const Links &links, base::ServerName self,
    const protocol::Dialect &dialect, RepairConfig repair)
    : m_links(links)
    , m_flooding(table, links, self, dialect)
    , m_repair(table, self, repair)
{ }

std::int32_t Propagation::spread(const protocol::Flood &flood, ServerIndex from, EventId cause, Effects &effects)
{
    if (m_repair.isFilling(from))
        return m_flooding.floodLater(flood, from);
    return m_flooding.flood(flood, from, cause, effects);
}

void Propagation::onLinkUp(ServerIndex neighbour, bool greets, base::Moment now, EventId cause, Effects &effects)
{
    m_flooding.forget(neighbour);
    say(neighbour, m_repair.onLinkUp(neighbour, m_links.neighbour(neighbour).name, greets, now.monotonicNs), cause,
        effects);
}

void Propagation::onLinkDown(ServerIndex neighbour, Effects &effects)
{
    m_repair.onLinkDown(neighbour);
    m_flooding.forget(neighbour);
    m_flooding.sendWhatWaits(effects);
}

void Propagation::onLinkWritable(ServerIndex neighbour, base::Moment now, Effects &effects)
{
    if (m_flooding.takeWholeTable(neighbour))
        say(neighbour, m_repair.compareAnew(neighbour, now.monotonicNs), EventId::None, effects);
    m_flooding.onWritable(neighbour, effects);
    sayMore(neighbour, EventId::None, effects);
}

std::optional<protocol::Rejection> Propagation::onRepairLine(
    ServerIndex neighbour, const QByteArray &line, base::Moment now, EventId cause, Effects &effects)
{
    const auto answer = m_repair.onLine(neighbour, line, now.monotonicNs);
    if (!answer)
        return answer.error();
    say(neighbour, *answer, cause, effects);
    if (m_repair.takeDiffers(neighbour))
        effects.push_back(Note{ EventKind::RepairDiffers, Reason::None, neighbour, {}, {}, cause });
    if (!m_repair.isFilling(neighbour))
        m_flooding.sendWhatWaits(effects);
    sayMore(neighbour, cause, effects);
    return {};
}

std::vector<Repair::Due> Propagation::onTimer(base::Moment now, Effects &effects)
{
    m_flooding.sendWhatWaits(effects); // however long it is being filled
    return m_repair.onTimer(now.monotonicNs);
}

void Propagation::say(ServerIndex neighbour, const Repair::Reply &reply, EventId cause, Effects &effects)
{
    for (const QByteArray &line : reply.lines)
        effects.push_back(SendToNeighbour{ neighbour, line, {}, cause });
    m_flooding.send(neighbour, reply.records, cause, effects);
}

void Propagation::sayMore(ServerIndex neighbour, EventId cause, Effects &effects)
{
    if (m_flooding.isIdle(neighbour))
        say(neighbour, m_repair.onIdle(neighbour), cause, effects);
}

} // namespace herdcore::node
