// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QToolBar>

namespace ui {

class ErrorBar;

// The menus and the tool bar of a window, from its commands. `panels`: can be shown and hidden.
void fillMenuBar(QMainWindow &window, const Actions &actions, QMenu &profiles, const QList<QDockWidget *> &panels);
[[nodiscard]] QToolBar *makeToolBar(
    QMainWindow &window, const Actions &actions, QMenu &profiles, const herdcore::profile::Profile &profile);
void showProfiles(const QToolBar &bar); // opens that menu at its button

void markEnded(const QToolBar &bar); // adds it to the herd's name

// Across the whole window, visible only while there is a finding. Takes ownership of `errors`.
[[nodiscard]] QToolBar *makeFindingsBar(QMainWindow &window, ErrorBar &errors);
// Says for as long as the window is there that other machines can reach the herd at this address.
void addClassroomBar(QMainWindow &window, const QString &address);
// The context menu of the selection.
[[nodiscard]] QList<QAction *> contextMenu(const Actions &actions, const Selection &selection);
// Version, licence and sources, in a box that does not block the window.
void showAbout(QWidget &parent);

} // namespace ui
