// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/mainwindow.h"

#include "ui/faults/faultspanel.h"
#include "ui/inject/injector.h"
#include "ui/kit/icons.h"
#include "ui/lists/clientlist.h"
#include "ui/lists/selectionpanel.h"
#include "ui/lists/serverlist.h"
#include "ui/log/eventdetails.h"
#include "ui/log/logpanel.h"
#include "ui/log/messagespanel.h"
#include "ui/map/mapview.h"
#include "ui/topology/topologyview.h"
#include "ui/window/errorbar.h"
#include "ui/window/mainwindowbars.h"
#include "ui/window/shortcuts.h"
#include "ui/window/statuspanel.h"

#include <QApplication>
#include <QMenu>
#include <QScreen>
#include <QScrollArea>
#include <QStatusBar>

namespace ui {

namespace {

constexpr int smallestText = 60, largestText = 300, textStep = 10;

// A panel that must not make a small window larger.
QWidget *scrolled(QWidget *panel)
{
    auto *area = new QScrollArea;
    area->setWidget(panel);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    return area;
}

} // namespace

MainWindow::MainWindow(Commands &commands, LogFollower &follower, SettingsStore store, QWidget *parent)
    : QMainWindow(parent)
    , m_commands(commands)
    , m_follower(follower)
    , m_store(store)
    , m_settings(store.load())
    , m_actions(commands, follower, m_selection)
    , m_demo(commands, follower)
    , m_layouts(*this)
    , m_profiles(tr("&Profile"))
    , m_palette(m_actions.all(), this)
{
    const auto &profile = follower.state().profile();
    const QString herd = profile.title.isEmpty() ? profile.name : tr("%1: %2").arg(profile.name, profile.title);
    setWindowTitle(tr("%1 \u2013 Herdscope").arg(herd));
    setWindowIcon(applicationIcon());
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setTheme(m_settings.theme);
    resize(QSize(1600, 950).boundedTo(screen()->availableSize() * 9 / 10));
    makePanels(follower);
    makeBars();
    connectViews();
    connectCommands();
    m_topology->restore(m_settings.topology);
    m_map->restore(m_settings.map);
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(500);
    connect(&m_saveSoon, &QTimer::timeout, this, &MainWindow::save);
}

MainWindow::~MainWindow()
{
    for (QDockWidget *dock : m_layouts.docks())
        dock->disconnect(this);
    hide(); // while everything that hears of it is still there
}

void MainWindow::makePanels(LogFollower &follower)
{
    m_topology = new TopologyView(follower, m_selection);
    m_map = new MapView(follower, m_selection);
    m_centre = new QSplitter(Qt::Horizontal);
    m_centre->addWidget(m_topology);
    m_centre->addWidget(m_map);
    m_centre->setChildrenCollapsible(false);
    m_centre->setSizes({ 1000, 1000 });
    setCentralWidget(m_centre);

    m_injector = new Injector(m_commands, follower);
    m_faults = new FaultsPanel(m_commands, follower, m_selection, m_actions);
    m_messages = new MessagesPanel(follower, m_selection);
    auto *details = new SelectionPanel(follower, m_selection, m_actions, new EventDetails(follower, m_selection));
    using Panel = MainWindowLayouts::Panel;
    m_layouts.add(Panel::Servers, tr("Servers"), QStringLiteral("servers"),
        new ServerList(follower, m_selection, m_actions.forServer()));
    m_layouts.add(Panel::Clients, tr("Clients"), QStringLiteral("clients"), new ClientList(follower, m_selection));
    m_layouts.add(Panel::Details, tr("Details"), QStringLiteral("details"), details);
    m_layouts.add(Panel::Injector, tr("Injector"), QStringLiteral("injector"), m_injector);
    m_layouts.add(Panel::Faults, tr("Faults"), QStringLiteral("faults"), scrolled(m_faults));
    m_layouts.add(Panel::Messages, tr("Messages"), QStringLiteral("messages"), m_messages);
    m_layouts.add(Panel::Logs, tr("Logs"), QStringLiteral("logs"), new LogPanel(follower, m_selection));
}

void MainWindow::makeBars()
{
    m_palette.addMenu(m_profiles);
    fillMenuBar(*this, m_actions, m_profiles, m_layouts.docks());
    m_bar = makeToolBar(*this, m_actions, m_profiles, m_follower.state().profile());
    addToolBar(m_bar);
    addActions(m_actions.all()); // their keys work wherever the focus is

    m_errors = new ErrorBar(m_commands, m_follower);
    addToolBarBreak();
    addToolBar(makeFindingsBar(*this, *m_errors));

    const auto shown = [this] {
        return static_cast<quint64>(m_messages->model().rowCount());
    };
    statusBar()->addWidget(new StatusPanel(m_follower, m_errors->findings(), shown), 1);
}

void MainWindow::connectViews()
{
    m_mapLink = new MapLink(m_follower, *m_map, *m_injector, this);
    connect(m_topology, &TopologyView::contextMenuRequested, this, &MainWindow::showContextMenu);
    for (const QDockWidget *dock : m_layouts.docks()) {
        const auto soon = [this] {
            if (m_arranged)
                m_saveSoon.start();
        };
        connect(dock, &QDockWidget::dockLocationChanged, this, soon);
        connect(dock, &QDockWidget::topLevelChanged, this, soon);
        connect(dock, &QDockWidget::visibilityChanged, this, soon);
    }
    connect(m_centre, &QSplitter::splitterMoved, &m_saveSoon, qOverload<>(&QTimer::start));
}

void MainWindow::connectCommands()
{
    const auto on = [this](Command command, auto &&act) {
        connect(m_actions[command], &QAction::triggered, this, act);
    };
    on(Command::InjectHere, [this] {
        if (m_selection.subject() == Selection::Subject::Server)
            m_injector->setServer(m_selection.server());
        m_layouts.show(MainWindowLayouts::Panel::Injector);
        m_injector->focusLine();
    });
    on(Command::Faults, [this] {
        m_layouts.show(MainWindowLayouts::Panel::Faults);
        m_faults->form().focusKind();
    });
    on(Command::Demo, [this](bool checked) { m_demo.setRunning(checked); });
    on(Command::Profiles, [this] { showProfiles(*m_bar); });
    on(Command::Fit, [this] {
        m_topology->fit();
        m_map->fitAll();
    });
    on(Command::TextLarger, [this] { setTextPercent(m_settings.textPercent + textStep); });
    on(Command::TextSmaller, [this] { setTextPercent(m_settings.textPercent - textStep); });
    on(Command::TextNormal, [this] { setTextPercent(100); });
    on(Command::FullScreen,
        [this](bool checked) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, checked)); });
    on(Command::ThemeSystem, [this] { setTheme(ThemeChoice::System); });
    on(Command::ThemeLight, [this] { setTheme(ThemeChoice::Light); });
    on(Command::ThemeDark, [this] { setTheme(ThemeChoice::Dark); });
    on(Command::LayoutLecture, [this] { setWindowLayout(WindowLayout::Lecture); });
    on(Command::LayoutDebug, [this] { setWindowLayout(WindowLayout::Debug); });
    on(Command::LayoutCompact, [this] { setWindowLayout(WindowLayout::Compact); });
    on(Command::ResetLayout, [this] { setWindowLayout(WindowLayout::Standard); });
    on(Command::Palette, [this] { m_palette.popUp(); });
    on(Command::Shortcuts, [this] { (new Shortcuts(m_actions.all(), this))->show(); });
    on(Command::About, [this] { showAbout(*this); });
    on(Command::Quit, [this] { close(); });
}

void MainWindow::showContextMenu(QPoint at)
{
    QMenu menu(this);
    menu.addActions(contextMenu(m_actions, m_selection));
    menu.exec(at);
}

void MainWindow::setTheme(ThemeChoice choice)
{
    m_settings.theme = choice;
    applyTheme(*qApp, choice);
    m_basePoints = QApplication::font().pointSizeF();
    const bool fixed = choice != ThemeChoice::System;
    const Command chosen = choice == ThemeChoice::Light ? Command::ThemeLight : Command::ThemeDark;
    m_actions[fixed ? chosen : Command::ThemeSystem]->setChecked(true);
    setTextPercent(m_settings.textPercent);
}

void MainWindow::setTextPercent(int percent)
{
    m_settings.textPercent = qBound(smallestText, percent, largestText);
    QFont font = QApplication::font();
    font.setPointSizeF(m_basePoints * m_settings.textPercent / 100);
    QApplication::setFont(font);
    const int side = qRound(18.0 * m_settings.textPercent / 100);
    setIconSize({ side, side });
    if (m_arranged)
        m_saveSoon.start();
}

void MainWindow::setWindowLayout(WindowLayout layout)
{
    setTextPercent(MainWindowLayouts::textPercent(layout));
    m_layouts.apply(layout);
    m_centre->setSizes({ 1000, 1000 });
    m_arranged = true;
    m_saveSoon.start();
}

} // namespace ui
