// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/logcursor.h"
#include "ui/live/updatesummary.h"

#include <optional>

namespace ui {

// Reads the log for one update, a piece at a time so that a long log never freezes the window, and keeps up with it.
class UpdateSearch
{
public:
    explicit UpdateSearch(const herdcore::observe::EventLog &log);

    // A different update starts over; null ends it.
    void follow(const herdcore::base::UpdateKey &update, int servers);
    // Reads up to `until` for about `budgetMs`; false while there is more to read.
    bool read(herdcore::base::EventId until, double budgetMs);

    // Null when none is followed. Incomplete while isBehind().
    [[nodiscard]] const UpdateSummary *summary() const { return m_tracer ? &m_tracer->summary() : nullptr; }
    [[nodiscard]] bool isBehind() const { return m_behind; }

private:
    std::optional<UpdateTracer> m_tracer;
    herdcore::observe::LogCursor m_cursor;
    bool m_behind = false;
};

} // namespace ui
