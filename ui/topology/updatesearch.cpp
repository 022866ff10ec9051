// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/updatesearch.h"

#include <QElapsedTimer>

namespace ui {

using namespace herdcore::base;

void UpdateSearch::follow(const UpdateKey &update, int servers)
{
    if (m_tracer && m_tracer->summary().update == update)
        return;
    m_read = 0;
    m_behind = !update.isNull();
    if (update.isNull())
        m_tracer.reset();
    else
        m_tracer.emplace(update, servers);
}

bool UpdateSearch::read(const herdcore::observe::EventLog &log, EventId until, double budgetMs)
{
    if (!m_tracer)
        return true;
    QElapsedTimer timer;
    timer.start();
    while (m_read < number(until)) {
        const auto span = log.read(EventId{ m_read + 1 });
        if (span.isEmpty())
            break;
        for (const auto &entry : span) {
            if (entry.id > until)
                break;
            m_tracer->fold(entry);
            m_read = number(entry.id);
        }
        // What was evicted may leave a gap that reaches beyond `until`.
        if (number(span.begin()->id) > number(until) || static_cast<double>(timer.nsecsElapsed()) > budgetMs * 1e6)
            break;
    }
    m_behind = m_read < number(until) && number(log.firstId()) <= number(until);
    return !m_behind;
}

} // namespace ui
