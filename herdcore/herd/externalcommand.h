// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <vector>

namespace herdcore::herd {

// The command of an external server, ready to run: program and arguments, no shell. In each of them {name}, {host} and
// {port} stand for the server itself. An argument with {neighbour} in it is given once for each neighbour, with
// {neighbour}, {neighbour_host} and {neighbour_port}: "--peer={neighbour}:{neighbour_port}". Other braces stay.
// `ports` by ServerIndex: where the servers really listen.
[[nodiscard]] QStringList expandCommand(
    const profile::Profile &profile, base::ServerIndex server, const std::vector<quint16> &ports);

// Whether we say where it listens: ours, and an external server whose command asks for {port}.
[[nodiscard]] bool hasMovablePort(const profile::ServerProfile &server);

} // namespace herdcore::herd
