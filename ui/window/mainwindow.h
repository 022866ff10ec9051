// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"
#include "ui/inject/demo.h"
#include "ui/kit/settings.h"
#include "ui/window/appearance.h"
#include "ui/window/commandpalette.h"
#include "ui/window/layoutkeeper.h"

#include <QMainWindow>
#include <QMenu>
#include <QSplitter>
#include <QTimer>

#include <memory>

namespace ui {

class ErrorBar;
class MapView;
class TopologyView;

// The window: puts topology, map and panels together and lets the user arrange them. Knows no server and no socket;
// every panel is a view of the log that `follower` reads, every command goes to `commands`. Both must outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(
        herdcore::control::HerdControl &control, LogFollower &follower, SettingsStore store, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] const Actions &actions() const { return m_actions; }
    [[nodiscard]] Selection &selection() { return m_selection; }
    [[nodiscard]] QMenu &profilesMenu() { return m_profiles; } // filled by the owner of the other herds
    [[nodiscard]] int textPercent() const { return m_settings.textPercent; }

    void setTheme(ThemeChoice choice);
    void setTextPercent(int percent);
    void setWindowLayout(WindowLayout layout);
    // The current settings: saved, and for the window that replaces this one.
    [[nodiscard]] Settings takeSettings();
    // Its herd has ended: it can still be viewed but takes no commands, and later changes of the layout are not saved.
    void retire(const QString &title);

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void makePanels();
    void makeBars();
    void connectViews();
    void connectCommands();
    void showContextMenu(QPoint at);
    void enlargeText(int steps);
    void save();

    herdcore::control::HerdControl &m_control;
    LogFollower &m_follower;
    SettingsStore m_store;
    Settings m_settings;
    Selection m_selection;
    Actions m_actions;
    Demo m_demo;
    Appearance m_appearance;
    QMenu m_profiles;
    CommandPalette m_palette;
    QTimer m_saveSoon;

    QToolBar *m_bar = nullptr; // widgets below live in the window
    QSplitter *m_centre = nullptr;
    TopologyView *m_topology = nullptr;
    MapView *m_map = nullptr;
    std::unique_ptr<PanelDocks> m_panels;
    std::unique_ptr<LayoutKeeper> m_keeper;
    ErrorBar *m_errors = nullptr;
};

} // namespace ui
