// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/circulation.h"
#include "herdcore/node/effect.h"
#include "herdcore/node/locationtable.h"
#include "herdcore/node/propagation.h"

namespace herdcore::node {

struct NodeConfig;

// What one server makes of a record that it is told: merges it, floods what is fresh to every neighbour but the one it
// came from, and notes what was decided.
class Learner
{
public:
    // Where a record came from.
    struct Source {
        base::ConnectionId connection;
        base::EventId cause;
        base::ServerIndex from = base::ServerIndex::None; // the neighbour that need not be told
        base::ServerIndex speaker = base::ServerIndex::None; // that neighbour, or the only one that can have said it
        bool isServers = true; // otherwise a client's
    };

    // All must outlive it.
    Learner(const NodeConfig &config, LocationTable &table, Propagation &propagation);

    LocationTable::Outcome learn(protocol::Flood flood, const Source &source, base::Moment now, Effects &effects);
    // A copy of an update has come over a connection that is no link. True: such copies keep coming, and it is not to
    // be learnt; both are noted.
    [[nodiscard]] bool circulates(
        const protocol::Record &record, const Source &source, base::Moment now, Effects &effects);
    // A neighbour's record is one that was forgotten, and not to be learnt; it is noted, and the neighbour told so.
    [[nodiscard]] bool refusesForgotten(const protocol::Record &record, const Source &source, Effects &effects);
    void onRoom() { m_isFullNoted = false; } // there may be some again
    [[nodiscard]] bool isFuture(const protocol::Record &record, base::Moment now) const;

private:
    void noteFull(base::EventId cause, Effects &effects);

    const NodeConfig &m_config;
    LocationTable &m_table;
    Propagation &m_propagation;
    Circulation m_circulation;
    bool m_isFullNoted = false;
};

} // namespace herdcore::node
