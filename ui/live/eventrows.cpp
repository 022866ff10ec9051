// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/eventrows.h"

#include <QElapsedTimer>

#include <algorithm>

namespace ui {

using herdcore::base::EventId;
using herdcore::base::number;
using herdcore::observe::EventLog;

namespace {

constexpr qint64 stepNs = 4'000'000;
constexpr std::size_t examinedAtOnce = 256; // between two looks at the clock

} // namespace

EventRows::EventRows(const LogFollower &follower, QObject *parent)
    : QAbstractTableModel(parent)
    , m_follower(follower)
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

EventLog::Span EventRows::entryAt(int row) const
{
    const EventId id = idAt(row);
    if (id == EventId::None)
        return {};
    if (m_lastRead.isEmpty() || m_lastRead.begin()->id != id)
        m_lastRead = m_follower.log().read(id, 1);
    return !m_lastRead.isEmpty() && m_lastRead.begin()->id == id ? m_lastRead : EventLog::Span();
}

bool EventRows::advance()
{
    skipWhatIsGone();
    Ids accepted;
    const bool done = collect(accepted);
    append(std::move(accepted));
    return done;
}

void EventRows::skipWhatIsGone()
{
    const EventId first = m_follower.log().firstId();
    removeFirst(static_cast<std::size_t>(std::lower_bound(m_rows.begin(), m_rows.end(), first) - m_rows.begin()));
    const quint64 last = number(m_follower.position());
    quint64 next = std::max(number(m_cursor) + 1, number(first));
    if (acceptsAll() && last > maxRows)
        next = std::max<quint64>(next, last - maxRows + 1);
    m_dropped += next - number(m_cursor) - 1;
    m_cursor = EventId{ next - 1 };
}

bool EventRows::collect(Ids &accepted)
{
    QElapsedTimer budget;
    budget.start();
    const quint64 last = number(m_follower.position());
    while (number(m_cursor) < last) {
        if (budget.nsecsElapsed() > stepNs)
            return false;
        const std::size_t wanted = std::min<std::size_t>(examinedAtOnce, last - number(m_cursor));
        const auto span = m_follower.log().read(EventId{ number(m_cursor) + 1 }, wanted);
        if (span.isEmpty())
            return true;
        m_dropped += number(span.begin()->id) - number(m_cursor) - 1; // gone in the meantime
        for (const auto &entry : span) {
            if (entry.id > m_follower.position())
                return true;
            m_cursor = entry.id;
            if (accepts(entry))
                accepted.push_back(entry.id);
            else
                ++m_hidden;
        }
    }
    return true;
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
    m_cursor = EventId::None;
    m_hidden = 0;
    m_dropped = 0;
    endResetModel();
}

} // namespace ui
