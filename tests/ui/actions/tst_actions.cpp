// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/actions/actions.h"

#include "tests/support/fakeherd.h"
#include "tests/ui/support/storystage.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/window/commandpalette.h"
#include "ui/window/shortcuts.h"

#include <QMainWindow>
#include <QSet>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace herdcore::state;
using namespace ui;
using namespace uitest;

namespace {

struct Stage : StoryStage {
    FakeHerd commands;
    herdcore::control::HerdControl control{ commands, follower.state() };
    Actions actions{ control, follower, selection };
};

} // namespace

class TestActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enabledWhenTheyMakeSense_data();
    void enabledWhenTheyMakeSense();
    void externalServersAreOursOnlyByTheirCommand();
    void carriesOutOnTheSelection();
    void commandsGoToAllThatAreSelected();
    void everyActionIsComplete();
    void keysAreDistinct();
    void iconsFollowTheTheme();
    void paletteFindsAndRuns();
    void paletteSkipsWhatIsDisabled();
    void shortcutsListEveryKey();
};

void TestActions::enabledWhenTheyMakeSense_data()
{
    QTest::addColumn<QString>("doing");
    QTest::addColumn<QString>("selected");
    QTest::addColumn<QList<int>>("enabled"); // of those from StartAll to ClearSelection
    const auto of = [](std::initializer_list<WindowCommand> commands) {
        QList<int> list;
        for (const WindowCommand command : commands)
            list += static_cast<int>(command);
        return list;
    };
    using C = WindowCommand;
    QTest::newRow("nothing started") << ""
                                     << "" << of({ C::StartAll });
    QTest::newRow("all up") << "start"
                            << "" << of({ C::StopAll, C::InjectHere });
    QTest::newRow("a running server") << "start"
                                      << "server"
                                      << of({ C::StopAll, C::Stop, C::Crash, C::Freeze, C::PartitionIsolate,
                                             C::InjectHere, C::ClearSelection });
    QTest::newRow("a frozen server") << "start freeze"
                                     << "server"
                                     << of({ C::StopAll, C::Stop, C::Crash, C::Thaw, C::HealAll, C::PartitionIsolate,
                                            C::InjectHere, C::ClearSelection });
    QTest::newRow("a disturbed link") << "start disturb"
                                      << "link"
                                      << of({ C::StopAll, C::Cut, C::Heal, C::HealAll, C::ResetLink, C::InjectHere,
                                             C::ClearSelection });
    QTest::newRow("a crashed server") << "start crash"
                                      << "server"
                                      << of({ C::StartAll, C::StopAll, C::Start, C::PartitionIsolate,
                                             C::ClearSelection });
    QTest::newRow("a link") << "start"
                            << "link" << of({ C::StopAll, C::Cut, C::ResetLink, C::InjectHere, C::ClearSelection });
    QTest::newRow("a cut link") << "start cut"
                                << "link" << of({ C::StopAll, C::Heal, C::HealAll, C::InjectHere, C::ClearSelection });
    QTest::newRow("a client") << "start report"
                              << "client" << of({ C::StopAll, C::ForgetClient, C::InjectHere, C::ClearSelection });
    QTest::newRow("a client that is forgotten already")
        << "start report"
        << "unknown client" << of({ C::StopAll, C::InjectHere, C::ClearSelection });
    QTest::newRow("another link is cut") << "start cut"
                                         << "" << of({ C::StopAll, C::HealAll, C::InjectHere });
}

void TestActions::enabledWhenTheyMakeSense()
{
    QFETCH(QString, doing);
    QFETCH(QString, selected);
    QFETCH(QList<int>, enabled);
    Stage stage;
    if (doing.contains(QStringLiteral("start")))
        stage.story.startAll();
    if (doing.contains(QStringLiteral("report")))
        stage.story.iamat(hill, "kiwi", 34, -118);
    if (doing.contains(QStringLiteral("crash")))
        stage.story.crash(hill);
    if (doing.contains(QStringLiteral("cut")))
        stage.story.cut(hill, jaquez);
    if (doing.contains(QStringLiteral("freeze")))
        stage.story.fact(EventKind::ServerFrozen, hill);
    if (doing.contains(QStringLiteral("disturb")))
        stage.story.fault(EventKind::FaultSet, hill, jaquez, 1, "latency 200ms");
    if (!doing.isEmpty())
        stage.catchUp();
    if (selected == QStringLiteral("server"))
        stage.selection.selectServer(hill);
    if (selected == QStringLiteral("link"))
        stage.selection.selectLink({ hill, jaquez });
    if (selected.endsWith(QStringLiteral("client")))
        stage.selection.selectClient(ClientId(selected.startsWith(QStringLiteral("unknown")) ? "owl" : "kiwi"));
    const QSet<WindowCommand> always{ WindowCommand::Demo, WindowCommand::Places, WindowCommand::Faults,
        WindowCommand::PartitionHalves, WindowCommand::PartitionBridge, WindowCommand::PartitionRing,
        WindowCommand::RepairNone, WindowCommand::RepairPush, WindowCommand::RepairSync, WindowCommand::Undo,
        WindowCommand::Redo }; // the last two are their owner's to switch
    for (const WindowCommand command : always)
        QVERIFY(stage.actions[command]->isEnabled());
    QList<int> found;
    for (int i = 0; i <= static_cast<int>(WindowCommand::ClearSelection); ++i) {
        const auto command = static_cast<WindowCommand>(i);
        if (stage.actions[command]->isEnabled() && !always.contains(command))
            found += i;
    }
    QCOMPARE(found, enabled);
}

void TestActions::externalServersAreOursOnlyByTheirCommand()
{
    Profile profile = defaultProfile();
    profile.servers[2].external.emplace();
    profile.servers[3].external = { herdcore::profile::DialectKind::At, { QStringLiteral("server") } };
    HerdState state(profile);
    FakeHerd herd;
    const herdcore::control::HerdControl control(herd, state);
    Selection selection;
    using HerdCommand = herdcore::control::Command;
    const auto offers = [&](HerdCommand::Kind kind, ServerIndex server) {
        return control.isUseful(HerdCommand::onServer(kind, server));
    };
    const auto offersInjecting = [&](ServerIndex server) {
        selection.selectServer(server);
        return windowCommandRows()[static_cast<size_t>(WindowCommand::InjectHere)].isAvailable(selection, &state);
    };
    QVERIFY(!offers(HerdCommand::Kind::Start, smith));
    QVERIFY(!offers(HerdCommand::Kind::Stop, smith));
    QVERIFY(offersInjecting(smith));
    QVERIFY(offers(HerdCommand::Kind::Start, campbell));
    HerdStory story(profile);
    story.fact(EventKind::ExternalStarted, campbell);
    story.read([&state](const EventView &event) { state.fold(event); });
    QVERIFY(!offers(HerdCommand::Kind::Start, campbell));
    QVERIFY(offers(HerdCommand::Kind::Stop, campbell));
    QVERIFY(offers(HerdCommand::Kind::Crash, campbell));
    QVERIFY(!offers(HerdCommand::Kind::Freeze, campbell)); // only the program itself could
}

void TestActions::carriesOutOnTheSelection()
{
    Stage stage;
    stage.story.startAll();
    stage.catchUp();
    stage.selection.selectServer(smith);
    stage.actions[WindowCommand::Crash]->trigger();
    stage.actions[WindowCommand::Stop]->trigger();
    stage.actions[WindowCommand::Cut]->trigger(); // no link is selected: nothing
    stage.selection.selectLink({ smith, campbell });
    stage.actions[WindowCommand::Cut]->trigger();
    stage.actions[WindowCommand::StopAll]->trigger();
    stage.story.iamat(hill, "kiwi", 34, -118);
    stage.catchUp();
    stage.selection.selectClient(ClientId("kiwi"));
    stage.actions[WindowCommand::ForgetClient]->trigger();
    const QStringList asked{ QStringLiteral("crash 2"), QStringLiteral("stop 2"), QStringLiteral("cut 2-3"),
        QStringLiteral("stop all"), QStringLiteral("forget kiwi") };
    QCOMPARE(stage.commands.asked, asked);
    stage.actions[WindowCommand::ClearSelection]->trigger();
    QCOMPARE(stage.selection.subject(), Selection::Subject::Nothing);
}

void TestActions::commandsGoToAllThatAreSelected()
{
    Stage stage;
    stage.story.startAll();
    stage.story.crash(jaquez);
    stage.catchUp();
    stage.selection.select({ hill, jaquez, smith }, { { hill, jaquez }, { smith, campbell } });
    stage.actions[WindowCommand::Freeze]->trigger(); // but not the one that has crashed
    stage.actions[WindowCommand::Start]->trigger();
    stage.actions[WindowCommand::Cut]->trigger();
    QCOMPARE(stage.commands.asked,
        QStringList({ QStringLiteral("freeze 0"), QStringLiteral("freeze 2"), QStringLiteral("start 1"),
            QStringLiteral("cut 0-1"), QStringLiteral("cut 2-3") }));
    stage.commands.asked.clear();
    stage.actions[WindowCommand::PartitionIsolate]->trigger();
    QVERIFY(stage.commands.asked.contains(QStringLiteral("cut 1-4")));
    QVERIFY(stage.commands.asked.contains(QStringLiteral("cut 2-4")));
    QCOMPARE(stage.actions.forSelected().size(), stage.actions.forServer().size() + stage.actions.forLink().size() + 1);
}

void TestActions::everyActionIsComplete()
{
    Stage stage;
    for (const QAction *action : stage.actions.all()) {
        QVERIFY(!action->text().isEmpty());
        QVERIFY2(!action->statusTip().isEmpty(), qPrintable(action->text()));
        QVERIFY2(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
            qPrintable(action->text()));
        const QImage drawn = action->icon().pixmap(24, 24).toImage();
        bool anything = false;
        for (int y = 0; y < drawn.height(); ++y) {
            for (int x = 0; x < drawn.width(); ++x)
                anything |= qAlpha(drawn.pixel(x, y)) > 100;
        }
        QVERIFY2(anything, qPrintable(action->text()));
    }
}

void TestActions::keysAreDistinct()
{
    Stage stage;
    QSet<QString> keys;
    for (const QAction *action : stage.actions.all()) {
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
            keys.insert(key.toString());
        }
    }
}

void TestActions::iconsFollowTheTheme()
{
    const QIcon start = icon(Glyph::Cut);
    const auto color = [&] {
        const QImage drawn = start.pixmap(48, 48).toImage();
        QColor found;
        for (int y = 0; y < drawn.height(); ++y) {
            for (int x = 0; x < drawn.width(); ++x) {
                if (qAlpha(drawn.pixel(x, y)) == 255)
                    found = drawn.pixelColor(x, y);
            }
        }
        return found;
    };
    applyTheme(*qApp, ThemeChoice::Light);
    QCOMPARE(color(), Theme::of(QApplication::palette()).text);
    applyTheme(*qApp, ThemeChoice::Dark);
    QVERIFY(Theme::of(QApplication::palette()).dark);
    QCOMPARE(color(), Theme::of(QApplication::palette()).text);
}

void TestActions::paletteFindsAndRuns()
{
    Stage stage;
    stage.story.startAll();
    stage.catchUp();
    QMainWindow window;
    window.resize(800, 600);
    window.show();
    CommandPalette palette(stage.actions.all(), &window);
    palette.popUp();
    auto *line = palette.findChild<QLineEdit *>();
    auto *list = palette.findChild<QListWidget *>();
    QCOMPARE(list->count(), windowCommandCount);
    QTest::keyClicks(line, QStringLiteral("ALL stop"));
    QCOMPARE(list->count(), 1);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(stage.commands.asked, QStringList{ QStringLiteral("stop all") });
    QVERIFY(!palette.isVisible());
}

void TestActions::paletteSkipsWhatIsDisabled()
{
    Stage stage; // nothing runs: Start all makes sense, Stop all does not
    QMainWindow window;
    window.resize(800, 600);
    window.show();
    CommandPalette palette(stage.actions.all(), &window);
    palette.popUp();
    auto *line = palette.findChild<QLineEdit *>();
    auto *list = palette.findChild<QListWidget *>();
    QTest::keyClicks(line, QStringLiteral("stop all"));
    QVERIFY(list->count() >= 1);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(stage.commands.asked.isEmpty());
    QVERIFY(palette.isVisible());
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(!palette.isVisible());
}

void TestActions::shortcutsListEveryKey()
{
    Stage stage;
    Shortcuts shortcuts(stage.actions.all());
    shortcuts.setAttribute(Qt::WA_DeleteOnClose, false);
    const auto *table = shortcuts.findChild<QTableWidget *>();
    for (const QAction *action : stage.actions.all()) {
        if (action->shortcut().isEmpty())
            continue;
        const auto items = table->findItems(action->text(), Qt::MatchExactly);
        QVERIFY2(!items.isEmpty(), qPrintable(action->text()));
        QVERIFY(table->item(items.first()->row(), 0)
                    ->text()
                    .contains(action->shortcut().toString(QKeySequence::NativeText)));
    }
}

HERD_TEST(TestActions)
#include "tst_actions.moc"
