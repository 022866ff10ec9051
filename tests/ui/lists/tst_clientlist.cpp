// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/lists/clientlist.h"

#include "tests/ui/support/storystage.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace uitest;

namespace {

using Stage = StoryStage;

void forget(HerdStory &story, const QByteArray &client)
{
    for (const ServerIndex server : { hill, jaquez, smith, campbell, singleton })
        story.fact(EventKind::Forgotten, server, ServerIndex::None, Reason::None, "AT", { ClientId(client), 1 });
}

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestClientList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsClientsInOrderOfArrival();
    void aMoveChangesOneRow();
    void manyArriveInOneBatch();
    void knownByDropsWhenAServerCrashes();
    void idsAreEscaped();
    void catchesUpAfterEviction();
    void ages_data();
    void ages();
    void selectingFollowsTheNewestUpdate();
    void sortsOnlyWhenAsked();
    void saysWhyItIsEmpty();
    void theForgottenGo_data();
    void theForgottenGo();
    void whoComesBackIsNew();
    void theSelectedOneIsForgotten();
};

void TestClientList::showsClientsInOrderOfArrival()
{
    Stage stage;
    ClientListModel model(stage.follower);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    stage.story.startAll();
    stage.story.iamat(hill, "zebra", 34.06893, -118.445127);
    stage.story.iamat(smith, "ant", -33.5, 151.25);
    stage.catchUp();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(cell(model, 0, ClientListModel::Name), QStringLiteral("zebra"));
    QCOMPARE(cell(model, 0, ClientListModel::Server), QStringLiteral("Hill"));
    QCOMPARE(cell(model, 0, ClientListModel::Location), QStringLiteral("34.06893 N, 118.44513 W"));
    QCOMPARE(cell(model, 0, ClientListModel::KnownBy), QStringLiteral("5/5"));
    QCOMPARE(cell(model, 1, ClientListModel::Location), QStringLiteral("33.50000 S, 151.25000 E"));
    QCOMPARE(model.index(1, ClientListModel::Server).data(ClientListModel::OriginRole).toInt(), 2);
}

void TestClientList::aMoveChangesOneRow()
{
    Stage stage;
    stage.story.startAll();
    for (const char *id : { "a", "b", "c" })
        stage.story.iamat(hill, id, 1, 1);
    stage.catchUp();
    ClientListModel model(stage.follower);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    stage.story.pass(nsPerSecond);
    stage.story.iamat(jaquez, "b", 2, 2);
    stage.catchUp();
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(changed[0][1].toModelIndex().row(), 1);
    QCOMPARE(cell(model, 1, ClientListModel::Server), QStringLiteral("Jaquez"));
}

void TestClientList::manyArriveInOneBatch()
{
    Stage stage;
    ClientListModel model(stage.follower);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    stage.story.startAll();
    stage.catchUp();
    for (int i = 0; i < 20; ++i)
        stage.story.iamat(hill, "client" + QByteArray::number(i), 1, 1);
    stage.catchUp();
    QCOMPARE(model.rowCount(), 20);
    QCOMPARE(inserted.size(), 1);
}

void TestClientList::knownByDropsWhenAServerCrashes()
{
    Stage stage;
    ClientListModel model(stage.follower);
    stage.story.startAll();
    stage.story.iamat(hill, "kiwi", 1, 1);
    stage.catchUp();
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    stage.story.crash(smith);
    stage.catchUp();
    QCOMPARE(cell(model, 0, ClientListModel::KnownBy), QStringLiteral("4/5"));
    QVERIFY(!changed.isEmpty());
}

void TestClientList::idsAreEscaped()
{
    Stage stage;
    ClientListModel model(stage.follower);
    stage.story.startAll();
    stage.story.iamat(hill, QByteArray("\xff<b>\x1b", 5), 1, 1);
    stage.catchUp();
    QCOMPARE(cell(model, 0, ClientListModel::Name), QStringLiteral("\\xFF<b>\\x1B"));
}

void TestClientList::catchesUpAfterEviction()
{
    // The log is so small that the reports of the first clients are evicted before the model first reads it.
    HerdStory story(defaultProfile(), { 64, 1 << 20 });
    LogFollower follower(story.log, story.profile);
    story.startAll();
    for (int i = 0; i < 10; ++i) {
        story.iamat(hill, "c" + QByteArray::number(i), 1, 1);
        uitest::catchUp(follower, story);
    }
    QVERIFY(story.log.evicted() > 100);
    const ClientListModel model(follower);
    QCOMPARE(model.rowCount(), 10);
}

void TestClientList::ages_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("text");
    QTest::newRow("negative") << qint64{ -nsPerSecond } << "now";
    QTest::newRow("now") << qint64{ nsPerSecond / 2 } << "now";
    QTest::newRow("seconds") << qint64{ 59 * nsPerSecond } << "59 s";
    QTest::newRow("minutes") << qint64{ 60 * nsPerSecond } << "1 min";
    QTest::newRow("hours") << qint64{ 3600 * nsPerSecond } << "1 h";
    QTest::newRow("days") << qint64{ 50 * 3600 * nsPerSecond } << "2 d";
}

void TestClientList::ages()
{
    QFETCH(qint64, ns);
    QFETCH(QString, text);
    QCOMPARE(ageText(ns), text);
}

void TestClientList::selectingFollowsTheNewestUpdate()
{
    Stage stage;
    stage.story.startAll();
    const UpdateKey first = stage.story.iamat(hill, "kiwi", 1, 1);
    const UpdateKey second = stage.story.iamat(hill, "emu", 1, 1);
    stage.catchUp();
    Selection selection;
    ClientList list(stage.follower, selection, {});
    list.resize(500, 300);
    list.show();
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(1, 0)).center());
    QCOMPARE(selection.subject(), Selection::Subject::Client);
    QCOMPARE(selection.client(), ClientId("emu"));
    QCOMPARE(selection.update(), second);
    selection.selectClient(first.client);
    QCOMPARE(list.selectionModel()->selectedRows().value(0).row(), 0);
    QCOMPARE(selection.update(), second); // showing a selection made elsewhere does not change the update
    selection.clear();
    QVERIFY(list.selectionModel()->selectedRows().isEmpty());
}

void TestClientList::sortsOnlyWhenAsked()
{
    Stage stage;
    stage.story.startAll();
    stage.story.iamat(hill, "m", 1, 1);
    stage.story.iamat(hill, "b", 1, 1);
    stage.catchUp();
    Selection selection;
    ClientList list(stage.follower, selection, {});
    list.resize(500, 300);
    list.show();
    QCOMPARE(cell(*list.model(), 0, 0), QStringLiteral("m"));
    QHeaderView *header = list.horizontalHeader();
    QTest::mouseClick(
        header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(0) + 10, header->height() / 2));
    QCOMPARE(cell(*list.model(), 0, 0), QStringLiteral("b"));
    stage.story.iamat(hill, "a", 1, 1);
    stage.catchUp();
    QCOMPARE(cell(*list.model(), 0, 0), QStringLiteral("b")); // rows do not move under the pointer
    QCOMPARE(list.model()->rowCount(), 3);
}

void TestClientList::saysWhyItIsEmpty()
{
    Stage stage;
    Selection selection;
    ClientList list(stage.follower, selection, {});
    list.show();
    auto *hint = list.findChild<EmptyHint *>();
    QVERIFY(hint && hint->isVisible());
    QVERIFY(hint->text().contains(QStringLiteral("No server is running")));
    stage.story.startAll();
    stage.catchUp();
    QVERIFY(hint->text().contains(QStringLiteral("IAMAT")));
    stage.story.iamat(hill, "kiwi", 1, 1);
    stage.catchUp();
    QVERIFY(!hint->isVisible());
}

void TestClientList::theForgottenGo_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<int>("resets");
    QTest::newRow("a few") << 4 << 0;
    QTest::newRow("as many as go one by one") << 200 << 0;
    QTest::newRow("one more") << 202 << 1;
}

void TestClientList::theForgottenGo()
{
    QFETCH(int, clients);
    Stage stage;
    ClientListModel model(stage.follower);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    stage.story.start(hill);
    const auto name = [](int i) -> QByteArray {
        return "client" + QByteArray::number(i);
    };
    for (int i = 0; i < clients; ++i)
        stage.story.iamat(hill, name(i), 1, 1);
    stage.catchUp();
    QCOMPARE(model.rowCount(), clients);
    for (int i = 0; i < clients; i += 2)
        forget(stage.story, name(i));
    stage.catchUp();
    QCOMPARE(model.rowCount(), clients / 2);
    QTEST(static_cast<int>(resets.size()), "resets");
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(model.client(row).bytes(), name(2 * row + 1));
        QCOMPARE(model.row(model.client(row)), row);
    }
    QCOMPARE(model.row(ClientId(name(0))), -1);
}

void TestClientList::whoComesBackIsNew()
{
    Stage stage;
    ClientListModel model(stage.follower);
    stage.story.start(hill);
    stage.story.iamat(hill, "kiwi", 1, 1);
    stage.story.iamat(hill, "owl", 1, 1);
    stage.catchUp();
    forget(stage.story, "kiwi");
    stage.story.iamat(hill, "kiwi", 2, 2); // in the same batch: its row was never without it
    stage.catchUp();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(cell(model, 0, ClientListModel::Location), QStringLiteral("2.00000 N, 2.00000 E"));
    forget(stage.story, "kiwi");
    stage.catchUp();
    stage.story.iamat(hill, "kiwi", 3, 3);
    stage.catchUp();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.row(ClientId("kiwi")), 1);
}

void TestClientList::theSelectedOneIsForgotten()
{
    Stage stage;
    Selection selection;
    ClientList list(stage.follower, selection, {});
    stage.story.start(hill);
    stage.story.iamat(hill, "kiwi", 1, 1);
    stage.story.iamat(hill, "owl", 1, 1);
    stage.catchUp();
    list.selectRow(0);
    QCOMPARE(selection.client(), ClientId("kiwi"));
    forget(stage.story, "kiwi");
    stage.catchUp();
    QCOMPARE(list.model()->rowCount(), 1);
    QCOMPARE(selection.client(), ClientId("kiwi")); // the user has selected no other
    QVERIFY(list.selectionModel()->selectedRows().isEmpty());
}

HERD_TEST(TestClientList)
#include "tst_clientlist.moc"
