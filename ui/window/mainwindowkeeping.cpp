// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What of a MainWindow outlives it, or its herd: where everything stands.

#include "ui/window/mainwindow.h"

#include "ui/faults/faultspanel.h"
#include "ui/inject/injector.h"
#include "ui/map/mapview.h"
#include "ui/topology/topologyview.h"
#include "ui/window/errorbar.h"
#include "ui/window/mainwindowbars.h"

#include <QCloseEvent>

namespace ui {

namespace {

constexpr int layoutVersion = 2; // of saveState; another one forgets what was saved

} // namespace

void MainWindow::restoreLayout()
{
    restoreGeometry(m_settings.geometry);
    m_layouts.apply(WindowLayout::Standard);
    if (!m_settings.layout.isEmpty())
        restoreState(m_settings.layout, layoutVersion);
    m_centre->restoreState(m_settings.splitter);
    Q_EMIT m_errors->changed(); // whatever was saved of its bar
}

void MainWindow::save()
{
    m_settings.geometry = saveGeometry();
    if (const QByteArray layout = saveState(layoutVersion); layout != m_firstLayout)
        m_settings.layout = layout; // the user has moved something
    m_settings.splitter = m_centre->saveState();
    m_settings.topology = m_topology->save();
    m_settings.map = m_map->save();
    m_store.save(m_settings);
}

Settings MainWindow::takeSettings()
{
    save();
    return m_settings;
}

void MainWindow::retire(const QString &title)
{
    m_store = SettingsStore(SettingsStore::Kind::Forgetful);
    m_demo.setRunning(false);
    m_follower.setEnded();
    m_follower.wake(); // what the views say of it changes
    markEnded(*m_bar);
    m_actions.retire();
    m_actions[Command::Quit]->disconnect(this);
    m_injector->setEnabled(false);
    m_faults->setEnabled(false);
    m_errors->setEnabled(false);
    setWindowTitle(title);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (!m_arranged) {
        restoreLayout();
        m_arranged = true;
        m_firstLayout = saveState(layoutVersion);
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    save();
    QMainWindow::closeEvent(event);
}

} // namespace ui
