// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/log/messagesmodel.h"

#include "tests/support/herdstory.h"
#include "ui/live/rowformats.h"
#include "ui/live/words.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace uitest;
using ui::LogFollower;
using ui::MessageFilter;
using ui::MessagesModel;

class TestMessagesModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsEveryEntryOnce();
    void wordsARow_data();
    void wordsARow();
    void foreignBytesAreEscaped();
    void filterHidesAndCounts();
    void insertsOneBatchPerStep();
    void neverReadsAheadOfTheFollower();
    void lettingGoIsAnnouncedBeforeRowsCome();
    void rowsGoWithTheLog();
    void aLongLogBeginsNearItsEnd();
    void followedUpdateIsMarked();

private:
    static void advanceToEnd(MessagesModel &model)
    {
        while (!model.advance()) { }
    }
    static void follow(LogFollower &follower, const HerdStory &story)
    {
        follower.wake();
        QTRY_COMPARE_WITH_TIMEOUT(follower.position(), story.log.lastId(), 60'000);
    }
    static void fill(HerdStory &story, quint64 events)
    {
        std::vector<Event> batch;
        for (quint64 i = 0; i < events; ++i) {
            Event o;
            o.kind = i % 10 == 0 ? EventKind::LineSent : EventKind::Duplicate;
            o.server = hill;
            o.bytes = "AT Hill +0.1 kiwi +34-118 5";
            batch.push_back(o);
        }
        story.log.append(batch);
    }
    static MessageFilter filter(const char *text)
    {
        return MessageFilter::parse(QString::fromUtf8(text), defaultProfile()).value();
    }
};

void TestMessagesModel::showsEveryEntryOnce()
{
    HerdStory story;
    LogFollower follower(story.log, story.profile);
    MessagesModel model(follower);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(model.advance());
    QCOMPARE(model.rowCount(), 0);
    for (int round = 0; round < 3; ++round) {
        story.iamat(hill, "kiwi", 34, -118);
        follow(follower, story);
        advanceToEnd(model);
        QCOMPARE(static_cast<quint64>(model.rowCount()), number(story.log.lastId()));
    }
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(model.data(model.index(row, MessagesModel::No)).toInt(), row + 1);
        QCOMPARE(model.rowOf(model.idAt(row)), row);
    }
    QCOMPARE(model.rowOf(EventId{ 99'999 }), -1);
    QCOMPARE(model.idAt(-1), EventId::None);
    QCOMPARE(model.dropped(), quint64{ 0 });
}

void TestMessagesModel::wordsARow_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    const auto row = [](int no, const char *from, const char *to, const char *kind, const char *text) {
        QTest::newRow(kind) << no << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(kind)
                            << QString::fromUtf8(text);
    };
    row(1, "Hill", "", "listening", "127.0.0.1 12205");
    row(6, "Hill", "Jaquez", "link up", "");
    row(18, "127.0.0.1:40001", "Hill", "connected", "127.0.0.1:40001");
    row(19, "127.0.0.1:40001", "Hill", "IAMAT received", "IAMAT kiwi +34.000000-118.000000 1520023933.737826614");
    row(20, "Hill", "127.0.0.1:40001", "answer sent",
        "AT Hill +0.263873386 kiwi +34.000000-118.000000 1520023933.737826614");
    row(21, "Hill", "", "learned", "new here, goes on to 2 neighbours");
    row(22, "Hill", "Jaquez", "flood sent", "AT Hill +0.263873386 kiwi +34.000000-118.000000 1520023933.737826614");
    row(24, "Hill", "Jaquez", "flood received", "AT Hill +0.263873386 kiwi +34.000000-118.000000 1520023933.737826614");
    row(46, "127.0.0.1:40001", "Hill", "closed", "end of input, all answered");
    row(47, "Hill", "Smith", "link cut", "link cut by the user");
}

void TestMessagesModel::wordsARow()
{
    QFETCH(const int, row);
    HerdStory story;
    story.startAll();
    story.iamat(hill, "kiwi", 34, -118);
    story.cut(hill, smith);
    LogFollower follower(story.log, story.profile);
    follow(follower, story);
    MessagesModel model(follower);
    advanceToEnd(model);
    const auto text = [&](MessagesModel::Column column) {
        return model.data(model.index(row - 1, column)).toString();
    };
    QTEST(text(MessagesModel::From), "from");
    QTEST(text(MessagesModel::To), "to");
    QTEST(text(MessagesModel::Kind), "kind");
    QTEST(text(MessagesModel::Text), "text");
    QCOMPARE(model.cells(row - 1).size(), int{ MessagesModel::ColumnCount });
}

void TestMessagesModel::foreignBytesAreEscaped()
{
    HerdStory story;
    const UpdateKey update{ ClientId(QByteArray("<b>\n\xff\x1b", 6)), 1 };
    story.fact(EventKind::LineReceived, hill, smith, Reason::None, QByteArray(1'000'000, '\n'), update);
    LogFollower follower(story.log, story.profile);
    follow(follower, story);
    MessagesModel model(follower);
    advanceToEnd(model);
    const QString row = ui::rowFormats().front().row(model.cells(0));
    QVERIFY(!row.contains(QLatin1Char('\n')) && !row.contains(QChar(0x1b)));
    QVERIFY(row.contains(QStringLiteral("<b>\\x0A\\xFF\\x1B")));
    QVERIFY2(row.size() < 5000, qPrintable(QString::number(row.size())));
}

void TestMessagesModel::filterHidesAndCounts()
{
    HerdStory story;
    story.startAll();
    story.iamat(hill, "kiwi", 34, -118);
    LogFollower follower(story.log, story.profile);
    follow(follower, story);
    MessagesModel model(follower);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    advanceToEnd(model);
    model.setFilter(filter("kind == flood && kind == sent"));
    QCOMPARE(model.rowCount(), 0);
    advanceToEnd(model);
    QCOMPARE(model.rowCount(), 8);
    QCOMPARE(model.hidden(), story.log.size() - 8);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.data(model.index(row, MessagesModel::Kind), MessagesModel::KindRole).toInt(),
            static_cast<int>(ui::MessageKind::Flood));
    model.setFilter({});
    advanceToEnd(model);
    QCOMPARE(static_cast<quint64>(model.rowCount()), story.log.size());
    QCOMPARE(model.hidden(), quint64{ 0 });
}

void TestMessagesModel::insertsOneBatchPerStep()
{
    HerdStory story;
    fill(story, 5000);
    LogFollower follower(story.log, story.profile);
    follow(follower, story);
    MessagesModel model(follower);
    QSignalSpy inserted(&model, &MessagesModel::rowsInserted);
    int steps = 1;
    while (!model.advance())
        ++steps;
    QCOMPARE(model.rowCount(), 5000);
    QVERIFY(inserted.count() <= steps);
}

void TestMessagesModel::neverReadsAheadOfTheFollower()
{
    HerdStory story;
    story.start(hill);
    LogFollower follower(story.log, story.profile);
    follow(follower, story);
    story.start(smith);
    MessagesModel model(follower);
    advanceToEnd(model);
    QCOMPARE(model.rowCount(), 1);
}

void TestMessagesModel::lettingGoIsAnnouncedBeforeRowsCome()
{
    HerdStory story;
    LogFollower follower(story.log, story.profile);
    MessagesModel model(follower);
    int mostRows = 0;
    connect(&model, &MessagesModel::rowsInserted, this, [&] { mostRows = qMax(mostRows, model.rowCount()); });
    for (int round = 0; round < 4; ++round) {
        fill(story, 30'000);
        follow(follower, story);
        advanceToEnd(model);
    }
    QCOMPARE(model.rowCount(), static_cast<int>(MessagesModel::maxRows));
    QCOMPARE(mostRows, static_cast<int>(MessagesModel::maxRows));
    QCOMPARE(model.dropped(), quint64{ 20'000 });
    QCOMPARE(number(model.idAt(0)), quint64{ 20'001 });
    QCOMPARE(model.rowOf(EventId{ 20'001 }), 0);
}

void TestMessagesModel::rowsGoWithTheLog()
{
    HerdStory story(defaultProfile(), { 1600, 1 << 20 });
    fill(story, 1000);
    LogFollower follower(story.log, story.profile);
    MessagesModel model(follower);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    follow(follower, story);
    advanceToEnd(model);
    QCOMPARE(model.rowCount(), 1000);
    fill(story, 2000);
    QVERIFY(story.log.evicted() > 1000);
    QVERIFY(!model.data(model.index(500, MessagesModel::Text)).isValid()); // gone, and the row not yet
    follow(follower, story);
    advanceToEnd(model);
    QCOMPARE(model.idAt(0), story.log.firstId());
    QCOMPARE(static_cast<quint64>(model.rowCount()), story.log.size());
    QCOMPARE(model.dropped(), story.log.evicted());
}

void TestMessagesModel::aLongLogBeginsNearItsEnd()
{
    HerdStory story;
    fill(story, 150'000);
    LogFollower follower(story.log, story.profile);
    follow(follower, story);
    MessagesModel model(follower);
    advanceToEnd(model);
    QCOMPARE(model.rowCount(), static_cast<int>(MessagesModel::maxRows));
    QCOMPARE(model.dropped(), quint64{ 50'000 });
    model.setFilter(filter("kind == sent")); // but a filter looks at everything that the log has
    advanceToEnd(model);
    QCOMPARE(model.rowCount(), 15'000);
    QCOMPARE(model.dropped(), quint64{ 0 });
}

void TestMessagesModel::followedUpdateIsMarked()
{
    HerdStory story;
    const UpdateKey update = story.iamat(hill, "kiwi", 34, -118);
    const quint64 lastOfIt = number(story.log.lastId());
    story.iamat(hill, "kiwi", 34, -118); // the same client, later
    story.iamat(hill, "lime", 34, -118);
    LogFollower follower(story.log, story.profile);
    follow(follower, story);
    MessagesModel model(follower);
    advanceToEnd(model);
    QSignalSpy changed(&model, &MessagesModel::dataChanged);
    model.setFollowed(update);
    model.setFollowed(update);
    QCOMPARE(changed.count(), 1);
    for (int row = 0; row < model.rowCount(); ++row) {
        // Its first and last entry are about the connection alone.
        const bool isIt = row > 0 && static_cast<quint64>(row) < lastOfIt - 1;
        QCOMPARE(model.data(model.index(row, 0), MessagesModel::FollowedRole).toBool(), isIt);
    }
    model.setFollowed({});
    QVERIFY(!model.data(model.index(1, 0), MessagesModel::FollowedRole).toBool());
}

HERD_TEST(TestMessagesModel)
#include "tst_messagesmodel.moc"
