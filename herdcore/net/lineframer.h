// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/bytemeter.h"

#include <QByteArray>

#include <optional>

namespace herdcore::net {

// Cuts a stream of bytes into lines at LF, looking at each byte a constant number of times however it is cut.
// Never holds more than the limit and one read, as long as next() is called until nothing is left before the next
// feed(). Holds no memory while it holds no bytes.
class LineFramer
{
public:
    explicit LineFramer(qsizetype limit, base::ByteMeter *meter = nullptr);

    void feed(QByteArrayView bytes);
    // The next complete line without its LF, in order; nothing when none is complete or after overflow.
    [[nodiscard]] std::optional<QByteArray> next();
    // True when next() would give a line or meet one that is too long.
    [[nodiscard]] bool hasMore();
    // The bytes of a line that is not complete yet.
    [[nodiscard]] QByteArrayView partial() const;
    // Whether what has come behind the last line given away begins with a blank.
    [[nodiscard]] bool startsWithBlank() const;
    // Gives the incomplete line away as if it were complete (end of input); nothing when there is none.
    [[nodiscard]] std::optional<QByteArray> takePartial();
    // True once next() or feed() has met a line, complete or not, longer than the limit; every line before it has been
    // given away by then. Stays so and drops whatever is fed.
    [[nodiscard]] bool overflowed() const { return m_overflowed; }
    [[nodiscard]] QByteArray overflowHead() const
    {
        return m_overflowed ? m_bytes : QByteArray();
    } // its first 64 bytes (limit + 1 where that is less)
    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    void clear(); // forgets what it holds; an overflow stays
    void refuse(QByteArrayView line); // as if this line had been too long

private:
    bool findEnd();
    [[nodiscard]] qsizetype held() const { return m_bytes.size() - m_start; }
    void overflow();
    void count() { m_counted.set(m_bytes.isEmpty() ? 0 : qMax(m_bytes.size(), m_bytes.capacity())); }

    qsizetype m_limit;
    base::MeteredBytes m_counted;
    QByteArray m_bytes; // after overflow: the head of the line
    qsizetype m_start = 0; // of the first line not given away
    qsizetype m_scanned = 0; // no LF in [m_start, m_scanned)
    bool m_endFound = false; // the LF at m_scanned
    bool m_overflowed = false;
};

} // namespace herdcore::net
