// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace app {

// Opens stdin, stdout and stderr where the program was started without them: a socket or a file would get their
// numbers, and what is printed would go there. Reading gives nothing, and writing fails. First thing in main().
void openStandardStreams();

// Writes to stdout, for programs that print and end. Whether all of it has arrived is for finishOutput() to say.
void print(const QByteArray &text);
// The status to end with: 0, or 1 with a line on stderr when something that was printed did not arrive.
[[nodiscard]] int finishOutput(const char *program);

} // namespace app
