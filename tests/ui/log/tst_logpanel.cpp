// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/log/logpanel.h"

#include "tests/support/herdstory.h"
#include "ui/kit/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

using namespace uitest;
using ui::LogFollower;
using ui::LogLinesModel;
using ui::LogPanel;
using ui::Selection;

class TestLogPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeChoice::Dark); }
    void init();
    void cleanup();
    void showsOneServersLinesAsItsFileDoes();
    void followsTheSelectedServer();
    void choosingALineSelectsItsEvent();
    void aHugeLineIsCut();
    void followsTheEnd();
    void saysWhyItIsEmpty();
    void modelIsAModel();

private:
    void tell()
    {
        m_follower->wake();
        QTRY_COMPARE(m_follower->position(), m_story->log.lastId());
        QTRY_COMPARE(m_panel->model().cursor(), m_story->log.lastId());
    }
    [[nodiscard]] QStringList lines() const
    {
        QStringList lines;
        for (int row = 0; row < m_panel->model().rowCount(); ++row)
            lines.append(m_panel->model().index(row, 0).data().toString());
        return lines;
    }
    [[nodiscard]] QString hint() const
    {
        const auto *label = m_panel->findChild<ui::EmptyHint *>();
        return label->isHidden() ? QString() : label->text();
    }

    std::unique_ptr<HerdStory> m_story;
    std::unique_ptr<LogFollower> m_follower;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<LogPanel> m_panel;
};

void TestLogPanel::init()
{
    m_story = std::make_unique<HerdStory>();
    m_follower = std::make_unique<LogFollower>(m_story->log, m_story->profile);
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<LogPanel>(*m_follower, *m_selection);
    m_panel->resize(900, 300);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestLogPanel::cleanup()
{
    m_panel.reset();
    m_selection.reset();
    m_follower.reset();
}

void TestLogPanel::showsOneServersLinesAsItsFileDoes()
{
    m_story->startAll();
    m_story->iamat(hill, "kiwi", 34, -118);
    tell();
    const QStringList shown = lines();
    QVERIFY(shown[0].endsWith(QStringLiteral("Z -- - listening: 127.0.0.1 12205")));
    QCOMPARE(shown.filter(QStringLiteral("<- 127.0.0.1:40001 received: IAMAT kiwi +34")).size(), 1);
    QCOMPARE(shown.filter(QStringLiteral("-> 127.0.0.1:40001 sent: AT Hill")).size(), 1);
    QCOMPARE(shown.filter(QStringLiteral("-> Jaquez sent: AT Hill")).size(), 1);
    QCOMPARE(shown.filter(QStringLiteral("-> Singleton")).size(), 0); // not Hill's
    QCOMPARE(shown.filter(QStringLiteral("-- 127.0.0.1:40001 closed (end of input, all answered)")).size(), 1);
}

void TestLogPanel::followsTheSelectedServer()
{
    m_story->startAll();
    tell();
    m_selection->selectServer(campbell);
    QCOMPARE(m_panel->model().server(), campbell);
    QTRY_VERIFY(!lines().isEmpty());
    QVERIFY(lines()[0].contains(QStringLiteral("12208")));
    m_panel->findChild<QComboBox *>()->setCurrentIndex(2);
    QCOMPARE(m_panel->model().server(), smith);
    QTRY_VERIFY(!lines().isEmpty() && lines()[0].contains(QStringLiteral("12207")));
}

void TestLogPanel::choosingALineSelectsItsEvent()
{
    m_story->iamat(hill, "kiwi", 34, -118);
    tell();
    QSignalSpy changed(m_selection.get(), &Selection::changed);
    m_panel->table().setCurrentIndex(m_panel->model().index(1, 0));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(number(m_selection->event()), quint64{ 2 });
    QCOMPARE(m_selection->update().client.bytes(), QByteArray("kiwi"));
    m_selection->selectEvent(EventId{ 3 }, {});
    QCOMPARE(m_panel->table().currentIndex().row(), 2);
    QCOMPARE(changed.count(), 2);
}

void TestLogPanel::aHugeLineIsCut()
{
    m_story->fact(EventKind::LineReceived, hill, smith, Reason::None, QByteArray(1'000'000, '\n'));
    tell();
    QVERIFY(lines()[0].size() < 10'000 && lines()[0].endsWith(QChar(0x2026)));
    QVERIFY(!lines()[0].contains(QLatin1Char('\n')));
    QVERIFY(m_panel->model().cells(0).first().size() > 1'000'000); // copied whole
}

void TestLogPanel::followsTheEnd()
{
    for (int i = 0; i < 20; ++i)
        m_story->iamat(hill, "kiwi", 34, -118);
    tell();
    const QScrollBar *bar = m_panel->table().verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
}

void TestLogPanel::saysWhyItIsEmpty()
{
    QTRY_COMPARE(hint(), QStringLiteral("The herd has not been started."));
    m_story->start(smith);
    tell();
    QTRY_COMPARE(hint(), QStringLiteral("Nothing has happened at Hill yet."));
    m_story->start(hill);
    tell();
    QTRY_COMPARE(hint(), QString());
}

void TestLogPanel::modelIsAModel()
{
    m_story->startAll();
    m_follower->wake();
    QTRY_COMPARE(m_follower->position(), m_story->log.lastId());
    LogLinesModel model(*m_follower);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const auto server : { hill, singleton }) {
        model.setServer(server);
        while (!model.advance()) { }
        QVERIFY(model.rowCount() > 0);
    }
}

HERD_TEST(TestLogPanel)
#include "tst_logpanel.moc"
