// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>

#include <initializer_list>
#include <vector>

namespace ui {

// What small tables have in common: whole rows are selected, no grid, no editing, rows as high as their text, and the
// tools of lists.
void setUpSideTable(QTableView &table);
void fitRowsToText(QTableView &table); // again after a change of font

// Hides the columns `spare`, in this order, until the others fit. `widths`: the width of every column.
void hideColumnsToFit(QTableView &table, const std::vector<int> &widths, std::initializer_list<int> spare);

} // namespace ui
