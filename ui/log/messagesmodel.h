// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/eventrows.h"
#include "ui/log/messagefilter.h"
#include "ui/log/messagefolding.h"

namespace ui {

// The message table: one row per event of the log that its filter accepts, with the number it has in the log. Unless it
// is told not to, it folds heartbeats, and the lines of an answer, into one row each.
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
        FoldRole, // a Fold as int
    };

    enum Fold { Single, Closed, Open }; // whether the row stands for more than one event, and shows them
    explicit MessagesModel(const LogFollower &follower, QObject *parent = nullptr);

    void setFilter(MessageFilter filter); // begins anew; advance() brings the rows
    [[nodiscard]] bool isFiltered() const { return !m_filter.acceptsAll(); }
    void setFolding(bool on); // begins anew
    void setFollowed(const herdcore::base::UpdateKey &update); // null: none
    [[nodiscard]] const herdcore::base::UpdateKey &followed() const { return m_followed; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    [[nodiscard]] QStringList cells(int row) const override;

protected:
    [[nodiscard]] herdcore::base::EventId foldsInto(
        const herdcore::observe::EventView &event, herdcore::base::EventId last) override;
    void passedOver(const herdcore::observe::EventView &event) override;
    [[nodiscard]] bool accepts(const herdcore::observe::EventView &event) const override;
    [[nodiscard]] bool acceptsAll() const override { return m_filter.acceptsAll(); }

private:
    [[nodiscard]] Fold foldOf(int row) const;
    [[nodiscard]] bool areHeartbeats(int row, const herdcore::observe::EventView &event) const; // folded into one row
    [[nodiscard]] QString display(int row, const herdcore::observe::EventView &event, int column) const;
    [[nodiscard]] QString text(int row, const herdcore::observe::EventView &event) const;
    [[nodiscard]] bool isFollowed(const herdcore::observe::EventView &event) const;

    MessageFilter m_filter;
    MessageFolding m_folding;
    bool m_folds = true;
    herdcore::base::UpdateKey m_followed;
};

} // namespace ui
