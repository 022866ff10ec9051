// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/faultrows.h"
#include "ui/live/logfollower.h"

#include <QAbstractTableModel>

namespace ui {

// All active faults (cuts, impairments, frozen servers) as the log records them, oldest first. A row keeps its place
// until its fault ends. Texts that depend on the current time change only in refreshTimes().
class FaultListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { What, Where, Since, Until, columnCountTotal };

    explicit FaultListModel(const LogFollower &follower, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    [[nodiscard]] const FaultRow &fault(int row) const { return m_rows.at(static_cast<size_t>(row)); }
    [[nodiscard]] bool hasHold() const;

    void refreshTimes(qint64 nowNs); // on the clock of the log's monotonic times

private:
    void refresh();
    [[nodiscard]] std::vector<FaultRow> keptInPlace(std::vector<FaultRow> now) const;
    void removeGone(const std::vector<FaultRow> &now);
    void insertNew(const std::vector<FaultRow> &now);

    const LogFollower &m_follower;
    std::vector<FaultRow> m_rows;
    quint64 m_seen = 0; // of HerdState::faultChanges()
    qint64 m_nowNs = 0;
};

} // namespace ui
