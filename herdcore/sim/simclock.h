// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace herdcore::sim {

// A virtual clock: what is to happen, in the order of time, and of asking where the time is the same.
class SimClock
{
public:
    [[nodiscard]] std::int64_t nowNs() const { return m_nowNs; }
    void at(std::int64_t ns, std::function<void()> act);
    void in(std::int64_t ns, std::function<void()> act) { at(m_nowNs + ns, std::move(act)); }
    // The next thing happens; false when there is none up to `untilNs`, where the clock then stands.
    bool step(std::int64_t untilNs);

private:
    struct Event {
        std::int64_t atNs;
        std::uint64_t number;
        std::function<void()> act;
        friend bool operator<(const Event &a, const Event &b) // the first on top
        {
            return a.atNs != b.atNs ? a.atNs > b.atNs : a.number > b.number;
        }
    };
    std::int64_t m_nowNs = 0;
    std::uint64_t m_asked = 0;
    std::vector<Event> m_events; // a heap
};

} // namespace herdcore::sim
