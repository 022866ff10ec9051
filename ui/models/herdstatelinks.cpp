// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What of a HerdState is about links, and about what the user does to them.

#include "ui/models/herdstate.h"

#include <algorithm>

namespace ui {

using namespace herdcore::base;
using herdcore::observe::Entry;

void HerdState::foldFault(const Entry &entry, ServerFacts &facts)
{
    switch (entry.kind) {
    case ObservationKind::ServerFrozen:
    case ObservationKind::ServerThawed:
        facts.isFrozen = entry.kind == ObservationKind::ServerFrozen;
        facts.frozenNs = entry.monotonicNs;
        break;
    case ObservationKind::FaultSet:
    case ObservationKind::FaultEnded:
    case ObservationKind::LinkCut:
    case ObservationKind::LinkHealed:
    case ObservationKind::ServerStopped:
    case ObservationKind::ServerCrashed:
        break;
    default: // nothing of the user's doing
        return;
    }
    m_faults.take(entry);
    ++m_faultChanges;
}

void HerdState::foldLink(const Entry &entry)
{
    LinkEnd *end = findEnd(entry.server, entry.peer);
    if (!end)
        return;
    end->reason = entry.reason;
    if (entry.kind == ObservationKind::LinkCut && end->state != LinkEndState::Cut)
        end->cutNs = entry.monotonicNs;
    // The connection of a link that was cut ends as well, and the link stays cut.
    const auto downUnlessCut = end->state == LinkEndState::Cut ? LinkEndState::Cut : LinkEndState::Down;
    end->state = entry.kind == ObservationKind::LinkUp ? LinkEndState::Up
        : entry.kind == ObservationKind::LinkDialling  ? LinkEndState::Dialling
        : entry.kind == ObservationKind::LinkCut       ? LinkEndState::Cut
        : entry.kind == ObservationKind::LinkHealed    ? LinkEndState::Down
                                                       : downUnlessCut;
    // Of what a foreign server sees of the link, our end's word is all there is.
    if (server(entry.peer).isForeign)
        *findEnd(entry.peer, entry.server)
            = { end->state, end->reason, findEnd(entry.peer, entry.server)->linesOut, end->cutNs };
}

void HerdState::foldLine(const Entry &entry, ServerFacts &facts)
{
    if (entry.kind == ObservationKind::LineReceived) {
        ++facts.linesIn;
        if (LinkEnd *end = findEnd(entry.peer, entry.server)) {
            end->underWay = qMax(0, end->underWay - 1);
            end->linesOut += server(entry.peer).isForeign;
        }
        return;
    }
    LinkEnd *const end = findEnd(entry.server, entry.peer);
    if (entry.kind == ObservationKind::LineLost) {
        if (end)
            end->underWay = qMax(0, end->underWay - 1);
        return;
    }
    ++facts.linesOut;
    if (end) {
        ++end->linesOut;
        ++end->underWay;
    }
}

LinkEnd *HerdState::findEnd(ServerIndex server, ServerIndex peer)
{
    const auto it = m_linkEnds.find({ server, peer });
    return it == m_linkEnds.end() ? nullptr : &it->second;
}

const LinkEnd &HerdState::linkEnd(ServerIndex server, ServerIndex peer) const
{
    static const LinkEnd none;
    const auto it = m_linkEnds.find({ server, peer });
    return it == m_linkEnds.end() ? none : it->second;
}

bool HerdState::isCut(herdcore::herd::LinkProfile link) const
{
    return linkEnd(link.a, link.b).state == LinkEndState::Cut || linkEnd(link.b, link.a).state == LinkEndState::Cut;
}

bool HerdState::isDisturbed(herdcore::herd::LinkProfile link) const
{
    const auto &all = m_faults.faults();
    return std::any_of(all.begin(), all.end(), [&link](const auto &fault) {
        return (fault.from == link.a && fault.to == link.b) || (fault.from == link.b && fault.to == link.a);
    });
}

} // namespace ui
