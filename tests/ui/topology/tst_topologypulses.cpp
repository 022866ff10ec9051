// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/herdstory.h"
#include "tests/support/testmain.h"
#include "ui/topology/messageanimation.h"

#include <QtTest>

using namespace uitest;
using ui::Lane, ui::MessageAnimation;

namespace {

constexpr double travel = 600;

// What the animation makes of everything in the story's log that comes after `after`, at that moment.
void fold(MessageAnimation &animation, const HerdStory &story, EventId after, double nowMs)
{
    story.read([&](const EventView &event) { animation.fold(event, nowMs); }, after);
}

} // namespace

class TestTopologyPulses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aboveTheCapItPulses();
    void aBurstBeyondAllBoundsIsCountedAndNotKept();
    void ratesForgetAfterASecond();
};

void TestTopologyPulses::aboveTheCapItPulses()
{
    HerdStory story;
    MessageAnimation animation;
    animation.setTravelTime(travel);
    const auto send = [&](int lines, double nowMs) {
        const auto from = story.log.lastId();
        for (int i = 0; i < lines; ++i)
            story.fact(EventKind::LineSent, hill, i % 2 ? smith : jaquez, Reason::None, "AT 1");
        fold(animation, story, from, nowMs);
        animation.advance(nowMs);
    };
    send(MessageAnimation::maxMoving, 0);
    QCOMPARE(animation.movingCount(0), 200);
    QVERIFY(!animation.isPulsing());
    send(1, 10);
    QVERIFY(animation.isPulsing());
    QVERIFY(animation.flights().empty());
    QCOMPARE(animation.rates().perSecond(), 201);
    QCOMPARE(animation.rates().perSecond({ hill, smith }), 100);
    send(50, 500);
    QVERIFY(animation.isPulsing());
    QVERIFY(animation.flights().empty());
    QCOMPARE(animation.rates().perSecond(), 251);
    animation.advance(1200); // the first burst is more than a second ago
    QVERIFY(!animation.isPulsing());
    QVERIFY(!animation.isActive());
    send(3, 1300);
    QCOMPARE(animation.flights().size(), std::size_t{ 3 });
}

void TestTopologyPulses::aBurstBeyondAllBoundsIsCountedAndNotKept()
{
    HerdStory story;
    MessageAnimation animation;
    constexpr int lines = static_cast<int>(MessageAnimation::maxKept) + 500;
    for (int i = 0; i < lines; ++i) {
        story.fact(EventKind::LineSent, hill, smith, Reason::None, "AT 1");
        fold(animation, story, EventId{ number(story.log.lastId()) - 1 }, 0); // no frame in between
        QVERIFY(animation.flights().size() <= MessageAnimation::maxKept);
    }
    QVERIFY(animation.isPulsing());
    QCOMPARE(animation.rates().perSecond(), lines);
}

void TestTopologyPulses::ratesForgetAfterASecond()
{
    ui::LaneRates rates;
    const Lane one{ hill, smith };
    rates.count(one, 50);
    rates.count(one, 950);
    rates.count({ smith, hill }, 950);
    QCOMPARE(rates.perSecond(), 3);
    QCOMPARE(rates.perSecond(one), 2);
    rates.advance(1050);
    QCOMPARE(rates.perSecond(one), 1);
    QCOMPARE(rates.lanes().size(), 2);
    rates.advance(1e7);
    QCOMPARE(rates.perSecond(), 0);
    QVERIFY(rates.lanes().isEmpty());
}

HERD_TEST(TestTopologyPulses)
#include "tst_topologypulses.moc"
