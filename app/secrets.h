// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace app {

// Keeps other processes of the same user out of this one's memory (Linux: no /proc/PID/environ or mem, no debugger, no
// core dump). For a process that holds a key and has no window: desktop services look into /proc/PID of theirs.
void hideFromOthers();

} // namespace app
