// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/actions/actions.h"

#include "tests/support/fakeherd.h"
#include "tests/ui/support/storystage.h"

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

class TestFaultCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void healsWhateverIsWrong();
    void partitionsReplaceEachOther();
    void repairIsAChoice();
};

void TestFaultCommands::healsWhateverIsWrong()
{
    Stage stage;
    stage.story.startAll();
    stage.story.cut(hill, jaquez);
    stage.story.fault(EventKind::FaultSet, hill, jaquez, 3, "drop");
    stage.story.fault(EventKind::FaultSet, jaquez, hill, 3, "drop");
    stage.story.fault(EventKind::FaultSet, jaquez, hill, 4, "hold");
    stage.story.fault(EventKind::FaultSet, smith, hill, 5, "hold");
    stage.story.fact(EventKind::ServerFrozen, smith);
    stage.catchUp();
    stage.selection.selectLink({ hill, jaquez });
    stage.actions[WindowCommand::Heal]->trigger();
    QCOMPARE(stage.commands.asked,
        QStringList({ QStringLiteral("heal 0-1"), QStringLiteral("heal #3"), QStringLiteral("heal #4") }));
    stage.commands.asked.clear();
    stage.actions[WindowCommand::HealAll]->trigger();
    stage.actions[WindowCommand::ResetLink]->trigger(); // it is down: nothing to reset
    QCOMPARE(stage.commands.asked, QStringList({ QStringLiteral("heal all"), QStringLiteral("thaw 2") }));
}

void TestFaultCommands::partitionsReplaceEachOther()
{
    Stage stage;
    stage.story.startAll();
    stage.story.cut(campbell, singleton); // not between the halves
    stage.story.cut(hill, smith); // between them
    stage.catchUp();
    stage.actions[WindowCommand::PartitionHalves]->trigger();
    QCOMPARE(stage.commands.asked,
        QStringList({ QStringLiteral("cut 0-2"), QStringLiteral("cut 1-4"), QStringLiteral("heal 3-4") }));
    stage.commands.asked.clear();
    stage.selection.selectServer(campbell);
    stage.actions[WindowCommand::PartitionIsolate]->trigger();
    QCOMPARE(stage.commands.asked,
        QStringList({ QStringLiteral("heal 0-2"), QStringLiteral("cut 3-4"), QStringLiteral("cut 2-3") }));
}

void TestFaultCommands::repairIsAChoice()
{
    Stage stage;
    stage.story.startAll();
    stage.story.fact(EventKind::RepairSet, ServerIndex::None, ServerIndex::None, Reason::None, "sync");
    stage.catchUp();
    QVERIFY(stage.actions[WindowCommand::RepairSync]->isChecked());
    stage.actions[WindowCommand::RepairPush]->trigger();
    QCOMPARE(stage.commands.asked, QStringList({ QStringLiteral("repair push") }));
    QVERIFY(stage.actions[WindowCommand::RepairPush]->isChecked());
    QVERIFY(!stage.actions[WindowCommand::RepairSync]->isChecked());
    stage.story.fact(EventKind::RepairSet, ServerIndex::None, ServerIndex::None, Reason::None, "none");
    stage.catchUp(); // whoever set it: the log says which it is
    QVERIFY(stage.actions[WindowCommand::RepairNone]->isChecked());
    Profile profile = defaultProfile();
    profile.dialect = herdcore::profile::DialectKind::Flooding;
    const HerdState flooding(profile);
    const herdcore::control::HerdControl control(stage.commands, flooding);
    using HerdCommand = herdcore::control::Command;
    QVERIFY(!control.isUseful(HerdCommand::setRepair(herdcore::profile::Repair::Sync)));
    QVERIFY(control.isUseful(HerdCommand::setRepair(herdcore::profile::Repair::Push)));
}

HERD_TEST(TestFaultCommands)
#include "tst_faultcommands.moc"
