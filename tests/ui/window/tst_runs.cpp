// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/window/runs.h"

#include "herdcore/herd/addresses.h"
#include "tests/ui/support/runsstage.h"
#include "ui/window/commandpalette.h"
#include "ui/window/errorbar.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QTcpServer>
#include <QTest>
#include <QToolBar>

using namespace ui;
using namespace herdcore::profile;
using herdcore::base::EventId;
using herdcore::base::EventKind;
using herdcore::base::ServerIndex;

using namespace uitest;

class TestRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void switchesBetweenTheBuiltIn_data();
    void switchesBetweenTheBuiltIn();
    void theSameHerdAgainOnItsPorts();
    void quickRepeatedSwitching();
    void anEarlierHerdIsOnlyLookedAt();
    void keepsFewAndSaysSo();
    void aTakenPortShows();
    void theMenuAndThePaletteOfferThem();
    void aBadFileChangesNothing();
    void aFileThatStartsProgramsAsks();
    void theWindowTakesOver();
    void closingEndsEverything();
    void classroomModeShows();
};

void TestRuns::switchesBetweenTheBuiltIn_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    for (const QString &from : builtInProfileNames()) {
        for (const QString &to : builtInProfileNames())
            QTest::addRow("%s to %s", qPrintable(from), qPrintable(to)) << from << to;
    }
}

void TestRuns::switchesBetweenTheBuiltIn()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    Stage stage(from);
    stage.send("IAMAT kiwi +34.068930-118.445127 1520023934.918963997");
    Run &before = stage.runs.current();
    const auto servers = static_cast<int>(before.profile().servers.size());
    const auto said = before.follower().log().lastId();

    stage.runs.switchTo(builtIn(to, portsOf(before)));
    stage.settle(to);
    Run &now = stage.runs.current();
    QVERIFY(&now != &before);
    QVERIFY(now.window().isVisible());
    QVERIFY(now.window().windowTitle().startsWith(to));
    QVERIFY(!before.window().isVisible());
    QCOMPARE(count(now, EventKind::UserSent), 0);

    QCOMPARE(stage.runs.earlier().size(), std::size_t{ 1 });
    QCOMPARE(stage.runs.earlier().front().get(), &before);
    QCOMPARE(number(before.follower().log().firstId()), 1U);
    QVERIFY(before.follower().log().lastId() > said);
    QCOMPARE(count(before, EventKind::ServerStopped), servers);
    QTRY_COMPARE(before.follower().position(), before.follower().log().lastId()); // its views show all of it

    QFile log(stage.dir.filePath(before.profile().logFileName(ServerIndex{ 0 })));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(log.readAll().contains("IAMAT kiwi"));
    const QDir second(stage.dir.filePath(QStringLiteral("2-") + to));
    QFile newLog(second.filePath(now.profile().logFileName(ServerIndex{ 0 })));
    QTRY_VERIFY(newLog.exists());
    QVERIFY(newLog.open(QIODevice::ReadOnly));
    QVERIFY(!newLog.readAll().contains("IAMAT kiwi"));
}

void TestRuns::theSameHerdAgainOnItsPorts()
{
    Stage stage;
    const std::vector<quint16> ports = portsOf(stage.runs.current());
    for (int i = 0; i < 3; ++i) {
        stage.runs.switchTo(builtIn(QStringLiteral("herdscope"), ports));
        stage.settle(QStringLiteral("herdscope"));
        QCOMPARE(portsOf(stage.runs.current()), ports);
        QCOMPARE(count(stage.runs.current(), EventKind::ListenFailed), 0);
    }
    QCOMPARE(QDir(stage.dir.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name),
        (QStringList{ QStringLiteral("2-herdscope"), QStringLiteral("3-herdscope"), QStringLiteral("4-herdscope") }));
}

void TestRuns::quickRepeatedSwitching()
{
    Stage stage;
    const QStringList names = builtInProfileNames();
    for (int i = 0; i < 40; ++i) {
        stage.runs.switchTo(builtIn(names[i % names.size()]));
        if (i % 3 == 0)
            QTest::qWait(i);
    }
    stage.settle(names[39 % names.size()]);
    QVERIFY(stage.runs.earlier().size() <= Runs::mostEarlier);
    int visible = 0;
    for (const auto &run : stage.runs.earlier())
        visible += run->window().isVisible() ? 1 : 0;
    QCOMPARE(visible, 0);
}

void TestRuns::anEarlierHerdIsOnlyLookedAt()
{
    Stage stage;
    stage.send("IAMAT emu +34.068930-118.445127 1520023934.918963997");
    stage.runs.switchTo(builtIn(QStringLiteral("at-2024")));
    stage.settle(QStringLiteral("at-2024"));
    Run &before = *stage.runs.earlier().front();
    stage.runs.showEarlier(before);
    QVERIFY(before.window().isVisible());
    QVERIFY(before.window().windowTitle().contains(QStringLiteral("(ended)")));
    QVERIFY(before.follower().hasEnded());
    QTRY_COMPARE(before.follower().position(), before.follower().log().lastId());
    const auto last = before.follower().log().lastId();
    before.window().selection().selectServer(ServerIndex{ 0 });
    for (const WindowCommand command :
        { WindowCommand::StartAll, WindowCommand::Start, WindowCommand::InjectHere, WindowCommand::Demo })
        QVERIFY2(!before.window().actions()[command]->isEnabled(), qPrintable(QString::number(int(command))));
    const auto refused
        = before.control().apply(herdcore::control::Command::ofHerd(herdcore::control::Command::Kind::StartAll));
    QVERIFY(refused);
    QCOMPARE(refused->message, QStringLiteral("this herd has ended"));
    QCOMPARE(before.control().send(ServerIndex{ 0 }, { "X\n", 1, true }), herdcore::base::ConnectionId::None);
    stage.send("IAMAT kiwi +34.068930-118.445127 1520023934.918963997"); // goes to the running one
    QCOMPARE(before.follower().log().lastId(), last);
    before.window().close();
    QVERIFY(stage.runs.current().window().isVisible());
    stage.runs.showEarlier(before);
    QVERIFY(before.window().isVisible());
}

void TestRuns::keepsFewAndSaysSo()
{
    Stage stage;
    for (int i = 0; i < 6; ++i) {
        stage.runs.switchTo(builtIn(QStringLiteral("at-2024")));
        stage.settle(QStringLiteral("at-2024"));
    }
    QCOMPARE(stage.runs.earlier().size(), Runs::mostEarlier);
    QCOMPARE(stage.runs.letGo(), 2);
    const QMenu &menu = stage.runs.current().window().profilesMenu();
    QTRY_VERIFY(find(menu, QStringLiteral("discarded")));
    QVERIFY(!find(menu, QStringLiteral("herdscope,")));
    QAction *earlier = find(menu, QStringLiteral("at-2024, "));
    QVERIFY(earlier && earlier->text().contains(QStringLiteral("events")));
    earlier->trigger();
    QVERIFY(stage.runs.earlier().back()->window().isVisible());
}

void TestRuns::aTakenPortShows()
{
    QTcpServer taker;
    QVERIFY(taker.listen(QHostAddress::LocalHost));
    Stage stage;
    stage.runs.switchTo(builtIn(QStringLiteral("at-2024"), { taker.serverPort() }));
    QTRY_VERIFY(stage.runs.current().profile().name == QStringLiteral("at-2024"));
    const auto *errors = stage.runs.current().window().findChild<ErrorBar *>();
    QTRY_VERIFY(!errors->findings().standing().empty());
    QVERIFY(errors->isVisibleTo(&stage.runs.current().window()));
}

void TestRuns::theMenuAndThePaletteOfferThem()
{
    Stage stage;
    QMenu &menu = stage.runs.current().window().profilesMenu();
    for (const QString &name : builtInProfileNames()) {
        const QAction *action = find(menu, name + u' ');
        QVERIFY2(action, qPrintable(name));
        QVERIFY(action->text().contains(loadProfile(name)->title));
        QCOMPARE(action->isChecked(), name == QStringLiteral("herdscope"));
    }
    QVERIFY(find(menu, QStringLiteral("None yet")));
    stage.runs.current().window().actions()[WindowCommand::Palette]->trigger();
    auto *palette = stage.runs.current().window().findChild<CommandPalette *>();
    auto *line = palette->findChild<QLineEdit *>();
    QTest::keyClicks(line, QStringLiteral("update-2018"));
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(stage.runs.current().profile().name, QStringLiteral("update-2018"));
}

void TestRuns::aBadFileChangesNothing()
{
    Stage stage;
    Run &before = stage.runs.current();
    QFile file(stage.dir.filePath(QStringLiteral("mine.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ \"servers\": [ { \"name\": \"A\" } ] }");
    file.close();
    stage.runs.open(file.fileName());
    auto *box = before.window().findChild<QMessageBox *>();
    QVERIFY(box && box->isVisible());
    QVERIFY(box->text().contains(QStringLiteral("servers[0].port")));
    QVERIFY(!stage.runs.isSwitching());
    QVERIFY(stage.runs.recentFiles().isEmpty());

    Profile mine = builtIn(QStringLiteral("at-2024"));
    mine.name = QStringLiteral("mine & yours/../x");
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(toJson(mine));
    file.close();
    stage.runs.open(file.fileName());
    stage.settle(mine.name);
    QCOMPARE(stage.runs.recentFiles(), QStringList{ file.fileName() });
    QVERIFY(QDir(stage.dir.filePath(QStringLiteral("2-mine_yours_.._x"))).exists());
    QTRY_VERIFY(find(stage.runs.current().window().profilesMenu(), QStringLiteral("mine.json")));
}

void TestRuns::aFileThatStartsProgramsAsks()
{
    Stage stage;
    Profile external = builtIn(QStringLiteral("at-2024"));
    external.name = QStringLiteral("theirs");
    external.servers[1].external
        = ExternalServer{ DialectKind::At, { QStringLiteral("/no/such/program"), QStringLiteral("x y") } };
    external.servers[1].port = 9;
    QFile file(stage.dir.filePath(QStringLiteral("theirs.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(toJson(external));
    file.close();
    stage.runs.open(file.fileName());
    QVERIFY(!stage.runs.isSwitching());
    auto *box = stage.runs.current().window().findChild<QMessageBox *>();
    QVERIFY(box && box->text().contains(QStringLiteral("/no/such/program \"x y\"")));
    for (QAbstractButton *button : box->buttons()) {
        if (box->buttonRole(button) == QMessageBox::AcceptRole)
            button->click();
    }
    QTRY_COMPARE(stage.runs.current().profile().name, QStringLiteral("theirs"));
    QCOMPARE(stage.runs.recentFiles(), QStringList{ file.fileName() }); // and it is not asked again
}

void TestRuns::theWindowTakesOver()
{
    Stage stage;
    MainWindow &before = stage.runs.current().window();
    before.actions()[WindowCommand::ThemeDark]->trigger();
    before.actions()[WindowCommand::LayoutLecture]->trigger();
    before.resize(1100, 640);
    stage.runs.switchTo(builtIn(QStringLiteral("at-2024")));
    stage.settle(QStringLiteral("at-2024"));
    const MainWindow &after = stage.runs.current().window();
    QCOMPARE(after.size(), QSize(1100, 640));
    QCOMPARE(after.textPercent(), 150);
    QVERIFY(after.actions()[WindowCommand::ThemeDark]->isChecked());
    QVERIFY(Theme::of(after.palette()).dark);
    QVERIFY(!after.findChild<QDockWidget *>(QStringLiteral("servers"))->isVisible());
}

void TestRuns::closingEndsEverything()
{
    Stage stage;
    stage.runs.switchTo(builtIn(QStringLiteral("at-2024")));
    stage.settle(QStringLiteral("at-2024"));
    stage.runs.showEarlier(*stage.runs.earlier().front());
    stage.runs.switchTo(builtIn(QStringLiteral("update-2018"))); // under way when the window is closed
    stage.runs.current().window().actions()[WindowCommand::Quit]->trigger();
    QVERIFY(!stage.runs.current().window().isVisible());
    QVERIFY(!stage.runs.earlier().front()->window().isVisible());
    QTest::qWait(300); // the switch would have come by now
    QCOMPARE(stage.runs.current().profile().name, QStringLiteral("at-2024"));
    QVERIFY(!stage.runs.current().window().isVisible());
}

// In every herd's window, whatever layout was saved.
void TestRuns::classroomModeShows()
{
    const auto banner = [](Run &run) {
        const auto *bar = run.window().findChild<QToolBar *>(QStringLiteral("classroom"));
        return bar && bar->isVisible() ? bar->findChild<QLabel *>()->text() : QString();
    };
    Stage plain;
    QCOMPARE(banner(plain.runs.current()), QString());
    const SettingsStore store
        = SettingsStore(SettingsStore::Kind::Forgetful).startingWith(plain.runs.current().window().takeSettings());
    HerdOptions options;
    options.classroom = true;
    for (const QString &address : { QStringLiteral("127.0.0.1"), QStringLiteral("0.0.0.0") }) {
        options.bindAddress = address;
        Run run(builtIn(QStringLiteral("herdscope")), {}, options, store);
        run.window().show();
        const bool isShown = reachOf(address) == Reach::OtherMachines;
        QCOMPARE(!banner(run).isEmpty(), isShown);
        for (const QString &callable : callableAddresses(address)) // nobody can call 0.0.0.0
            QCOMPARE(banner(run).contains(callable), isShown);
    }
}

HERD_TEST(TestRuns)
#include "tst_runs.moc"
