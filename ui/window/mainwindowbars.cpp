// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/mainwindowbars.h"

#include "herdcore/herd/addresses.h"
#include "ui/kit/icons.h"
#include "ui/window/errorbar.h"
#include "ui/window/mainwindow.h"

#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr WindowCommand themes[] = { WindowCommand::ThemeSystem, WindowCommand::ThemeLight, WindowCommand::ThemeDark };
constexpr WindowCommand layouts[]
    = { WindowCommand::LayoutLecture, WindowCommand::LayoutDebug, WindowCommand::LayoutCompact };

const QString profileButton = QStringLiteral("profile");

void addAll(QMenu &menu, const Actions &actions, std::initializer_list<WindowCommand> commands)
{
    for (const WindowCommand command : commands)
        menu.addAction(actions[command]);
}

QMenu *layoutMenu(QWidget &parent, const Actions &actions)
{
    auto *menu = new QMenu(MainWindow::tr("&Layout"), &parent);
    for (const WindowCommand layout : layouts)
        menu->addAction(actions[layout]);
    menu->addSeparator();
    menu->addAction(actions[WindowCommand::ResetLayout]);
    return menu;
}

QMenu *themeMenu(QWidget &parent, const Actions &actions)
{
    auto *menu = new QMenu(MainWindow::tr("&Theme"), &parent);
    for (const WindowCommand theme : themes)
        menu->addAction(actions[theme]);
    return menu;
}

QMenu *partitionMenu(QWidget &parent, const Actions &actions)
{
    auto *menu = new QMenu(MainWindow::tr("&Partition"), &parent);
    menu->setIcon(icon(Glyph::Partition));
    addAll(*menu, actions,
        { WindowCommand::PartitionHalves, WindowCommand::PartitionIsolate, WindowCommand::PartitionBridge,
            WindowCommand::PartitionRing });
    return menu;
}

QMenu *faultsMenu(QWidget &parent, const Actions &actions)
{
    auto *menu = new QMenu(MainWindow::tr("F&aults"), &parent);
    addAll(
        *menu, actions, { WindowCommand::Cut, WindowCommand::Heal, WindowCommand::ResetLink, WindowCommand::Faults });
    menu->addSeparator();
    menu->addMenu(partitionMenu(parent, actions));
    addAll(*menu, actions, { WindowCommand::HealAll });
    menu->addSeparator();
    addAll(*menu, actions, { WindowCommand::RepairNone, WindowCommand::RepairPush, WindowCommand::RepairSync });
    return menu;
}

void addMenuButton(QToolBar &bar, QMenu *menu, Glyph glyph, const QString &tip)
{
    auto *button = new QToolButton(&bar);
    button->setIcon(icon(glyph));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    bar.addWidget(button);
}

} // namespace

void fillMenuBar(QMainWindow &window, const Actions &actions, QMenu &profiles, const QList<QDockWidget *> &panels)
{
    QMenu *herd = window.menuBar()->addMenu(MainWindow::tr("&Herd"));
    addAll(*herd, actions, { WindowCommand::StartAll, WindowCommand::StopAll });
    herd->addSeparator();
    addAll(*herd, actions,
        { WindowCommand::Start, WindowCommand::Stop, WindowCommand::Crash, WindowCommand::Freeze,
            WindowCommand::Thaw });
    herd->addSeparator();
    addAll(*herd, actions,
        { WindowCommand::InjectHere, WindowCommand::Demo, WindowCommand::Places, WindowCommand::ForgetClient });
    herd->addSeparator();
    addAll(*herd, actions, { WindowCommand::Quit });

    window.menuBar()->addMenu(faultsMenu(window, actions));
    profiles.addAction(actions[WindowCommand::OpenProfile]);
    window.menuBar()->addMenu(&profiles);

    QMenu *view = window.menuBar()->addMenu(MainWindow::tr("&View"));
    addAll(*view, actions, { WindowCommand::Undo, WindowCommand::Redo });
    view->addSeparator();
    addAll(*view, actions, { WindowCommand::Fit, WindowCommand::Arrange, WindowCommand::ClearSelection });
    view->addSeparator();
    addAll(*view, actions,
        { WindowCommand::TextLarger, WindowCommand::TextSmaller, WindowCommand::TextNormal,
            WindowCommand::FullScreen });
    view->addMenu(themeMenu(window, actions));
    addAll(*view, actions, { WindowCommand::ReducedMotion });
    QMenu *clock = view->addMenu(icon(Glyph::Clock), MainWindow::tr("&Clock"));
    addAll(*clock, actions, { WindowCommand::ClockLocal, WindowCommand::ClockUtc, WindowCommand::ClockSinceStart });
    view->addSeparator();
    QMenu *shown = view->addMenu(MainWindow::tr("&Panels"));
    for (const QDockWidget *panel : panels)
        shown->addAction(panel->toggleViewAction());
    view->addMenu(layoutMenu(window, actions));

    QMenu *help = window.menuBar()->addMenu(MainWindow::tr("H&elp"));
    addAll(*help, actions, { WindowCommand::Palette, WindowCommand::Shortcuts });
    help->addSeparator();
    addAll(*help, actions, { WindowCommand::About });
}

QToolBar *makeToolBar(
    QMainWindow &window, const Actions &actions, QMenu &profiles, const herdcore::profile::Profile &profile)
{
    auto *bar = new QToolBar(MainWindow::tr("Commands"), &window);
    bar->setObjectName(QStringLiteral("commands"));
    auto *herd = new QToolButton(bar);
    herd->setObjectName(profileButton);
    herd->setText(QString(profile.name).replace(u'&', QStringLiteral("&&")));
    herd->setToolTip(Qt::convertFromPlainText(profile.title));
    herd->setAccessibleName(MainWindow::tr("Herd: %1").arg(profile.name));
    herd->setMenu(&profiles);
    herd->setPopupMode(QToolButton::InstantPopup);
    herd->setFocusPolicy(Qt::TabFocus);
    QFont bold = herd->font();
    bold.setBold(true);
    herd->setFont(bold);
    bar->addWidget(herd);
    const auto addGroup = [&](std::initializer_list<WindowCommand> commands, bool withText) {
        bar->addSeparator();
        for (const WindowCommand command : commands) {
            bar->addAction(actions[command]);
            auto *button = qobject_cast<QToolButton *>(bar->widgetForAction(actions[command]));
            button->setToolButtonStyle(withText ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
            button->setFocusPolicy(Qt::TabFocus);
        }
    };
    addGroup({ WindowCommand::StartAll, WindowCommand::StopAll }, true);
    addGroup({ WindowCommand::Start, WindowCommand::Stop, WindowCommand::Crash }, true);
    addGroup({ WindowCommand::Cut, WindowCommand::Heal, WindowCommand::HealAll }, true);
    addGroup({ WindowCommand::Demo }, false);
    addGroup({ WindowCommand::Fit, WindowCommand::TextSmaller, WindowCommand::TextLarger }, false);
    bar->addSeparator();
    addMenuButton(*bar, themeMenu(window, actions), Glyph::Theme, MainWindow::tr("Theme"));
    addMenuButton(*bar, layoutMenu(window, actions), Glyph::Layout, MainWindow::tr("Layout"));
    addGroup({ WindowCommand::Palette }, false);
    return bar;
}

void showProfiles(const QToolBar &bar)
{
    auto *herd = bar.findChild<QToolButton *>(profileButton);
    if (herd->isVisible())
        herd->showMenu();
    else
        herd->menu()->popup(bar.mapToGlobal(QPoint()));
}

void markEnded(const QToolBar &bar)
{
    auto *herd = bar.findChild<QToolButton *>(profileButton);
    herd->setText(MainWindow::tr("%1 (ended)").arg(herd->text()));
}

QToolBar *makeFindingsBar(QMainWindow &window, ErrorBar &errors)
{
    auto *host = new QWidget; // a tool bar sets the visibility of the widgets it holds; so does the error bar
    auto *layout = new QVBoxLayout(host);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(&errors);
    auto *bar = new QToolBar(MainWindow::tr("Findings"), &window);
    bar->setObjectName(QStringLiteral("findings"));
    bar->setMovable(false);
    bar->addWidget(host);
    bar->toggleViewAction()->setVisible(false);
    const auto follow = [bar, &errors] {
        bar->setVisible(!errors.findings().standing().empty());
    };
    QObject::connect(&errors, &ErrorBar::changed, bar, follow);
    follow();
    return bar;
}

void addClassroomBar(QMainWindow &window, const QString &address)
{
    QStringList addresses = herdcore::herd::callableAddresses(address);
    if (addresses.isEmpty())
        addresses = { address };
    auto *text = new QLabel(MainWindow::tr("Classroom mode: other machines can reach this herd at %1, and talk to it.")
                                .arg(addresses.join(MainWindow::tr(" or ", "between addresses"))));
    text->setTextFormat(Qt::PlainText);
    text->setContentsMargins(10, 5, 6, 5);
    auto *bar = new QToolBar(MainWindow::tr("Classroom mode"), &window);
    bar->setObjectName(QStringLiteral("classroom"));
    bar->setMovable(false);
    bar->addWidget(text);
    bar->toggleViewAction()->setVisible(false);
    bar->toggleViewAction()->setEnabled(false);
    window.addToolBarBreak();
    window.addToolBar(bar);
}

QList<QAction *> contextMenu(const Actions &actions, const Selection &selection)
{
    if (!selection.servers().empty() || !selection.links().empty())
        return actions.forSelected();
    if (selection.subject() == Selection::Subject::Client)
        return actions.forClient();
    return { actions[WindowCommand::StartAll], actions[WindowCommand::StopAll], actions[WindowCommand::HealAll],
        actions[WindowCommand::Fit], actions[WindowCommand::Arrange] };
}

void showAbout(QWidget &parent)
{
    auto *box = new QMessageBox(&parent); // shown, not executed
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(MainWindow::tr("About Herdscope"));
    box->setIconPixmap(applicationIcon().pixmap(64, 64));
    box->setTextFormat(Qt::PlainText);
    box->setText(MainWindow::tr("Herdscope %1").arg(QStringLiteral(HERDSCOPE_VERSION)));
    box->setInformativeText(MainWindow::tr(
        "A herd of servers that flood their clients' locations to each other, and a window that shows it.\n\n"
        "Free software: GNU General Public License, version 3 or later.\n"
        "Icons: Lucide (ISC). Map: Natural Earth (public domain). "
        "Places: GeoNames (CC BY 4.0), FAA (public domain), OpenStreetMap (ODbL)."));
    box->setModal(false);
    box->show();
}

} // namespace ui
