// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/impairment.h"

#include <cstdint>
#include <limits>

namespace herdcore::host {

// An impairment of one direction of a link, with its number in the herd and its end.
struct LinkImpairment {
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

    base::FaultNumber number = base::FaultNumber::None;
    base::Impairment how;
    std::int64_t untilNs = never; // monotonic

    [[nodiscard]] static LinkImpairment from(base::FaultNumber number, const base::Impairment &how, std::int64_t nowNs)
    {
        return { number, how, how.lastsNs ? nowNs + *how.lastsNs : never };
    }
};

} // namespace herdcore::host
