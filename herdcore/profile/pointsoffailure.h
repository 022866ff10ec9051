// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <functional>
#include <utility>
#include <vector>

namespace herdcore::profile {

// Servers and links that fail at the same time.
struct Loss {
    std::vector<base::ServerIndex> servers;
    std::vector<LinkProfile> links;
    friend bool operator==(const Loss &, const Loss &) = default;
};

// The servers that can still reach each other, group by group, the smallest group first, each in the profile's order.
using Parts = std::vector<std::vector<base::ServerIndex>>;
[[nodiscard]] Parts partsWithout(const Profile &profile, const Loss &loss);

// The smallest failures that split a herd: each leaves more groups of servers that cannot reach each other than there
// were before, and no part of it alone does. In the profile's order.
struct PointsOfFailure {
    std::vector<LinkProfile> links; // each alone
    std::vector<base::ServerIndex> servers; // each alone
    std::vector<std::pair<LinkProfile, LinkProfile>> linkPairs;
    std::vector<std::pair<base::ServerIndex, base::ServerIndex>> serverPairs;
    friend bool operator==(const PointsOfFailure &, const PointsOfFailure &) = default;
};

// Single points take time linear in servers and links; pairs take that times the number of servers. Polls `cancelled`
// and, once cancelled, returns what it has found so far.
[[nodiscard]] PointsOfFailure pointsOfFailure(
    const Profile &profile, const std::function<bool()> &cancelled = [] { return false; });

} // namespace herdcore::profile
