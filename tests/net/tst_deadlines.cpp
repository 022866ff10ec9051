// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/deadlines.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore::net;
using Due = Deadlines::Due;

// Times in seconds, the connection begins at 100.
class TestDeadlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dialling();
    void firstLine();
    void beginningLine();
    void idle();
    void pauseDoesNotCount();
    void unsentIsNotIdle();
    void slowReader();
    void closing();
    void zeroSwitchesOff();
    void hugeLimitsDoNotOverflow();

private:
    static ConnectionLimits limits()
    {
        ConnectionLimits limits;
        limits.connectNs = 5;
        limits.firstLineNs = 30;
        limits.lineNs = 10;
        limits.idleNs = 600;
        limits.slowNs = 10;
        limits.lingerNs = 1;
        return limits;
    }
};

void TestDeadlines::dialling()
{
    Deadlines deadlines(100, true);
    QCOMPARE(deadlines.next(limits(), false), 105);
    QCOMPARE(deadlines.due(limits(), false, 104), Due::Nothing);
    QCOMPARE(deadlines.due(limits(), false, 105), Due::Dialling);
    deadlines.connected(104);
    QCOMPARE(deadlines.next(limits(), false), 134);
}

void TestDeadlines::firstLine()
{
    Deadlines deadlines(100, false);
    deadlines.activity(129);
    QCOMPARE(deadlines.due(limits(), false, 129), Due::Nothing);
    QCOMPARE(deadlines.due(limits(), false, 130), Due::FirstLine);
    deadlines.lineEnded();
    QCOMPARE(deadlines.due(limits(), false, 130), Due::Nothing);
    QCOMPARE(deadlines.next(limits(), false), 129 + 600);
}

void TestDeadlines::beginningLine()
{
    Deadlines deadlines(100, false);
    deadlines.lineEnded();
    for (int now = 105; now < 115; ++now) {
        QCOMPARE(deadlines.due(limits(), false, now), Due::Nothing);
        deadlines.activity(now);
        deadlines.lineBegun(now); // each byte; only the first counts
    }
    QCOMPARE(deadlines.next(limits(), false), 115);
    QCOMPARE(deadlines.due(limits(), false, 115), Due::Line);
    deadlines.lineEnded();
    deadlines.lineBegun(115);
    QCOMPARE(deadlines.next(limits(), false), 125);
    deadlines.inputEnded();
    QCOMPARE(deadlines.next(limits(), false), 114 + 600);
}

void TestDeadlines::idle()
{
    Deadlines deadlines(100, false);
    deadlines.lineEnded();
    QCOMPARE(deadlines.due(limits(), false, 699), Due::Nothing);
    QCOMPARE(deadlines.due(limits(), false, 700), Due::Idle);
    deadlines.activity(699);
    QCOMPARE(deadlines.due(limits(), false, 1298), Due::Nothing);
    QCOMPARE(deadlines.due(limits(), false, 1299), Due::Idle);
}

void TestDeadlines::pauseDoesNotCount()
{
    Deadlines deadlines(100, false);
    deadlines.lineBegun(105);
    deadlines.paused(110);
    QCOMPARE(deadlines.next(limits(), false), Deadlines::never);
    deadlines.paused(500); // again: changes nothing
    deadlines.resumed(1110);
    QCOMPARE(deadlines.next(limits(), false), 1115);
    deadlines.lineEnded();
    QCOMPARE(deadlines.next(limits(), false), 1110 + 600);
    Deadlines first(100, false);
    first.paused(110);
    first.resumed(1110);
    QCOMPARE(first.next(limits(), false), 1130);
}

void TestDeadlines::unsentIsNotIdle()
{
    Deadlines deadlines(100, false);
    deadlines.lineEnded();
    deadlines.activity(690); // some of it was taken
    QCOMPARE(deadlines.due(limits(), true, 700), Due::Nothing);
    QCOMPARE(deadlines.due(limits(), true, 1290), Due::SlowReader);
    deadlines.paused(700); // whether the owner reads or not
    QCOMPARE(deadlines.due(limits(), true, 1290), Due::SlowReader);
    QCOMPARE(deadlines.due(limits(), false, 1290), Due::Nothing);
}

void TestDeadlines::slowReader()
{
    Deadlines deadlines(100, false);
    deadlines.slowReader(105);
    deadlines.slowReader(110);
    deadlines.activity(114);
    QCOMPARE(deadlines.due(limits(), true, 114), Due::Nothing);
    QCOMPARE(deadlines.due(limits(), true, 115), Due::SlowReader);
    deadlines.readerCaughtUp();
    QCOMPARE(deadlines.due(limits(), true, 115), Due::Nothing);
}

void TestDeadlines::closing()
{
    Deadlines deadlines(100, false);
    deadlines.closing(110);
    // Lingering may start at any moment, so somebody must look in time, and next() must not move back when it does.
    QCOMPARE(deadlines.next(limits(), true), 111);
    QCOMPARE(deadlines.due(limits(), true, 111), Due::Look);
    QCOMPARE(deadlines.next(limits(), true), 112);
    deadlines.activity(115);
    QCOMPARE(deadlines.due(limits(), true, 124), Due::Look);
    QCOMPARE(deadlines.due(limits(), true, 125), Due::SlowReader);
    Deadlines lookedAtLate(100, false);
    lookedAtLate.closing(110);
    QCOMPARE(lookedAtLate.due(limits(), true, 500), Due::SlowReader);
    deadlines.lingering(125);
    QCOMPARE(deadlines.due(limits(), false, 125), Due::Nothing);
    QCOMPARE(deadlines.due(limits(), false, 126), Due::Lingering);
}

void TestDeadlines::zeroSwitchesOff()
{
    ConnectionLimits none;
    none.connectNs = none.firstLineNs = none.lineNs = none.idleNs = none.slowNs = none.lingerNs = 0;
    Deadlines dialling(100, true);
    QCOMPARE(dialling.next(none, false), Deadlines::never);
    Deadlines deadlines(100, false);
    deadlines.lineBegun(100);
    deadlines.slowReader(100);
    QCOMPARE(deadlines.next(none, true), Deadlines::never);
    deadlines.closing(100);
    QCOMPARE(deadlines.next(none, true), Deadlines::never);
}

void TestDeadlines::hugeLimitsDoNotOverflow()
{
    ConnectionLimits huge = limits();
    huge.firstLineNs = huge.idleNs = Deadlines::never;
    const Deadlines deadlines(100, false);
    QCOMPARE(deadlines.next(huge, false), Deadlines::never);
}

HERD_TEST(TestDeadlines)
#include "tst_deadlines.moc"
