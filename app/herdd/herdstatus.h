// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herd.h"
#include "herdcore/profile/fault.h"
#include "herdcore/state/faultlist.h"

#include <map>
#include <set>

namespace herdd {

// What the log has said of servers and links until now.
class HerdStatus
{
public:
    using ServerIndex = herdcore::base::ServerIndex;
    using End = std::pair<ServerIndex, ServerIndex>; // of a link: whose, and to whom

    void readOn(const herdcore::herd::Herd &herd);

    [[nodiscard]] const herdcore::state::FaultList &faults() const { return m_faults; }
    [[nodiscard]] bool isRunning(ServerIndex server) const { return m_ports.contains(server); }
    [[nodiscard]] quint16 port(ServerIndex server) const; // 0: it does not run
    [[nodiscard]] bool isUp(End end) const { return m_up.contains(end); }
    [[nodiscard]] int downs(End end) const; // how often it has gone down
    [[nodiscard]] int starts(ServerIndex server) const; // and how often it has begun to listen, or failed to
    [[nodiscard]] int timesSet(herdcore::base::FaultNumber fault) const; // in how many directions the fault was set

private:
    void take(const herdcore::observe::EventView &event);

    herdcore::base::EventId m_next{ 1 };
    herdcore::state::FaultList m_faults;
    std::map<ServerIndex, quint16> m_ports;
    std::map<ServerIndex, int> m_starts;
    std::set<End> m_up;
    std::map<End, int> m_downs;
    std::map<herdcore::base::FaultNumber, int> m_timesSet;
};

} // namespace herdd
