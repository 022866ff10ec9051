// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/disturbance.h"
#include "herdcore/herd/profile.h"
#include "herdcore/observe/eventlog.h"

#include <set>
#include <vector>

namespace herdcore::herd {

using base::FaultNumber;

// Which way the lines go; a and b as in LinkProfile.
enum class FaultDirection { Both, AToB, BToA };

// How one link is to be disturbed.
struct Fault {
    LinkProfile link;
    FaultDirection direction = FaultDirection::Both;
    base::Disturbance how;
    friend bool operator==(const Fault &, const Fault &) = default;
};

// A fault as the server that sends says it is: one for each direction that it has.
struct ActiveFault {
    FaultNumber number = FaultNumber::None;
    base::ServerIndex from = base::ServerIndex::None;
    base::ServerIndex to = base::ServerIndex::None;
    QByteArray words; // base::disturbanceFromWords() makes a value of them
    std::int64_t sinceNs = 0; // monotonic
    friend bool operator==(const ActiveFault &, const ActiveFault &) = default;
};

// All that is wrong by the user's wish right now, read back from the log: what the gates and servers said of themselves
// and have not taken back. Give it every entry, in order.
class FaultList
{
public:
    void take(const observe::Entry &entry);

    [[nodiscard]] const std::vector<ActiveFault> &faults() const { return m_faults; } // by number, then direction
    [[nodiscard]] std::vector<LinkProfile> cuts() const; // as one end at least says
    [[nodiscard]] bool isCut(base::ServerIndex server, base::ServerIndex peer) const; // as `server` says
    [[nodiscard]] const std::set<base::ServerIndex> &frozen() const { return m_frozen; }
    [[nodiscard]] bool isEmpty() const { return m_faults.empty() && m_cutEnds.empty() && m_frozen.empty(); }

private:
    void forget(base::ServerIndex server);

    std::vector<ActiveFault> m_faults;
    std::set<std::pair<base::ServerIndex, base::ServerIndex>> m_cutEnds; // who says it, and of whom
    std::set<base::ServerIndex> m_frozen;
};

// Ready partitions: which links of the profile to cut.
enum class Partition {
    Halves, // the first half of the list of servers against the rest
    Isolate, // one server against all the others
    Bridge, // two halves that know each other through one server only
    Ring, // each server keeps a majority, and no two the same: only near ones in the ring of the list are linked
};

// `server`: the one that is isolated, or the bridge (None: the one in the middle).
[[nodiscard]] std::vector<LinkProfile> linksToCut(
    const Profile &profile, Partition partition, base::ServerIndex server = base::ServerIndex::None);

} // namespace herdcore::herd
