// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/log/messagespanel.h"

#include "tests/support/herdstory.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace uitest;
using ui::LogFollower;
using ui::MessagesModel;
using ui::MessagesPanel;
using ui::Selection;

class TestMessagesPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeChoice::Light); }
    void init();
    void cleanup();
    void hiddenPanelDoesNothingAndCatchesUp();
    void saysWhyItIsEmpty();
    void followsTheEndUntilScrolledUp();
    void whatIsReadStaysWhereItIs();
    void whatIsClickedStays();
    void whatIsReachedByKeysStays();
    void tabSelectsNothing();
    void aSelectedEventDoesNotRunAway();
    void foldedRowsOpen();
    void aHalfTypedFilterHidesNothing();
    void choosingARowSelectsItsEvent();
    void aSelectionFromElsewhereIsShown();
    void selectionNeverMovesByItself();
    void filterIsCheckedAtEachKeystroke();
    void escapeClearsTheFilter();
    void copiesRows();

private:
    void tell(int updates)
    {
        for (int i = 0; i < updates; ++i)
            m_story->iamat(hill, "kiwi" + QByteArray::number(i), 34, -118);
        m_follower->wake();
    }
    void waitForRows() { QTRY_COMPARE(number(m_panel->model().cursor()), number(m_story->log.lastId())); }
    [[nodiscard]] QScrollBar *bar() const { return m_panel->table().verticalScrollBar(); }
    [[nodiscard]] bool atEnd() const { return bar()->maximum() > 0 && bar()->value() == bar()->maximum(); }
    [[nodiscard]] QPushButton *chip() const { return m_panel->table().findChild<QPushButton *>(); }
    [[nodiscard]] QLineEdit *edit() const { return m_panel->findChild<QLineEdit *>(); }
    [[nodiscard]] QString hint() const
    {
        const auto *label = m_panel->findChild<ui::EmptyHint *>();
        return label->isHidden() ? QString() : label->text();
    }

    std::unique_ptr<HerdStory> m_story;
    std::unique_ptr<LogFollower> m_follower;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<MessagesPanel> m_panel;
};

void TestMessagesPanel::init()
{
    m_story = std::make_unique<HerdStory>();
    m_follower = std::make_unique<LogFollower>(m_story->log, m_story->profile);
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<MessagesPanel>(*m_follower, *m_selection);
    m_panel->resize(900, 400);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestMessagesPanel::cleanup()
{
    m_panel.reset();
    m_selection.reset();
    m_follower.reset();
}

void TestMessagesPanel::hiddenPanelDoesNothingAndCatchesUp()
{
    m_panel->hide();
    tell(100);
    QTRY_COMPARE(m_follower->position(), m_story->log.lastId());
    QCoreApplication::processEvents();
    QCOMPARE(m_panel->model().rowCount(), 0);
    m_panel->show();
    waitForRows();
    QCOMPARE(static_cast<quint64>(m_panel->model().rowCount()), m_story->log.size());
}

void TestMessagesPanel::saysWhyItIsEmpty()
{
    QTRY_VERIFY(hint().contains(QStringLiteral("not been started")));
    tell(1);
    QTRY_COMPARE(hint(), QString());
    m_panel->setFilter(QStringLiteral("client == nobody"));
    QTRY_VERIFY(hint().contains(QStringLiteral("(%1 hidden)").arg(m_story->log.size())));
    m_panel->setFilter({});
    QTRY_COMPARE(hint(), QString());
}

void TestMessagesPanel::followsTheEndUntilScrolledUp()
{
    tell(20);
    waitForRows();
    QTRY_VERIFY(atEnd());
    tell(1);
    waitForRows();
    QTRY_VERIFY(atEnd());
    QVERIFY(chip()->isHidden());

    bar()->setValue(bar()->maximum() / 2);
    const int there = bar()->value();
    const int before = m_panel->model().rowCount();
    tell(12);
    waitForRows();
    QTRY_VERIFY(chip()->isVisible());
    QCOMPARE(bar()->value(), there);
    const int came = m_panel->model().rowCount() - before;
    QTRY_VERIFY(chip()->text().startsWith(QStringLiteral("%1 new").arg(came)));

    chip()->click();
    QTRY_VERIFY(atEnd());
    QVERIFY(chip()->isHidden());
    bar()->setValue(bar()->maximum() / 2);
    bar()->setValue(bar()->maximum());
    tell(1);
    waitForRows();
    QTRY_VERIFY(atEnd());
}

void TestMessagesPanel::whatIsReadStaysWhereItIs()
{
    for (int i = 0; i < 100; ++i)
        tell(40); // some 110,000 entries: the first rows have gone
    QTRY_COMPARE_WITH_TIMEOUT(number(m_panel->model().cursor()), number(m_story->log.lastId()), 60'000);
    QCOMPARE(m_panel->model().rowCount(), static_cast<int>(MessagesModel::maxRows));
    QTRY_VERIFY(atEnd());
    bar()->setValue(bar()->maximum() / 2);
    auto &table = m_panel->table();
    const auto read = m_panel->model().idAt(table.rowAt(50));
    const int where = table.rowViewportPosition(table.rowAt(50));
    tell(10);
    waitForRows();
    QVERIFY(m_panel->model().dropped() > 0);
    QTRY_COMPARE(number(m_panel->model().idAt(table.rowAt(50))), number(read));
    QCOMPARE(table.rowViewportPosition(table.rowAt(50)), where);
}

void TestMessagesPanel::whatIsClickedStays()
{
    tell(20);
    waitForRows();
    QTRY_VERIFY(atEnd());
    auto &table = m_panel->table();
    const int row = m_panel->model().rowCount() - 1; // the last one: clicking it leaves the bar at its end
    const auto where = [&table](int which) {
        return table.rowViewportPosition(which);
    };
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, QPoint(200, where(row) + 2));
    const int before = where(row);
    tell(10);
    waitForRows();
    QTRY_VERIFY(chip()->isVisible());
    QCOMPARE(where(row), before);
    QCOMPARE(number(m_selection->event()), quint64(row) + 1);

    // The wheel to the end: from there on it follows again.
    QTRY_VERIFY(!atEnd());
    for (int i = 0; i < 200 && !atEnd(); ++i) {
        QWheelEvent down(QPointF(50, 50), table.viewport()->mapToGlobal(QPointF(50, 50)), {}, { 0, -120 }, Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(table.viewport(), &down);
    }
    tell(1);
    waitForRows();
    QTRY_VERIFY(atEnd());
    QVERIFY(chip()->isHidden());
}

void TestMessagesPanel::whatIsReachedByKeysStays()
{
    tell(20);
    waitForRows();
    QTRY_VERIFY(atEnd());
    QApplication::setActiveWindow(m_panel.get());
    auto &table = m_panel->table();
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Down); // begins at what is seen
    const int row = table.currentIndex().row();
    QVERIFY(row > m_panel->model().rowCount() - 4);
    QCOMPARE(number(m_selection->event()), quint64(row) + 1);
    const int before = table.rowViewportPosition(row);
    tell(10);
    waitForRows();
    QTRY_VERIFY(chip()->isVisible());
    QCOMPARE(table.rowViewportPosition(row), before);
    QTest::keyClick(&table, Qt::Key_End);
    tell(1);
    waitForRows();
    QTRY_VERIFY(atEnd());
    QTest::keyClick(&table, Qt::Key_Up);
    tell(1);
    waitForRows();
    QVERIFY(!atEnd());
}

void TestMessagesPanel::tabSelectsNothing()
{
    tell(20);
    waitForRows();
    QTRY_VERIFY(atEnd());
    QApplication::setActiveWindow(m_panel.get());
    m_panel->focusFilter();
    QSignalSpy changed(m_selection.get(), &Selection::changed);
    for (int i = 0; i < 6 && !m_panel->table().hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(m_panel->table().hasFocus());
    QCOMPARE(changed.count(), 0);
    QVERIFY(!m_panel->table().selectionModel()->hasSelection());
    QVERIFY(atEnd());
    tell(1);
    waitForRows();
    QTRY_VERIFY(atEnd()); // and it follows on
}

void TestMessagesPanel::aSelectedEventDoesNotRunAway()
{
    tell(20);
    waitForRows();
    QTRY_VERIFY(atEnd());
    m_selection->selectEvent(m_story->log.lastId(), {}); // the last row: the bar stays at its end
    const int row = m_panel->model().rowCount() - 1;
    const int before = m_panel->table().rowViewportPosition(row);
    tell(10);
    waitForRows();
    QTRY_VERIFY(chip()->isVisible());
    QCOMPARE(m_panel->table().rowViewportPosition(row), before);
}

void TestMessagesPanel::foldedRowsOpen()
{
    for (int i = 0; i < 6; ++i)
        m_story->fact(EventKind::LineSent, hill, smith, Reason::None, "SYNC 1 9f");
    tell(1);
    waitForRows();
    const auto rows = [this] {
        return m_panel->model().rowCount();
    };
    const int folded = rows();
    QCOMPARE(m_panel->figures().folded, quint64{ 5 });
    QCOMPARE(m_panel->figures().shown + 5, m_story->log.size());
    auto &table = m_panel->table();
    table.scrollToTop();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, QPoint(200, 5));
    QCOMPARE(table.currentIndex().row(), 0);
    QTest::keyClick(&table, Qt::Key_Right);
    QCOMPARE(rows(), folded + 5);
    QCOMPARE(m_panel->figures().folded, quint64{ 0 });
    m_selection->selectEvent(EventId{ 4 }, {});
    QCOMPARE(table.currentIndex().row(), 3);
    QTest::keyClick(&table, Qt::Key_Left); // from one of them
    QCOMPARE(rows(), folded);
    QCOMPARE(table.currentIndex().row(), 0);
    table.scrollToTop();
    QTest::mouseDClick(table.viewport(), Qt::LeftButton, {}, QPoint(200, 5));
    QCOMPARE(rows(), folded + 5);
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(rows(), folded);
    m_selection->selectEvent(EventId{ 5 }, {}); // behind the row: that one is shown
    QCOMPARE(table.currentIndex().row(), 0);
    QCOMPARE(number(m_selection->event()), quint64{ 5 });

    for (QToolButton *button : m_panel->findChildren<QToolButton *>()) {
        if (button->isCheckable())
            button->click();
    }
    waitForRows();
    QCOMPARE(static_cast<quint64>(rows()), m_story->log.size());
}

void TestMessagesPanel::aHalfTypedFilterHidesNothing()
{
    tell(2);
    waitForRows();
    const int all = m_panel->model().rowCount();
    const auto type = [this](const char *text) {
        m_panel->setFilter(QLatin1String(text));
        waitForRows();
        return m_panel->model().rowCount();
    };
    QCOMPARE(type("kin"), 0); // a word, which no message contains
    QVERIFY(hint().contains(QStringLiteral("No message contains \"kin\"")) && hint().contains(QStringLiteral("Go on")));
    for (const char *text : { "kind", "kind =", "kind ==", "kind == fl" }) {
        QCOMPARE(type(text), all);
        QCOMPARE(hint(), QString());
    }
    const int floods = type("kind == flood");
    QVERIFY(floods > 0 && floods < all);
    for (const char *text :
        { "kind == flood &", "kind == flood &&", "kind == flood && client", "kind == flood && client ~" })
        QCOMPARE(type(text), floods);
    QCOMPARE(type("kind == flood && client ~ emu"), 0);
    QVERIFY(hint().contains(QStringLiteral("All filtered out")));
    QCOMPARE(type("\"kind\""), 0); // in quotes it is a word
}

void TestMessagesPanel::choosingARowSelectsItsEvent()
{
    tell(2);
    waitForRows();
    QSignalSpy changed(m_selection.get(), &Selection::changed);
    auto &table = m_panel->table();
    QTRY_VERIFY(table.rowViewportPosition(m_panel->model().rowCount() - 3) > 0);
    const int row = m_panel->model().rowCount() - 3;
    QTest::mouseClick(
        table.viewport(), Qt::LeftButton, {}, QPoint(200, table.rowViewportPosition(row) + table.rowHeight(row) / 2));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_selection->subject(), Selection::Subject::Event);
    QCOMPARE(m_selection->event(), m_panel->model().idAt(row));
    QCOMPARE(m_selection->update().client.bytes(), QByteArray("kiwi1"));
    QCOMPARE(m_panel->model().followed(), m_selection->update());
}

void TestMessagesPanel::aSelectionFromElsewhereIsShown()
{
    tell(20);
    waitForRows();
    QTRY_VERIFY(atEnd());
    QSignalSpy changed(m_selection.get(), &Selection::changed);
    m_selection->selectEvent(EventId{ 3 }, {});
    QCOMPARE(changed.count(), 1); // and the table did not answer
    QCOMPARE(m_panel->table().currentIndex().row(), 2);
    QVERIFY(m_panel->table().rowViewportPosition(2) >= 0);
    m_selection->selectServer(hill);
    QVERIFY(!m_panel->table().selectionModel()->hasSelection());

    m_panel->setFilter(QStringLiteral("no > 5")); // filtered out: nothing is selected, and nothing breaks
    waitForRows();
    m_selection->selectEvent(EventId{ 3 }, {});
    QVERIFY(!m_panel->table().selectionModel()->hasSelection());
    m_panel->setFilter({});
    waitForRows();
    QTRY_COMPARE(m_panel->table().currentIndex().row(), 2);
}

void TestMessagesPanel::selectionNeverMovesByItself()
{
    tell(3);
    waitForRows();
    m_panel->table().setCurrentIndex(m_panel->model().index(4, 0));
    const auto chosen = m_selection->event();
    QCOMPARE(number(chosen), quint64{ 5 });
    QSignalSpy changed(m_selection.get(), &Selection::changed);
    for (int i = 0; i < 100; ++i)
        tell(40); // until its row has gone
    QTRY_COMPARE_WITH_TIMEOUT(number(m_panel->model().cursor()), number(m_story->log.lastId()), 60'000);
    QVERIFY(number(m_panel->model().idAt(0)) > 5);
    QCOMPARE(m_selection->event(), chosen);
    QCOMPARE(changed.count(), 0);
}

void TestMessagesPanel::filterIsCheckedAtEachKeystroke()
{
    tell(2);
    waitForRows();
    const auto *error = &m_panel->findChild<ui::MessagesFilterBar *>()->error();
    QTest::keyClicks(edit(), QStringLiteral("kind == flood"));
    QVERIFY(error->isHidden());
    waitForRows();
    QCOMPARE(m_panel->model().rowCount(), 2 * 2 * 8); // each line sent and received
    QTest::keyClicks(edit(), QStringLiteral(" &&"));
    QVERIFY(error->isVisible());
    QVERIFY(error->text().contains(QStringLiteral("missing at the end")));
    QVERIFY(edit()->accessibleDescription().contains(QStringLiteral("missing at the end")));
    QCOMPARE(edit()->palette().color(QPalette::Text), ui::Theme::of(m_panel->palette()).bad);
    QVERIFY(m_panel->model().isFiltered()); // the last valid one stays
    QTest::keyClicks(edit(), QStringLiteral(" a"));
    QVERIFY(error->isHidden());
    QCOMPARE(edit()->palette().color(QPalette::Text), ui::Theme::of(m_panel->palette()).text);
}

void TestMessagesPanel::escapeClearsTheFilter()
{
    m_panel->focusFilter();
    QTest::keyClicks(edit(), QStringLiteral("kiwi"));
    QVERIFY(m_panel->model().isFiltered());
    QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(edit()->text(), QString());
    QVERIFY(!m_panel->model().isFiltered());
    m_panel->activateWindow();
    QTest::keyClick(edit(), Qt::Key_Escape);
    QTRY_VERIFY(m_panel->table().hasFocus());
    QTest::keyClick(&m_panel->table(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(edit()->hasFocus());
}

void TestMessagesPanel::copiesRows()
{
    tell(2);
    waitForRows();
    m_panel->table().setCurrentIndex(m_panel->model().index(1, 0));
    QTest::keyClick(&m_panel->table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&m_panel->table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith(QStringLiteral("No.\tTime ("))); // whose time it is
    QVERIFY(lines[0].contains(QStringLiteral(")\tFrom\tTo\tKind\tClient\tText")));
    QVERIFY(lines[1].startsWith(QStringLiteral("2\t")) && lines[1].contains(QStringLiteral("IAMAT kiwi0")));
    QVERIFY(lines[2].contains(QStringLiteral("answer sent")));
}

HERD_TEST(TestMessagesPanel)
#include "tst_messagespanel.moc"
