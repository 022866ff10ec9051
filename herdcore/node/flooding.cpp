// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/flooding.h"

#include <algorithm>
#include <utility>

namespace herdcore::node {

using base::EventId, base::ServerIndex, base::ServerName;

namespace {

constexpr int recordsAtOnce = 64; // then whoever applies them may report that the link is full
constexpr std::size_t sortedUpTo = 10'000;

} // namespace

Flooding::Flooding(const LocationTable &table, const Links &links, ServerName self, const protocol::Dialect &dialect)
    : m_table(table)
    , m_links(links)
    , m_self(std::move(self))
    , m_dialect(dialect)
{ }

// Those that a record goes on to.
template <typename Do> std::int32_t Flooding::forReceivers(const protocol::Flood &flood, ServerIndex from, Do &&act)
{
    std::int32_t receivers = 0;
    for (const Neighbour &neighbour : m_links.neighbours()) {
        const bool isSpared = dialectOf(neighbour).sparesVisited()
            && std::find(flood.visited.begin(), flood.visited.end(), neighbour.name) != flood.visited.end();
        if (neighbour.index == from || isSpared || (neighbour.isPersistent && !m_links.isUp(neighbour.index)))
            continue;
        ++receivers;
        act(neighbour);
    }
    return receivers;
}

std::int32_t Flooding::flood(const protocol::Flood &flood, ServerIndex from, EventId cause, Effects &effects)
{
    protocol::Flood onward = flood;
    onward.visited.push_back(m_self);
    return forReceivers(flood, from, [&](const Neighbour &neighbour) {
        Peer *const peer = findPeer(neighbour.index);
        if (peer && peer->isFull)
            peer->outbox.add(protocol::clientHash(flood.record.client.bytes()));
        else
            effects.push_back(message(neighbour, onward, cause));
    });
}

std::int32_t Flooding::floodLater(const protocol::Flood &flood, ServerIndex from)
{
    return forReceivers(flood, from, [&](const Neighbour &neighbour) {
        m_peers[neighbour.index].later.add(protocol::clientHash(flood.record.client.bytes()));
    });
}

void Flooding::sendWhatWaits(Effects &effects)
{
    for (auto &[neighbour, peer] : m_peers) {
        if (peer.later.isEmpty())
            continue;
        peer.outbox.take(peer.later);
        if (!peer.isFull && !std::exchange(peer.isAsked, true))
            effects.push_back(MoreToSend{ neighbour });
    }
}

bool Flooding::isFull(ServerIndex neighbour) const
{
    const auto found = m_peers.find(neighbour);
    return found != m_peers.end() && found->second.isFull;
}

bool Flooding::isIdle(ServerIndex neighbour) const
{
    const auto found = m_peers.find(neighbour);
    return found == m_peers.end() || (!found->second.isFull && found->second.outbox.isEmpty());
}

void Flooding::send(ServerIndex neighbour, const ToSend &what, EventId cause, Effects &effects)
{
    if (what.isEmpty())
        return;
    Peer &peer = m_peers[neighbour];
    if (what.everything)
        addEverything(peer.outbox);
    for (const std::uint64_t hash : what.clientHashes)
        peer.outbox.add(hash);
    for (const protocol::Bucket bucket : what.buckets)
        peer.outbox.add(bucket);
    peer.cause = cause;
    if (!peer.isFull && !peer.isAsked)
        onWritable(neighbour, effects);
}

// The oldest first, for a server that goes by the order of arrival; of large tables that would be another table.
void Flooding::addEverything(Outbox &outbox) const
{
    if (m_table.size() > sortedUpTo)
        return outbox.add(protocol::Bucket());
    std::vector<std::pair<std::int64_t, std::uint64_t>> all;
    m_table.forEach([&all](const StoredRecord &record) {
        all.emplace_back(record.timeNs(), protocol::clientHash(record.client()));
    });
    std::sort(all.begin(), all.end());
    for (const auto &[timeNs, hash] : all)
        outbox.add(hash);
}

void Flooding::onWritable(ServerIndex neighbour, Effects &effects)
{
    Peer *const peer = findPeer(neighbour);
    if (!peer)
        return;
    peer->isFull = peer->isAsked = false;
    const Neighbour &known = m_links.neighbour(neighbour);
    for (int i = 0; i < recordsAtOnce && !peer->outbox.isEmpty(); ++i) {
        peer->outbox.takeNext(m_table, [&](const StoredRecord &record) {
            effects.push_back(message(known, { record.record(), { m_self } }, peer->cause));
        });
    }
    if (!peer->outbox.isEmpty()) {
        peer->isAsked = true;
        effects.push_back(MoreToSend{ neighbour });
    } else if (peer->later.isEmpty()) {
        m_peers.erase(neighbour);
    }
}

bool Flooding::takeWholeTable(ServerIndex neighbour)
{
    Peer *const peer = findPeer(neighbour);
    if (!peer || !peer->outbox.isWholeTable())
        return false;
    peer->outbox.clear();
    return true;
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
