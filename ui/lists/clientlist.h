// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/emptyhint.h"
#include "ui/live/clientlistmodel.h"
#include "ui/live/selection.h"

#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTimer>

namespace ui {

// The mobile clients that the herd knows. Selecting one follows its newest update. Sorted only when the user asks for
// it by a click on a header; until then a row never moves.
class ClientList : public QTableView
{
    Q_OBJECT
public:
    ClientList(const LogFollower &follower, Selection &selection, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void tellSelection();
    void showSelection();
    void updateHint();
    void setWidths();

    const LogFollower &m_follower;
    ClientListModel m_model;
    QSortFilterProxyModel m_sorted;
    Selection &m_selection;
    EmptyHint m_hint;
    QTimer m_second;
    bool m_showing = false; // the shared selection is being shown: not the user's doing
};

} // namespace ui
