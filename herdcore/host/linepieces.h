// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/impairedqueue.h"

namespace herdcore::host {

// Lines that are written in pieces, a little apart, so that each piece is a packet of its own. Lines behind them wait,
// even those in one piece. Pure, like ImpairedQueue.
class LinePieces
{
public:
    static constexpr std::int64_t gapNs = 1'000'000;

    struct Piece {
        base::ConnectionId connection;
        QByteArray bytes; // line end included
        bool isLast; // of its line
    };

    [[nodiscard]] bool isEmpty() const { return m_lines.empty(); }
    [[nodiscard]] qsizetype bytes() const { return m_bytes; } // of lines that are not wholly written
    void add(LinkLine line);
    [[nodiscard]] std::optional<Piece> next(std::int64_t nowNs);
    void hurry(); // no more pieces: what is left of each line goes in one
    [[nodiscard]] std::vector<LinkLine> takeOf(base::ConnectionId connection); // they can no longer be written
    [[nodiscard]] std::int64_t nextNs() const { return m_lines.empty() ? ImpairedQueue::never : m_dueNs; }

private:
    std::deque<LinkLine> m_lines; // of the first one, `m_written` bytes are gone
    qsizetype m_written = 0;
    qsizetype m_bytes = 0;
    std::int64_t m_dueNs = 0;
};

} // namespace herdcore::host
