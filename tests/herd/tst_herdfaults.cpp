// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/state/faultlist.h"
#include "tests/herd/herdfixture.h"
#include "tests/support/testmain.h"

using namespace herdcore;
using namespace herdcore::herd;
using namespace herdcore::state;
using namespace herdcore::profile;
using namespace herdtest;

namespace {

constexpr LinkProfile hillJaquez{ hill, jaquez };

base::Impairment how(const QByteArray &words)
{
    return *base::impairmentFromWords(words);
}

// What is wrong with the herd, as its log says: "1: 0>1 drop".
QByteArrayList wrong(const HerdFixture &fixture)
{
    FaultList list;
    observe::LogCursor(fixture.herd->log()).readToEnd([&list](const EventView &event) { list.take(event); });
    QByteArrayList words;
    for (const ActiveFault &one : list.faults()) {
        words.append(QByteArray::number(base::number(one.number)) + ": " + QByteArray::number(base::number(one.from))
            + '>' + QByteArray::number(base::number(one.to)) + ' ' + one.words);
    }
    for (const LinkProfile &link : list.cuts())
        words.append(
            "cut " + QByteArray::number(base::number(link.a)) + '-' + QByteArray::number(base::number(link.b)));
    for (const ServerIndex server : list.frozen())
        words.append("frozen " + QByteArray::number(base::number(server)));
    return words;
}

} // namespace

class HerdFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areSetInTheirDirections();
    void areRefusedWhereNobodyOfOursSends();
    void healAllLeavesNothing();
    void outliveARestartUnlessTheyEnded();
    void resetLinksComeBack();
    void heldLinesAreReleased();
    void frozenServersAreNotHealed();
};

void HerdFaultsTest::areSetInTheirDirections()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    const FaultNumber first = fixture.herd->disturb({ hillJaquez, FaultDirection::AToB, how("drop") });
    const FaultNumber second = fixture.herd->disturb({ hillJaquez, FaultDirection::BToA, how("hold") });
    const FaultNumber third = fixture.herd->disturb({ hillJaquez, FaultDirection::Both, how("latency 1ms") });
    QCOMPARE(base::number(first), 1);
    QTRY_COMPARE(
        wrong(fixture), (QByteArrayList{ "1: 0>1 drop", "2: 1>0 hold", "3: 0>1 latency 1ms", "3: 1>0 latency 1ms" }));
    fixture.herd->heal(first);
    fixture.herd->heal(third);
    fixture.herd->heal(FaultNumber{ 99 });
    QTRY_COMPARE(wrong(fixture), QByteArrayList{ "2: 1>0 hold" });
    fixture.herd->heal(second);
    QTRY_VERIFY(wrong(fixture).isEmpty());
}

void HerdFaultsTest::areRefusedWhereNobodyOfOursSends()
{
    HerdOptions options;
    options.local = { hill };
    HerdFixture fixture(sixLinks(), options);
    const LinkProfile noLink{ hill, campbell };
    const LinkProfile others{ jaquez, singleton };
    QCOMPARE(fixture.herd->disturb({ noLink, FaultDirection::Both, how("drop") }), FaultNumber::None);
    QCOMPARE(fixture.herd->disturb({ others, FaultDirection::Both, how("drop") }), FaultNumber::None);
    QCOMPARE(fixture.herd->disturb({ hillJaquez, FaultDirection::BToA, how("drop") }), FaultNumber::None);
    QCOMPARE(base::number(fixture.herd->disturb({ hillJaquez, FaultDirection::Both, how("drop") })), 1);
    fixture.herd->startAll();
    QTRY_COMPARE(wrong(fixture), QByteArrayList{ "1: 0>1 drop" });
}

void HerdFaultsTest::healAllLeavesNothing()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.herd->cut(hillJaquez);
    for (const LinkProfile &link : fixture.herd->profile().links) {
        for (const char *words : { "latency 5s", "drop", "hold", "slices 1B" })
            QVERIFY(fixture.herd->disturb({ link, FaultDirection::Both, how(words) }) != FaultNumber::None);
    }
    QTRY_COMPARE(wrong(fixture).size(), 4 * 12 + 1);
    fixture.herd->healAll();
    QTRY_VERIFY(wrong(fixture).isEmpty());
    QTRY_VERIFY(fixture.hasLinkUps(14));
    fixture.report(hill, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", everybody));
}

void HerdFaultsTest::outliveARestartUnlessTheyEnded()
{
    HerdFixture fixture;
    (void)fixture.herd->disturb({ hillJaquez, FaultDirection::AToB, how("drop next 1") }); // the greeting
    (void)fixture.herd->disturb({ hillJaquez, FaultDirection::AToB, how("latency 1ms") });
    fixture.herd->startAll();
    QTRY_COMPARE(wrong(fixture), QByteArrayList{ "2: 0>1 latency 1ms" });
    fixture.herd->stop(hill);
    QTRY_VERIFY(wrong(fixture).isEmpty());
    fixture.herd->start(hill);
    QTRY_COMPARE(wrong(fixture), QByteArrayList{ "2: 0>1 latency 1ms" });
    QCOMPARE(fixture.count(EventKind::FaultSet), 3);
}

void HerdFaultsTest::resetLinksComeBack()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.herd->resetLink(hillJaquez);
    fixture.herd->resetLink({ hill, campbell }); // there is none
    QTRY_VERIFY(fixture.hasLinkUps(14));
    QCOMPARE(fixture.count(EventKind::LinkDown), 2);
}

void HerdFaultsTest::heldLinesAreReleased()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    for (const LinkProfile &link : fixture.herd->profile().links)
        (void)fixture.herd->disturb({ link, FaultDirection::Both, how("hold") });
    fixture.report(hill, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", { hill }));
    fixture.herd->release(hillJaquez, FaultDirection::BToA, 1); // nothing goes that way
    fixture.herd->release(hillJaquez, FaultDirection::AToB, 1);
    QTRY_VERIFY(fixture.haveLearnt("kiwi", { hill, jaquez }));
    fixture.herd->release({ jaquez, singleton }, FaultDirection::Both, 9);
    QTRY_VERIFY(fixture.haveLearnt("kiwi", { hill, jaquez, singleton }));
    fixture.herd->healAll();
    QTRY_VERIFY(fixture.haveLearnt("kiwi", everybody));
}

void HerdFaultsTest::frozenServersAreNotHealed()
{
    HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.herd->freeze(smith);
    QTRY_COMPARE(wrong(fixture), QByteArrayList{ "frozen 2" });
    fixture.herd->healAll();
    fixture.report(hill, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", { hill, jaquez, campbell, singleton }));
    fixture.herd->thaw(smith);
    QTRY_VERIFY(fixture.haveLearnt("kiwi", everybody));
    QTRY_VERIFY(wrong(fixture).isEmpty());
}

HERD_TEST(HerdFaultsTest)
#include "tst_herdfaults.moc"
