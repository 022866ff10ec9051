// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herd.h"
#include "herdcore/host/externalprocess.h"
#include "herdcore/profile/profile.h"

#include <vector>

namespace herdcore::herd {

// The command of an external server, ready to run: program and arguments, no shell. In each of them, in the folder and
// in the values of variables, {name}, {host} and {port} are replaced by those of the server. An argument with
// {neighbour}, {neighbour_host} or {neighbour_port}, such as "--peer={neighbour}:{neighbour_port}", is repeated for
// each neighbour. Other braces are kept. `ports`: the ports on which the servers listen, by ServerIndex.
[[nodiscard]] host::ExternalCommand externalCommand(const profile::Profile &profile, const HerdOptions &options,
    base::ServerIndex server, const std::vector<quint16> &ports);

// Whether Herdscope chooses the port: for its own servers, and external ones whose command contains {port}.
[[nodiscard]] bool hasMovablePort(const profile::ServerProfile &server);

} // namespace herdcore::herd
