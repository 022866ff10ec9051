// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/consequences.h"

#include <QElapsedTimer>

#include <algorithm>

namespace ui {

using herdcore::base::EventId;
using herdcore::base::number;

namespace {

constexpr qint64 stepNs = 4'000'000;

} // namespace

void Consequences::begin(EventId event)
{
    m_event = event;
    m_cursor = number(event);
    m_found.clear();
}

quint64 Consequences::lastOf(const LogFollower &follower) const
{
    return std::min<quint64>(number(follower.position()), number(m_event) + reach);
}

bool Consequences::isDone(const LogFollower &follower) const
{
    return m_event == EventId::None || m_cursor >= lastOf(follower) || m_found.size() >= most;
}

bool Consequences::advance(const LogFollower &follower)
{
    const std::size_t before = m_found.size();
    QElapsedTimer budget;
    budget.start();
    while (!isDone(follower) && budget.nsecsElapsed() < stepNs) {
        const auto span = follower.log().read(EventId{ m_cursor + 1 }, lastOf(follower) - m_cursor);
        if (span.isEmpty())
            break;
        for (const auto &entry : span) {
            if (entry.cause == m_event && m_found.size() < most)
                m_found.push_back(entry.id);
        }
        m_cursor = number((span.end() - 1)->id);
    }
    return m_found.size() > before;
}

} // namespace ui
