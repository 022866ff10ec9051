// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"

#include <vector>

namespace ui {

// What one event of the log led to: the events that name it as their cause. They come after it, so they are looked for
// from there onwards, 50,000 events far and in steps of 4 ms, as the log grows.
class Consequences
{
public:
    static constexpr quint64 reach = 50'000; // events
    static constexpr std::size_t most = 200; // more than that are not kept

    explicit Consequences(const LogFollower &follower);

    void begin(herdcore::base::EventId event);
    // Looks further; true when something was found. isDone() when the end of the log or the reach is.
    bool advance();

    [[nodiscard]] bool isDone() const;
    [[nodiscard]] const std::vector<herdcore::base::EventId> &found() const { return m_found; }

private:
    [[nodiscard]] herdcore::base::EventId last() const;

    const LogFollower &m_follower;
    herdcore::observe::LogCursor m_cursor;
    herdcore::base::EventId m_event = herdcore::base::EventId::None;
    std::vector<herdcore::base::EventId> m_found;
};

} // namespace ui
