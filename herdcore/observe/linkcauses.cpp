// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/linkcauses.h"

#include <algorithm>

namespace herdcore::observe {

using base::EventId, base::EventKind, base::ServerIndex;

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

void LinkCauses::resolve(Event &event)
{
    if (event.kind == EventKind::LineSent) {
        remember(event);
    } else if (event.kind == EventKind::LineReceived) {
        received(event);
    } else if (event.kind == EventKind::LineLost) {
        lost(event);
    } else if (event.kind == EventKind::LinkDown) {
        if (Inbox *own = inbox(event.server))
            forgetLane(*own, event.peer);
    } else if (event.kind == EventKind::ServerCrashed || event.kind == EventKind::ServerStopped) {
        if (Inbox *own = inbox(event.server))
            *own = {};
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

void LinkCauses::remember(const Event &sent)
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

void LinkCauses::received(Event &event)
{
    Inbox *own = inbox(event.server);
    if (own == nullptr || own->remembered == 0)
        return;
    Lane *found = nullptr;
    qsizetype at = notThere;
    for (Lane &lane : own->lanes) {
        if (event.peer != ServerIndex::None && lane.from != event.peer)
            continue;
        const qsizetype here = firstEqual(lane.sent, event.bytes);
        if (here != notThere && (found == nullptr || lane.sent[here].id < found->sent[at].id)) {
            found = &lane;
            at = here;
        }
    }
    if (found == nullptr)
        return;
    if (event.cause == EventId::None)
        event.cause = found->sent[at].id;
    if (event.update.isNull())
        event.update = found->sent[at].update;
    event.peer = found->from;
    const qsizetype lostUnseen = std::max<qsizetype>(0, at - overtakers);
    found->sent.removeAt(at);
    found->sent.remove(0, lostUnseen);
    own->remembered -= static_cast<std::size_t>(lostUnseen + 1);
}

void LinkCauses::lost(const Event &event)
{
    Inbox *to = inbox(event.peer);
    if (to == nullptr)
        return;
    const auto lane = laneOf(to->lanes, event.server);
    if (lane == to->lanes.end())
        return;
    const qsizetype at = firstEqual(lane->sent, event.bytes);
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
