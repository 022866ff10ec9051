// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/window/mainwindow.h"

#include "tests/ui/support/windowstage.h"
#include "ui/faults/faultspanel.h"
#include "ui/inject/injector.h"
#include "ui/lists/selectionpanel.h"
#include "ui/lists/serverlist.h"
#include "ui/live/eventtable.h"
#include "ui/log/messagespanel.h"
#include "ui/map/mapview.h"
#include "ui/profile/profileeditor.h"
#include "ui/topology/topologyview.h"
#include "ui/window/errorbar.h"
#include "ui/window/shortcuts.h"

#include <QAccessible>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QScrollArea>
#include <QStatusBar>
#include <QTest>

using namespace ui;
using namespace uitest;

using Stage = WindowStage;

// How the window's parts work together.
class TestMainWindowParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRefusalIsInTheStatusBar();
    void findingsStandOnTop();
    void injectHereGoesToTheSelectedServer();
    void theMapTalksToTheInjector();
    void detailsShowWhatIsSelected();
    void demoStartsAndStops();
    void nothingIsModal();
    void everyControlHasAName();
    void movesAreUndone();
    void arrangeLaysOutAnew();
    void f6GoesFromPaneToPane();
    void severalServersInEveryView();
    void everyListCopiesAndFinds();
    void everyPanelHasItsPlace_data();
    void everyPanelHasItsPlace();
    void panelsComeToTheFront();
    void anEndedHerdTakesNoCommands();
};

void TestMainWindowParts::aRefusalIsInTheStatusBar()
{
    WindowStage stage;
    stage.control.apply(
        herdcore::control::Command::onServer(herdcore::control::Command::Kind::Crash, ServerIndex{ 0 }));
    QCOMPARE(stage.window.statusBar()->currentMessage(), QStringLiteral("Not done: Hill is not running."));
}

void TestMainWindowParts::findingsStandOnTop()
{
    Stage stage;
    auto *bar = stage.window.findChild<ErrorBar *>();
    QVERIFY(!bar->isVisible());
    stage.story.fact(EventKind::ListenFailed, hill, ServerIndex::None, Reason::PortTaken, "127.0.0.1 12205");
    stage.catchUp();
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(bar->height() > 10);
    QVERIFY(bar->width() > stage.window.width() * 9 / 10);
    QVERIFY(bar->mapTo(&stage.window, QPoint()).y() < stage.dock("servers").y());
    stage.story.start(hill);
    stage.catchUp();
    QTRY_VERIFY(!bar->isVisible());
}

void TestMainWindowParts::injectHereGoesToTheSelectedServer()
{
    Stage stage;
    stage.story.startAll();
    stage.catchUp();
    stage.window.selection().selectServer(singleton);
    stage.trigger(WindowCommand::InjectHere);
    QCOMPARE(stage.window.findChild<Injector *>()->server(), singleton);
    QVERIFY(stage.dock("injector").isVisible());
}

void TestMainWindowParts::theMapTalksToTheInjector()
{
    Stage stage;
    stage.story.startAll();
    stage.catchUp();
    auto *map = stage.window.findChild<MapView *>();
    Q_EMIT map->locationPicked(12.5, -45.25, Qt::NoModifier);
    QVERIFY(stage.commands.said.empty());
    Q_EMIT map->locationSendRequested(12.5, -45.5);
    QVERIFY(stage.commands.said.at(0).bytes.startsWith("IAMAT kiwi +12.500000-45.500000 "));
    Q_EMIT map->clientMoveRequested(ClientId("emu"), 1, 2);
    QVERIFY(stage.commands.said.at(1).bytes.startsWith("IAMAT emu +1.000000+2.000000 "));
    Q_EMIT map->clientForgetRequested(ClientId("emu"));
    QCOMPARE(stage.commands.asked.last(), QStringLiteral("forget emu"));
    Q_EMIT map->radiusChanged(33);
    QCOMPARE(stage.window.findChild<WhatsatForm *>()->radiusKm(), 33.0);
}

void TestMainWindowParts::detailsShowWhatIsSelected()
{
    Stage stage;
    stage.story.startAll();
    stage.story.iamat(hill, "kiwi", 34, -118);
    stage.catchUp();
    const auto *panel = stage.window.findChild<SelectionPanel *>();
    const auto says = [&](const QString &text) {
        for (const auto *label : panel->findChildren<QLabel *>()) {
            if (label->isVisibleTo(panel) && label->text().contains(text))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(says(QStringLiteral("Nothing selected")));
    stage.window.selection().selectServer(hill);
    QTRY_VERIFY(says(QStringLiteral("Server Hill")));
    QTRY_VERIFY(says(QStringLiteral("127.0.0.1 12205")));
    stage.window.selection().selectLink({ hill, smith });
    QTRY_VERIFY(says(QStringLiteral("Link Hill \u2013 Smith")));
    QVERIFY(!says(QStringLiteral("127.0.0.1 12205")));
    QVERIFY(!says(QStringLiteral("cut")));
    stage.story.cut(hill, smith);
    stage.catchUp();
    QTRY_VERIFY(says(QStringLiteral("cut")));
    stage.window.selection().selectClient(ClientId("kiwi"));
    QTRY_VERIFY(says(QStringLiteral("Client kiwi")));
    QTRY_VERIFY(says(QStringLiteral("34.00000 N, 118.00000 W")));
    const auto buttons = panel->findChildren<QToolButton *>();
    const auto forget = std::find_if(buttons.begin(), buttons.end(),
        [](const QToolButton *button) { return button->text() == QStringLiteral("Forget client"); });
    QVERIFY(forget != buttons.end());
    QTest::mouseClick(*forget, Qt::LeftButton);
    QCOMPARE(stage.commands.asked, QStringList{ QStringLiteral("forget kiwi") });
    for (const ServerIndex server : { hill, jaquez, smith, campbell, singleton })
        stage.story.fact(EventKind::Forgotten, server, ServerIndex::None, Reason::None, "AT", { ClientId("kiwi"), 1 });
    stage.catchUp();
    QTRY_VERIFY(says(QStringLiteral("no server now")));
    QVERIFY(!says(QStringLiteral("34.00000 N, 118.00000 W")));
}

void TestMainWindowParts::demoStartsAndStops()
{
    Stage stage;
    stage.story.startAll();
    stage.catchUp();
    stage.trigger(WindowCommand::Demo);
    QTRY_VERIFY(stage.commands.said.size() >= 2);
    QVERIFY(stage.commands.said[0].bytes.startsWith("IAMAT "));
    QVERIFY(stage.window.actions()[WindowCommand::Demo]->isChecked());
    stage.trigger(WindowCommand::Demo);
    Demo demo(stage.control, stage.follower);
    const auto before = stage.commands.said.size();
    int questions = 0;
    for (int i = 0; i < 100; ++i)
        demo.step(1'700'000'000 * nsPerSecond);
    QCOMPARE(stage.commands.said.size(), before + 100);
    for (size_t i = before; i < stage.commands.said.size(); ++i)
        questions += stage.commands.said[i].bytes.startsWith("WHATSAT ");
    QVERIFY(questions > 5 && questions < 30);
    QVERIFY(!demo.isRunning());
}

void TestMainWindowParts::nothingIsModal()
{
    Stage stage;
    stage.trigger(WindowCommand::About);
    stage.trigger(WindowCommand::Shortcuts);
    for (const QWidget *top : QApplication::topLevelWidgets())
        QVERIFY2(!top->isModal(), top->metaObject()->className());
    const auto *about = stage.window.findChild<QMessageBox *>();
    QVERIFY(about && about->text().contains(QStringLiteral(HERDSCOPE_VERSION)));
}

void TestMainWindowParts::everyControlHasAName()
{
    Stage stage;
    QStringList nameless;
    for (QWidget *widget : stage.window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || qobject_cast<QScrollArea *>(widget))
            continue;
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (accessible && accessible->text(QAccessible::Name).isEmpty()
            && !widget->objectName().startsWith(QStringLiteral("qt_")))
            nameless += QLatin1String(widget->metaObject()->className()) % u' ' % widget->objectName() % u" in "
                % QLatin1String(widget->parentWidget()->metaObject()->className());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void TestMainWindowParts::movesAreUndone()
{
    Stage stage;
    auto *topology = stage.window.findChild<TopologyView *>();
    QVERIFY(!stage.window.actions()[WindowCommand::Undo]->isEnabled());
    const auto drag = [topology](int server, QPoint by) {
        const QPoint from = topology->scene().nodes.at(static_cast<size_t>(server)).centre().toPoint();
        QTest::mousePress(topology, Qt::LeftButton, {}, from);
        QTest::mouseMove(topology, from + by / 2);
        QTest::mouseMove(topology, from + by);
        QTest::mouseRelease(topology, Qt::LeftButton, {}, from + by);
    };
    drag(0, { 60, 60 });
    const QVariantMap once = topology->save();
    drag(1, { -50, 0 });
    const QVariantMap twice = topology->save();
    QCOMPARE(twice.size(), 2);
    stage.trigger(WindowCommand::Undo);
    QCOMPARE(topology->save(), once);
    stage.trigger(WindowCommand::Undo);
    QVERIFY(topology->save().isEmpty());
    QVERIFY(!stage.window.actions()[WindowCommand::Undo]->isEnabled());
    stage.trigger(WindowCommand::Redo);
    stage.trigger(WindowCommand::Redo);
    QCOMPARE(topology->save(), twice);
}

void TestMainWindowParts::arrangeLaysOutAnew()
{
    Stage stage;
    auto *topology = stage.window.findChild<TopologyView *>();
    const QVariantMap moved{ { QStringLiteral("Hill"), QVariantList{ 2.0, 2.0 } } };
    topology->restore(moved);
    stage.trigger(WindowCommand::Arrange);
    QVERIFY(topology->save().isEmpty());
    QCOMPARE(stage.window.actions()[WindowCommand::Undo]->text(), QStringLiteral("Undo: arrange"));
    stage.trigger(WindowCommand::Undo);
    QCOMPARE(topology->save(), moved);
}

void TestMainWindowParts::f6GoesFromPaneToPane()
{
    Stage stage;
    QVERIFY(QTest::qWaitForWindowActive(&stage.window));
    stage.story.startAll();
    stage.catchUp();
    stage.window.selection().selectServer(hill); // or there would be nothing in Details to stop at
    auto *topology = stage.window.findChild<TopologyView *>();
    topology->setFocus();
    QStringList visited;
    const auto nameHere = [&] {
        for (const QWidget *at = QApplication::focusWidget(); at; at = at->parentWidget()) {
            if (at == topology || qobject_cast<const MapView *>(at) || qobject_cast<const QDockWidget *>(at))
                return at->objectName();
        }
        return QString();
    };
    do {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        visited += nameHere();
    } while (visited.last() != topology->objectName() && visited.size() < 20);
    for (const char *pane : { "servers", "clients", "details", "injector", "messages" })
        QVERIFY2(visited.count(QLatin1String(pane)) == 1, qPrintable(visited.join(QLatin1Char(' '))));
    QCOMPARE(visited.size(), 7); // with the map; faults and logs are tabs behind others
    QTest::keyClick(topology, Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(nameHere(), visited[visited.size() - 2]);
}

void TestMainWindowParts::severalServersInEveryView()
{
    Stage stage;
    stage.story.startAll();
    stage.catchUp();
    auto *list = stage.window.findChild<ServerList *>();
    list->selectRow(1);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(stage.window.selection().servers(), (std::vector<ServerIndex>{ jaquez, smith }));
    stage.window.selection().select({ hill, campbell }, { { hill, jaquez } });
    QVERIFY(list->selectionModel()->isRowSelected(0) && list->selectionModel()->isRowSelected(3));
    QCOMPARE(list->selectionModel()->selectedRows().size(), 2);
    QStringList texts;
    for (const QLabel *label : stage.window.findChild<SelectionPanel *>()->findChildren<QLabel *>())
        texts += label->text();
    QVERIFY(texts.contains(QStringLiteral("2 servers and 1 link selected")));
    QVERIFY(texts.contains(QStringLiteral("Campbell")));
    stage.trigger(WindowCommand::Crash);
    QCOMPARE(stage.commands.asked, QStringList({ QStringLiteral("crash 0"), QStringLiteral("crash 3") }));
    stage.window.selection().selectServer(smith);
    QCOMPARE(list->selectionModel()->selectedRows().size(), 1);
}

void TestMainWindowParts::everyListCopiesAndFinds()
{
    Stage stage;
    ProfileEditor editor;
    Shortcuts shortcuts(stage.window.actions().all());
    shortcuts.setAttribute(Qt::WA_DeleteOnClose, false);
    QStringList names;
    for (const QWidget *window : { static_cast<QWidget *>(&stage.window), static_cast<QWidget *>(&editor),
             static_cast<QWidget *>(&shortcuts) }) {
        for (auto *list : window->findChildren<QAbstractItemView *>()) {
            if (qobject_cast<QHeaderView *>(list) || list->window() != window
                || QByteArrayView(list->metaObject()->className()) == QByteArrayView("QComboBoxListView"))
                continue;
            names += list->accessibleName();
            QList<QKeySequence> keys;
            for (const QAction *action : list->actions())
                keys += action->shortcuts();
            const bool copies = keys.contains(QKeySequence(QKeySequence::Copy)) || qobject_cast<EventTable *>(list);
            QVERIFY2(copies, qPrintable(list->accessibleName()));
            QVERIFY2(keys.contains(QKeySequence(Qt::Key_F3)), qPrintable(list->accessibleName()));
        }
    }
    for (const char *name : { "Servers", "Clients", "Messages", "Log", "Active faults", "Exchange with the server",
             "Keyboard shortcuts", "Problems" })
        QVERIFY2(names.contains(QLatin1String(name)), name);
}

void TestMainWindowParts::everyPanelHasItsPlace_data()
{
    QTest::addColumn<const PanelRow *>("row");
    for (const PanelRow &row : panelRows())
        QTest::newRow(row.name) << &row;
}

void TestMainWindowParts::everyPanelHasItsPlace()
{
    QFETCH(const PanelRow *, row);
    Stage stage;
    QDockWidget &dock = stage.dock(row->name);
    QCOMPARE(dock.windowTitle(), QString::fromLatin1(row->title));
    QVERIFY(dock.widget());
    QCOMPARE(qobject_cast<QScrollArea *>(dock.widget()) != nullptr, row->scrolls);
    QVERIFY(!dock.toggleViewAction()->associatedObjects().isEmpty()); // it is in a menu
    QVERIFY(row->tabOfWide || row->heightPercent > 0);
    const auto compare = [&](WindowCommand layout, const char *tabOf) {
        stage.trigger(layout);
        QCOMPARE(stage.window.dockWidgetArea(&dock), row->area);
        if (tabOf)
            QVERIFY(stage.window.tabifiedDockWidgets(&stage.dock(tabOf)).contains(&dock));
        else
            QVERIFY(!dock.visibleRegion().isEmpty()); // in front of its tabs, if any
    };
    compare(WindowCommand::LayoutDebug, row->tabOfWide);
    compare(WindowCommand::LayoutCompact, row->tabOfCompact);
    stage.trigger(WindowCommand::LayoutLecture);
    QCOMPARE(dock.isVisible(), row->inLecture);
}

// A dock widget that is behind its tabs lies outside the window.
void TestMainWindowParts::panelsComeToTheFront()
{
    Stage stage;
    stage.story.startAll();
    stage.catchUp();
    stage.trigger(WindowCommand::LayoutCompact);
    const auto isInFront = [&stage](const PanelRow &row) {
        return stage.window.rect().contains(stage.dock(row.name).geometry().center());
    };
    std::vector<PanelRow> rows;
    std::copy_if(panelRows().begin(), panelRows().end(), std::back_inserter(rows),
        [](const PanelRow &row) { return row.shownBy.has_value(); });
    QCOMPARE(rows.size(), size_t(2)); // which share their tabs: each covers the other
    for (const PanelRow &row : { rows[0], rows[1], rows[0], rows[1] }) {
        stage.trigger(*row.shownBy);
        QTRY_VERIFY2(isInFront(row), row.name);
    }
    QVERIFY(!isInFront(rows[0]));
}

void TestMainWindowParts::anEndedHerdTakesNoCommands()
{
    Stage stage;
    stage.window.retire(QStringLiteral("ended"));
    QVERIFY(!stage.window.findChild<Injector *>()->isEnabled());
    QVERIFY(!stage.window.findChild<FaultsPanel *>()->isEnabled());
    QVERIFY(stage.window.findChild<MessagesPanel *>()->isEnabled());
    QVERIFY(stage.dock("faults").widget()->isEnabled()); // it can still be scrolled
}

HERD_TEST(TestMainWindowParts)
#include "tst_mainwindowparts.moc"
