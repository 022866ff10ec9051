// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lists/serverlistmodel.h"
#include "ui/live/selection.h"

#include <QElapsedTimer>
#include <QTableView>
#include <QTimer>

#include <vector>

namespace ui {

// The herd's servers with live figures. Selects in the shared Selection and shows what is selected there.
// Does nothing while it is hidden but follow the log.
class ServerList : public QTableView
{
    Q_OBJECT
public:
    // `menu`: what a right click on a server offers.
    ServerList(
        const LogFollower &follower, Selection &selection, const QList<QAction *> &menu, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void tellSelection();
    void showSelection();
    void fitColumns();

    ServerListModel m_model;
    Selection &m_selection;
    QTimer m_second;
    QElapsedTimer m_clock;
    bool m_showing = false; // the shared selection is being shown: not the user's doing
};

// What the tables at the side have in common: whole rows, no grid, no editing, rows as high as their text.
void setUpSideTable(QTableView &table);
void fitRowsToText(QTableView &table);
// Hides as many of the columns `spare`, in this order, as it takes for the others to fit; `widths`: of all columns.
void hideWhatDoesNotFit(QTableView &table, const std::vector<int> &widths, std::initializer_list<int> spare);

} // namespace ui
