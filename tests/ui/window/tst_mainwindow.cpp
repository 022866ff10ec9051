// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/window/mainwindow.h"

#include "tests/ui/support/windowstage.h"
#include "ui/inject/injector.h"
#include "ui/lists/serverlist.h"
#include "ui/map/mapview.h"
#include "ui/topology/topologyview.h"
#include "ui/window/shortcuts.h"

#include <QSettings>
#include <QTest>

using namespace ui;
using namespace uitest;

namespace {

using Stage = WindowStage;

constexpr const char *docks[] = { "servers", "clients", "details", "injector", "messages", "logs" };

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyDockCanBeSavedAndMoved();
    void layouts();
    void keysGiveCommands();
    void keysStayWithWhoTypes();
    void textScalesEverywhere();
    void themeChangesTheWholeWindow();
    void theLayoutIsRemembered();
    void aForgetfulWindowWritesNothing();
    void fitsASmallScreen();
};

void TestMainWindow::init()
{
    QSettings(QStringLiteral("herdscope"), QStringLiteral("herdscope")).clear();
}

void TestMainWindow::everyDockCanBeSavedAndMoved()
{
    Stage stage;
    for (const char *name : docks) {
        const QDockWidget &dock = stage.dock(name);
        QVERIFY(!dock.windowTitle().isEmpty());
        QVERIFY(dock.features() & QDockWidget::DockWidgetMovable);
        QVERIFY(dock.features() & QDockWidget::DockWidgetFloatable);
        QVERIFY(dock.features() & QDockWidget::DockWidgetClosable);
    }
}

void TestMainWindow::layouts()
{
    Stage stage;
    stage.trigger(WindowCommand::LayoutLecture);
    for (const char *name : docks)
        QVERIFY2(!stage.dock(name).isVisible(), name);
    QCOMPARE(stage.window.textPercent(), 150);
    QVERIFY(stage.window.findChild<TopologyView *>()->isVisible());
    QVERIFY(stage.window.findChild<MapView *>()->isVisible());

    stage.trigger(WindowCommand::LayoutCompact);
    QCOMPARE(stage.window.textPercent(), 100);
    QCOMPARE(stage.window.tabifiedDockWidgets(&stage.dock("servers")), QList{ &stage.dock("clients") });

    stage.trigger(WindowCommand::LayoutDebug);
    QVERIFY(stage.window.tabifiedDockWidgets(&stage.dock("servers")).isEmpty());
    for (const char *name : docks)
        QVERIFY2(!stage.dock(name).isHidden(), name);

    stage.dock("servers").setFloating(true);
    stage.dock("messages").hide();
    stage.trigger(WindowCommand::ResetLayout);
    QVERIFY(!stage.dock("servers").isFloating());
    QVERIFY(stage.dock("messages").isVisible());
}

void TestMainWindow::keysGiveCommands()
{
    Stage stage;
    stage.story.startAll();
    stage.catchUp();
    QVERIFY(QTest::qWaitForWindowActive(&stage.window));
    stage.window.selection().selectLink({ hill, jaquez });
    QTest::keyClick(&stage.window, Qt::Key_K);
    stage.story.cut(hill, jaquez);
    stage.catchUp();
    QTest::keyClick(&stage.window, Qt::Key_K); // is cut already
    QTest::keyClick(&stage.window, Qt::Key_H);
    QTest::keyClick(&stage.window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    stage.window.selection().selectServer(smith);
    QTest::keyClick(&stage.window, Qt::Key_S, Qt::ShiftModifier);
    QTest::keyClick(&stage.window, Qt::Key_Delete, Qt::ShiftModifier);
    QTest::keyClick(&stage.window, Qt::Key_Escape);
    QTest::keyClick(&stage.window, Qt::Key_K);
    const QStringList asked{ QStringLiteral("cut 0-1"), QStringLiteral("heal 0-1"), QStringLiteral("heal all"),
        QStringLiteral("stop 2"), QStringLiteral("crash 2") };
    QCOMPARE(stage.commands.asked, asked);
    QCOMPARE(stage.window.selection().subject(), Selection::Subject::Nothing);

    QTest::keyClick(&stage.window, Qt::Key_Question);
    auto *shortcuts = stage.window.findChild<Shortcuts *>();
    QVERIFY(shortcuts && shortcuts->isVisible());
    shortcuts->close();
    QTest::keyClick(&stage.window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto *palette = stage.window.findChild<CommandPalette *>();
    QVERIFY(palette->isVisible());
    palette->hide();
    QTest::keyClick(&stage.window, Qt::Key_F11);
    QTRY_VERIFY(stage.window.isFullScreen());
    QTest::keyClick(&stage.window, Qt::Key_F11);
    QTRY_VERIFY(!stage.window.isFullScreen());
}

void TestMainWindow::keysStayWithWhoTypes()
{
    Stage stage;
    stage.story.startAll();
    stage.catchUp();
    QVERIFY(QTest::qWaitForWindowActive(&stage.window));
    stage.window.selection().selectLink({ hill, jaquez });
    stage.trigger(WindowCommand::InjectHere);
    auto *line = stage.window.findChild<RawForm *>()->findChild<QLineEdit *>();
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QStringLiteral("kHfS?"));
    QCOMPARE(line->text(), QStringLiteral("kHfS?"));
    QVERIFY(stage.commands.asked.isEmpty());
}

void TestMainWindow::textScalesEverywhere()
{
    Stage stage;
    QVERIFY(QTest::qWaitForWindowActive(&stage.window));
    const auto *list = stage.window.findChild<ServerList *>();
    const double before = list->font().pointSizeF();
    const int rowBefore = list->rowHeight(0);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&stage.window, Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(stage.window.textPercent(), 150);
    QTRY_COMPARE(list->font().pointSizeF(), before * 1.5);
    QVERIFY(list->rowHeight(0) > rowBefore);
    stage.dock("servers").setFloating(true);
    QTRY_COMPARE(list->font().pointSizeF(), before * 1.5);
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(&stage.window, Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(stage.window.textPercent(), 60);
    QTest::keyClick(&stage.window, Qt::Key_0, Qt::ControlModifier);
    QTRY_COMPARE(list->font().pointSizeF(), before);
}

void TestMainWindow::themeChangesTheWholeWindow()
{
    Stage stage;
    const double size = stage.window.font().pointSizeF() * 1.1;
    stage.trigger(WindowCommand::TextLarger);
    stage.trigger(WindowCommand::ThemeDark);
    for (const QWidget *widget : stage.window.findChildren<QWidget *>())
        QTRY_VERIFY2(Theme::of(widget->palette()).dark, widget->metaObject()->className());
    QTRY_COMPARE(stage.window.font().pointSizeF(), size);
    stage.trigger(WindowCommand::ThemeLight);
    QTRY_VERIFY(!Theme::of(stage.window.palette()).dark);
    QVERIFY(stage.window.actions()[WindowCommand::ThemeLight]->isChecked());
}

void TestMainWindow::theLayoutIsRemembered()
{
    {
        Stage stage(SettingsStore::Kind::Users);
        stage.dock("logs").hide();
        stage.window.addDockWidget(Qt::RightDockWidgetArea, &stage.dock("servers"));
        stage.trigger(WindowCommand::ThemeDark);
        stage.trigger(WindowCommand::TextLarger);
        stage.window.close();
    }
    Stage stage(SettingsStore::Kind::Users);
    QVERIFY(stage.dock("logs").isHidden());
    QCOMPARE(stage.window.dockWidgetArea(&stage.dock("servers")), Qt::RightDockWidgetArea);
    QVERIFY(Theme::of(stage.window.palette()).dark);
    QCOMPARE(stage.window.textPercent(), 110);
    stage.trigger(WindowCommand::ResetLayout);
    QCOMPARE(stage.window.dockWidgetArea(&stage.dock("servers")), Qt::LeftDockWidgetArea);
}

void TestMainWindow::aForgetfulWindowWritesNothing()
{
    {
        Stage stage;
        stage.dock("logs").hide();
        stage.trigger(WindowCommand::ThemeDark);
        stage.window.close();
    }
    QVERIFY(QSettings(QStringLiteral("herdscope"), QStringLiteral("herdscope")).allKeys().isEmpty());
}

void TestMainWindow::fitsASmallScreen()
{
    Stage stage(SettingsStore::Kind::Forgetful, { 1366, 768 });
    stage.trigger(WindowCommand::ResetLayout);
    QTRY_COMPARE(stage.window.size(), QSize(1366, 768)); // no panel's minimum pushes it wider
    stage.trigger(WindowCommand::LayoutDebug);
    QTRY_COMPARE(stage.window.size(), QSize(1366, 768));
}

HERD_TEST(TestMainWindow)
#include "tst_mainwindow.moc"
