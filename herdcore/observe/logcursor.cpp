// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/logcursor.h"

#include <algorithm>

namespace herdcore::observe {

using base::EventId, base::number;

LogCursor::LogCursor(const EventLog &log, EventId after)
    : m_log(&log)
    , m_position(after)
{ }

EventLog::Span LogCursor::nextPiece(EventId until, std::size_t max)
{
    while (m_position < until) {
        const std::uint64_t left = number(until) - number(m_position);
        EventLog::Span piece = m_log->read(EventId{ number(m_position) + 1 }, std::min<std::uint64_t>(max, left));
        const std::uint64_t gap = piece.isEmpty() ? 0 : number(piece.begin()->id) - number(m_position) - 1;
        if (gap == 0)
            return piece;
        // The piece was measured from before the gap and may reach beyond `until`: read again from behind it.
        m_skipped += std::min(gap, left);
        m_position = EventId{ number(m_position) + std::min(gap, left) };
    }
    return {};
}

} // namespace herdcore::observe
