// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/deadlines.h"

namespace herdcore::net {

Deadlines::Deadlines(std::int64_t nowNs, bool dialling)
    : m_openedNs(nowNs)
    , m_activeNs(nowNs)
    , m_phase(dialling ? Phase::Dialling : Phase::Open)
{ }

void Deadlines::connected(std::int64_t nowNs)
{
    m_openedNs = m_activeNs = nowNs;
    if (m_phase == Phase::Dialling)
        m_phase = Phase::Open;
}

void Deadlines::lineBegun(std::int64_t nowNs)
{
    if (m_lineNs == never)
        m_lineNs = nowNs;
}

void Deadlines::lineEnded()
{
    m_firstLineWanted = false;
    m_lineNs = never;
}

void Deadlines::inputEnded()
{
    lineEnded();
}

void Deadlines::paused(std::int64_t nowNs)
{
    if (m_pausedNs == never)
        m_pausedNs = nowNs;
}

void Deadlines::resumed(std::int64_t nowNs)
{
    if (m_pausedNs == never)
        return;
    const std::int64_t pause = nowNs - m_pausedNs;
    m_pausedNs = never;
    m_openedNs += pause;
    if (m_lineNs != never)
        m_lineNs += pause;
    m_activeNs = nowNs;
}

void Deadlines::slowReader(std::int64_t nowNs)
{
    if (m_slowNs == never)
        m_slowNs = nowNs;
}

void Deadlines::closing(std::int64_t nowNs)
{
    m_activeNs = m_lookNs = nowNs;
    m_phase = Phase::Closing;
}

void Deadlines::lingering(std::int64_t nowNs)
{
    m_lookNs = nowNs;
    m_phase = Phase::Lingering;
}

void Deadlines::Deadline::add(std::int64_t startNs, std::int64_t limitNs, Due what)
{
    // Compared this way round, for a start that is `never` or a huge limit would overflow a sum.
    if (limitNs <= 0 || startNs == never || startNs > never - limitNs || startNs + limitNs >= atNs)
        return;
    atNs = startNs + limitNs;
    due = what;
}

Deadlines::Deadline Deadlines::earliest(const ConnectionLimits &limits, bool unsent) const
{
    Deadline deadline;
    switch (m_phase) {
    case Phase::Dialling:
        deadline.add(m_openedNs, limits.connectNs, Due::Dialling);
        break;
    case Phase::Open:
        if (m_pausedNs == never) {
            if (m_firstLineWanted)
                deadline.add(m_openedNs, limits.firstLineNs, Due::FirstLine);
            deadline.add(m_lineNs, limits.lineNs, Due::Line);
        }
        if (m_pausedNs == never || unsent)
            deadline.add(m_activeNs, limits.idleNs, unsent ? Due::SlowReader : Due::Idle);
        deadline.add(m_slowNs, limits.slowNs, Due::SlowReader);
        break;
    case Phase::Closing:
        deadline.add(m_activeNs, limits.slowNs > 0 ? limits.slowNs : limits.idleNs, Due::SlowReader);
        deadline.add(m_slowNs, limits.slowNs, Due::SlowReader);
        deadline.add(m_lookNs, limits.lingerNs, Due::Look); // lingering may start at any moment
        break;
    case Phase::Lingering:
        deadline.add(m_lookNs, limits.lingerNs, Due::Lingering);
        break;
    }
    return deadline;
}

std::int64_t Deadlines::next(const ConnectionLimits &limits, bool unsent) const
{
    return earliest(limits, unsent).atNs;
}

Deadlines::Due Deadlines::due(const ConnectionLimits &limits, bool unsent, std::int64_t nowNs)
{
    const Deadline deadline = earliest(limits, unsent);
    if (deadline.atNs > nowNs)
        return Due::Nothing;
    if (deadline.due != Due::Look)
        return deadline.due;
    m_lookNs = nowNs;
    const Deadline behind = earliest(limits, unsent); // a late look may find more
    return behind.atNs <= nowNs ? behind.due : Due::Look;
}

} // namespace herdcore::net
