// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/profile/profileeditor.h"

#include "tests/ui/support/editorstage.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QSignalSpy>

using namespace uitest;

class TestProfileEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesAndLoadsTheSame_data();
    void savesAndLoadsTheSame();
    void theFormEdits();
    void tableAndGraphSelectTheSame();
    void keysOfTheGraph();
    void unsavedChangesAreAskedFor();
    void whatIsWrongIsNotSaved();
    void changesByAnotherProgramAreAskedFor_data();
    void changesByAnotherProgramAreAskedFor();
    void aNewProfileRepairsAsTheDefaultOneDoes();
    void aNameIsSuggested();
    void portsOfTheCommandLineAreNotSaved();
    void runsTheHerd();
    void closingTheProgramAsks();
};

void TestProfileEditor::savesAndLoadsTheSame_data()
{
    QTest::addColumn<Profile>("profile");
    for (const QString &name : builtInProfileNames())
        QTest::addRow("%s", qPrintable(name)) << loadProfile(name).value();
    Profile odd = loadProfile(QStringLiteral("herdscope")).value();
    odd.title = QStringLiteral("\"quotes\" \\ and \u00fcml\u00e4uts");
    odd.logPattern = QStringLiteral("x-{server}.txt");
    odd.answersStaleWithStored = odd.oneAnswerPerConnection = odd.logLowerCase = true;
    odd.futureBoundSeconds = 3'000'000'000;
    odd.servers[1].external = ExternalServer{ DialectKind::Flooding, { QStringLiteral("a b"), QStringLiteral("\"") } };
    QTest::newRow("everything") << odd;
}

void TestProfileEditor::savesAndLoadsTheSame()
{
    QFETCH(Profile, profile);
    EditorStage stage;
    QSignalSpy used(&stage.editor.file(), &ProfileFile::used);
    stage.editor.file().edit(profile, {});
    stage.editor.document().addServer();
    QVERIFY(stage.editor.isWindowModified());
    QVERIFY(stage.editor.file().saveTo(stage.file()));
    QVERIFY(!stage.editor.isWindowModified());
    QCOMPARE(used.count(), 1);
    Profile saved = stage.editor.document().profile();
    stage.editor.file().editNew();
    QVERIFY(stage.editor.document().profile().servers.empty());
    stage.editor.file().open(stage.file());
    Profile loaded = stage.editor.document().profile();
    saved.folder = loaded.folder = QString(); // where the file lies
    QVERIFY(loaded == saved);
    QVERIFY(!stage.editor.isWindowModified());
    QVERIFY(!stage.editor.document().undo().canUndo());
}

void TestProfileEditor::theFormEdits()
{
    EditorStage stage;
    ProfileDocument &document = stage.editor.document();
    auto *name = stage.find<QLineEdit>("name");
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("my L herd")); // L and Del are keys of the graph, not of a field
    QTest::keyClick(name, Qt::Key_Delete);
    QCOMPARE(document.profile().name, QStringLiteral("my L herd"));
    QVERIFY(stage.editor.windowTitle().startsWith(QStringLiteral("my L herd")));
    QVERIFY(stage.editor.isWindowModified());
    auto *dialect = stage.find<QComboBox>("dialect");
    QTest::keyClick(dialect, Qt::Key_Down);
    QCOMPARE(document.profile().dialect, DialectKind::At);
    stage.find<QCheckBox>("stale_answer")->click();
    QVERIFY(document.profile().answersStaleWithStored);
    stage.find<QDoubleSpinBox>("future_bound_seconds")->setValue(60);
    QCOMPARE(document.profile().futureBoundSeconds, 60);
    QCOMPARE(document.undo().count(), 4);
    while (document.undo().canUndo())
        document.undo().undo();
    QCOMPARE(name->text(), QStringLiteral("herdscope"));
    QCOMPARE(dialect->currentIndex(), 0);
    QVERIFY(!stage.find<QCheckBox>("stale_answer")->isChecked());
    QVERIFY(!stage.editor.isWindowModified());
}

void TestProfileEditor::tableAndGraphSelectTheSame()
{
    EditorStage stage;
    auto *table = stage.find<ProfileServers>();
    auto *canvas = stage.find<ProfileCanvas>();
    table->selectRow(3);
    QCOMPARE(canvas->selectedServers(), std::vector{ 3 });
    canvas->select({ 1 });
    QCOMPARE(table->selected(), std::vector{ 1 });
    canvas->addServer();
    QCOMPARE(table->selected(), std::vector{ 5 });
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(stage.editor.document().count(), 5);
}

void TestProfileEditor::keysOfTheGraph()
{
    EditorStage stage;
    ProfileDocument &document = stage.editor.document();
    auto *canvas = stage.find<ProfileCanvas>();
    canvas->setFocus();
    canvas->select({ 0, 3 });
    QTest::keyClick(canvas, Qt::Key_L);
    QVERIFY(document.hasLink(0, 3));
    QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!document.hasLink(0, 3));
    QTest::keyClick(canvas, Qt::Key_Y, Qt::ControlModifier);
    QVERIFY(document.hasLink(0, 3));
    QTest::keyClick(canvas, Qt::Key_Delete);
    QCOMPARE(document.count(), 3);
    QTest::keyClick(canvas, Qt::Key_Insert);
    QCOMPARE(document.count(), 4);
    QTest::keyClick(canvas, Qt::Key_F2);
    auto *line = stage.find<ProfileServers>()->findChild<QLineEdit *>();
    QVERIFY(line);
    QTest::keyClicks(line, QStringLiteral("Riley"));
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(document.profile().servers[3].name.bytes(), QByteArray("Riley"));
}

void TestProfileEditor::unsavedChangesAreAskedFor()
{
    EditorStage stage;
    stage.editor.close(); // nothing to ask
    QVERIFY(!stage.editor.isVisible());
    stage.editor.show();
    stage.editor.document().addServer();
    stage.editor.close();
    QVERIFY(stage.editor.isVisible());
    QVERIFY(stage.box());
    stage.box()->button(QMessageBox::Cancel)->click();
    QVERIFY(stage.editor.isVisible());
    QCOMPARE(stage.editor.document().count(), 6);
    stage.editor.file().editNew();
    stage.box()->button(QMessageBox::Discard)->click();
    QCOMPARE(stage.editor.document().count(), 0);
    stage.editor.document().addServer();
    QVERIFY(stage.editor.file().saveTo(stage.file()));
    stage.editor.document().addServer();
    stage.editor.close();
    stage.box()->button(QMessageBox::Save)->click();
    QVERIFY(!stage.editor.isVisible());
    QCOMPARE(loadProfile(stage.file())->servers.size(), std::size_t{ 2 });
}

void TestProfileEditor::whatIsWrongIsNotSaved()
{
    EditorStage stage;
    QVERIFY(stage.editor.file().saveTo(stage.file()));
    stage.editor.document().change({}, {}, [](Profile &p) { p.servers[1].name = p.servers[0].name; });
    QVERIFY(!stage.editor.file().save());
    QVERIFY(stage.box()->text().contains(QStringLiteral("Server 2, name")));
    QVERIFY(loadProfile(stage.file()));
    stage.box()->close();
    stage.editor.document().undo().undo();
    QVERIFY(!stage.editor.file().saveTo(QStringLiteral("/no/such/directory/x.json")));
    QVERIFY(stage.box()->text().contains(QStringLiteral("/no/such/directory")));
    stage.editor.document().setSaved();
}

void TestProfileEditor::changesByAnotherProgramAreAskedFor_data()
{
    QTest::addColumn<QString>("answer");
    QTest::newRow("overwrite") << "Overwrite";
    QTest::newRow("reload") << "Reload, discarding my changes";
    QTest::newRow("cancel") << "Cancel";
}

void TestProfileEditor::changesByAnotherProgramAreAskedFor()
{
    QFETCH(const QString, answer);
    EditorStage stage;
    QVERIFY(stage.editor.file().saveTo(stage.file()));
    const auto rename = [&stage](const char *title) {
        stage.editor.document().change({}, {}, [title](auto &profile) { profile.title = QLatin1String(title); });
    };
    rename("mine");
    QVERIFY(stage.editor.file().save()); // nobody else has touched it
    auto theirs = stage.editor.document().profile();
    theirs.title = QStringLiteral("theirs");
    QFile file(stage.file());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(toJson(theirs)) > 0);
    file.close();
    rename("mine again");
    QVERIFY(!stage.editor.file().save());
    QVERIFY(stage.box());
    QVERIFY(stage.box()->text().contains(QStringLiteral("mine.json has been changed by another program")));
    for (QAbstractButton *button : stage.box()->buttons()) {
        if (button->text().remove(QLatin1Char('&')) == answer)
            button->click();
    }
    const auto saved = herdcore::profile::loadProfile(stage.file());
    const bool overwrites = answer == QStringLiteral("Overwrite");
    QCOMPARE(saved->title, overwrites ? QStringLiteral("mine again") : QStringLiteral("theirs"));
    const bool reloads = answer.startsWith(QStringLiteral("Reload"));
    QTRY_COMPARE(
        stage.editor.document().profile().title, reloads ? QStringLiteral("theirs") : QStringLiteral("mine again"));
    QCOMPARE(stage.editor.document().isModified(), answer == QStringLiteral("Cancel"));
    stage.editor.document().setSaved();
}

void TestProfileEditor::aNewProfileRepairsAsTheDefaultOneDoes()
{
    EditorStage stage;
    stage.editor.file().editNew();
    const auto &blank = stage.editor.document().profile();
    const auto standard = builtIn(QStringLiteral("herdscope"));
    QVERIFY(blank.servers.empty() && blank.links.empty() && blank.name.isEmpty());
    QCOMPARE(blank.repair, herdcore::profile::Repair::Sync);
    QCOMPARE(blank.repair, standard.repair);
    QCOMPARE(blank.dialect, standard.dialect);
    QCOMPARE(blank.logPattern, standard.logPattern);
}

void TestProfileEditor::aNameIsSuggested()
{
    EditorStage stage;
    stage.editor.document().change({}, {}, [](auto &profile) { profile.name = QStringLiteral(" two/rings \u00e9"); });
    stage.editor.file().askForFile(true);
    auto *dialog = stage.editor.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), QStringLiteral("two-rings-\u00e9.json"));
    dialog->reject();
    stage.editor.document().setSaved();
}

// A herd that was started on other ports than its file has is not what the file has.
void TestProfileEditor::portsOfTheCommandLineAreNotSaved()
{
    EditorStage stage;
    QVERIFY(stage.editor.file().saveTo(stage.file()));
    auto running = stage.editor.document().profile();
    stage.editor.file().edit(*herdcore::profile::loadProfile(stage.file()), stage.file());
    QVERIFY(!stage.editor.document().isModified());
    running.servers[0].port = 24'999;
    stage.editor.file().edit(running, stage.file());
    QVERIFY(stage.editor.document().isModified());
    QCOMPARE(stage.editor.file().path(), stage.file());
    stage.editor.document().setSaved();
}

void TestProfileEditor::runsTheHerd()
{
    Stage stage;
    Run &before = stage.runs.current();
    before.window().actions()[WindowCommand::EditProfile]->trigger();
    ProfileEditor &editor = stage.runs.editor();
    QVERIFY(editor.isVisible());
    QCOMPARE(editor.document().profile(), before.profile());
    editor.document().addServer();
    editor.document().change({}, {}, [](Profile &p) {
        p.servers[5].port = 0;
        p.name = QStringLiteral("six");
    });
    editor.document().setLink(5, 0, true);
    QTRY_VERIFY(editor.checker().findings().isRight());
    Q_EMIT editor.runRequested(editor.document().profile());
    stage.settle(QStringLiteral("six"));
    QCOMPARE(stage.runs.current().profile().links.size(), std::size_t{ 7 });
    QVERIFY(editor.isWindowModified()); // nothing was saved
    QCOMPARE(editor.document().count(), 6);
    editor.document().setSaved();
}

void TestProfileEditor::closingTheProgramAsks()
{
    Stage stage;
    stage.runs.editNew();
    ProfileEditor &editor = stage.runs.editor();
    editor.document().addServer();
    MainWindow &window = stage.runs.current().window();
    const auto box = [&editor] {
        QMessageBox *found = nullptr;
        for (auto *one : editor.findChildren<QMessageBox *>())
            found = one->isVisible() ? one : found;
        return found;
    };
    window.close();
    QVERIFY(window.isVisible());
    QVERIFY(box());
    box()->button(QMessageBox::Cancel)->click();
    QVERIFY(window.isVisible() && editor.isVisible());
    window.close();
    box()->button(QMessageBox::Discard)->click();
    QVERIFY(!window.isVisible());
    QVERIFY(!editor.isVisible());
}

HERD_TEST(TestProfileEditor)
#include "tst_profileeditor.moc"
