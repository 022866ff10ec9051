// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/consequences.h"

#include <algorithm>

namespace ui {

using herdcore::base::EventId;
using herdcore::base::number;
using namespace std::chrono_literals;

namespace {

constexpr herdcore::observe::LogCursor::Budget stepBudget = 4ms;

} // namespace

Consequences::Consequences(const LogFollower &follower)
    : m_follower(follower)
    , m_cursor(follower.log())
{ }

void Consequences::begin(EventId event)
{
    m_event = event;
    m_cursor.moveTo(event);
    m_found.clear();
}

EventId Consequences::last() const
{
    return std::min(m_follower.position(), EventId{ number(m_event) + reach });
}

bool Consequences::isDone() const
{
    return m_event == EventId::None || m_cursor.position() >= last() || m_found.size() >= most;
}

bool Consequences::advance()
{
    if (isDone())
        return false;
    const std::size_t before = m_found.size();
    const auto look = [this](const herdcore::observe::EventView &event) {
        if (event.cause == m_event)
            m_found.push_back(event.id);
        return m_found.size() < most;
    };
    m_cursor.readTo(last(), look, stepBudget);
    return m_found.size() > before;
}

} // namespace ui
