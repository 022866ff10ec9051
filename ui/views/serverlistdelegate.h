// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace ui {

// Paints cells that name a server with its letter on its colour, and a server's state in the colour of states. Colours come
// from the view's palette when painting, so that models stay free of them.
class ServerListDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    // `serverRole`: the role that gives a server's index as an int, negative for none. `serverColumn`: where its letter goes.
    // `stateColumn`: painted by ServerListModel::StateRole; -1: none.
    ServerListDelegate(int serverRole, int serverColumn, int stateColumn, QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    int m_serverRole;
    int m_serverColumn;
    int m_stateColumn;
};

// A rounded square of a server's colour with its letter on it.
[[nodiscard]] QPixmap serverSwatch(int server, const QString &letter, const QPalette &palette, int side, qreal devicePixelRatio);

} // namespace ui
