// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/eventrows.h"
#include "ui/log/messagefilter.h"

namespace ui {

// The message table: one row per event of the log that its filter accepts, with the number it has in the log.
class MessagesModel : public EventRows
{
    Q_OBJECT
public:
    enum Column { No, Time, From, To, Kind, Client, Text, ColumnCount };
    enum Role {
        ServerRole = Qt::UserRole, // From and To: the server's index, or -1
        KindRole, // Kind: a MessageKind as int
        LineRole, // bool: a line on the wire, its text the line's own bytes
        FollowedRole, // bool: about the update that is followed
    };

    explicit MessagesModel(const LogFollower &follower, QObject *parent = nullptr);

    void setFilter(MessageFilter filter); // begins anew; advance() brings the rows
    [[nodiscard]] bool isFiltered() const { return !m_filter.acceptsAll(); }
    void setFollowed(const herdcore::base::UpdateKey &update); // null: none
    [[nodiscard]] const herdcore::base::UpdateKey &followed() const { return m_followed; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    [[nodiscard]] QStringList cells(int row) const override;

protected:
    [[nodiscard]] bool accepts(const herdcore::observe::EventView &event) const override;
    [[nodiscard]] bool acceptsAll() const override { return m_filter.acceptsAll(); }

private:
    [[nodiscard]] QString display(const herdcore::observe::EventView &event, int column) const;
    [[nodiscard]] bool isFollowed(const herdcore::observe::EventView &event) const;

    MessageFilter m_filter;
    herdcore::base::UpdateKey m_followed;
};

} // namespace ui
