// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/node/locationtable.h"
#include "herdcore/protocol/repairlines.h"

#include <QByteArrayList>
#include <QSet>

#include <limits>
#include <map>
#include <vector>

namespace herdcore::node {

struct RepairConfig {
    protocol::Repair mode = protocol::Repair::None;
    std::int64_t periodNs = 10 * base::nsPerSecond; // between two SYNCs on a link, 20 % more or less
    std::uint64_t seed = 1; // of that chance
};

// How a server and its neighbours find out what one of them has missed (reliability.md section 2): what to say when a
// link comes up, what to answer, when to ask again, and when a neighbour has been silent for too long. Holds no record
// itself: it reads the table, names the clients whose records are to be sent, and the node sends them.
//
// Both ends say SYNC when the link comes up and every period. Where the sums differ, the end with the lower name
// answers, so that the two do not tell each other everything twice: HAVE, or SUMS first where the tables are large.
// The receiver of HAVE sends what it has newer and one WANT for what it lacks.
class Repair
{
public:
    // What is to be said to a neighbour: these lines, and the records of these clients.
    struct Reply {
        QByteArrayList lines = {};
        std::vector<base::ClientId> records = {};
    };

    Repair(const LocationTable &table, base::ServerName self, RepairConfig config);

    [[nodiscard]] protocol::Repair mode() const { return m_config.mode; }
    // From none or push to sync, the links that are up are asked at once.
    void setMode(protocol::Repair mode, std::int64_t nowNs);

    // `speaks`: it has greeted us. Any other neighbour has the table pushed to it, if there is repair at all.
    [[nodiscard]] Reply onLinkUp(
        base::ServerIndex neighbour, const base::ServerName &name, bool speaks, std::int64_t nowNs);
    void onLinkDown(base::ServerIndex neighbour);
    void onHeard(base::ServerIndex neighbour, std::int64_t nowNs); // any line of it

    // A SYNC, SUMS, HAVE or WANT of a neighbour whose link is up.
    [[nodiscard]] protocol::Parsed<Reply> onLine(base::ServerIndex neighbour, QByteArrayView line);

    // When onTimer() is next to be called (monotonic): never before something is due.
    [[nodiscard]] std::int64_t nextNs() const;
    struct Due {
        base::ServerIndex neighbour;
        bool isSilent; // for three periods: its link is dead. Otherwise it is to be sent `line`
        QByteArray line;
    };
    [[nodiscard]] std::vector<Due> onTimer(std::int64_t nowNs);

private:
    struct Link {
        bool answers = false; // our name is the lower one
        bool hasSynced = false; // it has said SYNC, so it will again
        std::int64_t heardNs = 0;
        std::int64_t syncNs = 0; // when we say it next
        // Of a HAVE that comes in parts
        std::uint32_t nextPart = 0; // 0: the first
        QSet<base::ClientId> listed;
        std::vector<base::ClientId> wanted;
    };

    [[nodiscard]] Reply onDigest(Link &link, const protocol::Digest &digest) const;
    [[nodiscard]] Reply onBucketSums(const protocol::BucketSums &sums) const;
    [[nodiscard]] Reply onHoldings(Link &link, const protocol::Holdings &holdings) const;
    void compare(Link &link, const protocol::Holding &holding, Reply &reply) const;
    [[nodiscard]] Reply have(std::uint32_t buckets, const std::vector<std::uint32_t> &inBuckets) const;
    [[nodiscard]] std::int64_t nextSync(std::int64_t nowNs);
    [[nodiscard]] bool isDead(const Link &link, std::int64_t nowNs) const;
    [[nodiscard]] std::int64_t patienceNs() const { return 3 * (m_config.periodNs + m_config.periodNs / 5); }

    const LocationTable &m_table;
    base::ServerName m_self;
    RepairConfig m_config;
    std::map<base::ServerIndex, Link> m_links; // those that are up and speak
    std::uint64_t m_random;
};

} // namespace herdcore::node
