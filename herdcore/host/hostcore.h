// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostconfig.h"
#include "herdcore/host/hostlife.h"
#include "herdcore/host/hostreporter.h"

#include <utility>

namespace herdcore::host {

// What the parts of one ServerHost share.
struct HostCore {
    HostCore(HostConfig hostConfig, HostContext hostContext)
        : config(std::move(hostConfig))
        , context(hostContext)
        , reporter(config.server, context.clock, context.sink)
        , node(config.node)
    { }

    const HostConfig config;
    HostContext context;
    HostLife life;
    const HostReporter reporter;
    node::HerdNode node;
};

} // namespace herdcore::host
