// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/linkcauses.h"

#include <QHashFunctions>

#include <algorithm>

namespace herdcore::observe {

using base::EventId, base::EventKind, base::ServerIndex;

namespace {

constexpr qsizetype notThere = -1;

template <typename List, typename Line> qsizetype firstEqual(const List &sent, const Line &line)
{
    const auto found = std::find_if(sent.cbegin(), sent.cend(), [&](const auto &s) { return s.line == line; });
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
            forgetInbox(*own);
    }
}

LinkCauses::Line LinkCauses::lineOf(const QByteArray &bytes)
{
    return { bytes.size(), qHash(bytes, static_cast<std::size_t>(QHashSeed::globalSeed())) };
}

std::size_t LinkCauses::bytesOf(const Sent &sent)
{
    return sizeof(Sent) + sizeof(Order) + static_cast<std::size_t>(sent.update.client.bytes().size());
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
    lane->sent.append({ sent.id, lineOf(sent.bytes), sent.update });
    m_bytes += bytesOf(lane->sent.last());
    m_order.push_back({ sent.id, sent.server, sent.peer });
    if (++to->remembered > maxRemembered)
        forgetOldest(*to);
    while (!m_order.empty() && (m_bytes > maxBytes || m_order.size() > maxInAll))
        forgetOldestOfAll();
}

// The oldest may be gone already, for it arrived or its link went down.
void LinkCauses::forgetOldestOfAll()
{
    const Order oldest = m_order.front();
    m_order.pop_front();
    Inbox &to = *inbox(oldest.to);
    const auto lane = laneOf(to.lanes, oldest.from);
    if (lane != to.lanes.end() && !lane->sent.isEmpty() && lane->sent.first().id == oldest.id)
        forget(to, *lane, 0);
}

void LinkCauses::forget(Inbox &inbox, Lane &lane, qsizetype first, qsizetype count)
{
    for (qsizetype i = first; i < first + count; ++i)
        m_bytes -= bytesOf(lane.sent[i]);
    lane.sent.remove(first, count);
    inbox.remembered -= static_cast<std::size_t>(count);
}

void LinkCauses::forgetInbox(Inbox &inbox)
{
    for (Lane &lane : inbox.lanes)
        forget(inbox, lane, 0, lane.sent.size());
    inbox = {};
}

void LinkCauses::received(Event &event)
{
    Inbox *own = inbox(event.server);
    if (own == nullptr || own->remembered == 0)
        return;
    const Line line = lineOf(event.bytes);
    Lane *found = nullptr;
    qsizetype at = notThere;
    for (Lane &lane : own->lanes) {
        if (event.peer != ServerIndex::None && lane.from != event.peer)
            continue;
        const qsizetype here = firstEqual(lane.sent, line);
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
    forget(*own, *found, at);
    forget(*own, *found, 0, lostUnseen);
}

void LinkCauses::lost(const Event &event)
{
    Inbox *to = inbox(event.peer);
    if (to == nullptr)
        return;
    const auto lane = laneOf(to->lanes, event.server);
    if (lane == to->lanes.end())
        return;
    const qsizetype at = firstEqual(lane->sent, lineOf(event.bytes));
    if (at == notThere)
        return;
    forget(*to, *lane, at);
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
    forget(inbox, *oldest, 0);
}

void LinkCauses::forgetLane(Inbox &inbox, ServerIndex from)
{
    const auto lane = laneOf(inbox.lanes, from);
    if (lane == inbox.lanes.end())
        return;
    forget(inbox, *lane, 0, lane->sent.size());
    inbox.lanes.erase(lane);
}

} // namespace herdcore::observe
