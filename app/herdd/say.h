// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayList>
#include <QString>

namespace herdd {

// Sends each line to a server over one connection, half-closes, and prints what comes back byte for byte, unless stdout
// is a terminal: then escaped. Returns the exit status: 0, or 1 with a line on stderr when the server cannot be
// reached or stdout takes no more.
// waitMs: for the server to close the connection; 0: no longer than for its answers.
[[nodiscard]] int say(const QString &host, quint16 port, const QByteArrayList &lines, int waitMs);

} // namespace herdd
