// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What of a HerdState is about links, and about what the user does to them.

#include "herdcore/state/herdstate.h"

#include <algorithm>

namespace herdcore::state {

using namespace herdcore::base;
using herdcore::observe::EventView;

void HerdState::foldFault(const EventView &event, ServerFacts &facts)
{
    switch (event.kind) {
    case EventKind::ServerFrozen:
    case EventKind::ServerThawed:
        facts.isFrozen = event.kind == EventKind::ServerFrozen;
        facts.frozenNs = event.monotonicNs;
        break;
    case EventKind::FaultSet:
    case EventKind::FaultEnded:
    case EventKind::LinkCut:
    case EventKind::LinkHealed:
    case EventKind::ServerStopped:
    case EventKind::ServerCrashed:
        break;
    default: // nothing of the user's doing
        return;
    }
    m_faults.take(event);
    ++m_faultChanges;
}

void HerdState::foldLink(const EventView &event)
{
    LinkEnd *end = findEnd(event.server, event.peer);
    if (!end)
        return;
    end->reason = event.reason;
    if (event.kind == EventKind::LinkCut && end->state != LinkEndState::Cut)
        end->cutNs = event.monotonicNs;
    // The connection of a link that was cut ends as well, and the link stays cut.
    const auto downUnlessCut = end->state == LinkEndState::Cut ? LinkEndState::Cut : LinkEndState::Down;
    end->state = event.kind == EventKind::LinkUp ? LinkEndState::Up
        : event.kind == EventKind::LinkDialling  ? LinkEndState::Dialling
        : event.kind == EventKind::LinkCut       ? LinkEndState::Cut
        : event.kind == EventKind::LinkHealed    ? LinkEndState::Down
                                                 : downUnlessCut;
    // Of what an external server sees of the link, our end's word is all there is.
    if (server(event.peer).isExternal)
        *findEnd(event.peer, event.server)
            = { end->state, end->reason, findEnd(event.peer, event.server)->linesOut, end->cutNs };
}

void HerdState::foldLine(const EventView &event, ServerFacts &facts)
{
    if (event.kind == EventKind::LineReceived) {
        ++facts.linesIn;
        if (LinkEnd *end = findEnd(event.peer, event.server)) {
            end->underWay = qMax(0, end->underWay - 1);
            end->linesOut += server(event.peer).isExternal;
        }
        return;
    }
    LinkEnd *const end = findEnd(event.server, event.peer);
    if (event.kind == EventKind::LineLost) {
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

bool HerdState::isCut(herdcore::profile::LinkProfile link) const
{
    return linkEnd(link.a, link.b).state == LinkEndState::Cut || linkEnd(link.b, link.a).state == LinkEndState::Cut;
}

bool HerdState::isDisturbed(herdcore::profile::LinkProfile link) const
{
    const auto &all = m_faults.faults();
    return std::any_of(all.begin(), all.end(), [&link](const auto &fault) {
        return (fault.from == link.a && fault.to == link.b) || (fault.from == link.b && fault.to == link.a);
    });
}

} // namespace herdcore::state
