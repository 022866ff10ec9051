// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/eventlog.h"
#include "herdcore/profile/fault.h"

#include <set>
#include <vector>

namespace herdcore::state {

// A fault as the sending server reports it: one for each direction that it has.
struct ActiveFault {
    base::FaultNumber number = base::FaultNumber::None;
    base::ServerIndex from = base::ServerIndex::None;
    base::ServerIndex to = base::ServerIndex::None;
    QByteArray words; // base::impairmentFromWords() makes a value of them
    std::int64_t sinceNs = 0; // monotonic
    friend bool operator==(const ActiveFault &, const ActiveFault &) = default;
};

// All active faults, read back from the log: those that were set and have not ended. Give it every event, in order.
class FaultList
{
public:
    void take(const observe::EventView &event);

    [[nodiscard]] const std::vector<ActiveFault> &faults() const { return m_faults; } // by number, then direction
    [[nodiscard]] std::vector<profile::LinkProfile> cuts() const; // as one end at least says
    [[nodiscard]] bool isCut(base::ServerIndex server, base::ServerIndex peer) const; // as `server` says
    [[nodiscard]] const std::set<base::ServerIndex> &frozen() const { return m_frozen; }
    [[nodiscard]] bool isEmpty() const { return m_faults.empty() && m_cutEnds.empty() && m_frozen.empty(); }

private:
    void forget(base::ServerIndex server);

    std::vector<ActiveFault> m_faults;
    std::set<std::pair<base::ServerIndex, base::ServerIndex>> m_cutEnds; // who says it, and of whom
    std::set<base::ServerIndex> m_frozen;
};

} // namespace herdcore::state
