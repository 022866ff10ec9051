// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QToolBar>

namespace ui {

class ErrorBar;

// The menus and the tool bar of a window, filled from its commands. `panels`: to switch on and off.
void fillMenuBar(QMainWindow &window, const Actions &actions, QMenu &profiles, const QList<QDockWidget *> &panels);
[[nodiscard]] QToolBar *makeToolBar(
    QMainWindow &window, const Actions &actions, QMenu &profiles, const herdcore::profile::Profile &profile);
void showProfiles(const QToolBar &bar); // opens that menu where its button is

void markEnded(const QToolBar &bar); // says so where the herd's name is

// Across the whole window, there only while there is a finding. Takes `errors` over.
[[nodiscard]] QToolBar *makeFindingsBar(QMainWindow &window, ErrorBar &errors);
// What a right click on what is selected offers.
[[nodiscard]] QList<QAction *> contextMenu(const Actions &actions, const Selection &selection);
// Version, licence and sources, in a box that lets the herd and its window go on.
void showAbout(QWidget &parent);

} // namespace ui
