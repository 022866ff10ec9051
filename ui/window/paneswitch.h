// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"

#include <QMainWindow>
#include <QPointer>

#include <map>

namespace ui {

// F6 and Shift+F6: the keyboard goes from pane to pane, that is the views in the middle and the panels that can be
// seen, and in each to where it was before.
class PaneSwitch : public QObject
{
    Q_OBJECT
public:
    PaneSwitch(QMainWindow &window, const Actions &actions); // the window owns this

private:
    void go(int step);
    [[nodiscard]] QList<QWidget *> panes() const; // as they stand: from left to right, then downwards
    void remember(QWidget *focused);

    QMainWindow &m_window;
    std::map<QWidget *, QPointer<QWidget>> m_last; // what had the keyboard in a pane
};

} // namespace ui
