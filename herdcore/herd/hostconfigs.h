// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herd.h"
#include "herdcore/host/hostconfig.h"

#include <vector>

namespace herdcore::herd {

// A fault in one direction.
struct OutgoingFault {
    base::ServerIndex from = base::ServerIndex::None;
    base::ServerIndex to = base::ServerIndex::None;
    host::LinkImpairment fault;
};

// A herd at this moment, as far as a server that starts now has to know it.
struct HerdNow {
    const profile::Profile &profile;
    const HerdOptions &options;
    const std::vector<quint16> &dialled; // each server's port for its neighbours, by ServerIndex; 0: not known yet
    const std::vector<profile::LinkProfile> &cuts;
    const std::vector<OutgoingFault> &faults;
    profile::Repair repair;
};

// What one server is to be, with a boot id that no run of it had before.
[[nodiscard]] host::HostConfig makeHostConfig(const HerdNow &herd, base::ServerIndex server);

} // namespace herdcore::herd
