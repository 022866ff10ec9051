// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/flooding.h"

#include <algorithm>
#include <utility>

namespace herdcore::node {

using base::EventId, base::ServerIndex, base::ServerName;

namespace {

constexpr int recordsAtOnce = 64; // then whoever applies them may report that the link is full

} // namespace

Flooding::Flooding(const LocationTable &table, const Links &links, ServerName self, const protocol::Dialect &dialect)
    : m_table(table)
    , m_links(links)
    , m_self(std::move(self))
    , m_dialect(dialect)
{ }

std::int32_t Flooding::flood(const base::ClientId &client, const std::vector<ServerName> &visited, ServerIndex from,
    EventId cause, Effects &effects)
{
    // As the table holds it: a label may have been given.
    protocol::Flood onward{ *m_table.find(client), visited };
    onward.visited.push_back(m_self);
    std::int32_t sends = 0;
    for (const Neighbour &neighbour : m_links.neighbours()) {
        const bool isSpared = dialectOf(neighbour).sparesVisited()
            && std::find(visited.begin(), visited.end(), neighbour.name) != visited.end();
        if (neighbour.index == from || isSpared || (neighbour.isPersistent && !m_links.isUp(neighbour.index)))
            continue;
        ++sends;
        Peer *const slow = findPeer(neighbour.index);
        if (slow && (slow->isFull || !slow->outbox.isEmpty()))
            slow->outbox.add(client);
        else
            effects.push_back(message(neighbour, onward, cause));
    }
    return sends;
}

void Flooding::send(ServerIndex neighbour, const std::vector<base::ClientId> &clients, EventId cause, Effects &effects)
{
    if (clients.empty())
        return;
    Peer &peer = m_peers[neighbour];
    for (const base::ClientId &client : clients) {
        if (m_table.find(client)) // a neighbour may ask for anything, and what waits is never more than the table
            peer.outbox.add(client);
    }
    peer.cause = cause;
    if (!peer.isFull)
        onWritable(neighbour, effects);
}

void Flooding::onWritable(ServerIndex neighbour, Effects &effects)
{
    Peer *const peer = findPeer(neighbour);
    if (!peer)
        return;
    peer->isFull = false;
    const Neighbour &known = m_links.neighbour(neighbour);
    for (int i = 0; i < recordsAtOnce && !peer->outbox.isEmpty(); ++i) {
        if (const protocol::Record *record = m_table.find(*peer->outbox.takeFirst()))
            effects.push_back(message(known, { *record, { m_self } }, peer->cause));
    }
    if (peer->outbox.isEmpty())
        m_peers.erase(neighbour);
    else
        effects.push_back(MoreToSend{ neighbour });
}

Flooding::Peer *Flooding::findPeer(ServerIndex neighbour)
{
    const auto found = m_peers.find(neighbour);
    return found == m_peers.end() ? nullptr : &found->second;
}

const protocol::Dialect &Flooding::dialectOf(const Neighbour &neighbour) const
{
    return neighbour.dialect ? *neighbour.dialect : m_dialect;
}

SendToNeighbour Flooding::message(const Neighbour &neighbour, const protocol::Flood &onward, EventId cause) const
{
    return { neighbour.index, dialectOf(neighbour).write(onward), onward.record.update(), cause };
}

} // namespace herdcore::node
