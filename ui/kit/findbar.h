// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractItemView>
#include <QAction>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>

namespace ui {

// Finds rows of a list by a part of their text, whatever its case. Hidden until its action, or Ctrl+F or F3 in the
// list; Return and F3 go to the next row, with Shift to the one before, around the ends; Esc closes it. Searches a few
// milliseconds at a time, so that a long list does not stop the window.
class FindBar : public QFrame
{
    Q_OBJECT
public:
    explicit FindBar(QAbstractItemView *list, int role = Qt::DisplayRole);

    [[nodiscard]] QAction &action() { return m_action; } // opens it

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void open();
    void close();
    void place();
    void search(int step, bool fromNext);
    void goOn();
    [[nodiscard]] bool matches(int row) const;
    void found(int row);

    QAbstractItemView &m_list;
    const int m_role;
    QAction m_action;
    QLineEdit m_text;
    QLabel m_message;
    QTimer m_work;
    int m_row = 0; // to look at next
    int m_left = 0; // rows not yet looked at
    int m_step = 1;
};

} // namespace ui
