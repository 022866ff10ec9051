// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <vector>

namespace herdcore::profile {

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

} // namespace herdcore::profile
