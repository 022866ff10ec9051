// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>
#include <QTimer>

#include <functional>
#include <vector>

namespace ui {

// Gives each column of a growing table the width of what its visible rows hold, and the last column the rest, which is
// at least two fifths of the table: where it would be less, the widest of the columns that may be cut are cut.
// Widths grow and do not shrink, so that nothing moves to and fro; a column that the user resizes is the user's.
class ColumnFit : public QObject
{
    Q_OBJECT
public:
    static constexpr int leastOfLast = 40; // percent of the table's width

    struct Column {
        bool mayBeCut = true;
        bool hasMark = false; // as wide as the text is high, in front of the text
    };
    // The view has its model and owns this. `columns`: all but the last one.
    ColumnFit(QTableView *view, std::vector<Column> columns);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void measure();
    void apply();
    void forget();
    [[nodiscard]] int textWidth(int row, int column) const;
    // No wider than this are the columns that may be cut, so that all of them have so much together.
    [[nodiscard]] int cap(int room) const;

    QTableView *m_view;
    std::vector<Column> m_columns;
    std::vector<int> m_wanted;
    std::vector<bool> m_isUsers;
    QTimer m_soon;
    bool m_applying = false;
};

} // namespace ui
