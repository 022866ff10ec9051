// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/circulation.h"

#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using node::Circulation;

namespace {

constexpr std::int64_t second = base::nsPerSecond;

base::UpdateKey update(const QByteArray &client, std::int64_t timeNs = 5)
{
    return { base::ClientId(client), timeNs };
}

} // namespace

class CirculationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asManyAsAHealthyHerdSends();
    void tellsHowManyASecondAndNotTooOften();
    void endsWhenTheyNoLongerCome();
    void countsSoManyUpdates();
};

void CirculationTest::asManyAsAHealthyHerdSends()
{
    constexpr int most = Circulation::fewCopies + 2 * 3;
    for (const int copies : { most - 1, most, most + 1 }) {
        Circulation circulation(3);
        bool circulates = false;
        for (int i = 0; i < copies; ++i)
            circulates = circulation.onCopy(update("kiwi"), i).circulates;
        QCOMPARE(circulates, copies > most);
        QVERIFY(!circulation.onCopy(update("lime"), copies).circulates); // each for itself
        QVERIFY(!circulation.onCopy(update("kiwi", 6), copies).circulates);
    }
}

void CirculationTest::tellsHowManyASecondAndNotTooOften()
{
    Circulation circulation(1);
    std::vector<std::pair<std::int64_t, std::int32_t>> told;
    constexpr std::int64_t stepNs = second / 1'000;
    for (std::int64_t now = 0; now <= 12 * second; now += stepNs) {
        if (const auto verdict = circulation.onCopy(update("kiwi"), now); verdict.toTell > 0)
            told.emplace_back(now / second, verdict.toTell);
    }
    QCOMPARE(told, (std::vector<std::pair<std::int64_t, std::int32_t>>{ { 1, 1'000 }, { 11, 1'000 } }));
}

void CirculationTest::endsWhenTheyNoLongerCome()
{
    Circulation circulation(1);
    for (int i = 0; i < 100; ++i)
        Q_UNUSED(circulation.onCopy(update("kiwi"), i))
    QVERIFY(circulation.onCopy(update("kiwi"), second - 1).circulates);
    const auto later = circulation.onCopy(update("kiwi"), 100 * second);
    QVERIFY(!later.circulates);
    QCOMPARE(later.toTell, 0);
}

void CirculationTest::countsSoManyUpdates()
{
    Circulation circulation(1);
    const auto last = static_cast<std::int64_t>(Circulation::mostUpdates);
    for (std::int64_t time = 0; time < last; ++time)
        Q_UNUSED(circulation.onCopy(update("kiwi", time), 0))
    const auto circulates = [&circulation](std::int64_t time, std::int64_t now) {
        bool found = false;
        for (int i = 0; i < 100; ++i)
            found = circulation.onCopy(update("kiwi", time), now).circulates;
        return found;
    };
    QVERIFY(circulates(last - 1, 1));
    QVERIFY(!circulates(last, 1));
    QVERIFY(circulates(last, Circulation::paceNs + 1)); // the others are forgotten
}

HERD_TEST(CirculationTest)
#include "tst_circulation.moc"
