// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/node/comparison.h"
#include "herdcore/node/forgetting.h"
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
// itself: it reads the table, names what is to be sent, and the node sends it.
//
// Both ends say SYNC when the link comes up and every period. Where the sums differ, the end with the lower name
// answers, so that the two do not tell each other everything twice: HAVE, or SUMS where that would be long. Whoever
// gets SUMS describes what differs, some of it at a time (Comparison), and ends each time with SYNC ... more; the other
// end says SYNC when it has answered all of that. The receiver of HAVE sends the records that it has newer and one WANT
// for what it lacks; and FORGET for what the user has forgotten here.
//
// So what is under way on a link is never more than some records, and none of it has to be remembered: what has
// arrived is equal when the tables are compared again, after a reconnect as well as after the next period.
class Repair
{
public:
    // What is to be said to a neighbour: these lines, and then these records.
    struct Reply {
        QByteArrayList lines = {};
        ToSend records = {};
    };

    Repair(const LocationTable &table, const Forgetting &forgetting, base::ServerName self, RepairConfig config);

    [[nodiscard]] protocol::Repair mode() const { return m_config.mode; }
    // From none or push to sync, the links that are up are asked at once.
    void setMode(protocol::Repair mode, std::int64_t nowNs);

    // `speaks`: it has greeted us. Any other neighbour has the table pushed to it, if there is repair at all.
    [[nodiscard]] Reply onLinkUp(
        base::ServerIndex neighbour, const base::ServerName &name, bool speaks, std::int64_t nowNs);
    void onLinkDown(base::ServerIndex neighbour);
    void onHeard(base::ServerIndex neighbour, std::int64_t nowNs); // any line of it
    [[nodiscard]] bool speaks(base::ServerIndex neighbour) const { return m_links.contains(neighbour); } // and is up

    // A SYNC, SUMS, HAVE or WANT of a neighbour whose link is up. A neighbour that says SYNC although this server does
    // not is answered all the same: of two kinds of repair the better one is done.
    [[nodiscard]] protocol::Parsed<Reply> onLine(base::ServerIndex neighbour, QByteArrayView line, std::int64_t nowNs);
    // What else there is to be said, when nothing waits to be sent to that neighbour and its link takes more.
    [[nodiscard]] Reply onIdle(base::ServerIndex neighbour);
    // It holds much more than this server does, and is handing it over.
    [[nodiscard]] bool isFilling(base::ServerIndex neighbour) const;
    // Of what changed, too much waited to be remembered: how to find out. Nothing where the neighbour does not compare.
    [[nodiscard]] Reply compareAnew(base::ServerIndex neighbour, std::int64_t nowNs);
    // Whether it has said SYNC for a while and this server would not have: told once for each link that comes up.
    [[nodiscard]] bool takeDiffers(base::ServerIndex neighbour);

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
        explicit Link(const LocationTable &table)
            : comparison(table)
        { }

        bool answers = false; // our name is the lower one
        std::uint32_t firstBucket = 0; // where we begin to compare: where no other neighbour does
        bool hasSynced = false; // it has said SYNC, so it will again
        std::int64_t syncByNs = std::numeric_limits<std::int64_t>::max(); // for the first; unless none is expected
        std::int64_t heardNs = 0;
        std::int64_t syncNs = 0; // when we say it next

        Comparison comparison; // what is to be described to it
        std::uint64_t theirClients = 0;
        bool isTheirsFull = false;
        bool isAwaited = false; // its SYNC, which says that what we have described is answered
        bool awaitsUs = false; // and the other way round

        // An answer to a SYNC that differs begins a comparison; when the next one may
        std::int64_t nextBeginNs = 0;
        int fruitless = 0; // comparisons in a row that found the same two tables
        protocol::Digest ours;
        protocol::Digest theirs;

        int foreignSyncs = 0; // said while we do not
        std::int64_t repliedNs = 0; // to one of these

        std::uint32_t nextPart = 0; // of a HAVE that comes in parts; 0: the first
        QSet<base::ClientId> listed; // in the parts so far
    };

    [[nodiscard]] Reply onSync(Link &link, const protocol::Sync &sync, std::int64_t nowNs);
    [[nodiscard]] bool mayBegin(Link &link, const protocol::Sync &sync, std::int64_t nowNs);
    [[nodiscard]] Reply begin(Link &link) const;
    [[nodiscard]] Reply onBucketSums(Link &link, const protocol::BucketSums &sums) const;
    [[nodiscard]] Reply onHoldings(Link &link, const protocol::Holdings &holdings) const;
    struct Differing;
    void compare(const protocol::Holding &holding, Differing &differing) const;
    void sendUnlisted(const Link &link, const protocol::Holdings &holdings, ToSend &records) const;
    [[nodiscard]] QByteArray syncLine(const Link &link) const;
    [[nodiscard]] std::int64_t nextSync(std::int64_t nowNs);
    [[nodiscard]] bool isDead(const Link &link, std::int64_t nowNs) const;
    [[nodiscard]] std::int64_t patienceNs() const { return 3 * (m_config.periodNs + m_config.periodNs / 5); }

    const LocationTable &m_table;
    const Forgetting &m_forgetting;
    base::ServerName m_self;
    RepairConfig m_config;
    std::map<base::ServerIndex, Link> m_links; // those that are up and speak
    std::uint64_t m_random;
};

} // namespace herdcore::node
