// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/eventrows.h"

#include <algorithm>

namespace ui {

using herdcore::base::EventId;
using herdcore::base::number;
using herdcore::observe::EventLog;
using herdcore::observe::EventView;
using namespace std::chrono_literals;

namespace {

constexpr herdcore::observe::LogCursor::Budget stepBudget = 4ms;

} // namespace

EventRows::EventRows(const LogFollower &follower, QObject *parent)
    : QAbstractTableModel(parent)
    , m_follower(follower)
    , m_cursor(follower.log())
{ }

int EventRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

EventId EventRows::idAt(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_rows.size() ? m_rows[static_cast<std::size_t>(row)]
                                                                     : EventId::None;
}

int EventRows::rowOf(EventId id) const
{
    const auto it = std::lower_bound(m_rows.begin(), m_rows.end(), id);
    return it != m_rows.end() && *it == id ? static_cast<int>(it - m_rows.begin()) : -1;
}

EventLog::Span EventRows::eventAt(int row) const
{
    const EventId id = idAt(row);
    if (id == EventId::None)
        return {};
    if (m_lastRead.isEmpty() || m_lastRead.begin()->id != id)
        m_lastRead = m_follower.log().at(id);
    return m_lastRead;
}

bool EventRows::advance()
{
    dropWhatIsGone();
    skipWhatWouldGo();
    Ids accepted;
    const auto examine = [this, &accepted](const EventView &event) {
        if (accepts(event))
            accepted.push_back(event.id);
        else
            ++m_hidden;
    };
    const bool done = m_cursor.readTo(m_follower.position(), examine, stepBudget);
    append(std::move(accepted));
    return done;
}

void EventRows::dropWhatIsGone()
{
    const EventId first = m_follower.log().firstId();
    removeFirst(static_cast<std::size_t>(std::lower_bound(m_rows.begin(), m_rows.end(), first) - m_rows.begin()));
}

// Where every event is a row, the newest are all that will be left.
void EventRows::skipWhatWouldGo()
{
    const quint64 last = number(m_follower.position());
    if (!acceptsAll() || last < number(m_cursor.position()) + maxRows)
        return;
    m_dropped += last - maxRows - number(m_cursor.position());
    m_cursor.moveTo(EventId{ last - maxRows });
}

void EventRows::removeFirst(std::size_t count)
{
    if (count == 0)
        return;
    beginRemoveRows({}, 0, static_cast<int>(count) - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(count));
    m_dropped += count;
    endRemoveRows();
}

void EventRows::append(Ids accepted)
{
    if (accepted.size() > maxRows) {
        const std::size_t surplus = accepted.size() - maxRows;
        accepted.erase(accepted.begin(), accepted.begin() + static_cast<std::ptrdiff_t>(surplus));
        m_dropped += surplus;
    }
    if (accepted.empty())
        return;
    if (m_rows.size() + accepted.size() > maxRows)
        removeFirst(m_rows.size() + accepted.size() - maxRows);
    const auto first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(accepted.size()) - 1);
    m_rows.insert(m_rows.end(), accepted.begin(), accepted.end());
    endInsertRows();
}

void EventRows::restart()
{
    beginResetModel();
    m_rows.clear();
    m_cursor = herdcore::observe::LogCursor(m_follower.log());
    m_hidden = 0;
    m_dropped = 0;
    endResetModel();
}

} // namespace ui
