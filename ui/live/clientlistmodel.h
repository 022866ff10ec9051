// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"

#include <QAbstractTableModel>
#include <QHash>

#include <vector>

namespace ui {

// The mobile clients known to the herd, in the order in which they became known: a row never moves, but that of a
// client that was forgotten goes. Follows the log with a cursor, so a batch costs what is in it and not what is in the
// table.
class ClientListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Server, Age, KnownBy, Location, columnCountTotal };
    enum Role { OriginRole = Qt::UserRole, SortRole }; // int: the last server's index; a value to sort by

    explicit ClientListModel(const LogFollower &follower, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    [[nodiscard]] const herdcore::base::ClientId &client(int row) const
    {
        return m_clients.at(static_cast<size_t>(row));
    }
    [[nodiscard]] int row(const herdcore::base::ClientId &client) const
    {
        return m_rows.value(client, -1);
    } // -1: unknown

    void refreshAges(qint64 nowNs); // nanoseconds on the clock that the log's monotonic times are from

private:
    void refresh();
    void remove(std::vector<int> rows);
    void insertNew(const std::vector<herdcore::base::ClientId> &added);
    void announce(std::vector<int> rows);
    [[nodiscard]] const herdcore::state::ClientFacts *facts(int row) const;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QVariant sortValue(int row, int column) const;
    [[nodiscard]] int knownBy(int row) const; // servers that hold the newest record

    const LogFollower &m_follower;
    herdcore::observe::LogCursor m_cursor;
    std::vector<herdcore::base::ClientId> m_clients;
    QHash<herdcore::base::ClientId, int> m_rows;
    qint64 m_nowNs = 0;
};

// "now", "12 s", "3 min", "2 h", "4 d".
[[nodiscard]] QString ageText(qint64 ns);
// "34.06893 N, 118.44513 W".
[[nodiscard]] QString locationText(double latitude, double longitude, int decimals = 5);

} // namespace ui
