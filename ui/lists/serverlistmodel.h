// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"

#include <QAbstractTableModel>

#include <vector>

namespace ui {

// The herd's servers, one row each, in the profile's order, which never changes. States and counts follow the log;
// rates are averages over the time between two calls of refreshRates().
class ServerListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, State, Port, Clients, Rate, Records, columnCountTotal };
    enum Role { StateRole = Qt::UserRole, IndexRole }; // int of ServerState; int of ServerIndex

    explicit ServerListModel(const LogFollower &follower, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    // `nowMs`: milliseconds on any monotonic clock.
    void refreshRates(qint64 nowMs);

private:
    // What a row shows; compared to find the rows that changed.
    struct Shown {
        herdcore::state::ServerState state = herdcore::state::ServerState::Stopped;
        quint16 port = 0; // 0: it has none yet
        int clients = 0;
        qsizetype records = 0;
        double rate = 0; // lines in and out per second
        friend bool operator==(const Shown &, const Shown &) = default;
    };
    void refresh();
    void show(std::vector<Shown> shown);
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString tip(int row) const;

    const LogFollower &m_follower;
    std::vector<Shown> m_shown;
    std::vector<quint64> m_linesBefore;
    qint64 m_ratesAtMs = -1;
};

} // namespace ui
