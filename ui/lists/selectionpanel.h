// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"
#include "ui/lists/factsheet.h"

#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

namespace ui {

// The details of the current selection: facts and commands, or the details of an event.
class SelectionPanel : public QStackedWidget
{
    Q_OBJECT
public:
    // Takes ownership of `eventDetails`, the page for events. The other arguments must outlive this.
    SelectionPanel(const LogFollower &follower, Selection &selection, const Actions &actions, QWidget *eventDetails,
        QWidget *parent = nullptr);

private:
    void makePages();
    void refresh();
    void showSheet(const FactSheet &sheet);
    void setCommands(const QList<QAction *> &commands);

    const LogFollower &m_follower;
    Selection &m_selection;
    const Actions &m_actions;
    QLabel m_nothing;
    QScrollArea m_facts;
    QWidget *m_eventDetails;
    QLabel m_title;
    QFormLayout *m_form = nullptr;
    QGridLayout *m_buttons = nullptr;
    FactSheet m_shown;
    QList<QAction *> m_commands;
    QTimer m_later; // limits refreshes to ten per second, however fast the log grows
};

} // namespace ui
