// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/livetable.h"

#include "ui/kit/sidetable.h"

#include <QEvent>

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
}

void LiveTable::publishSelection()
{
    const int row = currentIndex().row();
    if (!m_showing && row >= 0 && selectionModel()->isRowSelected(row))
        select(row);
}

void LiveTable::showSelection()
{
    m_showing = true;
    const int row = selectedRow();
    if (row < 0)
        clearSelection();
    else if (!selectionModel()->isRowSelected(row)) // it may be one of several
        selectRow(row);
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
