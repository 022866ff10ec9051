// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/faults/faultspanel.h"

#include "tests/support/fakeherd.h"
#include "tests/ui/support/storystage.h"
#include "ui/faults/faultlistdelegate.h"

#include <QTest>

using namespace ui;
using namespace uitest;

namespace {

struct Stage : StoryStage {
    FakeHerd commands;
    herdcore::control::HerdControl control{ commands, follower.state() };
    Actions actions{ control, follower, selection };
    FaultsPanel panel{ control, follower, selection, actions };
    QListView &list = *panel.findChild<QListView *>();

    explicit Stage(Profile profile = defaultProfile())
        : StoryStage(std::move(profile))
    {
        story.startAll();
        panel.resize(320, 500);
        panel.show();
    }
    void setThreeFaults()
    {
        story.cut(hill, smith);
        story.fault(EventKind::FaultSet, hill, jaquez, 7, "hold");
        story.fact(EventKind::ServerFrozen, campbell);
        catchUp();
    }
    [[nodiscard]] QLineEdit &field(const char *name) const
    {
        for (QLineEdit *one : panel.findChildren<QLineEdit *>()) {
            if (one->accessibleName() == QLatin1String(name))
                return *one;
        }
        qFatal("no such field");
    }
    [[nodiscard]] QComboBox &box(const char *name) const
    {
        for (QComboBox *one : panel.findChildren<QComboBox *>()) {
            if (one->accessibleName() == QLatin1String(name))
                return *one;
        }
        qFatal("no such box");
    }
    [[nodiscard]] QPushButton &setButton() const { return *panel.findChild<QPushButton *>(); }
    void clickHeal(int row)
    {
        QStyleOptionViewItem option;
        option.initFrom(&list);
        option.font = list.font();
        option.fontMetrics = QFontMetrics(list.font());
        option.rect = list.visualRect(panel.model().index(row, 0));
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, FaultListDelegate::buttonRect(option).center());
    }
};

} // namespace

class TestFaultsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowHasItsButton();
    void deleteHealsTheChosenOne();
    void selectsBothWays();
    void releasesWhatIsHeld();
    void saysWhenThereIsNone();
    void setsWhatIsTyped_data();
    void setsWhatIsTyped();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void externalServersAreNotDisturbed();
    void refusalIsSaid();
};

void TestFaultsPanel::everyRowHasItsButton()
{
    Stage stage;
    stage.setThreeFaults();
    for (int row = 0; row < 3; ++row)
        stage.clickHeal(row);
    QCOMPARE(stage.commands.asked,
        QStringList({ QStringLiteral("heal 0-2"), QStringLiteral("heal #7"), QStringLiteral("thaw 3") }));
}

void TestFaultsPanel::deleteHealsTheChosenOne()
{
    Stage stage;
    QVERIFY(QTest::qWaitForWindowActive(&stage.panel));
    stage.setThreeFaults();
    stage.list.setFocus();
    stage.list.setCurrentIndex(stage.panel.model().index(1, 0));
    QTest::keyClick(&stage.list, Qt::Key_Delete);
    QCOMPARE(stage.commands.asked, QStringList({ QStringLiteral("heal #7") }));
}

void TestFaultsPanel::selectsBothWays()
{
    Stage stage;
    stage.setThreeFaults();
    const auto click = [&](int row) {
        QTest::mouseClick(stage.list.viewport(), Qt::LeftButton, {},
            stage.list.visualRect(stage.panel.model().index(row, 0)).topLeft() + QPoint(5, 5));
    };
    click(0);
    QCOMPARE(stage.selection.link(), (herdcore::profile::LinkProfile{ hill, smith }));
    QCOMPARE(stage.box("Link").currentText(), QStringLiteral("Hill \u2013 Smith"));
    click(2);
    QCOMPARE(stage.selection.subject(), Selection::Subject::Server);
    QCOMPARE(stage.selection.server(), campbell);
    QVERIFY(stage.commands.asked.isEmpty());
}

void TestFaultsPanel::releasesWhatIsHeld()
{
    Stage stage;
    const auto release = [&] {
        for (QToolButton *button : stage.panel.findChildren<QToolButton *>()) {
            if (button->text() == QStringLiteral("Release one"))
                return button;
        }
        return static_cast<QToolButton *>(nullptr);
    };
    QVERIFY(release() && !release()->isVisible());
    stage.setThreeFaults();
    QVERIFY(release()->isVisible());
    release()->click(); // the only one that there is
    stage.story.fault(EventKind::FaultSet, singleton, campbell, 8, "hold");
    stage.catchUp();
    QVERIFY(!release()->isEnabled()); // which one?
    stage.list.setCurrentIndex(stage.panel.model().index(3, 0));
    release()->click();
    QCOMPARE(
        stage.commands.asked, QStringList({ QStringLiteral("release 1 of 0>1"), QStringLiteral("release 1 of 3<4") }));
}

void TestFaultsPanel::saysWhenThereIsNone()
{
    Stage stage;
    stage.catchUp();
    QVERIFY(stage.list.accessibleDescription().startsWith(QStringLiteral("No active faults.")));
    stage.setThreeFaults();
    QCOMPARE(stage.list.accessibleDescription(), QString());
}

void TestFaultsPanel::setsWhatIsTyped_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("amount");
    QTest::addColumn<QString>("jitter");
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("lasts");
    QTest::addColumn<int>("way");
    QTest::addColumn<QString>("asked");
    const auto row = [](const char *name, int kind, const char *amount, const char *jitter, const char *lines,
                         const char *lasts, int way, const char *asked) {
        QTest::newRow(name) << kind << amount << jitter << lines << lasts << way << asked;
    };
    row("as offered", 0, nullptr, "", "", "", 0, "disturb 0-2 latency 200ms");
    row("jitter", 0, "1.5s", "20ms", "", "", 1, "disturb 0>2 latency 1500ms jitter 20ms");
    row("bandwidth", 1, nullptr, "", "", "1min", 2, "disturb 0<2 bandwidth 1kB/s for 1min");
    row("black hole", 2, nullptr, "", "", "", 0, "disturb 0-2 black-hole");
    row("slices", 3, "5B", "", "9", "", 0, "disturb 0-2 slices 5B next 9");
    row("drop", 4, nullptr, "", "2", "10s", 0, "disturb 0-2 drop next 2 for 10s");
    row("hold", 7, nullptr, "50ms", "", "", 0, "disturb 0-2 hold"); // a jitter that is not shown
}

void TestFaultsPanel::setsWhatIsTyped()
{
    QFETCH(int, kind);
    QFETCH(QString, amount);
    QFETCH(QString, jitter);
    QFETCH(QString, lines);
    QFETCH(QString, lasts);
    QFETCH(int, way);
    QFETCH(QString, asked);
    Stage stage;
    stage.selection.selectLink({ hill, smith });
    stage.field("Jitter").setText(jitter);
    stage.panel.form().setKind(static_cast<ImpairmentKind>(kind));
    if (!amount.isNull())
        stage.field(kind == 0 ? "Delay" : "Size").setText(amount);
    stage.field("Number of lines").setText(lines);
    stage.field("Duration").setText(lasts);
    stage.box("Direction").setCurrentIndex(way);
    stage.setButton().click();
    QCOMPARE(stage.commands.asked, QStringList({ asked }));
}

void TestFaultsPanel::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    QTest::newRow("no unit") << QByteArray("Delay") << "200"
                             << "for example 200ms, not '200'";
    QTest::newRow("nothing") << QByteArray("Delay") << " "
                             << "Enter a value, for example 200ms.";
    QTest::newRow("no number") << QByteArray("Number of lines") << "two"
                               << "a number of lines, not 'two'";
    QTest::newRow("no time") << QByteArray("Duration") << "a while"
                             << "for example 10s, not 'a'";
}

void TestFaultsPanel::saysWhatIsWrong()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    QFETCH(QString, problem);
    Stage stage;
    QVERIFY(stage.setButton().isEnabled());
    stage.field(field.constData()).setText(text);
    QVERIFY2(stage.panel.form().draft().problem.contains(problem), qPrintable(stage.panel.form().draft().problem));
    QVERIFY(!stage.setButton().isEnabled());
    stage.panel.form().set();
    QVERIFY(stage.commands.asked.isEmpty());
}

void TestFaultsPanel::externalServersAreNotDisturbed()
{
    Profile profile = defaultProfile();
    profile.servers[1].external.emplace();
    Stage stage(profile);
    stage.selection.selectLink({ hill, jaquez });
    QVERIFY(stage.panel.form().draft().fault);
    stage.box("Direction").setCurrentIndex(2);
    QVERIFY(stage.panel.form().draft().problem.startsWith(QStringLiteral("Jaquez is an external server")));
    stage.box("Direction").setCurrentIndex(1);
    QVERIFY(stage.panel.form().draft().fault);
}

void TestFaultsPanel::refusalIsSaid()
{
    Stage stage;
    stage.commands.refusesFaults = true;
    stage.panel.form().set();
    const auto labels = stage.panel.form().findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
        [](const QLabel *label) { return label->text().startsWith(QStringLiteral("Nothing was set")); }));
}

HERD_TEST(TestFaultsPanel)
#include "tst_faultspanel.moc"
