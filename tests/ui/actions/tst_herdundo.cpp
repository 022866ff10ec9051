// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/actions/herdundo.h"

#include "tests/support/fakeherd.h"
#include "tests/ui/support/storystage.h"
#include "ui/actions/actions.h"

#include <QTest>

using namespace ui;
using namespace uitest;
using HerdCommand = herdcore::control::Command;

namespace {

struct Stage : StoryStage {
    FakeHerd commands;
    Selection selection;
    herdcore::control::HerdControl control{ commands, follower.state() };
    Actions actions{ control, follower, selection };
    QUndoStack stack;
    HerdUndo history{ control, stack };

    Stage()
    {
        story.startAll();
        catchUp();
    }
    void nextTurn()
    {
        QCoreApplication::processEvents();
        commands.asked.clear();
    }
};

} // namespace

class TestHerdUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCutIsHealedAndCutAgain();
    void healingAllBringsEverythingBack();
    void faultsOfBeforeStay();
    void oneTurnIsOneStep();
    void whatCannotBeTakenBackIsNoStep();
};

void TestHerdUndo::aCutIsHealedAndCutAgain()
{
    Stage stage;
    stage.selection.selectLink({ hill, jaquez });
    stage.actions[WindowCommand::Cut]->trigger();
    QCOMPARE(stage.stack.undoText(), QStringLiteral("cut Hill-Jaquez"));
    stage.story.cut(hill, jaquez);
    stage.catchUp();
    stage.nextTurn();
    stage.stack.undo();
    QCOMPARE(stage.commands.asked, QStringList{ QStringLiteral("heal 0-1") });
    QCOMPARE(stage.stack.count(), 1); // undoing is no step of its own
    stage.story.heal(hill, jaquez);
    stage.catchUp();
    stage.nextTurn();
    stage.stack.redo();
    QCOMPARE(stage.commands.asked, QStringList{ QStringLiteral("cut 0-1") });
}

void TestHerdUndo::healingAllBringsEverythingBack()
{
    Stage stage;
    stage.story.cut(hill, smith);
    stage.story.fault(EventKind::FaultSet, hill, jaquez, 3, "latency 200ms");
    stage.story.fault(EventKind::FaultSet, jaquez, hill, 3, "latency 200ms");
    stage.story.fault(EventKind::FaultSet, campbell, smith, 4, "drop");
    stage.story.fact(EventKind::ServerFrozen, singleton);
    stage.catchUp();
    stage.actions[WindowCommand::HealAll]->trigger();
    stage.story.heal(hill, smith);
    for (const auto &[from, to, number] :
        { std::tuple{ hill, jaquez, 3 }, { jaquez, hill, 3 }, { campbell, smith, 4 } })
        stage.story.fault(EventKind::FaultEnded, from, to, number, "latency 200ms");
    stage.story.fact(EventKind::ServerThawed, singleton);
    stage.catchUp();
    QVERIFY(stage.follower.state().faults().isEmpty());
    stage.nextTurn();
    stage.stack.undo();
    QCOMPARE(stage.commands.asked,
        QStringList({ QStringLiteral("disturb 0-1 latency 200ms"), QStringLiteral("cut 0-2"),
            QStringLiteral("disturb 2<3 drop"), QStringLiteral("freeze 4") }));
}

// Healing a link ends its faults, too: those of before the cut are set again.
void TestHerdUndo::faultsOfBeforeStay()
{
    Stage stage;
    stage.story.fault(EventKind::FaultSet, hill, jaquez, 3, "drop");
    stage.catchUp();
    stage.control.apply(HerdCommand::onLink(HerdCommand::Kind::Cut, { hill, jaquez }));
    stage.story.cut(hill, jaquez);
    stage.catchUp();
    stage.nextTurn();
    stage.stack.undo();
    QCOMPARE(stage.commands.asked,
        QStringList({ QStringLiteral("heal 0-1"), QStringLiteral("heal #3"), QStringLiteral("disturb 0>1 drop") }));
    stage.nextTurn();
    // Undoing a fault ends only that one.
    const auto hold = herdcore::base::impairmentFromWords("hold");
    stage.story.heal(hill, jaquez);
    stage.catchUp();
    stage.control.apply(HerdCommand::setFault({ { hill, jaquez }, herdcore::profile::FaultDirection::AToB, *hold }));
    stage.story.fault(EventKind::FaultSet, hill, jaquez, 9, "hold");
    stage.catchUp();
    stage.nextTurn();
    stage.stack.undo();
    QCOMPARE(stage.commands.asked, QStringList{ QStringLiteral("heal #9") });
}

void TestHerdUndo::oneTurnIsOneStep()
{
    Stage stage;
    stage.selection.select({}, { { hill, jaquez }, { hill, smith } });
    stage.actions[WindowCommand::Cut]->trigger();
    QCOMPARE(stage.stack.count(), 1);
    QCOMPARE(stage.stack.undoText(), QStringLiteral("cut Hill-Jaquez and 1 more"));
    stage.story.cut(hill, jaquez);
    stage.story.cut(hill, smith);
    stage.catchUp();
    stage.nextTurn();
    stage.selection.selectServer(hill);
    stage.actions[WindowCommand::Freeze]->trigger();
    QCOMPARE(stage.stack.count(), 2);
    stage.story.fact(EventKind::ServerFrozen, hill);
    stage.catchUp();
    stage.nextTurn();
    stage.stack.undo();
    QCOMPARE(stage.commands.asked, QStringList{ QStringLiteral("thaw 0") });
    stage.story.fact(EventKind::ServerThawed, hill);
    stage.catchUp();
    stage.nextTurn();
    stage.stack.undo();
    QCOMPARE(stage.commands.asked, QStringList({ QStringLiteral("heal 0-1"), QStringLiteral("heal 0-2") }));
}

void TestHerdUndo::whatCannotBeTakenBackIsNoStep()
{
    Stage stage;
    stage.selection.selectServer(hill);
    for (const WindowCommand command : { WindowCommand::Crash, WindowCommand::Stop, WindowCommand::RepairPush })
        stage.actions[command]->trigger();
    QVERIFY(!stage.commands.asked.isEmpty());
    QCOMPARE(stage.stack.count(), 0);
    // Nor what was refused.
    stage.control.retire();
    stage.control.apply(HerdCommand::onLink(HerdCommand::Kind::Cut, { hill, jaquez }));
    QCOMPARE(stage.stack.count(), 0);
}

HERD_TEST(TestHerdUndo)
#include "tst_herdundo.moc"
