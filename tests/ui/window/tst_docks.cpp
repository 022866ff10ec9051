// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/window/mainwindow.h"

#include "tests/ui/support/windowstage.h"
#include "ui/inject/injector.h"
#include "ui/log/messagespanel.h"
#include "ui/map/mapview.h"

#include <QHeaderView>
#include <QSettings>
#include <QStatusBar>
#include <QTabBar>
#include <QTest>

using namespace ui;
using namespace uitest;

namespace {

// The same window as at the start before it, with the size that it had then.
struct Start : StoryStage {
    FakeHerd commands;
    herdcore::control::HerdControl control{ commands, follower.state() };
    MainWindow window{ control, follower, SettingsStore(SettingsStore::Kind::Users) };

    Start() { window.show(); }
    ~Start()
    {
        window.close();
        QCoreApplication::processEvents();
    }
    [[nodiscard]] QString sizes() const;
};

QString sizesIn(const QMainWindow &window)
{
    QStringList all{ QString::number(window.statusBar()->height()) };
    for (const QDockWidget *dock : window.findChildren<QDockWidget *>()) {
        if (dock->isVisible() && !dock->visibleRegion().isEmpty())
            all += QStringLiteral("%1 %2x%3").arg(dock->objectName()).arg(dock->width()).arg(dock->height());
    }
    return all.join(QStringLiteral(", "));
}

// Until nothing moves any more: a layout posts the next one.
void settle(const QMainWindow &window)
{
    QString before;
    for (int same = 0; same < 4;) {
        QTest::qWait(15);
        const QString now = sizesIn(window);
        same = now == before ? same + 1 : 0;
        before = now;
    }
}

QString Start::sizes() const
{
    settle(window);
    return sizesIn(window);
}

} // namespace

class TestDocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings(QStringLiteral("herdscope"), QStringLiteral("herdscope")).clear(); }
    void keepTheirSizesOverStarts_data();
    void keepTheirSizesOverStarts();
    void titlesFollowTheText();
    void messagesHaveRoom_data();
    void messagesHaveRoom();
    void aClickOnTheMapShowsTheFormThatItFills();
};

void TestDocks::keepTheirSizesOverStarts_data()
{
    QTest::addColumn<WindowCommand>("layout");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("text");
    QTest::addColumn<int>("starts");
    const auto row = [](const char *name, WindowCommand layout, QSize size, int text, int starts = 4) {
        QTest::newRow(name) << layout << size << text << starts;
    };
    row("standard", WindowCommand::ResetLayout, { 1600, 950 }, 100);
    row("debug, small", WindowCommand::LayoutDebug, { 1366, 768 }, 100);
    row("debug, small, large text", WindowCommand::LayoutDebug, { 1366, 768 }, 150, 20);
    row("debug, small text", WindowCommand::LayoutDebug, { 1366, 768 }, 80);
    row("compact", WindowCommand::LayoutCompact, { 1366, 768 }, 100);
    row("compact, large text", WindowCommand::LayoutCompact, { 1366, 768 }, 140);
    row("lecture", WindowCommand::LayoutLecture, { 1366, 768 }, 150);
}

void TestDocks::keepTheirSizesOverStarts()
{
    QFETCH(const WindowCommand, layout);
    QFETCH(const QSize, size);
    QFETCH(const int, text);
    QFETCH(const int, starts);
    QString first;
    {
        Start start;
        start.window.resize(size);
        settle(start.window);
        start.window.actions()[layout]->trigger();
        start.window.setTextPercent(text);
        settle(start.window);
        const auto dock = [&](const char *name) {
            return start.window.findChild<QDockWidget *>(QLatin1String(name));
        };
        if (layout == WindowCommand::LayoutLecture)
            dock("messages")->show(); // the user wants this one, too
        else
            start.window.resizeDocks({ dock("messages") }, { dock("messages")->height() + 30 }, Qt::Vertical);
        first = start.sizes();
        QVERIFY(first.contains(QStringLiteral("messages")));
    }
    for (int i = 0; i < starts; ++i) {
        const Start start;
        QCOMPARE(start.sizes(), first);
    }
}

void TestDocks::titlesFollowTheText()
{
    WindowStage stage;
    settle(stage.window);
    // Rows of the title with any ink, where the text is and its buttons are not.
    const auto ink = [&stage] {
        QDockWidget &dock = stage.dock("servers");
        const QImage title = dock.grab(QRect(0, 0, dock.width() / 2, dock.widget()->y())).toImage();
        int rows = 0;
        for (int y = 2; y < title.height() - 2; ++y) {
            bool isInked = false;
            for (int x = 2; x < title.width(); ++x)
                isInked = isInked || qAbs(qGray(title.pixel(x, y)) - qGray(title.pixel(0, y))) > 60;
            rows += isInked;
        }
        return rows;
    };
    const int before = ink();
    QVERIFY(before > 5);
    stage.window.setTextPercent(200);
    QTRY_VERIFY2(ink() > before * 3 / 2, qPrintable(QStringLiteral("%1, then %2").arg(before).arg(ink())));
    stage.window.setTextPercent(100);
    QTRY_COMPARE(ink(), before);
}

void TestDocks::messagesHaveRoom_data()
{
    QTest::addColumn<WindowCommand>("layout");
    QTest::newRow("standard") << WindowCommand::ResetLayout;
    QTest::newRow("debug") << WindowCommand::LayoutDebug;
    QTest::newRow("compact") << WindowCommand::LayoutCompact;
}

void TestDocks::messagesHaveRoom()
{
    QFETCH(const WindowCommand, layout);
    WindowStage stage(SettingsStore::Kind::Forgetful, { 1366, 768 });
    stage.trigger(layout);
    stage.story.startAll();
    for (int i = 0; i < 20; ++i)
        stage.story.iamat(hill, "cassowary", 34, -118);
    stage.catchUp();
    auto &table = stage.window.findChild<MessagesPanel *>()->table();
    QTRY_VERIFY(table.model()->rowCount() > 100);
    QTRY_VERIFY(table.rowHeight(0) * 8 <= table.viewport()->height());
    const auto part = [&table](int column) {
        return 100 * table.columnWidth(column) / table.viewport()->width();
    };
    QTRY_VERIFY2(part(MessagesModel::Text) >= 40, qPrintable(QString::number(part(MessagesModel::Text))));
    QTRY_VERIFY(
        table.columnWidth(MessagesModel::Client) >= table.fontMetrics().horizontalAdvance(QStringLiteral("cassowary")));
}

void TestDocks::aClickOnTheMapShowsTheFormThatItFills()
{
    WindowStage stage(SettingsStore::Kind::Forgetful, { 1366, 768 });
    stage.trigger(WindowCommand::LayoutLecture);
    auto *map = stage.window.findChild<MapView *>();
    auto *injector = stage.window.findChild<Injector *>();
    const auto isSeen = [injector] {
        return !injector->visibleRegion().isEmpty();
    };
    QVERIFY(!isSeen());
    settle(stage.window);
    QTest::mouseClick(map, Qt::LeftButton, {}, map->rect().center());
    QTRY_VERIFY(isSeen());

    stage.trigger(WindowCommand::LayoutDebug); // and where it is behind another tab
    settle(stage.window);
    for (QTabBar *tabs : stage.window.findChildren<QTabBar *>()) {
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->tabText(i) == QStringLiteral("Faults"))
                tabs->setCurrentIndex(i);
        }
    }
    QTRY_VERIFY(!isSeen());
    settle(stage.window);
    QTest::mouseClick(map, Qt::LeftButton, {}, map->rect().center());
    QTRY_VERIFY(isSeen());
}

HERD_TEST(TestDocks)
#include "tst_docks.moc"
