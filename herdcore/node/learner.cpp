// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/learner.h"

#include "herdcore/node/nodeconfig.h"

#include <utility>

namespace herdcore::node {

using base::EventId, base::EventKind, base::Reason, base::ServerIndex;
using Outcome = LocationTable::Outcome;

namespace {

Note noteOf(EventKind kind, Reason reason, const protocol::Record &record, const Learner::Source &source)
{
    return { kind, reason, source.speaker, source.connection, record.update(), source.cause };
}

} // namespace

Learner::Learner(const NodeConfig &config, LocationTable &table, Propagation &propagation)
    : m_config(config)
    , m_table(table)
    , m_propagation(propagation)
    , m_circulation(config.neighbours.size())
{ }

Outcome Learner::learn(protocol::Flood flood, const Source &source, base::Moment now, Effects &effects)
{
    protocol::Record &record = flood.record;
    const Outcome outcome = m_table.merge(record);
    const bool isFresh = outcome == Outcome::Fresh || outcome == Outcome::FreshConflict;
    Note note = noteOf(EventKind::Learned, Reason::None, record, source);
    if (isFresh) {
        note.bytes = protocol::writeAt(record);
        const auto noteAt = effects.size();
        effects.push_back(note);
        const std::int32_t sends = m_propagation.spread(flood, source.from, source.cause, effects);
        std::get<Note>(effects[noteAt]).count = sends;
        if (isFuture(record, now)) {
            note.kind = EventKind::FutureTime;
            effects.push_back(note);
        }
    }
    if (isFresh && outcome != Outcome::FreshConflict)
        return outcome;
    if (outcome == Outcome::Full) {
        noteFull(source.cause, effects);
        note.kind = EventKind::Rejected;
        note.reason = Reason::TooManyClientsKnown;
    } else {
        note.kind = outcome == Outcome::Duplicate ? EventKind::Duplicate
            : outcome == Outcome::Stale           ? EventKind::Stale
                                                  : EventKind::Conflict;
        note.bytes = protocol::writeAt(m_table.stored(record.client)->borrowed());
    }
    // A client that is refused for lack of room gets its own rejection.
    if (outcome != Outcome::Full || source.isServers)
        effects.push_back(note);
    return outcome;
}

bool Learner::circulates(const protocol::Record &record, const Source &source, base::Moment now, Effects &effects)
{
    const Circulation::Verdict copies = m_circulation.onCopy(record.update(), now.monotonicNs);
    if (copies.toTell > 0) {
        Note note = noteOf(EventKind::CopiesCirculate, Reason::None, record, source);
        note.count = copies.toTell;
        note.bytes = record.client.bytes();
        effects.push_back(std::move(note));
    }
    if (copies.circulates)
        effects.push_back(noteOf(EventKind::Duplicate, Reason::CopiesKeepComing, record, source));
    return copies.circulates;
}

bool Learner::refusesForgotten(const protocol::Record &record, const Source &source, Effects &effects)
{
    const Note note = noteOf(EventKind::Duplicate, Reason::ForgottenByUser, record, source);
    return m_propagation.refuseForgotten(record, source.from, note, effects);
}

// Once, until the user has made room.
void Learner::noteFull(EventId cause, Effects &effects)
{
    if (std::exchange(m_isFullNoted, true))
        return;
    const auto count = static_cast<std::int32_t>(m_table.size());
    effects.push_back(
        Note{ EventKind::TableFull, Reason::None, ServerIndex::None, base::ConnectionId::None, {}, cause, count });
}

bool Learner::isFuture(const protocol::Record &record, base::Moment now) const
{
    return record.time.ns - now.wallNs > m_config.futureBoundNs;
}

} // namespace herdcore::node
