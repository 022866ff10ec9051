// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/effect.h"
#include "herdcore/node/links.h"
#include "herdcore/node/locationtable.h"
#include "herdcore/node/outbox.h"

#include <map>
#include <vector>

namespace herdcore::node {

// Records that a neighbour is to be sent, as the table holds them when it is their turn.
struct ToSend {
    std::vector<std::uint64_t> clientHashes;
    std::vector<protocol::Bucket> buckets;
    bool everything = false;

    [[nodiscard]] bool isEmpty() const { return clientHashes.empty() && buckets.empty() && !everything; }
};

// Which records each neighbour is sent, and when. What is fresh goes out at once to every neighbour but the one it came
// from; for a neighbour whose link is full, clients wait in an outbox, each once, and their records are sent as they
// are by then. Holds no record itself: it reads the table.
class Flooding
{
public:
    Flooding(const LocationTable &table, const Links &links, base::ServerName self, const protocol::Dialect &dialect);

    // Sends a record, as the table holds it, to the neighbours that it has not come from. Returns to how many, counting
    // those for which it waits.
    std::int32_t flood(const protocol::Flood &flood, base::ServerIndex from, base::EventId cause, Effects &effects);
    // The same, but it waits until sendWhatWaits().
    std::int32_t floodLater(const protocol::Flood &flood, base::ServerIndex from);
    void sendWhatWaits(Effects &effects);
    // Sends these to one neighbour, some at a time; what is not in the table is left out.
    void send(base::ServerIndex neighbour, const ToSend &what, base::EventId cause, Effects &effects);

    void onFull(base::ServerIndex neighbour) { m_peers[neighbour].isFull = true; }
    // Sends some of what waits, and asks with MoreToSend to be called again if that was not all.
    void onWritable(base::ServerIndex neighbour, Effects &effects);
    void forget(base::ServerIndex neighbour) { m_peers.erase(neighbour); } // its link went down or came up

    [[nodiscard]] bool isFull(base::ServerIndex neighbour) const;
    // Its link takes more, and nothing is on its way there.
    [[nodiscard]] bool isIdle(base::ServerIndex neighbour) const;
    // So much waited that all of the table does now. It then does no longer: the tables are to be compared.
    [[nodiscard]] bool takeWholeTable(base::ServerIndex neighbour);

private:
    struct Peer {
        Outbox outbox;
        Outbox later;
        bool isFull = false;
        bool isAsked = false; // MoreToSend: it is called again
        base::EventId cause = base::EventId::None; // why the last of it is sent
    };

    [[nodiscard]] Peer *findPeer(base::ServerIndex neighbour);
    template <typename Do> std::int32_t forReceivers(const protocol::Flood &flood, base::ServerIndex from, Do &&act);
    void addEverything(Outbox &outbox) const;
    [[nodiscard]] const protocol::Dialect &dialectOf(const Neighbour &neighbour) const;
    [[nodiscard]] SendToNeighbour message(
        const Neighbour &neighbour, const protocol::Flood &onward, base::EventId cause) const;

    const LocationTable &m_table;
    const Links &m_links;
    base::ServerName m_self;
    const protocol::Dialect &m_dialect; // of neighbours without one of their own
    std::map<base::ServerIndex, Peer> m_peers; // those that are full, or that something waits for
};

} // namespace herdcore::node
