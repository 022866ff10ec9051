// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/support/herd_ui_fixture.h"
#include "ui/views/topologyview.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolTip>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <QtTest>

using namespace uitest;
using ui::LinkEndState, ui::LogFollower, ui::Selection, ui::Theme, ui::TopologyItem, ui::TopologyView;
using Kind = TopologyItem::Kind;

namespace {

// A window with a topology, between two line edits, on a clock that stands still until the test turns it.
struct Bench {
    explicit Bench(HerdStory &toldIn)
        : told(toldIn)
        , follower(told.log, told.profile)
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(before = new QLineEdit);
        layout->addWidget(view = new TopologyView(follower, selection), 1);
        layout->addWidget(after = new QLineEdit);
        view->setClock([this] { return nowMs; });
        window.resize(900, 760);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        catchUp();
    }
    void catchUp()
    {
        follower.wake();
        QTRY_COMPARE(number(follower.position()), number(told.log.lastId()));
    }
    void mouse(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons) const
    {
        QMouseEvent event(type, at, view->mapToGlobal(at), button, buttons, Qt::NoModifier);
        QApplication::sendEvent(view, &event);
    }
    void drag(QPointF from, QPointF to) const
    {
        mouse(QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
        for (const double part : { 0.3, 0.6, 1.0 })
            mouse(QEvent::MouseMove, from + (to - from) * part, Qt::NoButton, Qt::LeftButton);
        mouse(QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
    }
    void click(QPointF at) const
    {
        mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
        mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
    }
    void wheel(QPointF at, int notches) const
    {
        QWheelEvent event(at, view->mapToGlobal(at), {}, { 0, notches * 120 }, Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(view, &event);
    }
    [[nodiscard]] QPointF centre(int server) const
    {
        return view->scene().nodes.at(static_cast<std::size_t>(server)).centre();
    }
    [[nodiscard]] QPointF onLink(int link, double part) const
    {
        return view->scene().links.at(static_cast<std::size_t>(link)).line.pointAt(part);
    }

    HerdStory &told;
    LogFollower follower;
    Selection selection;
    QWidget window;
    QLineEdit *before = nullptr;
    TopologyView *view = nullptr;
    QLineEdit *after = nullptr;
    double nowMs = 1000;
};

bool contains(const QImage &image, const QColor &colour)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) == colour.rgb())
                return true;
        }
    }
    return false;
}

} // namespace

class TestTopologyView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void clickingSelects();
    void draggingAServerMovesAndPinsIt();
    void draggingTheBackgroundPansAndDoubleClickFits();
    void theWheelZoomsAboutThePointer();
    void tabWalksThroughTheHerdAndLeaves();
    void arrowKeysSelect();
    void otherViewsSelectionIsFocused();
    void theMenuIsOfWhatIsUnderThePointer();
    void theMenuKeyIsOfTheFocusedItem();
    void messagesMoveOnlyWhileThereAreSome();
    void whatHappenedWhileHiddenIsNotReplayed();
    void followingShowsTheSummary();
    void linkStatesAreDrawn();
    void everyStateIsPainted_data();
    void everyStateIsPainted();
    void screenReadersHearTheHerd();

private:
    std::unique_ptr<HerdStory> m_story;
    std::unique_ptr<Bench> m_bench;
};

void TestTopologyView::init()
{
    ui::applyTheme(*qApp, ui::ThemeChoice::Light);
    m_story = std::make_unique<HerdStory>();
    m_story->startAll();
    m_bench = std::make_unique<Bench>(*m_story);
}

void TestTopologyView::cleanup()
{
    m_bench.reset();
    m_story.reset();
}

void TestTopologyView::clickingSelects()
{
    Bench &b = *m_bench;
    b.click(b.centre(2));
    QCOMPARE(b.selection.subject(), Selection::Subject::Server);
    QCOMPARE(b.selection.server(), smith);
    b.click(b.onLink(0, 0.2));
    QCOMPARE(b.selection.subject(), Selection::Subject::Link);
    QCOMPARE(b.selection.link(), b.told.profile.links[0]);
    b.click({ 3, 3 });
    QCOMPARE(b.selection.subject(), Selection::Subject::Nothing);
}

void TestTopologyView::draggingAServerMovesAndPinsIt()
{
    Bench &b = *m_bench;
    QVERIFY(b.view->save().isEmpty());
    const QPointF from = b.centre(0);
    const QPointF other = b.centre(1);
    const QPointF offset(15, -6); // it does not jump to the pointer
    b.drag(from + offset, from + offset + QPointF(-80, 45));
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
    QCOMPARE(b.view->save(), saved);
}

void TestTopologyView::draggingTheBackgroundPansAndDoubleClickFits()
{
    Bench &b = *m_bench;
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

void TestTopologyView::theWheelZoomsAboutThePointer()
{
    Bench &b = *m_bench;
    const QPointF pointer = b.centre(2);
    const double before = QLineF(b.centre(1), b.centre(2)).length();
    b.wheel(pointer, 2);
    QVERIFY(QLineF(b.centre(2), pointer).length() < 0.5); // stays where it is
    QVERIFY(QLineF(b.centre(1), b.centre(2)).length() > before * 1.3);
    b.wheel(pointer, -2);
    QVERIFY(qAbs(QLineF(b.centre(1), b.centre(2)).length() - before) < 0.5);
}

void TestTopologyView::tabWalksThroughTheHerdAndLeaves()
{
    Bench &b = *m_bench;
    b.before->setFocus();
    QTest::keyClick(b.before, Qt::Key_Tab);
    QVERIFY(b.view->hasFocus());
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Server, 0 }));
    QTest::keyClick(b.view, Qt::Key_Tab);
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Server, 1 }));
    QCOMPARE(b.selection.server(), jaquez);
    for (int i = 2; i < 11; ++i)
        QTest::keyClick(b.view, Qt::Key_Tab);
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Link, 5 }));
    QCOMPARE(b.selection.link(), b.told.profile.links[5]);
    QVERIFY(b.view->hasFocus());
    QTest::keyClick(b.view, Qt::Key_Tab);
    QVERIFY(b.after->hasFocus());
    b.selection.clear();
    QTest::keyClick(b.after, Qt::Key_Backtab);
    QVERIFY(b.view->hasFocus());
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Link, 5 }));
    QTest::keyClick(b.view, Qt::Key_Backtab);
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Link, 4 }));
}

void TestTopologyView::arrowKeysSelect()
{
    Bench &b = *m_bench;
    b.view->setFocus();
    b.click(b.centre(3));
    QTest::keyClick(b.view, Qt::Key_Right);
    QCOMPARE(b.selection.subject(), Selection::Subject::Link);
    QTest::keyClick(b.view, Qt::Key_Right);
    QCOMPARE(b.selection.subject(), Selection::Subject::Server);
    QCOMPARE(b.selection.server(), smith);
    QTest::keyClick(b.view, Qt::Key_Escape);
    QCOMPARE(b.selection.subject(), Selection::Subject::Nothing);
}

void TestTopologyView::otherViewsSelectionIsFocused()
{
    Bench &b = *m_bench;
    b.selection.selectServer(campbell);
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Server, 3 }));
    b.selection.selectClient(ClientId("kiwi"));
    QCOMPARE(b.view->focusedItem(), (TopologyItem{ Kind::Server, 3 }));
}

void TestTopologyView::theMenuIsOfWhatIsUnderThePointer()
{
    Bench &b = *m_bench;
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

void TestTopologyView::theMenuKeyIsOfTheFocusedItem()
{
    Bench &b = *m_bench;
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

void TestTopologyView::messagesMoveOnlyWhileThereAreSome()
{
    Bench &b = *m_bench;
    QVERIFY(!b.view->isAnimating());
    b.told.iamat(hill, "kiwi", 34.07, -118.45);
    b.catchUp();
    QTRY_VERIFY(b.view->isAnimating());
    QCOMPARE(b.view->animation().flights().size(), std::size_t{ 10 });
    const QImage early = b.view->grab().toImage();
    b.nowMs += 700;
    QVERIFY(b.view->grab().toImage() != early);
    b.nowMs += 60'000;
    QTRY_VERIFY(!b.view->isAnimating()); // nobody moves, nothing ticks
    QVERIFY(b.view->animation().flights().empty());
}

void TestTopologyView::whatHappenedWhileHiddenIsNotReplayed()
{
    Bench &b = *m_bench;
    b.told.iamat(hill, "kiwi", 34.07, -118.45);
    b.catchUp();
    QTRY_VERIFY(b.view->isAnimating());
    b.view->hide();
    QVERIFY(!b.view->isAnimating());
    b.told.iamat(hill, "lime", 1, 1);
    b.told.cut(hill, smith);
    b.catchUp();
    QVERIFY(!b.view->isAnimating());
    QVERIFY(b.view->animation().flights().empty());
    b.view->show();
    QCOMPARE(b.view->scene().links[1].atA, LinkEndState::Cut); // the present is shown,
    QVERIFY(!b.view->isAnimating()); // the past is not
    b.told.iamat(smith, "pear", 1, 1);
    b.catchUp();
    QTRY_VERIFY(b.view->isAnimating());
    for (const auto &[id, flight] : b.view->animation().flights())
        QCOMPARE(flight.update.client, ClientId("pear"));
}

void TestTopologyView::followingShowsTheSummary()
{
    Bench &b = *m_bench;
    const UpdateKey update = b.told.iamat(hill, "kiwi", 34.07, -118.45);
    b.catchUp();
    QCOMPARE(b.view->followed(), nullptr);
    const QImage before = b.view->grab().toImage();
    b.selection.followUpdate(update);
    QTRY_COMPARE(b.view->followed()->sends, 8);
    QVERIFY(contains(b.view->grab().toImage(), Theme::of(b.view->palette()).update(qHash(update))));
    QVERIFY(b.view->grab().toImage() != before);
    b.selection.clear();
    QCOMPARE(b.view->followed(), nullptr);
}

void TestTopologyView::linkStatesAreDrawn()
{
    Bench &b = *m_bench;
    const Theme &theme = Theme::of(b.view->palette());
    QVERIFY(contains(b.view->grab().toImage(), theme.linkUp));
    QVERIFY(!contains(b.view->grab().toImage(), theme.linkCut));
    b.told.cut(campbell, smith); // an upright line has pure pixels
    b.catchUp();
    QTRY_VERIFY(contains(b.view->grab().toImage(), theme.linkCut));
    b.told.heal(campbell, smith);
    b.catchUp();
    QTRY_VERIFY(!contains(b.view->grab().toImage(), theme.linkCut));
}

void TestTopologyView::everyStateIsPainted_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("reducedMotion");
    QTest::addColumn<int>("updates");
    for (const bool dark : { false, true }) {
        for (const bool reduced : { false, true }) {
            for (const int updates : { 1, 120 })
                QTest::addRow("%s %s %d", dark ? "dark" : "light", reduced ? "still" : "moving", updates)
                    << dark << reduced << updates;
        }
    }
}

// For the sanitizers, and that each looks different from the one before.
void TestTopologyView::everyStateIsPainted()
{
    QFETCH(bool, dark);
    QFETCH(bool, reducedMotion);
    QFETCH(int, updates);
    ui::applyTheme(*qApp, dark ? ui::ThemeChoice::Dark : ui::ThemeChoice::Light);
    Bench &b = *m_bench;
    b.view->setReducedMotion(reducedMotion);
    QImage last = b.view->grab().toImage();
    const auto isNew = [&] {
        const QImage image = b.view->grab().toImage();
        return std::exchange(last, image) != image;
    };
    UpdateKey update;
    for (int i = 0; i < updates; ++i)
        update = b.told.iamat(ServerIndex{ static_cast<std::int16_t>(i % 5) }, "c" + QByteArray::number(i), 1, 1);
    b.told.connect(hill);
    b.told.fact(ObservationKind::LineLost, smith, hill, Reason::CutByUser, "AT Hill", update);
    const auto wrong = b.told.client(ObservationKind::LineReceived, jaquez, ConnectionId{ 999 }, "HELLO");
    b.told.fact(ObservationKind::Rejected, jaquez, ServerIndex::None, Reason::UnknownVerb, "HELLO", {}, wrong);
    b.catchUp();
    for (int i = 0; i < 8; ++i) {
        b.nowMs += 275;
        QVERIFY(isNew());
    }
    b.told.crash(smith);
    b.told.stop(campbell);
    b.told.fact(ObservationKind::ListenFailed, hill, ServerIndex::None, Reason::PortTaken, "127.0.0.1 12205");
    b.catchUp();
    QVERIFY(isNew());
    b.selection.selectServer(jaquez);
    QVERIFY(isNew());
    b.selection.selectLink(b.told.profile.links[2]);
    QVERIFY(isNew());
    b.selection.followUpdate(update);
    QVERIFY(isNew());
    for (int i = 0; i < 12; ++i)
        b.wheel(b.centre(1), -1);
    QVERIFY(isNew()); // badges, then dots
}

void TestTopologyView::screenReadersHearTheHerd()
{
    Bench &b = *m_bench;
    QCOMPARE(b.view->accessibleName(), QStringLiteral("Topology"));
    QVERIFY(b.view->accessibleDescription().contains(QStringLiteral("Hill")));
    b.click(b.centre(2));
    QVERIFY(b.view->accessibleDescription().startsWith(QStringLiteral("Smith, listening")));
}

QTEST_MAIN(TestTopologyView)
#include "tst_topologyview.moc"
