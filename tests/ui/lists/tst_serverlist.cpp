// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/lists/serverlist.h"

#include "tests/ui/support/storystage.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace uitest;

namespace {

using Stage = StoryStage;

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestServerList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheHerd();
    void ratesAreOverTheTimePassed();
    void reportsOnlyChangedRows();
    void namesAreEscaped();
    void selectsBothWays();
    void focusSelectsNothing();
};

void TestServerList::showsTheHerd()
{
    Stage stage;
    ServerListModel model(stage.follower);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 5);
    QVERIFY(cell(model, 0, ServerListModel::State).endsWith(QStringLiteral("stopped")));
    stage.story.startAll();
    stage.story.connect(jaquez);
    stage.story.iamat(hill, "kiwi", 34, -118);
    stage.story.crash(campbell);
    stage.story.fact(EventKind::ListenFailed, singleton, ServerIndex::None, Reason::PortTaken, "127.0.0.1 12209");
    stage.catchUp();
    const QStringList expected{
        QStringLiteral("Hill|listening|12205|0|1"),
        QStringLiteral("Jaquez|listening|12206|1|1"),
        QStringLiteral("Smith|listening|12207|0|1"),
        QStringLiteral("Campbell|crashed|12208|0|0"),
        QStringLiteral("Singleton|failed|12209|0|0"),
    };
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row) {
        found += cell(model, row, ServerListModel::Name) % u'|'
            % cell(model, row, ServerListModel::State).section(u' ', -1) % u'|'
            % cell(model, row, ServerListModel::Port) % u'|' % cell(model, row, ServerListModel::Clients) % u'|'
            % cell(model, row, ServerListModel::Records);
    }
    QCOMPARE(found, expected);
    QVERIFY(model.index(4, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("in use")));
}

void TestServerList::ratesAreOverTheTimePassed()
{
    Stage stage;
    ServerListModel model(stage.follower);
    stage.story.startAll();
    stage.catchUp();
    model.refreshRates(1000);
    stage.story.iamat(hill, "kiwi", 34, -118); // at Hill: 1 in, 1 out to the client, 2 out to its neighbours
    stage.catchUp();
    const auto lines = stage.follower.state().server(hill).linesIn + stage.follower.state().server(hill).linesOut;
    QVERIFY(lines >= 4);
    model.refreshRates(3000);
    QCOMPARE(cell(model, 0, ServerListModel::Rate).toDouble(), static_cast<double>(lines) / 2);
    model.refreshRates(4000);
    QCOMPARE(cell(model, 0, ServerListModel::Rate), QStringLiteral("0"));
}

void TestServerList::reportsOnlyChangedRows()
{
    Stage stage;
    stage.story.startAll();
    stage.catchUp();
    ServerListModel model(stage.follower);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    stage.story.crash(smith);
    stage.story.crash(campbell);
    stage.catchUp();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 2);
    QCOMPARE(changed[0][1].toModelIndex().row(), 3);
    changed.clear();
    stage.story.client(EventKind::LineReceived, hill, ConnectionId{ 9 }, "x");
    stage.catchUp();
    QCOMPARE(changed.size(), 0); // rates change once a second only
}

void TestServerList::namesAreEscaped()
{
    Profile profile = defaultProfile();
    profile.servers[0].name = ServerName(QByteArray("a\nb\xff", 4));
    herdcore::observe::EventLog log;
    const LogFollower follower(log, profile);
    const ServerListModel model(follower);
    QCOMPARE(cell(model, 0, ServerListModel::Name), QStringLiteral("a\\x0Ab\\xFF"));
}

void TestServerList::selectsBothWays()
{
    Stage stage;
    Selection selection;
    ServerList list(stage.follower, selection, {});
    list.resize(500, 300);
    list.show();
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(2, 0)).center());
    QCOMPARE(selection.subject(), Selection::Subject::Server);
    QCOMPARE(selection.server(), smith);
    QTest::keyClick(&list, Qt::Key_Down);
    QCOMPARE(selection.server(), campbell);
    selection.selectServer(hill);
    QCOMPARE(list.selectionModel()->selectedRows().value(0).row(), 0);
    selection.selectLink({ hill, smith });
    QVERIFY(list.selectionModel()->selectedRows().isEmpty());
    QCOMPARE(selection.subject(), Selection::Subject::Link);
    // The current row, clicked again.
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(0, 0)).center());
    QCOMPARE(selection.subject(), Selection::Subject::Server);
    QCOMPARE(selection.server(), hill);
}

void TestServerList::focusSelectsNothing()
{
    Stage stage;
    Selection selection;
    ServerList list(stage.follower, selection, {});
    list.show();
    list.setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(list.hasFocus());
    QCOMPARE(selection.subject(), Selection::Subject::Nothing);
}

HERD_TEST(TestServerList)
#include "tst_serverlist.moc"
