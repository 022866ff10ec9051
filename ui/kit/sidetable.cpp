// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/sidetable.h"

#include "ui/kit/listtools.h"

#include <QHeaderView>

#include <numeric>

namespace ui {

void setUpSideTable(QTableView &table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::ExtendedSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false); // Tab moves on to the next panel
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
    table.setFrameShape(QFrame::NoFrame);
    table.verticalHeader()->hide();
    addListTools(table);
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setMinimumSectionSize(24);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void fitRowsToText(QTableView &table)
{
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 8);
}

void hideColumnsToFit(QTableView &table, const std::vector<int> &widths, std::initializer_list<int> spare)
{
    int wanted = std::accumulate(widths.begin(), widths.end(), 0);
    for (const int column : spare) {
        const bool fits = wanted <= table.viewport()->width();
        if (table.isColumnHidden(column) == fits)
            table.setColumnHidden(column, !fits);
        if (!fits)
            wanted -= widths.at(static_cast<size_t>(column));
    }
}

} // namespace ui
