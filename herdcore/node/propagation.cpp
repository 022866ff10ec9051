// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/propagation.h"

namespace herdcore::node {

using base::EventId, base::EventKind, base::Reason, base::ServerIndex;

Propagation::Propagation(LocationTable &table, const Links &links, base::ServerName self,
    const protocol::Dialect &dialect, RepairConfig repair)
    : m_links(links)
    , m_forgetting(table)
    , m_flooding(table, links, self, dialect)
    , m_repair(table, m_forgetting, self, repair)
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
    if (protocol::isForgetLine(line))
        return onForget(neighbour, line, cause, effects);
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

// Forgetting

void Propagation::forget(const base::ClientId &client, Effects &effects)
{
    const auto gone = m_forgetting.forget(client);
    Note note{ EventKind::Forgotten, gone ? Reason::None : Reason::NotHeld };
    note.update.client = client;
    if (gone) {
        note.update = gone->update();
        note.bytes = protocol::writeAt(*gone);
    }
    effects.push_back(note);
    if (gone)
        passOnForgotten(*gone, ServerIndex::None, EventId::None, effects);
}

std::optional<protocol::Rejection> Propagation::onForget(
    ServerIndex neighbour, const QByteArray &line, EventId cause, Effects &effects)
{
    const auto records = protocol::parseForget(line);
    if (!records)
        return records.error();
    for (const protocol::Record &gone : m_forgetting.forget(*records)) {
        effects.push_back(Note{
            EventKind::Forgotten, Reason::None, neighbour, {}, gone.update(), cause, 0, protocol::writeAt(gone) });
        passOnForgotten(gone, neighbour, cause, effects);
    }
    return {};
}

bool Propagation::refuseForgotten(const protocol::Record &record, ServerIndex from, const Note &note, Effects &effects)
{
    if (!m_forgetting.isForgotten(record))
        return false;
    effects.push_back(note);
    if (!m_repair.speaks(from))
        return true;
    tellForgotten(record, from, note.cause, effects);
    // Once it has forgotten that, it holds nothing of the client; what is not in the table is left out.
    m_flooding.send(from, { { protocol::clientHash(record.client.bytes()) }, {} }, note.cause, effects);
    return true;
}

void Propagation::passOnForgotten(const protocol::Record &record, ServerIndex from, EventId cause, Effects &effects)
{
    for (const Neighbour &neighbour : m_links.neighbours()) {
        if (neighbour.index != from)
            tellForgotten(record, neighbour.index, cause, effects);
    }
}

// Where the link is full it is not said: a comparison finds that out, and memory stays bounded.
void Propagation::tellForgotten(const protocol::Record &record, ServerIndex neighbour, EventId cause, Effects &effects)
{
    if (!m_repair.speaks(neighbour) || m_flooding.isFull(neighbour))
        return;
    effects.push_back(
        SendToNeighbour{ neighbour, protocol::writeForget({ protocol::holdingOf(record) }), record.update(), cause });
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
