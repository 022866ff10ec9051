// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/profile/profileeditor.h"

#include "tests/ui/support/editorstage.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTcpServer>

using namespace uitest;

class TestProfileEditorChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problemsAsOneEdits_data();
    void problemsAsOneEdits();
    void aTakenPortButNotOurs();
    void aHerdWithoutLinksIsToldSo();
    void sentencesOfSplits();
    void clickingAProblemLeadsThere();
};

void TestProfileEditorChecks::problemsAsOneEdits_data()
{
    using Change = std::function<void(ProfileDocument &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("told"); // a part of the first problem
    QTest::addColumn<bool>("canRun");
    const auto row = [](const char *name, const Change &change, const char *told, bool canRun) {
        QTest::newRow(name) << change << QString::fromLatin1(told) << canRun;
    };
    row(
        "no servers",
        [](ProfileDocument &d) {
            d.removeServers({ 0, 1, 2, 3, 4 });
        },
        "at least one server", false);
    row(
        "equal names",
        [](ProfileDocument &d) { d.change({}, {}, [](Profile &p) { p.servers[1].name = p.servers[0].name; }); },
        "is already the name of server 1", false);
    row(
        "equal ports",
        [](ProfileDocument &d) { d.change({}, {}, [](Profile &p) { p.servers[1].port = p.servers[0].port = 12205; }); },
        "is already the port of", false);
    row(
        "one log file",
        [](ProfileDocument &d) { d.change({}, {}, [](Profile &p) { p.logPattern = QStringLiteral("x"); }); },
        "{server}", false);
    row(
        "cut off", [](ProfileDocument &d) { d.addServer(); },
        "{Server6} cannot be reached from {Hill, Jaquez, Smith, Campbell, Singleton}", true);
    row(
        "in two",
        [](ProfileDocument &d) {
            d.setLink(0, 1, false);
            d.setLink(0, 2, false);
        },
        "{Hill} cannot be reached from {Jaquez, Smith, Campbell, Singleton}", true);
    row(
        "repair that does not fit",
        [](ProfileDocument &d) {
            d.change({}, {}, [](Profile &p) {
                p.repair = Repair::Sync;
                p.dialect = DialectKind::Flooding;
            });
        },
        "requires the dialect", false);
}

void TestProfileEditorChecks::problemsAsOneEdits()
{
    using Change = std::function<void(ProfileDocument &)>;
    QFETCH(Change, change);
    QFETCH(QString, told);
    QFETCH(bool, canRun);
    EditorStage stage;
    QSignalSpy found(&stage.editor.checker(), &ProfileChecker::found);
    QTRY_VERIFY(!found.isEmpty());
    QVERIFY2(stage.problems().isEmpty(), qPrintable(stage.problems().join(u'\n')));
    change(stage.editor.document());
    const auto isTold = [&] {
        const QStringList problems = stage.problems(); // the port may be in use as well
        return !problems.isEmpty() && problems.first().contains(told);
    };
    QTRY_VERIFY2(isTold(), qPrintable(stage.problems().join(u'\n')));
    QSignalSpy run(&stage.editor, &ProfileEditor::runRequested);
    for (QAction *action : stage.editor.findChildren<QAction *>()) {
        if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_R))
            action->trigger();
    }
    QCOMPARE(run.count(), canRun ? 1 : 0);
    while (stage.editor.document().undo().canUndo())
        stage.editor.document().undo().undo();
    QTRY_VERIFY(stage.problems().isEmpty());
}

void TestProfileEditorChecks::aTakenPortButNotOurs()
{
    QTcpServer stranger;
    QVERIFY(stranger.listen(QHostAddress::LocalHost));
    QTcpServer ours;
    QVERIFY(ours.listen(QHostAddress::LocalHost));
    EditorStage stage;
    stage.editor.checker().setOwnPorts([&ours] { return QSet{ ours.serverPort() }; });
    stage.editor.document().change({}, {}, [&](Profile &p) {
        p.servers[0].port = ours.serverPort();
        p.servers[1].port = stranger.serverPort();
    });
    QTRY_COMPARE(stage.problems().size(), 1);
    QVERIFY(stage.problems().first().contains(QString::number(stranger.serverPort())));
    QVERIFY(stage.editor.checker().findings().isRight()); // it may be free by then
}

void TestProfileEditorChecks::aHerdWithoutLinksIsToldSo()
{
    EditorStage stage;
    stage.editor.document().change({}, {}, [](Profile &p) { p.links.clear(); });
    QTRY_VERIFY(!stage.problems().isEmpty());
    QCOMPARE(stage.problems().size(), 1); // not one for each server
    QVERIFY(stage.problems().first().startsWith(QStringLiteral("There are no links")));
    QCOMPARE(stage.editor.checker().findings().splits.first().text,
        QStringLiteral("The herd is split already, without any failure"));
    for (const ProfileNote &note : stage.editor.checker().findings().splits)
        QVERIFY(note.kind != ProfileNote::Kind::Good);
}

void TestProfileEditorChecks::sentencesOfSplits()
{
    EditorStage stage;
    const auto texts = [&stage] {
        QStringList list;
        for (const ProfileNote &note : stage.editor.checker().findings().splits)
            list += note.text;
        return list;
    };
    QTRY_VERIFY(texts().contains(QStringLiteral("No single link and no single server splits the herd")));
    QVERIFY(texts().contains(QStringLiteral("The servers Jaquez and Smith together split the rest into {Hill} and "
                                            "{Campbell, Singleton}")));
    QVERIFY(texts().contains(QStringLiteral("The links Hill\u2013Jaquez and Hill\u2013Smith together split the herd "
                                            "into {Hill} and {Jaquez, Smith, Campbell, Singleton}")));
    stage.editor.document().setLink(0, 1, false);
    QTRY_VERIFY(texts().contains(QStringLiteral("The link Hill\u2013Smith alone splits the herd into {Hill} and "
                                                "{Jaquez, Smith, Campbell, Singleton}")));
    QVERIFY(texts().contains(QStringLiteral("The server Smith alone splits the rest into {Hill} and {Jaquez, Campbell, "
                                            "Singleton}")));
}

void TestProfileEditorChecks::clickingAProblemLeadsThere()
{
    EditorStage stage;
    stage.editor.document().change({}, {}, [](Profile &p) {
        p.servers[3].host = QStringLiteral("nowhere");
        p.logPattern = QStringLiteral(".x");
    });
    QTRY_COMPARE(stage.problems().size(), 2);
    auto *list = stage.find<ProfileNotes>("problems");
    QCOMPARE(list->count(), 2);
    const auto click = [list](int row) {
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
    };
    click(0);
    QCOMPARE(stage.find<ProfileCanvas>()->selectedServers(), std::vector{ 3 });
    QCOMPARE(stage.find<ProfileServers>()->selected(), std::vector{ 3 });
    click(1);
    QTRY_VERIFY(stage.find<QLineEdit>("log")->hasFocus());
}

HERD_TEST(TestProfileEditorChecks)
#include "tst_profileeditorchecks.moc"
