// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <functional>
#include <utility>
#include <vector>

namespace herdcore::profile {

// What may be lost of a herd at once.
struct Loss {
    std::vector<base::ServerIndex> servers;
    std::vector<LinkProfile> links;
    friend bool operator==(const Loss &, const Loss &) = default;
};

// The servers that can still reach each other, group by group, the smallest group first, each in the profile's order.
using Parts = std::vector<std::vector<base::ServerIndex>>;
[[nodiscard]] Parts partsWithout(const Profile &profile, const Loss &loss);

// The smallest losses that split a herd: after each there are more groups of servers that cannot reach each other than
// before, and no smaller part of it would do. In the profile's order.
struct PointsOfFailure {
    std::vector<LinkProfile> links; // each alone
    std::vector<base::ServerIndex> servers; // each alone
    std::vector<std::pair<LinkProfile, LinkProfile>> linkPairs;
    std::vector<std::pair<base::ServerIndex, base::ServerIndex>> serverPairs;
    friend bool operator==(const PointsOfFailure &, const PointsOfFailure &) = default;
};

// Each alone takes time as servers and links do; the pairs, that times the number of servers. Asks `cancelled` now and
// then, and then gives what it has.
[[nodiscard]] PointsOfFailure pointsOfFailure(
    const Profile &profile, const std::function<bool()> &cancelled = [] { return false; });

} // namespace herdcore::profile
