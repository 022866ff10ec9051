// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <cstdint>
#include <optional>
#include <vector>

namespace herdcore::protocol {

// The small grammar that every message is made of (protocol.md section 1). No locale, no double before the
// grammar has been checked: std::from_chars takes "nan" and "inf".

// White space of the protocol: space, tab, CR, LF, FF, VT.
[[nodiscard]] constexpr bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// The line's first field; empty when it has none.
[[nodiscard]] QByteArrayView firstField(QByteArrayView line);

// A line's fields, at most `max` of them and then the count goes on: count tells how many there were.
struct Fields {
    std::vector<QByteArrayView> field; // views into the line
    qsizetype count = 0;
};
[[nodiscard]] Fields splitFields(QByteArrayView line, qsizetype max = 16);

// digits[.digits]: "12", "12.5", not "12." nor ".5"; no sign, no exponent.
struct Decimal {
    QByteArrayView whole;
    QByteArrayView fraction; // empty when there is none

    // Exact at any length, where a double would round 50.00000000000000000001 to 50.
    [[nodiscard]] bool isAtMost(std::uint64_t limit) const;
    [[nodiscard]] double toDouble() const;
};
// Reads a Decimal at the start of `text` and moves `text` behind it; nothing when there is none.
[[nodiscard]] std::optional<Decimal> takeDecimal(QByteArrayView &text);
// The whole of `text` as a Decimal.
[[nodiscard]] std::optional<Decimal> parseDecimal(QByteArrayView text);

} // namespace herdcore::protocol
