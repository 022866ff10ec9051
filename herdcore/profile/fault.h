// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/impairment.h"
#include "herdcore/profile/profile.h"

namespace herdcore::profile {

using base::FaultNumber;

// The direction of the lines affected; a and b as in LinkProfile.
enum class FaultDirection { Both, AToB, BToA };

// A fault on one link.
struct Fault {
    LinkProfile link;
    FaultDirection direction = FaultDirection::Both;
    base::Impairment how;
    friend bool operator==(const Fault &, const Fault &) = default;
};

} // namespace herdcore::profile
