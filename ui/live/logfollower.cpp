// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/logfollower.h"

#include <algorithm>
#include <utility>

namespace ui {

using herdcore::base::EventId;
using herdcore::base::number;

namespace {

constexpr qint64 frameMs = 16;
constexpr qint64 foldNs = 4'000'000;
constexpr std::size_t foldAtOnce = 256; // entries between two looks at the clock

} // namespace

LogFollower::LogFollower(const herdcore::observe::EventLog &log, herdcore::profile::Profile profile, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_state(std::move(profile))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LogFollower::tick);
    m_clock.start();
}

double LogFollower::framesPerSecond() const
{
    const qint64 since = m_clock.elapsed() - 1000;
    return static_cast<double>(
        std::count_if(m_ticks.begin(), m_ticks.end(), [since](qint64 ms) { return ms > since; }));
}

void LogFollower::wake()
{
    if (!m_timer.isActive())
        m_timer.start(static_cast<int>(std::max<qint64>(0, m_nextTickMs - m_clock.elapsed())));
}

void LogFollower::tick()
{
    const qint64 begin = m_clock.elapsed();
    const bool atEnd = foldSome();
    Q_EMIT advanced();
    m_ticks.push_back(begin);
    while (m_ticks.front() <= begin - 1000)
        m_ticks.pop_front();
    // Half of the time stays free for painting and for the user, whatever the views cost.
    const qint64 cost = m_clock.elapsed() - begin;
    m_nextTickMs = begin + std::max(frameMs, 2 * cost);
    if (!atEnd)
        wake();
}

bool LogFollower::foldSome()
{
    QElapsedTimer budget;
    budget.start();
    while (budget.nsecsElapsed() < foldNs) {
        const auto span = m_log.read(EventId{ number(m_position) + 1 }, foldAtOnce);
        if (span.isEmpty())
            return true;
        for (const auto &entry : span)
            m_state.fold(entry);
        m_position = (span.end() - 1)->id;
    }
    return m_position == m_log.lastId();
}

} // namespace ui
