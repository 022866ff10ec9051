// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/herdcontrol.h"

#include <set>
#include <vector>

namespace ui {

// What the user has done to a herd and not taken back: cuts, faults and frozen servers. A value, so that an earlier one
// can be brought back.
struct Disturbances {
    std::set<int> cuts; // numbers of links in the profile
    std::vector<herdcore::profile::Fault> faults;
    std::set<herdcore::base::ServerIndex> frozen;
    friend bool operator==(const Disturbances &, const Disturbances &) = default;

    [[nodiscard]] static Disturbances of(const herdcore::state::HerdState &state);
};

// The commands that make a herd in that state one with these disturbances, and leave alone what is as it should be. A
// fault for a time begins anew.
[[nodiscard]] std::vector<herdcore::control::Command> commandsToRestore(
    const Disturbances &wanted, const herdcore::state::HerdState &state);

} // namespace ui
