// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"

#include <QAbstractListModel>
#include <QHash>

#include <deque>

namespace ui {

// The lines sent to servers and received from them over the watched connections, read from the log like everything
// else. Bounded: keeps the first 400 bytes of a line and the last 2,000 lines. leftOut() counts the lines dropped,
// which the log still has.
class InjectorExchange : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class RowKind { Sent, Answer, Refusal, Body, Ended }; // Body: of an answer, after its first line
    enum Role { KindRole = Qt::UserRole };
    static constexpr int maxRows = 2000;

    explicit InjectorExchange(const LogFollower &follower, QObject *parent = nullptr);

    // Call it before the first event of the connection is read: at once after the command returned the connection.
    void watch(herdcore::base::ConnectionId connection);
    void clear(); // removes the rows; the connections remain watched
    [[nodiscard]] quint64 leftOut() const { return m_leftOut; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        RowKind kind;
        QString text;
    };
    struct Conversation {
        std::int64_t beganNs = 0;
        int linesBack = 0;
        qsizetype bytesBack = 0;
    };
    void refresh();
    void fold(const herdcore::observe::EventView &event, std::deque<Row> &fresh);
    void append(std::deque<Row> &&fresh);

    const LogFollower &m_follower;
    herdcore::observe::LogCursor m_cursor;
    QHash<quint64, Conversation> m_watched;
    std::deque<Row> m_rows;
    quint64 m_leftOut = 0;
};

} // namespace ui
