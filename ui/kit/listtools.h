// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractItemView>
#include <QString>

namespace ui {

constexpr int maxCopiedRows = 10'000;

// What every list can do: Ctrl+C copies the selected rows, Ctrl+F and F3 find a row (FindBar). Both are commands of the
// list, so they are in its context menu, too. `role`: of the text of a row.
void addListTools(QAbstractItemView &list, int role = Qt::DisplayRole);

// The selected rows, whole and in their order, with tabs between the cells: hidden columns too, and the titles of the
// columns where the list has any. At most maxCopiedRows, and then how many more there were. Empty if none is selected.
[[nodiscard]] QString selectedRows(const QAbstractItemView &list, int role = Qt::DisplayRole);
// The titles of the columns; empty if the list has none.
[[nodiscard]] QStringList columnTitles(const QAbstractItemView &list);

} // namespace ui
