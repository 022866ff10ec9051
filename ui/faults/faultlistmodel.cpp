// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/faults/faultlistmodel.h"

#include "herdcore/base/time.h"
#include "ui/live/clientlistmodel.h"

#include <algorithm>

namespace ui {

using namespace herdcore::state;

namespace {

// The same fault, set at the same time: one that a server reports again after a restart is a new row at the end.
bool isSameRow(const FaultRow &one, const FaultRow &other)
{
    return one.isSame(other) && one.sinceNs == other.sinceNs;
}

} // namespace

FaultListModel::FaultListModel(const LogFollower &follower, QObject *parent)
    : QAbstractTableModel(parent)
    , m_follower(follower)
{
    refresh();
    connect(&follower, &LogFollower::advanced, this, &FaultListModel::refresh);
}

int FaultListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FaultListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountTotal;
}

QVariant FaultListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const FaultRow &row = fault(index.row());
    const HerdState &state = m_follower.state();
    const QString age = ageText(std::max<qint64>(0, m_nowNs - row.sinceNs));
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
        return tr("%1: %2\nactive %3, %4")
            .arg(FaultWords::where(row, state), FaultWords::what(row, state), age, FaultWords::until(row, m_nowNs));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case What:
        return FaultWords::what(row, state);
    case Where:
        return FaultWords::where(row, state);
    case Since:
        return age;
    case Until:
        return FaultWords::until(row, m_nowNs);
    }
    return {};
}

QVariant FaultListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("Fault");
    case Where:
        return tr("Where");
    case Since:
        return tr("Active");
    case Until:
        return tr("Ends");
    }
    return {};
}

bool FaultListModel::hasHold() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const FaultRow &row) { return row.isHold(); });
}

void FaultListModel::refreshTimes(qint64 nowNs)
{
    m_nowNs = std::max(m_nowNs, nowNs);
    if (!m_rows.empty()) // also updates the number of held lines
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCountTotal - 1), { Qt::DisplayRole });
}

void FaultListModel::refresh()
{
    const HerdState &state = m_follower.state();
    m_nowNs = std::max<qint64>(m_nowNs, state.lastNs());
    if (state.faultChanges() == m_seen) {
        if (hasHold())
            refreshTimes(m_nowNs);
        return;
    }
    m_seen = state.faultChanges();
    const std::vector<FaultRow> now = keptInPlace(faultRows(state));
    removeGone(now);
    insertNew(now);
    for (size_t i = 0; i < now.size(); ++i) {
        if (m_rows[i] == now[i])
            continue;
        m_rows[i] = now[i];
        Q_EMIT dataChanged(
            index(static_cast<int>(i), 0), index(static_cast<int>(i), columnCountTotal - 1), { Qt::DisplayRole });
    }
}

// A fault that has ended in one direction may keep only the later of its two start times but remains the same row.
std::vector<FaultRow> FaultListModel::keptInPlace(std::vector<FaultRow> now) const
{
    for (FaultRow &row : now) {
        if (row.kind != FaultRow::Kind::Impairment)
            continue;
        const auto before = std::find_if(m_rows.begin(), m_rows.end(), [&](const FaultRow &one) {
            return one.isSame(row) && row.sinceNs - one.sinceNs < herdcore::base::nsPerSecond;
        });
        if (before != m_rows.end())
            row.sinceNs = std::min(row.sinceNs, before->sinceNs);
    }
    std::stable_sort(
        now.begin(), now.end(), [](const FaultRow &one, const FaultRow &other) { return one.sinceNs < other.sinceNs; });
    return now;
}

// Both lists are sorted by start time, so a single pass finds the rows that are in only one of them.
void FaultListModel::removeGone(const std::vector<FaultRow> &now)
{
    std::vector<bool> stays(m_rows.size());
    size_t next = 0;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const auto found = std::find_if(now.begin() + static_cast<std::ptrdiff_t>(next), now.end(),
            [&](const FaultRow &row) { return row.sinceNs > m_rows[i].sinceNs || isSameRow(row, m_rows[i]); });
        stays[i] = found != now.end() && isSameRow(*found, m_rows[i]);
        if (stays[i])
            next = static_cast<size_t>(found - now.begin()) + 1;
    }
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (stays[static_cast<size_t>(last)])
            continue;
        int first = last;
        while (first > 0 && !stays[static_cast<size_t>(first - 1)])
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void FaultListModel::insertNew(const std::vector<FaultRow> &now)
{
    for (size_t i = 0; i < now.size(); ++i) {
        if (i < m_rows.size() && isSameRow(now[i], m_rows[i]))
            continue;
        size_t end = i + 1;
        while (end < now.size() && (i >= m_rows.size() || !isSameRow(now[end], m_rows[i])))
            ++end;
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(end) - 1);
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(i), now.begin() + static_cast<std::ptrdiff_t>(i),
            now.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        i = end - 1;
    }
}

} // namespace ui
