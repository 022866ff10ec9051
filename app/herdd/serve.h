// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/herdd/commandline.h"

namespace herdd {

// Runs the herd until SIGTERM or SIGINT. Prints "listening NAME HOST PORT" on stdout for each server when it accepts,
// and on stderr what keeps one from it. Returns the exit status: 0, or 1 when no server could listen.
[[nodiscard]] int serve(const CommandLine &line);

} // namespace herdd
