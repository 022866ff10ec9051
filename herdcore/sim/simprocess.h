// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/sim/simsockets.h"

namespace herdcore::sim {

// One simulated process, with all that its program asks the system for. Its wall clock may be wrong.
struct SimProcess final : base::Clock {
    SimProcess(SimNet &net, SimClock &clock, int server)
        : timers(clock)
        , sockets(net, timers, server)
    { }
    [[nodiscard]] base::Moment now() const override
    {
        const std::int64_t ns = timers.clock().nowNs();
        return { ns, beginWallNs + ns + wallOffsetNs };
    }

    static constexpr std::int64_t beginWallNs = 1'000 * base::nsPerSecond;
    SimTimers timers;
    SimSockets sockets;
    std::int64_t wallOffsetNs = 0;
};

} // namespace herdcore::sim
