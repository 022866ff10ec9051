// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/eventrows.h"

#include <algorithm>
#include <limits>

namespace ui {

using herdcore::base::EventId;
using herdcore::base::number;
using herdcore::observe::EventLog;
using herdcore::observe::EventView;
using namespace std::chrono_literals;

namespace {

constexpr herdcore::observe::LogCursor::Budget stepBudget = 4ms;
constexpr EventId afterAll{ std::numeric_limits<quint64>::max() };

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

int EventRows::rowShowing(EventId id) const
{
    const int own = rowOf(id);
    return own >= 0 ? own : rowOfFold(id);
}

int EventRows::rowOfFold(EventId id) const
{
    return rowOf(m_folds.headOf(id));
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
    Ids accepted, heads;
    const auto examine = [&](const EventView &event) {
        if (!accepts(event)) {
            ++m_hidden;
            passedOver(event);
            return;
        }
        const EventId last = !accepted.empty() ? accepted.back() : !m_rows.empty() ? m_rows.back() : EventId::None;
        if (const EventId head = foldsInto(event, last); canFold(head, accepted)) {
            m_folds.add(head, event.id);
            heads.push_back(head);
            if (m_folds.isOpen(head))
                accepted.push_back(event.id);
        } else {
            accepted.push_back(event.id);
        }
    };
    const bool done = m_cursor.readTo(m_follower.position(), examine, stepBudget);
    append(std::move(accepted));
    announceFolds(heads);
    return done;
}

bool EventRows::canFold(EventId head, const Ids &accepted) const
{
    return head != EventId::None && !m_folds.isFull(head)
        && (rowOf(head) >= 0 || std::binary_search(accepted.begin(), accepted.end(), head));
}

void EventRows::announceFolds(const Ids &heads)
{
    EventId before = EventId::None;
    for (const EventId head : heads) {
        if (const int row = head == before ? -1 : rowOf(head); row >= 0)
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        before = head;
    }
}

void EventRows::setOpen(int row, bool open)
{
    const EventId head = idAt(row);
    if (m_folds.behind(head).empty() || m_folds.isOpen(head) == open)
        return;
    m_folds.setOpen(head, open);
    if (open)
        insertRows(m_folds.behind(head));
    else
        takeRows(m_folds.behind(head));
    announceFolds({ head });
}

// In runs, for most of them follow each other.
void EventRows::insertRows(const Ids &ids)
{
    for (auto from = ids.begin(); from != ids.end();) {
        const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), *from);
        const auto to = at == m_rows.end() ? ids.end() : std::lower_bound(from, ids.end(), *at);
        const auto row = static_cast<int>(at - m_rows.begin());
        beginInsertRows({}, row, row + static_cast<int>(to - from) - 1);
        m_rows.insert(at, from, to);
        endInsertRows();
        from = to;
    }
}

void EventRows::takeRows(const Ids &ids)
{
    for (auto from = ids.begin(); from != ids.end();) {
        const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), *from);
        auto end = at;
        while (from != ids.end() && end != m_rows.end() && *end == *from)
            ++from, ++end;
        if (end == at) { // it has gone already
            ++from;
            continue;
        }
        const auto row = static_cast<int>(at - m_rows.begin());
        beginRemoveRows({}, row, static_cast<int>(end - m_rows.begin()) - 1);
        m_rows.erase(at, end);
        endRemoveRows();
    }
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
    removeFirst(m_rows.size()); // or there would be a gap in the middle
    m_dropped += last - maxRows - number(m_cursor.position());
    m_cursor.moveTo(EventId{ last - maxRows });
}

void EventRows::removeFirst(std::size_t count)
{
    if (count == 0)
        return;
    beginRemoveRows({}, 0, static_cast<int>(count) - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(count));
    m_dropped += count + m_folds.dropBefore(m_rows.empty() ? afterAll : m_rows.front());
    endRemoveRows();
}

void EventRows::append(Ids accepted)
{
    if (accepted.size() > maxRows) {
        const std::size_t surplus = accepted.size() - maxRows;
        accepted.erase(accepted.begin(), accepted.begin() + static_cast<std::ptrdiff_t>(surplus));
        m_dropped += surplus + m_folds.dropBefore(accepted.front());
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
    m_folds.clear();
    m_cursor = herdcore::observe::LogCursor(m_follower.log());
    m_hidden = 0;
    m_dropped = 0;
    endResetModel();
}

} // namespace ui
