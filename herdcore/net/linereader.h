// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/connectionlimits.h"
#include "herdcore/net/lineframer.h"

#include <QByteArray>

#include <cstdint>
#include <optional>

namespace herdcore::net {

class Sockets;

// The incoming half of a connection: reads the descriptor, cuts what it reads into lines, and knows how far the input
// has got. Calls nobody and decides nothing: the connection asks for one line after another and may stop at any time;
// what it leaves stays here in order.
class LineReader
{
public:
    explicit LineReader(
        const ConnectionLimits &limits); // of which only the lengths of lines and what is shared are used

    // One read. 0: bytes came, or the end of input, see hasEnded(); otherwise the error.
    [[nodiscard]] int readFrom(Sockets &sockets, int fd);
    void setEnded() { m_end = End::Met; } // nothing more is read
    [[nodiscard]] bool hasEnded() const { return m_end != End::Ahead; }
    void setEndDelivered() { m_end = End::Delivered; } // the owner knows of it
    [[nodiscard]] bool isEndDelivered() const { return m_end == End::Delivered; }

    // The next complete line, without its LF. `mayBeLong(line)` is asked only about a line beyond lineBytes; where it
    // says no, there are no more lines, and takeTooLong() has it.
    template <typename Allowed> [[nodiscard]] std::optional<QByteArray> next(const Allowed &mayBeLong);
    // The head of a line, complete or not, that is too long: once, when all lines before it are taken.
    template <typename Allowed> [[nodiscard]] std::optional<QByteArray> takeTooLong(const Allowed &mayBeLong);
    [[nodiscard]] std::optional<QByteArray> takePartial() { return m_framer.takePartial(); } // as if it were complete
    [[nodiscard]] QByteArrayView partial() const { return m_framer.partial(); }
    [[nodiscard]] bool startsWithBlank() const { return m_framer.startsWithBlank(); } // what comes next, and has come
    [[nodiscard]] bool hasMore() { return m_framer.hasMore(); } // next() would give a line or meet one too long
    [[nodiscard]] bool isEmpty() const { return m_framer.isEmpty(); }
    void clear() { m_framer.clear(); }

    // Complete lines wait for the connection's next turn; until then nothing more is read.
    [[nodiscard]] bool hasBacklog() const { return m_hasBacklog; }
    void setBacklog(bool on) { m_hasBacklog = on; }

private:
    enum class End : std::uint8_t { Ahead, Met, Delivered };

    template <typename Allowed> [[nodiscard]] bool isTooLong(QByteArrayView line, const Allowed &mayBeLong) const
    {
        return line.size() > m_lineBytes && !mayBeLong(line);
    }

    const SharedBytes *m_shared;
    LineFramer m_framer;
    qsizetype m_lineBytes;
    End m_end = End::Ahead;
    bool m_hasBacklog = false;
    bool m_isTooLongTaken = false;
};

template <typename Allowed> std::optional<QByteArray> LineReader::next(const Allowed &mayBeLong)
{
    std::optional<QByteArray> line = m_framer.next();
    if (line && isTooLong(*line, mayBeLong)) {
        m_framer.refuse(*line);
        line.reset();
    }
    return line;
}

template <typename Allowed> std::optional<QByteArray> LineReader::takeTooLong(const Allowed &mayBeLong)
{
    if (isTooLong(m_framer.partial(), mayBeLong))
        m_framer.refuse(m_framer.partial());
    if (m_isTooLongTaken || !m_framer.overflowed())
        return std::nullopt;
    m_isTooLongTaken = true;
    return m_framer.overflowHead();
}

} // namespace herdcore::net
