// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// HerdNode's part in catching up: what Repair wants said, and links that are slower than the herd.

#include "herdcore/node/herdnode.h"

namespace herdcore::node {

using base::EventId, base::EventKind, base::Reason, base::ServerIndex;

namespace {

constexpr int recordsAtOnce = 64; // then whoever carries them out may say that the link is full

} // namespace

void HerdNode::onRepairLine(Input input, ServerIndex neighbour, const QByteArray &line)
{
    const auto reply = m_repair.onLine(neighbour, line);
    if (reply)
        say(neighbour, *reply, input.cause, input.effects);
    else
        reject(input, reply.error(), line);
}

void HerdNode::say(ServerIndex neighbour, const Repair::Reply &reply, EventId cause, Effects &effects)
{
    for (const QByteArray &line : reply.lines)
        effects.push_back(SendToNeighbour{ neighbour, line, {}, cause });
    if (reply.records.empty())
        return;
    Peer &peer = m_peers[neighbour];
    for (const base::ClientId &client : reply.records) {
        if (m_table.find(client)) // a neighbour may ask for anything, and what waits is never more than the table
            peer.outbox.add(client);
    }
    peer.cause = cause;
    if (!peer.isFull)
        onLinkWritable(neighbour, effects);
}

void HerdNode::onLinkWritable(ServerIndex neighbour, Effects &effects)
{
    Peer *const peer = findPeer(neighbour);
    if (!peer)
        return;
    peer->isFull = false;
    const Neighbour &known = m_links.neighbour(neighbour);
    for (int i = 0; i < recordsAtOnce && !peer->outbox.isEmpty(); ++i) {
        if (const protocol::Record *record = m_table.find(*peer->outbox.takeFirst()))
            effects.push_back(message(known, { *record, { m_config.name } }, peer->cause));
    }
    if (peer->outbox.isEmpty())
        m_peers.erase(neighbour);
    else
        effects.push_back(MoreToSend{ neighbour });
}

void HerdNode::onNeighbourBack(ServerIndex neighbour, base::Moment now, Effects &effects)
{
    const base::ServerName &name = m_links.neighbour(neighbour).name;
    say(neighbour, m_repair.onLinkUp(neighbour, name, false, now.monotonicNs), EventId::None, effects);
}

void HerdNode::onTimer(base::Moment now, Effects &effects)
{
    for (const Repair::Due &due : m_repair.onTimer(now.monotonicNs)) {
        Connection &connection = m_connections[m_links.connectionOf(due.neighbour)];
        if (connection.isClosing)
            continue;
        connection.isClosing = due.isSilent;
        if (due.isSilent)
            effects.push_back(Close{ m_links.connectionOf(due.neighbour), Reason::SilentNeighbour, true });
        else
            effects.push_back(SendToNeighbour{ due.neighbour, due.line });
    }
}

HerdNode::Peer *HerdNode::findPeer(ServerIndex neighbour)
{
    const auto found = m_peers.find(neighbour);
    return found == m_peers.end() ? nullptr : &found->second;
}

} // namespace herdcore::node
