// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/selection.h"

#include <QTableView>
#include <QTimer>

#include <vector>

namespace ui {

// What the lists of servers and clients have in common. Selecting a row selects its subject in the shared Selection;
// a selection made elsewhere is shown here. refreshTimes() is called when the table is shown and every second while it
// is visible; a hidden table does nothing.
class LiveTable : public QTableView
{
    Q_OBJECT
public:
    explicit LiveTable(Selection &selection, QWidget *parent = nullptr); // `selection` must outlive this

protected:
    void showModel(QAbstractItemModel &model); // once, in the constructor of the subclass

    virtual void refreshTimes() = 0;
    virtual void fitColumns() = 0; // hides the columns for which there is no room
    virtual void select(const std::vector<int> &rows) = 0; // the user chose these rows; the current one is the last
    // The rows of what is selected in the Selection.
    [[nodiscard]] virtual std::vector<int> selectedRows() const = 0;

    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

    Selection &m_selection;

private:
    void publishSelection();
    void showSelection();

    QTimer m_second;
    bool m_showing = false; // the shared selection is being shown, so a change is not the user's
};

} // namespace ui
