// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/livetable.h"

#include "ui/kit/sidetable.h"

#include <QEvent>

#include <algorithm>
#include <iterator>

namespace ui {

LiveTable::LiveTable(Selection &selection, QWidget *parent)
    : QTableView(parent)
    , m_selection(selection)
{
    setUpSideTable(*this);
    fitRowsToText(*this);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &LiveTable::refreshTimes);
    connect(this, &QTableView::clicked, this, &LiveTable::publishSelection); // also when the row is selected already
    connect(&selection, &Selection::changed, this, &LiveTable::showSelection);
}

void LiveTable::showModel(QAbstractItemModel &model)
{
    setModel(&model);
    // Not currentChanged: gaining focus makes the first row current although the user has not chosen it.
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &LiveTable::publishSelection);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &LiveTable::showSelection);
    connect(&model, &QAbstractItemModel::modelReset, this, &LiveTable::showSelection);
}

// Qt selects a neighbour in the place of a row that goes: the user has not chosen that.
void LiveTable::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    m_showing = true;
    QTableView::rowsAboutToBeRemoved(parent, first, last);
    m_showing = false;
}

void LiveTable::publishSelection()
{
    if (m_showing)
        return;
    std::vector<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        if (index.row() != currentIndex().row())
            rows.push_back(index.row());
    }
    if (currentIndex().isValid() && selectionModel()->isRowSelected(currentIndex().row()))
        rows.push_back(currentIndex().row());
    if (!rows.empty())
        select(rows);
}

void LiveTable::showSelection()
{
    m_showing = true;
    const std::vector<int> rows = selectedRows();
    const bool isShown
        = std::all_of(rows.begin(), rows.end(), [this](int row) { return selectionModel()->isRowSelected(row); });
    // A list of which only one row is shared may have more of them selected, to be copied.
    const bool isTooMuch = rows.size() != 1 && std::ssize(selectionModel()->selectedRows()) != std::ssize(rows);
    if (!isShown || isTooMuch) {
        QItemSelection wanted;
        for (const int row : rows)
            wanted.select(model()->index(row, 0), model()->index(row, model()->columnCount() - 1));
        selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
        if (!rows.empty())
            selectionModel()->setCurrentIndex(model()->index(rows.back(), 0), QItemSelectionModel::NoUpdate);
    }
    m_showing = false;
}

void LiveTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void LiveTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    refreshTimes();
    m_second.start();
}

void LiveTable::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    m_second.stop();
}

void LiveTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitRowsToText(*this);
}

} // namespace ui
