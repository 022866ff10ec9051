// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"
#include "ui/inject/demo.h"
#include "ui/kit/settings.h"
#include "ui/window/commandpalette.h"
#include "ui/window/mainwindowlayouts.h"
#include "ui/window/mainwindowmaplink.h"

#include <QMainWindow>
#include <QMenu>
#include <QSplitter>
#include <QTimer>

namespace ui {

class ErrorBar;
class FaultsPanel;
class Injector;
class MapView;
class MessagesPanel;
class StatusPanel;
class TopologyView;

// The window: puts the panels together and lets the user arrange them. Knows no server and no socket; every panel is a
// view of the log that `follower` reads, every command goes to `commands`. Both must outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(Commands &commands, LogFollower &follower, SettingsStore store, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] const Actions &actions() const { return m_actions; }
    [[nodiscard]] Selection &selection() { return m_selection; }
    [[nodiscard]] QMenu &profilesMenu() { return m_profiles; } // for who knows other herds to fill
    [[nodiscard]] int textPercent() const { return m_settings.textPercent; }

    void setTheme(ThemeChoice choice);
    void setTextPercent(int percent);
    void setWindowLayout(WindowLayout layout);
    // Where everything stands now, saved and for a window that takes over.
    [[nodiscard]] Settings takeSettings();
    // Its herd has ended: everything can still be looked at, nothing asked for; what is moved now is not remembered.
    void retire(const QString &title);

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void makePanels(LogFollower &follower);
    void makeBars();
    void connectViews();
    void connectCommands();
    void showContextMenu(QPoint at);
    void restoreLayout();
    void save();

    Commands &m_commands;
    LogFollower &m_follower;
    SettingsStore m_store;
    Settings m_settings;
    Selection m_selection;
    Actions m_actions;
    Demo m_demo;
    MainWindowLayouts m_layouts;
    QMenu m_profiles;
    CommandPalette m_palette;
    QTimer m_saveSoon;
    QByteArray m_firstLayout;
    double m_basePoints = 10; // of the theme's font
    bool m_arranged = false; // the panels have their places; changes from now on are the user's

    QToolBar *m_bar = nullptr; // widgets below live in the window
    QSplitter *m_centre = nullptr;
    TopologyView *m_topology = nullptr;
    MapView *m_map = nullptr;
    Injector *m_injector = nullptr;
    FaultsPanel *m_faults = nullptr;
    MessagesPanel *m_messages = nullptr;
    ErrorBar *m_errors = nullptr;
    MapLink *m_mapLink = nullptr;
};

} // namespace ui
