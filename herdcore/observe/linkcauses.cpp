// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/linkcauses.h"

#include <algorithm>

namespace herdcore::observe {

using base::ObservationId, base::ObservationKind, base::ServerIndex;

namespace {

constexpr qsizetype notThere = -1;

template <typename List> qsizetype firstEqual(const List &sent, const QByteArray &bytes)
{
    const auto found = std::find_if(sent.cbegin(), sent.cend(), [&](const auto &s) { return s.bytes == bytes; });
    return found == sent.cend() ? notThere : found - sent.cbegin();
}

template <typename Lanes> auto laneOf(Lanes &lanes, ServerIndex from)
{
    return std::find_if(lanes.begin(), lanes.end(), [&](const auto &lane) { return lane.from == from; });
}

} // namespace

void LinkCauses::resolve(Observation &observation)
{
    switch (observation.kind) {
    case ObservationKind::LineSent:
        return remember(observation);
    case ObservationKind::LineReceived:
        return received(observation);
    case ObservationKind::LineLost:
        return lost(observation);
    case ObservationKind::LinkDown:
        if (Inbox *own = inbox(observation.server))
            forgetLane(*own, observation.peer);
        return;
    case ObservationKind::ServerCrashed:
    case ObservationKind::ServerStopped:
        if (Inbox *own = inbox(observation.server))
            *own = {};
        return;
    case ObservationKind::ServerListening:
    case ObservationKind::ListenFailed:
    case ObservationKind::ClientConnected:
    case ObservationKind::ClientClosed:
    case ObservationKind::LinkDialling:
    case ObservationKind::LinkUp:
    case ObservationKind::LinkCut:
    case ObservationKind::LinkHealed:
    case ObservationKind::LinkRefused:
    case ObservationKind::FaultSet:
    case ObservationKind::FaultEnded:
    case ObservationKind::ServerFrozen:
    case ObservationKind::ServerThawed:
    case ObservationKind::JournalRead:
    case ObservationKind::JournalDamaged:
    case ObservationKind::Learned:
    case ObservationKind::Duplicate:
    case ObservationKind::Stale:
    case ObservationKind::Conflict:
    case ObservationKind::FutureTime:
    case ObservationKind::Rejected:
    case ObservationKind::PlacesAsked:
    case ObservationKind::PlacesAnswered:
    case ObservationKind::ForeignStarted:
    case ObservationKind::ForeignOutput:
    case ObservationKind::ForeignEnded:
    case ObservationKind::SayConnected:
    case ObservationKind::SaySent:
    case ObservationKind::SayReceived:
    case ObservationKind::SayEnded:
    case ObservationKind::LogDropped:
    case ObservationKind::LogResumed:
        return;
    }
}

LinkCauses::Inbox *LinkCauses::inbox(ServerIndex receiver)
{
    if (receiver == ServerIndex::None)
        return nullptr;
    const auto index = static_cast<std::size_t>(number(receiver));
    if (index >= m_inboxes.size())
        m_inboxes.resize(index + 1);
    return &m_inboxes[index];
}

void LinkCauses::remember(const Observation &sent)
{
    Inbox *to = inbox(sent.peer);
    if (to == nullptr || sent.server == ServerIndex::None)
        return; // said to a client
    auto lane = laneOf(to->lanes, sent.server);
    if (lane == to->lanes.end())
        lane = to->lanes.insert(lane, Lane{ sent.server, {} });
    lane->sent.append({ sent.id, sent.bytes, sent.update });
    if (++to->remembered > maxRemembered)
        forgetOldest(*to);
}

void LinkCauses::received(Observation &observation)
{
    Inbox *own = inbox(observation.server);
    if (own == nullptr || own->remembered == 0)
        return;
    Lane *found = nullptr;
    qsizetype at = notThere;
    for (Lane &lane : own->lanes) {
        if (observation.peer != ServerIndex::None && lane.from != observation.peer)
            continue;
        const qsizetype here = firstEqual(lane.sent, observation.bytes);
        if (here != notThere && (found == nullptr || lane.sent[here].id < found->sent[at].id)) {
            found = &lane;
            at = here;
        }
    }
    if (found == nullptr)
        return;
    if (observation.cause == ObservationId::None)
        observation.cause = found->sent[at].id;
    if (observation.update.isNull())
        observation.update = found->sent[at].update;
    observation.peer = found->from;
    const qsizetype lostUnseen = std::max<qsizetype>(0, at - overtakers);
    found->sent.removeAt(at);
    found->sent.remove(0, lostUnseen);
    own->remembered -= static_cast<std::size_t>(lostUnseen + 1);
}

void LinkCauses::lost(const Observation &observation)
{
    Inbox *to = inbox(observation.peer);
    if (to == nullptr)
        return;
    const auto lane = laneOf(to->lanes, observation.server);
    if (lane == to->lanes.end())
        return;
    const qsizetype at = firstEqual(lane->sent, observation.bytes);
    if (at == notThere)
        return;
    lane->sent.removeAt(at);
    --to->remembered;
}

void LinkCauses::forgetOldest(Inbox &inbox)
{
    Lane *oldest = nullptr;
    for (Lane &lane : inbox.lanes) {
        if (!lane.sent.isEmpty() && (oldest == nullptr || lane.sent.first().id < oldest->sent.first().id))
            oldest = &lane;
    }
    if (oldest == nullptr)
        return;
    oldest->sent.removeFirst();
    --inbox.remembered;
}

void LinkCauses::forgetLane(Inbox &inbox, ServerIndex from)
{
    const auto lane = laneOf(inbox.lanes, from);
    if (lane == inbox.lanes.end())
        return;
    inbox.remembered -= static_cast<std::size_t>(lane->sent.size());
    inbox.lanes.erase(lane);
}

} // namespace herdcore::observe
