// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simclock.h"

#include <algorithm>
#include <utility>

namespace herdcore::sim {

void SimClock::at(std::int64_t ns, std::function<void()> act)
{
    m_events.push_back({ std::max(ns, m_nowNs), ++m_asked, std::move(act) });
    std::push_heap(m_events.begin(), m_events.end());
}

bool SimClock::step(std::int64_t untilNs)
{
    if (m_events.empty() || m_events.front().atNs > untilNs) {
        m_nowNs = std::max(m_nowNs, untilNs);
        return false;
    }
    std::pop_heap(m_events.begin(), m_events.end());
    const Event event = std::move(m_events.back());
    m_events.pop_back();
    m_nowNs = event.atNs;
    event.act();
    return true;
}

} // namespace herdcore::sim
