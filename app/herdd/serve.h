// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/herdd/commandline.h"

namespace herdd {

// Runs the herd until SIGTERM, SIGINT or SIGHUP. Prints "listening NAME HOST PORT" on stdout for each server when it
// accepts, and on stderr what keeps one from it; when nobody reads stdout any more, the herd goes on. Returns the exit
// status: 0; 1 when no server could listen or the system allows too few descriptors; 2 without its control socket.
[[nodiscard]] int serve(const CommandLine &line);

} // namespace herdd
