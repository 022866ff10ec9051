// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <QStringList>
#include <QStyledItemDelegate>

namespace ui {

// Paints cells that name a server with its letters on its shape in its colour, and a server's state with the glyph and
// in the colour of states: as the topology does. Colours come from the view's palette when painting; models are free of
// them.
class ServerListDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    // `serverRole`: the role that gives a server's index as an int, negative for none. `serverColumn`: where its letter
    // goes. `stateColumn`: where `stateRole`, the role that gives a ServerState as an int, is painted; -1: nowhere.
    ServerListDelegate(const herdcore::profile::Profile &profile, int serverRole, int serverColumn, int stateColumn,
        int stateRole, QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QStringList m_letters;
    int m_serverRole;
    int m_serverColumn;
    int m_stateColumn;
    int m_stateRole;
};

// A server's shape in its colour with its letters on it.
[[nodiscard]] QPixmap serverSwatch(
    int server, const QString &letters, const QPalette &palette, int side, qreal devicePixelRatio);

} // namespace ui
