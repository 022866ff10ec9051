// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herdoperations.h"
#include "herdcore/state/herdstate.h"

namespace herdcore::control {

// A herd as a command finds it: what the log says of it, and the herd itself for what the log does not say.
struct Situation {
    const state::HerdState &state;
    const herd::HerdOperations &herd;

    [[nodiscard]] bool isOurs(base::ServerIndex server) const; // runs here, or can, and is no external server
    [[nodiscard]] bool isStartable(base::ServerIndex server) const; // ours, or an external one that the herd starts
    [[nodiscard]] bool isRunning(base::ServerIndex server) const; // of those that are startable
    [[nodiscard]] bool isCut(profile::LinkProfile link) const; // by the log, or already asked for
};

} // namespace herdcore::control
