// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/mainwindow.h"

#include "ui/inject/injector.h"
#include "ui/kit/icons.h"
#include "ui/log/messagespanel.h"
#include "ui/map/mapview.h"
#include "ui/topology/topologyview.h"
#include "ui/window/errorbar.h"
#include "ui/window/framecounter.h"
#include "ui/window/mainwindowbars.h"
#include "ui/window/maplink.h"
#include "ui/window/paneswitch.h"
#include "ui/window/shortcuts.h"
#include "ui/window/statuspanel.h"
#include "ui/window/viewchoices.h"
#include "ui/window/windowundo.h"

#include <QCloseEvent>
#include <QMenu>
#include <QScreen>
#include <QStatusBar>

namespace ui {

namespace {

constexpr int refusalMs = 10'000;

} // namespace

MainWindow::MainWindow(
    herdcore::control::HerdControl &control, LogFollower &follower, SettingsStore store, QWidget *parent)
    : QMainWindow(parent)
    , m_control(control)
    , m_follower(follower)
    , m_store(store)
    , m_settings(store.load())
    , m_actions(control, follower, m_selection)
    , m_demo(control, follower)
    , m_appearance(*this, m_actions, m_settings)
    , m_profiles(tr("&Profile"))
    , m_palette(m_actions.all(), this)
{
    const auto &profile = follower.state().profile();
    const QString herd = profile.title.isEmpty() ? profile.name : tr("%1: %2").arg(profile.name, profile.title);
    setWindowTitle(tr("%1 \u2013 Herdscope").arg(herd));
    setWindowIcon(applicationIcon());
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    resize(QSize(1600, 950).boundedTo(screen()->availableSize() * 9 / 10));
    makePanels();
    makeBars();
    connectViews();
    connectCommands();
    connect(
        &control, &herdcore::control::HerdControl::refused, this, [this](const herdcore::control::Refusal &refusal) {
            statusBar()->showMessage(tr("Not done: %1.").arg(refusal.message), refusalMs);
        });
    m_topology->restore(m_settings.topology);
    m_map->restore(m_settings.map);
    auto *choices = new ViewChoices(m_actions, m_settings, m_follower, *m_topology, *m_map, this);
    connect(choices, &ViewChoices::changed, &m_saveSoon, qOverload<>(&QTimer::start));
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(500);
    connect(&m_saveSoon, &QTimer::timeout, this, &MainWindow::save);
}

MainWindow::~MainWindow()
{
    for (QDockWidget *dock : m_panels->docks())
        dock->disconnect(this);
    hide(); // while everything that reacts to it still exists
}

void MainWindow::makePanels()
{
    m_topology = new TopologyView(m_follower, m_selection);
    m_map = new MapView(m_follower, m_selection);
    m_centre = new QSplitter(Qt::Horizontal);
    m_centre->addWidget(m_topology);
    m_centre->addWidget(m_map);
    m_centre->setChildrenCollapsible(false);
    m_centre->setSizes({ 1000, 1000 });
    setCentralWidget(m_centre);

    m_panels = std::make_unique<PanelDocks>(*this, PanelContext{ m_control, m_follower, m_selection, m_actions });
    m_keeper = std::make_unique<LayoutKeeper>(*this, *m_panels, *m_centre, m_settings);
}

void MainWindow::makeBars()
{
    m_palette.addMenu(m_profiles);
    fillMenuBar(*this, m_actions, m_profiles, m_panels->docks());
    m_bar = makeToolBar(*this, m_actions, m_profiles, m_follower.state().profile());
    addToolBar(m_bar);
    addActions(m_actions.all()); // their keys work wherever the focus is

    m_errors = new ErrorBar(m_control, m_follower);
    addToolBarBreak();
    addToolBar(makeFindingsBar(*this, *m_errors));

    const auto table = [messages = m_panels->panel<MessagesPanel>()] {
        return messages->isVisible() ? std::optional(messages->figures()) : std::nullopt;
    };
    const auto frames = [counter = new FrameCounter(this)] {
        return counter->inLastSecond();
    };
    statusBar()->addWidget(new StatusPanel(m_follower, m_errors->findings(), { table, frames }), 1);
}

void MainWindow::connectViews()
{
    new PaneSwitch(*this, m_actions);
    auto *injector = m_panels->panel<Injector>();
    new MapLink(m_follower, *m_map, *injector, this);
    connect(
        m_map, &MapView::locationPicked, this, [this, injector] { m_panels->reveal(*injector); }); // it is filled in
    connect(m_map, &MapView::clientForgetRequested, this,
        [this](const auto &client) { m_control.apply(herdcore::control::Command::forget(client)); });
    auto *undo = new WindowUndo(m_control, m_actions, *m_topology, this);
    connect(undo, &WindowUndo::placesChanged, &m_saveSoon, qOverload<>(&QTimer::start));
    connect(m_topology, &TopologyView::contextMenuRequested, this, &MainWindow::showContextMenu);
    connect(m_keeper.get(), &LayoutKeeper::changed, &m_saveSoon, qOverload<>(&QTimer::start));
    // The bar of findings is visible by its content, whatever was saved.
    connect(m_keeper.get(), &LayoutKeeper::restored, m_errors, &ErrorBar::changed);
}

void MainWindow::connectCommands()
{
    const auto on = [this](WindowCommand command, auto &&act) {
        connect(m_actions[command], &QAction::triggered, this, act);
    };
    on(WindowCommand::Demo, [this](bool checked) { m_demo.setRunning(checked); });
    on(WindowCommand::Profiles, [this] { showProfiles(*m_bar); });
    on(WindowCommand::Fit, [this] {
        m_topology->fit();
        m_map->fitAll();
    });
    on(WindowCommand::TextLarger, [this] { enlargeText(1); });
    on(WindowCommand::TextSmaller, [this] { enlargeText(-1); });
    on(WindowCommand::TextNormal, [this] { setTextPercent(100); });
    on(WindowCommand::FullScreen,
        [this](bool checked) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, checked)); });
    on(WindowCommand::ThemeSystem, [this] { setTheme(ThemeChoice::System); });
    on(WindowCommand::ThemeLight, [this] { setTheme(ThemeChoice::Light); });
    on(WindowCommand::ThemeDark, [this] { setTheme(ThemeChoice::Dark); });
    on(WindowCommand::LayoutLecture, [this] { setWindowLayout(WindowLayout::Lecture); });
    on(WindowCommand::LayoutDebug, [this] { setWindowLayout(WindowLayout::Debug); });
    on(WindowCommand::LayoutCompact, [this] { setWindowLayout(WindowLayout::Compact); });
    on(WindowCommand::ResetLayout, [this] { setWindowLayout(WindowLayout::Standard); });
    on(WindowCommand::Palette, [this] { m_palette.popUp(); });
    on(WindowCommand::Shortcuts, [this] { (new Shortcuts(m_actions.all(), this))->show(); });
    on(WindowCommand::About, [this] { showAbout(*this); });
    on(WindowCommand::Quit, [this] { close(); });
}

void MainWindow::showContextMenu(QPoint at)
{
    QMenu menu(this);
    menu.addActions(contextMenu(m_actions, m_selection));
    menu.exec(at);
}

void MainWindow::setTheme(ThemeChoice choice)
{
    m_appearance.setTheme(choice);
    m_saveSoon.start();
}

void MainWindow::setTextPercent(int percent)
{
    m_appearance.setTextPercent(percent);
    m_saveSoon.start();
}

void MainWindow::enlargeText(int steps)
{
    m_appearance.enlarge(steps);
    m_saveSoon.start();
}

void MainWindow::setWindowLayout(WindowLayout layout)
{
    setTextPercent(PanelDocks::textPercent(layout));
    m_keeper->arrange(layout);
    m_saveSoon.start();
}

void MainWindow::save()
{
    m_keeper->keep();
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
    m_follower.wake(); // the views say so
    markEnded(*m_bar);
    m_actions.retire();
    m_actions[WindowCommand::Quit]->disconnect(this);
    m_panels->disableCommands();
    m_errors->setEnabled(false);
    setWindowTitle(title);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    m_keeper->restore();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    save();
    QMainWindow::closeEvent(event);
}

} // namespace ui
