// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/herdstate.h"
#include "ui/live/selection.h"

namespace ui {

// Which commands make sense for what is selected and how the herd is. Those not named always do.
struct CommandAvailability {
    bool startAll = false, stopAll = false, start = false, stop = false, crash = false, freeze = false, thaw = false,
         cut = false, heal = false, healAll = false, resetLink = false, injectHere = false, clearSelection = false;
    bool halves = false, isolate = false, bridge = false, ring = false; // partitions
    bool sync = false; // repair by digest

    [[nodiscard]] static CommandAvailability of(const Selection &selection, const herdcore::state::HerdState &state);
    [[nodiscard]] static CommandAvailability of(
        herdcore::base::ServerIndex server, const herdcore::state::HerdState &state);
};

} // namespace ui
