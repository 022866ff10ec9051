// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <optional>

namespace herdcore::net {

// Cuts a stream of bytes into lines at LF. Never holds more than the limit and one read.
class LineFramer
{
public:
    explicit LineFramer(qsizetype limit);

    void feed(QByteArrayView bytes);
    // The next complete line without its LF, in order; nothing when none is complete or after overflow.
    [[nodiscard]] std::optional<QByteArray> next();
    // The bytes of a line that is not complete yet.
    [[nodiscard]] QByteArrayView partial() const;
    // Gives the incomplete line away as if it were complete (end of input); nothing when there is none.
    [[nodiscard]] std::optional<QByteArray> takePartial();
    // True once next() has met a line, complete or not, longer than the limit; stays so and drops whatever is fed.
    [[nodiscard]] bool overflowed() const;
    [[nodiscard]] QByteArray overflowHead() const; // the first 64 bytes of that line
};

} // namespace herdcore::net
