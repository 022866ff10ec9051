// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/findbar.h"
#include "ui/live/eventrows.h"
#include "ui/live/rowformats.h"

#include <QMenu>
#include <QTableView>

namespace ui {

// A view of events of the log: rows of one height, selected as a whole, copied as text, and found. Says which row the
// user chose, and says nothing when the current row changes because rows go away, or because the focus comes.
class EventTable : public QTableView
{
    Q_OBJECT
public:
    explicit EventTable(EventRows &rows, QWidget *parent = nullptr);

    // Makes it the only selected row and scrolls to it, -1 none; says nothing.
    void select(int row);

    // The selected rows as text, one line each, under the titles of the columns if these are shown; at most
    // maxCopiedRows, and then how many more there were.
    [[nodiscard]] QString selectedText(const RowFormat &format = rowFormats().front()) const;
    void copySelected(const RowFormat &format = rowFormats().front()) const;
    void addRowActions(QMenu &menu); // to copy, one for each format, and to find
    [[nodiscard]] QAction &findAction() { return m_find->action(); }

Q_SIGNALS:
    void chosen(int row); // a number: moc cannot carry a 64-bit enum

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void changeEvent(QEvent *event) override;

private:
    void setRowHeight();

    EventRows &m_rows;
    FindBar *m_find;
    bool m_quiet = false;
};

} // namespace ui
