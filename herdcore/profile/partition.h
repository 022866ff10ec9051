// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <vector>

namespace herdcore::profile {

// Predefined partitions: which links of the profile to cut.
enum class Partition {
    Halves, // the first half of the list of servers against the rest
    Isolate, // one server against all the others
    Bridge, // two halves that are connected through one server only
    Ring, // each server sees a majority, no two the same one: only neighbours within a distance on a ring stay linked
};

// `server`: the one that is isolated, or the bridge (None: the one in the middle).
[[nodiscard]] std::vector<LinkProfile> linksToCut(
    const Profile &profile, Partition partition, base::ServerIndex server = base::ServerIndex::None);

} // namespace herdcore::profile
