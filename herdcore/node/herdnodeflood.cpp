// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// HerdNode's part between servers: lines of neighbours, what is learnt from them, and passing it on.

#include "herdcore/node/herdnode.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace herdcore::node {

using base::EventKind, base::Reason, base::ServerIndex;
using Outcome = LocationTable::Outcome;

namespace {

bool contains(const std::vector<base::ServerName> &names, const base::ServerName &name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

void HerdNode::onNeighbourLine(Input input, QByteArray line, base::Moment now)
{
    if (isClaimed(line))
        finishNeighbourLine(input, now); // what was begun has no second half
    const bool goesOn = std::any_of(m_dialects.begin(), m_dialects.end(),
        [&line](const auto *dialect) { return dialect->claims(line) && dialect->isIncomplete(line); });
    line.prepend(input.connection.unfinished);
    input.connection.unfinished = goesOn ? line : QByteArray();
    if (!goesOn)
        onFlood(input, line, now);
}

void HerdNode::finishNeighbourLine(Input input, base::Moment now)
{
    const QByteArray line = std::exchange(input.connection.unfinished, {});
    if (!line.isEmpty())
        onFlood(input, line, now);
}

void HerdNode::onFlood(Input input, const QByteArray &line, base::Moment now)
{
    auto flood = parseFlood(line);
    if (!flood) {
        reject(input, flood.error(), line);
        return;
    }
    protocol::Record &record = flood.value().record;
    if (record.origin.isEmpty()) {
        record.origin = m_config.name;
        record.difference = base::signedSeconds(now.wallNs - record.time.ns);
    }
    ServerIndex from = m_links.neighbourOn(input.id);
    if (from == ServerIndex::None && !flood->visited.empty())
        from = m_links.find(flood->visited.back());
    if (m_config.dialect->dropsOwnName() && contains(flood->visited, m_config.name))
        input.effects.push_back(
            Note{ EventKind::Duplicate, Reason::OwnNameVisited, from, input.id, record.update(), input.cause });
    else
        learn(input, *flood, from, now);
}

// Dialects share first words: the first that understands the line has it.
protocol::Parsed<protocol::Flood> HerdNode::parseFlood(QByteArrayView line) const
{
    std::optional<protocol::Rejection> rejection;
    for (const protocol::Dialect *dialect : m_dialects) {
        if (!dialect->claims(line))
            continue;
        auto flood = dialect->parse(line);
        if (flood)
            return flood;
        if (!rejection)
            rejection = flood.error();
    }
    return rejection.value_or(protocol::Rejection{ Reason::UnknownVerb, {} });
}

Outcome HerdNode::learn(Input input, const protocol::Flood &flood, ServerIndex from, base::Moment now)
{
    const protocol::Record &record = flood.record;
    const Outcome outcome = m_table.merge(record);
    const bool isFresh = outcome == Outcome::Fresh || outcome == Outcome::FreshConflict;
    Note note{ EventKind::Learned, Reason::None, from, input.id, record.update(), input.cause };
    if (isFresh) {
        note.bytes = protocol::writeAt(record);
        const auto noteAt = input.effects.size();
        input.effects.push_back(note);
        const std::int32_t sends = sendOn(input, flood, from);
        std::get<Note>(input.effects[noteAt]).count = sends;
        if (record.time.ns - now.wallNs > m_config.futureBoundNs) {
            note.kind = EventKind::FutureTime;
            input.effects.push_back(note);
        }
    }
    if (isFresh && outcome != Outcome::FreshConflict)
        return outcome;
    if (outcome == Outcome::Full) {
        note.kind = EventKind::Rejected;
        note.reason = Reason::TooManyClientsKnown;
    } else {
        note.kind = outcome == Outcome::Duplicate ? EventKind::Duplicate
            : outcome == Outcome::Stale           ? EventKind::Stale
                                                  : EventKind::Conflict;
        note.bytes = protocol::writeAt(*m_table.find(record.client));
    }
    // A client that is refused for lack of room is told by its own rejection.
    if (outcome != Outcome::Full || input.connection.isServers)
        input.effects.push_back(note);
    return outcome;
}

std::int32_t HerdNode::sendOn(Input input, const protocol::Flood &flood, ServerIndex from)
{
    // As the table holds it: a label may have been given.
    protocol::Flood onward{ *m_table.find(flood.record.client), flood.visited };
    onward.visited.push_back(m_config.name);
    std::int32_t sends = 0;
    for (const Neighbour &neighbour : m_links.neighbours()) {
        const bool isSpared = dialectOf(neighbour).sparesVisited() && contains(flood.visited, neighbour.name);
        if (neighbour.index == from || isSpared || (neighbour.isPersistent && !m_links.isUp(neighbour.index)))
            continue;
        ++sends;
        Peer *const slow = findPeer(neighbour.index);
        if (slow && (slow->isFull || !slow->outbox.isEmpty()))
            slow->outbox.add(onward.record.client);
        else
            input.effects.push_back(message(neighbour, onward, input.cause));
    }
    return sends;
}

const protocol::Dialect &HerdNode::dialectOf(const Neighbour &neighbour) const
{
    return neighbour.dialect ? *neighbour.dialect : *m_config.dialect;
}

SendToNeighbour HerdNode::message(const Neighbour &neighbour, const protocol::Flood &onward, base::EventId cause) const
{
    return { neighbour.index, dialectOf(neighbour).write(onward), onward.record.update(), cause };
}

} // namespace herdcore::node
