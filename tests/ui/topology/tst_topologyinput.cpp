// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "tests/ui/support/topologybench.h"
#include "ui/kit/theme.h"

#include <QContextMenuEvent>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include <memory>

using namespace uitest;
using ui::Selection, ui::TopologyItem, ui::TopologyView;
using Kind = TopologyItem::Kind;

class TestTopologyInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void clickingSelects();
    void clickingAMessageFollowsItsUpdate();
    void draggingAServerMovesAndPinsIt();
    void draggingTheBackgroundPansAndDoubleClickFits();
    void theWheelZoomsAboutThePointer();
    void isOneStopOfTab();
    void pageKeysReachEverything();
    void controlAndShiftSelectSeveral();
    void aBandSelectsWhatIsInIt();
    void severalMoveTogether();
    void whoHasPannedAwayIsOfferedFit();
    void arrowKeysSelect();
    void otherViewsSelectionIsFocused();
    void theMenuIsOfWhatIsUnderThePointer();
    void theMenuKeyIsOfTheFocusedItem();
    void screenReadersHearTheHerd();

private:
    std::unique_ptr<HerdStory> m_story;
    std::unique_ptr<TopologyBench> m_bench;
};

void TestTopologyInput::init()
{
    ui::applyTheme(*qApp, ui::ThemeChoice::Light);
    m_story = std::make_unique<HerdStory>();
    m_story->startAll();
    m_bench = std::make_unique<TopologyBench>(*m_story);
}

void TestTopologyInput::cleanup()
{
    m_bench.reset();
    m_story.reset();
}

void TestTopologyInput::clickingSelects()
{
    TopologyBench &b = *m_bench;
    b.click(b.centre(2));
    QCOMPARE(b.selection.subject(), Selection::Subject::Server);
    QCOMPARE(b.selection.server(), smith);
    b.click(b.onLink(0, 0.2));
    QCOMPARE(b.selection.subject(), Selection::Subject::Link);
    QCOMPARE(b.selection.link(), b.told.profile.links[0]);
    b.click({ 3, 3 });
    QCOMPARE(b.selection.subject(), Selection::Subject::Nothing);
}

void TestTopologyInput::clickingAMessageFollowsItsUpdate()
{
    TopologyBench &b = *m_bench;
    const UpdateKey update = b.told.iamat(hill, "kiwi", 34.07, -118.45);
    b.catchUp();
    for (const auto &[id, flight] : b.view->animation().flights()) {
        if (flight.lane != ui::Lane{ hill, smith })
            continue;
        b.nowMs = (flight.startMs + flight.endMs) / 2;
        b.click(b.view->scene().lane(flight.lane)->center());
        QCOMPARE(b.selection.subject(), Selection::Subject::Event);
        QCOMPARE(b.selection.event(), id);
        QCOMPARE(b.selection.update(), update);
        b.nowMs += 10'000; // it has left: the same place is the link again
        b.click(b.view->scene().lane(flight.lane)->center());
        QCOMPARE(b.selection.subject(), Selection::Subject::Link);
        return;
    }
    QFAIL("no message on the way");
}

void TestTopologyInput::draggingAServerMovesAndPinsIt()
{
    TopologyBench &b = *m_bench;
    QVERIFY(b.view->save().isEmpty());
    const QPointF from = b.centre(0);
    const QPointF other = b.centre(1);
    const QPointF offset(15, -6); // it does not jump to the pointer
    QSignalSpy moved(b.view, &TopologyView::serverMoved);
    b.drag(from + offset, from + offset + QPointF(-80, 45));
    QCOMPARE(moved.size(), 1);
    QVERIFY(QLineF(b.centre(0), from + QPointF(-80, 45)).length() < 0.5);
    QCOMPARE(b.centre(1), other);
    QCOMPARE(b.view->save().keys(), QStringList{ QStringLiteral("Hill") });
    QCOMPARE(b.selection.server(), hill);

    const QVariantMap saved = b.view->save();
    b.view->resetLayout();
    QVERIFY(QLineF(b.centre(0), from).length() < 0.5);
    b.view->restore(saved);
    QCOMPARE(b.view->save(), saved);
    QVERIFY(QLineF(b.centre(0), from).length() > 10);

    b.click(b.centre(1)); // a click without a move pins nothing
    QCOMPARE(moved.size(), 1);
    QCOMPARE(b.view->save(), saved);
}

void TestTopologyInput::draggingTheBackgroundPansAndDoubleClickFits()
{
    TopologyBench &b = *m_bench;
    const QPointF hillBefore = b.centre(0);
    b.selection.selectServer(smith);
    b.drag({ 5, 5 }, { 65, 45 });
    QVERIFY(QLineF(b.centre(0), hillBefore + QPointF(60, 40)).length() < 0.5);
    QCOMPARE(b.selection.subject(), Selection::Subject::Server); // a drag is no click
    QVERIFY(b.view->save().isEmpty());
    b.mouse(QEvent::MouseButtonDblClick, { 5, 5 }, Qt::LeftButton, Qt::LeftButton);
    QVERIFY(QLineF(b.centre(0), hillBefore).length() < 0.5);
    b.drag({ 5, 5 }, { 65, 45 });
    QTest::keyClick(b.view, Qt::Key_F);
    QVERIFY(QLineF(b.centre(0), hillBefore).length() < 0.5);
}

void TestTopologyInput::theWheelZoomsAboutThePointer()
{
    TopologyBench &b = *m_bench;
    const QPointF pointer = b.centre(2);
    const double before = QLineF(b.centre(1), b.centre(2)).length();
    b.wheel(pointer, 2);
    QVERIFY(QLineF(b.centre(2), pointer).length() < 0.5); // stays where it is
    QVERIFY(QLineF(b.centre(1), b.centre(2)).length() > before * 1.3);
    b.wheel(pointer, -2);
    QVERIFY(qAbs(QLineF(b.centre(1), b.centre(2)).length() - before) < 0.5);
}

void TestTopologyInput::isOneStopOfTab()
{
    TopologyBench &b = *m_bench;
    b.before->setFocus();
    QTest::keyClick(b.before, Qt::Key_Tab);
    QVERIFY(b.view->hasFocus());
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Server, 0 }));
    QCOMPARE(b.selection.subject(), Selection::Subject::Nothing); // arriving selects nothing
    QTest::keyClick(b.view, Qt::Key_Tab);
    QVERIFY(b.after->hasFocus());
    b.selection.selectServer(smith);
    QTest::keyClick(b.after, Qt::Key_Backtab);
    QVERIFY(b.view->hasFocus());
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Server, 2 })); // where it was
    QTest::keyClick(b.view, Qt::Key_Backtab);
    QVERIFY(b.before->hasFocus());
}

void TestTopologyInput::pageKeysReachEverything()
{
    TopologyBench &b = *m_bench;
    b.view->setFocus();
    for (int i = 0; i < 11; ++i)
        QTest::keyClick(b.view, Qt::Key_PageDown);
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Link, 5 }));
    QCOMPARE(b.selection.link(), b.told.profile.links[5]);
    QTest::keyClick(b.view, Qt::Key_PageDown); // the end
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Link, 5 }));
    QTest::keyClick(b.view, Qt::Key_PageUp);
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Link, 4 }));
}

void TestTopologyInput::controlAndShiftSelectSeveral()
{
    TopologyBench &b = *m_bench;
    using Servers = std::vector<ServerIndex>;
    b.click(b.centre(0));
    QTest::mouseClick(b.view, Qt::LeftButton, Qt::ControlModifier, b.centre(2).toPoint());
    QCOMPARE(b.selection.servers(), (Servers{ hill, smith }));
    QTest::mouseClick(b.view, Qt::LeftButton, Qt::ShiftModifier, b.onLink(0, 0.2).toPoint());
    QCOMPARE(b.selection.servers(), (Servers{ hill, smith }));
    QCOMPARE(b.selection.links(), std::vector{ b.told.profile.links[0] });
    QTest::mouseClick(b.view, Qt::LeftButton, Qt::ControlModifier, b.centre(0).toPoint());
    QCOMPARE(b.selection.servers(), Servers{ smith });
    QVERIFY(!b.selection.contains(hill));
    // A click without a modifier leaves one; beside everything, none.
    b.click(b.centre(2));
    QCOMPARE(b.selection.servers(), Servers{ smith });
    QVERIFY(b.selection.links().empty());
    b.selection.select({ hill, smith }, {});
    b.click({ 3, 3 });
    QVERIFY(b.selection.servers().empty());
    // By keys: Shift adds the next one, Ctrl+Space takes away, Ctrl+A takes all.
    b.view->setFocus();
    b.selection.selectServer(hill);
    QTest::keyClick(b.view, Qt::Key_PageDown, Qt::ShiftModifier);
    QCOMPARE(b.selection.servers(), (Servers{ hill, jaquez }));
    QTest::keyClick(b.view, Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(b.selection.servers(), Servers{ hill });
    QTest::keyClick(b.view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(b.selection.servers().size(), size_t{ 5 });
    b.selection.selectClient(ClientId("kiwi")); // something else
    QVERIFY(b.selection.servers().empty());
}

void TestTopologyInput::aBandSelectsWhatIsInIt()
{
    TopologyBench &b = *m_bench;
    const QPointF before = b.centre(0);
    QTest::mousePress(b.view, Qt::LeftButton, Qt::ShiftModifier, { 3, 3 });
    QTest::mouseMove(b.view, { 300, 300 });
    const QPoint corner(b.view->width() - 3, static_cast<int>(b.centre(1).y()) + 20);
    QTest::mouseMove(b.view, corner);
    QTest::mouseRelease(b.view, Qt::LeftButton, Qt::ShiftModifier, corner);
    QCOMPARE(b.centre(0), before); // the view has not moved
    auto servers = b.selection.servers();
    std::sort(servers.begin(), servers.end());
    QCOMPARE(servers, (std::vector<ServerIndex>{ hill, jaquez, smith })); // of the upper half
    QCOMPARE(b.selection.links().size(), size_t{ 2 }); // Hill to Jaquez and to Smith
}

void TestTopologyInput::severalMoveTogether()
{
    TopologyBench &b = *m_bench;
    b.selection.select({ hill, smith }, {});
    const QPointF first = b.centre(0), second = b.centre(2), other = b.centre(1);
    QSignalSpy moved(b.view, &TopologyView::serverMoved);
    b.drag(first, first + QPointF(30, 20));
    QCOMPARE(moved.size(), 1);
    QVERIFY(moved.first().first().toMap().isEmpty()); // nothing had been moved before
    QVERIFY(QLineF(b.centre(0), first + QPointF(30, 20)).length() < 0.5);
    QVERIFY(QLineF(b.centre(2), second + QPointF(30, 20)).length() < 0.5);
    QCOMPARE(b.centre(1), other);
    QCOMPARE(b.selection.servers().size(), size_t{ 2 }); // still
}

void TestTopologyInput::whoHasPannedAwayIsOfferedFit()
{
    TopologyBench &b = *m_bench;
    auto *hint = b.view->findChild<QToolButton *>();
    QVERIFY(!hint->isVisible());
    const QPointF before = b.centre(0);
    b.drag({ 5, 5 }, { 15, 5 });
    QVERIFY(!hint->isVisible()); // all can be seen
    b.drag({ 5, 5 }, { 5, 2000 });
    QVERIFY(hint->isVisible());
    QCOMPARE(hint->text(), QStringLiteral("5 servers are out of sight: fit (F)"));
    QTest::mouseClick(hint, Qt::LeftButton);
    QVERIFY(!hint->isVisible());
    QVERIFY(QLineF(b.centre(0), before).length() < 0.5);
}

void TestTopologyInput::arrowKeysSelect()
{
    TopologyBench &b = *m_bench;
    b.view->setFocus();
    b.click(b.centre(3));
    QTest::keyClick(b.view, Qt::Key_Right);
    QCOMPARE(b.selection.subject(), Selection::Subject::Link);
    QTest::keyClick(b.view, Qt::Key_Right);
    QCOMPARE(b.selection.subject(), Selection::Subject::Server);
    QCOMPARE(b.selection.server(), singleton);
    QTest::keyClick(b.view, Qt::Key_Escape);
    QCOMPARE(b.selection.subject(), Selection::Subject::Nothing);
}

void TestTopologyInput::otherViewsSelectionIsFocused()
{
    TopologyBench &b = *m_bench;
    b.selection.selectServer(campbell);
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Server, 3 }));
    b.selection.selectClient(ClientId("kiwi"));
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Server, 3 }));
}

void TestTopologyInput::theMenuIsOfWhatIsUnderThePointer()
{
    TopologyBench &b = *m_bench;
    QSignalSpy menu(b.view, &TopologyView::contextMenuRequested);
    const auto request = [&](QPoint at) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, b.view->mapToGlobal(at));
        QApplication::sendEvent(b.view, &event);
    };
    const QPoint onJaquez = b.centre(1).toPoint();
    request(onJaquez);
    QCOMPARE(b.selection.server(), jaquez);
    QCOMPARE(menu.takeFirst().first().toPoint(), b.view->mapToGlobal(onJaquez));
    request(b.onLink(1, 0.1).toPoint());
    QCOMPARE(b.selection.subject(), Selection::Subject::Link);
    QCOMPARE(b.selection.link(), b.told.profile.links[1]);
    request({ 3, 3 });
    QCOMPARE(b.selection.subject(), Selection::Subject::Nothing);
    QCOMPARE(menu.size(), 2);
}

void TestTopologyInput::theMenuKeyIsOfTheFocusedItem()
{
    TopologyBench &b = *m_bench;
    QSignalSpy menu(b.view, &TopologyView::contextMenuRequested);
    b.selection.selectLink(b.told.profile.links[3]);
    b.selection.selectClient(ClientId("kiwi"));
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(b.view, &event);
    QCOMPARE(b.selection.subject(), Selection::Subject::Link);
    QCOMPARE(b.selection.link(), b.told.profile.links[3]);
    const QPoint at = b.view->mapFromGlobal(menu.takeFirst().first().toPoint());
    QCOMPARE(b.view->scene().itemAt(at), (TopologyItem{ Kind::Link, 3 }));
}

void TestTopologyInput::screenReadersHearTheHerd()
{
    TopologyBench &b = *m_bench;
    QCOMPARE(b.view->accessibleName(), QStringLiteral("Topology"));
    QVERIFY(b.view->accessibleDescription().contains(QStringLiteral("Hill")));
    b.click(b.centre(2));
    QVERIFY(b.view->accessibleDescription().startsWith(QStringLiteral("Smith, listening")));
}

HERD_TEST(TestTopologyInput)
#include "tst_topologyinput.moc"
