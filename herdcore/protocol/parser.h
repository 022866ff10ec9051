// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/message.h"

#include <QByteArray>

namespace herdcore::protocol {

// What clients send. `line` is one line without its LF; a rejection names the first thing that is wrong.
[[nodiscard]] Parsed<ClientMessage> parseClientLine(QByteArrayView line);

// ISO 6709 decimal degrees, exactly two signed numbers.
[[nodiscard]] Parsed<Location> parseLocation(QByteArrayView text);
// POSIX seconds, digits[.digits], at most 9223372035, which is what int64 nanoseconds hold.
[[nodiscard]] Parsed<ClientTime> parseTime(QByteArrayView text);

// A page in a browser can make it talk to a loopback port. Of a line that is not valid, whether HTTP or TLS says it: a
// verb of HTTP with something behind it, in any case; " HTTP/" anywhere; the first byte of a TLS handshake.
[[nodiscard]] bool looksLikeWeb(QByteArrayView line);
[[nodiscard]] bool startsTls(QByteArrayView bytes); // of what need not be a whole line

// The answer to what is not a message: "? " and a copy of the line, without its line end (LF, or the CR of a CRLF).
[[nodiscard]] QByteArray invalidAnswer(QByteArrayView line);

} // namespace herdcore::protocol
