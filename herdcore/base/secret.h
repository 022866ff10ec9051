// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace herdcore::base {

// The variable's value without white space around it. The variable is unset, so that no program that we start gets it,
// and wiped where the process began, so that /proc/PID/environ does not show it. Not while other threads read the
// environment.
[[nodiscard]] QByteArray takeSecretFromEnvironment(const char *variable);

} // namespace herdcore::base
