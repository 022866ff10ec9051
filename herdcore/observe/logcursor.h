// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/eventlog.h"

#include <chrono>
#include <limits>
#include <type_traits>
#include <utility>

namespace herdcore::observe {

// A place in an event log, and the one way to read on from there. Every reader of the log has one of its own: a cursor
// moves over each event once, in order, and can be put anywhere. What was evicted before the cursor came to it is
// passed over and counted in skipped(), so that a reader can say what it has not seen. Not thread-safe itself; the log
// is. The log must outlive it.
class LogCursor
{
public:
    using Budget = std::chrono::nanoseconds;
    static constexpr Budget unlimited = Budget::max();

    // Right after that event; None: before the first one.
    explicit LogCursor(const EventLog &log, base::EventId after = base::EventId::None);

    [[nodiscard]] const EventLog &log() const { return *m_log; }
    [[nodiscard]] base::EventId position() const { return m_position; } // the last event passed; None: none yet
    [[nodiscard]] std::uint64_t skipped() const { return m_skipped; } // evicted unseen since this was made
    void moveTo(base::EventId after) { m_position = after; } // back or on; nothing counts as skipped

    // Calls visit(event) for what follows, up to and including `until`. A visitor that returns false ends the reading
    // after that event. Looks at the clock every 256 events and stops when the budget is used up, so each call gets
    // somewhere, whatever the budget. True: there is nothing left to read up to `until`.
    template <typename Visit> bool readTo(base::EventId until, Visit &&visit, Budget budget = unlimited);
    // The same, to the log's end as it is now.
    template <typename Visit> bool readToEnd(Visit &&visit, Budget budget = unlimited)
    {
        return readTo(m_log->lastId(), std::forward<Visit>(visit), budget);
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t pieceSize = 256;
    static constexpr std::size_t largestPiece = std::numeric_limits<std::size_t>::max();

    // The next events, none beyond `until`; moves over what was evicted.
    [[nodiscard]] EventLog::Span nextPiece(base::EventId until, std::size_t max);

    const EventLog *m_log;
    base::EventId m_position;
    std::uint64_t m_skipped = 0;
};

template <typename Visit> bool LogCursor::readTo(base::EventId until, Visit &&visit, Budget budget)
{
    const bool isTimed = budget != unlimited;
    const auto begin = isTimed ? Clock::now() : Clock::time_point();
    while (m_position < until) {
        const EventLog::Span piece = nextPiece(until, isTimed ? pieceSize : largestPiece);
        if (piece.isEmpty())
            return true;
        for (const EventView &event : piece) {
            m_position = event.id;
            if constexpr (std::is_same_v<std::invoke_result_t<Visit &, const EventView &>, bool>) {
                if (!visit(event))
                    return m_position >= until;
            } else {
                visit(event);
            }
        }
        if (isTimed && m_position < until && Clock::now() - begin >= budget)
            return m_log->lastId() <= m_position;
    }
    return true;
}

} // namespace herdcore::observe
