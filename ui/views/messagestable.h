// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/messagesmodel.h"

#include <QTableView>

namespace ui {

// The message table's view: rows of one height, columns that only the user resizes. Tells which row the user chose, and
// keeps still about changes of the current row that come from rows going away.
class MessagesTable : public QTableView
{
    Q_OBJECT
public:
    explicit MessagesTable(MessagesModel &model, QWidget *parent = nullptr);

    // Makes it the only selected row; says nothing. With `show` it is scrolled to.
    enum class Scroll { No, Show };
    void select(int row, Scroll scroll);

    // The selected rows as text, one line each, at most 10,000 and then how many more there were.
    [[nodiscard]] QString selectedText() const;

Q_SIGNALS:
    void chosen(int row); // a number: moc cannot carry a 64-bit enum

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setColumnWidths();
    void setRowHeight();

    MessagesModel &m_model;
    bool m_quiet = false;
};

} // namespace ui
