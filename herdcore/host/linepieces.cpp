// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/linepieces.h"

#include <algorithm>

namespace herdcore::host {

void LinePieces::add(LinkLine line)
{
    m_bytes += line.bytes.size() + 1;
    m_lines.push_back(std::move(line));
}

std::optional<LinePieces::Piece> LinePieces::next(std::int64_t nowNs)
{
    if (m_lines.empty() || m_dueNs > nowNs)
        return std::nullopt;
    const LinkLine &line = m_lines.front();
    const qsizetype left = line.bytes.size() + 1 - m_written;
    const qsizetype size = line.pieceBytes > 0 ? std::min<qsizetype>(left, line.pieceBytes) : left;
    Piece piece{ line.connection, line.bytes.mid(m_written, size), size == left };
    if (piece.isLast)
        piece.bytes += '\n';
    if (line.pieceBytes > 0)
        m_dueNs = nowNs + gapNs;
    m_written += size;
    if (piece.isLast) {
        m_bytes -= line.bytes.size() + 1;
        m_lines.pop_front();
        m_written = 0;
    }
    return piece;
}

void LinePieces::hurry()
{
    m_dueNs = 0;
    for (LinkLine &line : m_lines)
        line.pieceBytes = 0;
}

std::vector<LinkLine> LinePieces::takeOf(base::ConnectionId connection)
{
    if (!m_lines.empty() && m_lines.front().connection == connection)
        m_written = 0;
    const auto first = std::stable_partition(
        m_lines.begin(), m_lines.end(), [connection](const LinkLine &line) { return line.connection != connection; });
    std::vector<LinkLine> taken(std::make_move_iterator(first), std::make_move_iterator(m_lines.end()));
    m_lines.erase(first, m_lines.end());
    for (const LinkLine &line : taken)
        m_bytes -= line.bytes.size() + 1;
    return taken;
}

} // namespace herdcore::host
