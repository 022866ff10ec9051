// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/socketcalls.h"

#include <QByteArray>

namespace herdcore::net {

// The program of this machine that holds the other end of a connection: "pid 4711: python3 server.py Bob", its command
// cut to 200 bytes. Empty where there is none, where it has closed that end already, or where the system does not tell
// (other users' programs; not Linux). Looks through all of /proc: some milliseconds.
[[nodiscard]] QByteArray programBehind(const Endpoint &theirs, quint16 ourPort);

} // namespace herdcore::net
