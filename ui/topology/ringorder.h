// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <vector>

namespace ui {

constexpr int maxOnRing = 8; // servers: 5,040 orders are tried

// In which order the servers of a small herd stand on a ring, clockwise: the first named first, and the others so that
// the fewest links cross. Of several such orders it is the one nearest to the profile's, so a herd whose links do not
// cross keeps its order. More than maxOnRing servers stay in the profile's order.
[[nodiscard]] std::vector<int> ringOrder(const herdcore::profile::Profile &profile);

// How many pairs of links cross when the servers stand so.
[[nodiscard]] int crossings(const std::vector<int> &order, const std::vector<herdcore::profile::LinkProfile> &links);

} // namespace ui
