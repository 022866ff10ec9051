// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/live/logfollower.h"

#include "tests/support/herdstory.h"

#include <QSignalSpy>
#include <QtTest>

using namespace herdcore::state;
using namespace uitest;
using ui::LogFollower;

class TestLogFollower : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void foldsToTheEnd();
    void manyWakesAreOneTick();
    void aLongLogTakesSeveralTicks();
    void goesOnWhereTheLogStillIs();
    void whatComesDuringATickIsSeen();
};

void TestLogFollower::foldsToTheEnd()
{
    HerdStory story;
    LogFollower follower(story.log, story.profile);
    QSignalSpy advanced(&follower, &LogFollower::advanced);
    story.startAll();
    follower.wake();
    QTRY_COMPARE(follower.position(), story.log.lastId());
    QCOMPARE(follower.state().server(hill).state, herdcore::state::ServerState::Listening);
    QVERIFY(advanced.count() >= 1);
}

void TestLogFollower::manyWakesAreOneTick()
{
    HerdStory story;
    LogFollower follower(story.log, story.profile);
    QSignalSpy advanced(&follower, &LogFollower::advanced);
    story.start(hill);
    for (int i = 0; i < 100; ++i)
        follower.wake();
    QTRY_COMPARE(follower.position(), story.log.lastId());
    QCoreApplication::processEvents();
    QCOMPARE(advanced.count(), 1);
}

void TestLogFollower::aLongLogTakesSeveralTicks()
{
    HerdStory story;
    for (int i = 0; i < 4000; ++i)
        story.iamat(hill, "client" + QByteArray::number(i), 1, 1);
    LogFollower follower(story.log, story.profile);
    QSignalSpy advanced(&follower, &LogFollower::advanced);
    follower.wake();
    QTRY_COMPARE_WITH_TIMEOUT(follower.position(), story.log.lastId(), 30'000);
    QCOMPARE(follower.state().clients().size(), size_t{ 4000 });
    QVERIFY2(advanced.count() > 1, "the whole log was folded in one go, however long it took");
}

void TestLogFollower::goesOnWhereTheLogStillIs()
{
    HerdStory story(defaultProfile(), { 1000, 1 << 20 });
    story.startAll();
    LogFollower follower(story.log, story.profile);
    follower.wake();
    QTRY_COMPARE(follower.position(), story.log.lastId());
    while (story.log.evicted() < 2000)
        story.iamat(hill, "kiwi", 1, 1);
    follower.wake();
    QTRY_COMPARE(follower.position(), story.log.lastId());
}

void TestLogFollower::whatComesDuringATickIsSeen()
{
    HerdStory story;
    LogFollower follower(story.log, story.profile);
    connect(&follower, &LogFollower::advanced, this, [&] {
        if (number(follower.position()) < 5) {
            story.start(hill);
            follower.wake();
        }
    });
    story.start(hill);
    follower.wake();
    QTRY_COMPARE(number(follower.position()), quint64{ 5 });
}

HERD_TEST(TestLogFollower)
#include "tst_logfollower.moc"
