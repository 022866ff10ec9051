// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/updatesearch.h"

namespace ui {

using namespace herdcore::base;

UpdateSearch::UpdateSearch(const herdcore::observe::EventLog &log)
    : m_cursor(log)
{ }

void UpdateSearch::follow(const UpdateKey &update, int servers)
{
    if (m_tracer && m_tracer->summary().update == update)
        return;
    m_cursor.moveTo(EventId::None);
    m_behind = !update.isNull();
    if (update.isNull())
        m_tracer.reset();
    else
        m_tracer.emplace(update, servers);
}

bool UpdateSearch::read(EventId until, double budgetMs)
{
    if (!m_tracer)
        return true;
    const auto budget = std::chrono::nanoseconds(static_cast<std::int64_t>(budgetMs * 1e6));
    m_behind = !m_cursor.readTo(
        until, [this](const auto &event) { m_tracer->fold(event); }, budget);
    return !m_behind;
}

} // namespace ui
