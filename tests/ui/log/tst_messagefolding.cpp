// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/log/messagesmodel.h"

#include "tests/support/herdstory.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace uitest;
using ui::EventFolds;
using ui::LogFollower;
using ui::MessageFilter;
using ui::MessagesModel;

class TestMessageFolding : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void heartbeatsAreOneRow();
    void repairIsNotAgreement();
    void aNewRowAfterTenSeconds_data();
    void aNewRowAfterTenSeconds();
    void anAnswerIsOneRow();
    void aRowHasAnEnd_data();
    void aRowHasAnEnd();
    void foldsWhatTheFilterAccepts();
    void opensEachInItsPlace();
    void everyEventIsCounted();

private:
    struct Table {
        HerdStory story;
        LogFollower follower{ story.log, story.profile };
        MessagesModel model{ follower };
        QAbstractItemModelTester tester{ &model, QAbstractItemModelTester::FailureReportingMode::QtTest };

        void read()
        {
            follower.wake();
            QTRY_COMPARE(follower.position(), story.log.lastId());
            while (!model.advance()) { }
        }
        EventId sync(ServerIndex from, ServerIndex to)
        {
            story.fact(EventKind::LineSent, from, to, Reason::None, "SYNC 412 9f86d081884c7d65");
            return story.fact(EventKind::LineReceived, to, from, Reason::None, "SYNC 412 9f86d081884c7d65");
        }
        EventId reply(const QByteArray &line)
        {
            return story.client(EventKind::UserReceived, hill, ConnectionId{ 9 }, line);
        }
        [[nodiscard]] QString text(int row) const
        {
            return model.data(model.index(row, MessagesModel::Text)).toString();
        }
        [[nodiscard]] QString kind(int row) const
        {
            return model.data(model.index(row, MessagesModel::Kind)).toString();
        }
    };
};

void TestMessageFolding::heartbeatsAreOneRow()
{
    Table table;
    for (int i = 0; i < 3; ++i) {
        table.sync(hill, smith);
        table.sync(smith, hill);
        table.read(); // as they come
    }
    QCOMPARE(table.model.rowCount(), 1);
    QCOMPARE(table.text(0), QStringLiteral("SYNC ×6, all agree"));
    QCOMPARE(table.kind(0), QStringLiteral("heartbeat"));
    table.story.pass(60 * nsPerSecond); // nothing else has happened: the row goes on
    table.sync(hill, smith);
    table.read();
    QCOMPARE(table.model.rowCount(), 1);
    QCOMPARE(table.text(0), QStringLiteral("SYNC ×7, all agree"));
    table.story.fact(EventKind::LineSent, hill, smith, Reason::None, "PEER 2 Hill Smith b1"); // a greeting has its row
    table.read();
    QCOMPARE(table.model.rowCount(), 2);
    QCOMPARE(table.kind(1), QStringLiteral("greeting sent"));
}

void TestMessageFolding::repairIsNotAgreement()
{
    Table table;
    table.sync(hill, smith);
    const EventId received = table.sync(smith, hill);
    table.story.fact(EventKind::LineSent, hill, smith, Reason::None, "SUMS 1 9f", {}, received);
    table.read();
    QCOMPARE(table.model.rowCount(), 2);
    QCOMPARE(table.text(0), QStringLiteral("SYNC ×2, 1 led to repair"));
    QCOMPARE(table.kind(1), QStringLiteral("repair sent"));
}

void TestMessageFolding::aNewRowAfterTenSeconds_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<int>("rows");
    const qint64 period = 10 * nsPerSecond - 100'000 * 3; // of the first one: three facts, 0.1 ms each, come between
    QTest::newRow("just before") << period - 100'000 << 2;
    QTest::newRow("at ten seconds") << period << 3;
    QTest::newRow("after") << period + 100'000 << 3;
}

void TestMessageFolding::aNewRowAfterTenSeconds()
{
    QFETCH(const qint64, ns);
    Table table;
    table.sync(hill, smith);
    table.story.fact(EventKind::LinkCut, hill, jaquez); // another row
    table.story.pass(ns);
    table.story.fact(EventKind::LineSent, smith, hill, Reason::None, "SYNC 1 9f");
    table.read();
    QTEST(table.model.rowCount(), "rows");
}

void TestMessageFolding::anAnswerIsOneRow()
{
    Table table;
    table.reply("AT Hill +0.1 kiwi +34-118 5");
    for (int i = 0; i < 72; ++i)
        table.reply("\"place_id\" : \"GN1\"");
    table.story.client(EventKind::UserReceived, hill, ConnectionId{ 10 }, "another's");
    table.reply({});
    table.reply("AT Hill +0.1 kiwi +34-118 5");
    table.reply("? no");
    table.read();
    QCOMPARE(table.model.rowCount(), 4);
    QCOMPARE(table.text(0), QStringLiteral("74 lines: AT Hill +0.1 kiwi +34-118 5"));
    QCOMPARE(table.text(1), QStringLiteral("another's"));
    QCOMPARE(table.text(2), QStringLiteral("AT Hill +0.1 kiwi +34-118 5"));
    QCOMPARE(table.model.rowShowing(EventId{ 40 }), 0);
    QCOMPARE(table.model.rowOf(EventId{ 40 }), -1);
}

void TestMessageFolding::aRowHasAnEnd_data()
{
    QTest::addColumn<bool>("heartbeats");
    QTest::addColumn<int>("events");
    QTest::addColumn<int>("rows");
    const int full = int{ EventFolds::most } + 1; // with the row's own
    for (const bool heartbeats : { true, false }) {
        const QString name = QLatin1String(heartbeats ? "heartbeats" : "answer");
        QTest::newRow(qPrintable(name + QStringLiteral(", almost full"))) << heartbeats << full - 1 << 1;
        QTest::newRow(qPrintable(name + QStringLiteral(", full"))) << heartbeats << full << 1;
        QTest::newRow(qPrintable(name + QStringLiteral(", one more"))) << heartbeats << full + 1 << 2;
        QTest::newRow(qPrintable(name + QStringLiteral(", two full"))) << heartbeats << 2 * full << 2;
    }
}

void TestMessageFolding::aRowHasAnEnd()
{
    QFETCH(const bool, heartbeats);
    QFETCH(const int, events);
    Table table;
    for (int i = 0; i < events; ++i) {
        if (heartbeats)
            table.story.fact(EventKind::LineSent, hill, smith, Reason::None, "SYNC 1 9f");
        else
            table.reply(i == 0 ? "AT Hill +0.1 kiwi +34-118 5" : "{");
    }
    table.read();
    QTEST(table.model.rowCount(), "rows");
    QCOMPARE(table.model.folded() + static_cast<quint64>(table.model.rowCount()), static_cast<quint64>(events));
}

void TestMessageFolding::foldsWhatTheFilterAccepts()
{
    Table table;
    table.model.setFilter(MessageFilter::parse(QStringLiteral("server == Smith"), defaultProfile()).value());
    for (int i = 0; i < 4; ++i)
        table.sync(hill, smith);
    table.read();
    QCOMPARE(table.model.rowCount(), 1);
    QCOMPARE(table.model.folded(), quint64{ 3 });
    QCOMPARE(table.model.hidden(), quint64{ 4 });
    table.model.setFilter({});
    table.model.setFolding(false);
    table.read();
    QCOMPARE(table.model.rowCount(), 8);
}

void TestMessageFolding::opensEachInItsPlace()
{
    Table table;
    table.sync(hill, smith); // 1, 2
    table.story.fact(EventKind::LinkCut, hill, jaquez); // 3
    table.sync(smith, hill); // 4, 5
    table.story.fact(EventKind::LinkHealed, hill, jaquez); // 6
    table.read();
    const auto ids = [&table] {
        QList<quint64> all;
        for (int row = 0; row < table.model.rowCount(); ++row)
            all += number(table.model.idAt(row));
        return all;
    };
    QCOMPARE(ids(), (QList<quint64>{ 1, 3, 6 }));
    table.model.setOpen(1, true); // stands for nothing else
    QCOMPARE(ids(), (QList<quint64>{ 1, 3, 6 }));
    table.model.setOpen(0, true);
    QCOMPARE(ids(), (QList<quint64>{ 1, 2, 3, 4, 5, 6 }));
    QCOMPARE(table.text(0), QStringLiteral("SYNC 412 9f86d081884c7d65"));
    table.sync(hill, smith); // what joins an open row is seen
    table.read();
    QCOMPARE(ids(), (QList<quint64>{ 1, 2, 3, 4, 5, 6, 7, 8 }));
    table.model.setOpen(0, false);
    QCOMPARE(ids(), (QList<quint64>{ 1, 3, 6 }));
    QCOMPARE(table.model.folded(), quint64{ 5 });
}

void TestMessageFolding::everyEventIsCounted()
{
    HerdStory story(defaultProfile(), herdcore::observe::EventLog::Limits{ 1600, 64 << 20 });
    LogFollower follower(story.log, story.profile);
    MessagesModel model(follower);
    for (int i = 0; i < 600; ++i) {
        story.fact(EventKind::LineSent, hill, smith, Reason::None, "SYNC 1 9f");
        story.iamat(hill, "kiwi", 34, -118);
        story.pass(2 * nsPerSecond);
        if (i % 50 != 49)
            continue;
        follower.wake();
        QTRY_COMPARE(follower.position(), story.log.lastId());
        while (!model.advance()) { }
    }
    QVERIFY(story.log.evicted() > 1000);
    QVERIFY(model.folded() > 0);
    QCOMPARE(static_cast<quint64>(model.rowCount()) + model.folded() + model.dropped(), number(story.log.lastId()));
}

HERD_TEST(TestMessageFolding)
#include "tst_messagefolding.moc"
