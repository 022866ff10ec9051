// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/logfollower.h"

#include <algorithm>
#include <utility>

namespace ui {

using namespace std::chrono_literals;

namespace {

constexpr qint64 frameMs = 16;
constexpr herdcore::observe::LogCursor::Budget foldBudget = 4ms;

} // namespace

LogFollower::LogFollower(const herdcore::observe::EventLog &log, herdcore::profile::Profile profile, QObject *parent)
    : QObject(parent)
    , m_cursor(log)
    , m_state(std::move(profile))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LogFollower::tick);
    m_clock.start();
}

void LogFollower::wake()
{
    if (!m_timer.isActive())
        m_timer.start(static_cast<int>(std::max<qint64>(0, m_nextTickMs - m_clock.elapsed())));
}

void LogFollower::tick()
{
    const qint64 begin = m_clock.elapsed();
    const bool isFirst = m_cursor.position() == herdcore::base::EventId::None;
    const bool atEnd = m_cursor.readToEnd([this](const auto &event) { m_state.fold(event); }, foldBudget);
    if (isFirst && m_cursor.position() != herdcore::base::EventId::None) {
        const auto first = log().at(log().firstId());
        if (!first.isEmpty())
            m_written.setStart(first.begin()->wallNs);
    }
    Q_EMIT advanced();
    // Half of the time stays free for painting and for the user, whatever the views cost.
    const qint64 cost = m_clock.elapsed() - begin;
    m_nextTickMs = begin + std::max(frameMs, 2 * cost);
    if (!atEnd)
        wake();
}

} // namespace ui
