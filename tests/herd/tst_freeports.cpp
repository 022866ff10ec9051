// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/freeports.h"
#include "tests/host/rawlistener.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore::herd;
using namespace herdtest;

class FreePortsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areConsecutive();
    void areLookedForSoFar_data();
    void areLookedForSoFar();
    void endWithTheLastPort();
    void areTried();
};

void FreePortsTest::areConsecutive()
{
    const auto isFree = [](quint16 port) {
        return port != 12'307 && port != 12'310;
    };
    QCOMPARE(freePorts(12'205, 2, isFree), quint16{ 12'305 });
    QCOMPARE(freePorts(12'205, 3, isFree), quint16{ 12'311 });
}

void FreePortsTest::areLookedForSoFar_data()
{
    QTest::addColumn<int>("free"); // the only one
    QTest::addColumn<quint16>("found");
    QTest::newRow("too near") << 1'099 << quint16{ 0 };
    QTest::newRow("the first") << 1'100 << quint16{ 1'100 };
    QTest::newRow("the last but one") << 2'098 << quint16{ 2'098 };
    QTest::newRow("the last") << 2'099 << quint16{ 2'099 };
    QTest::newRow("too far") << 2'100 << quint16{ 0 };
}

void FreePortsTest::areLookedForSoFar()
{
    QFETCH(int, free);
    QTEST(freePorts(1'000, 1, [free](quint16 port) { return port == free; }), "found");
}

void FreePortsTest::endWithTheLastPort()
{
    const auto all = [](quint16) {
        return true;
    };
    QCOMPARE(freePorts(65'435, 1, all), quint16{ 65'535 });
    QCOMPARE(freePorts(65'435, 2, all), quint16{ 0 });
    QCOMPARE(freePorts(65'436, 1, all), quint16{ 0 });
    QCOMPARE(freePorts(65'434, 2, all), quint16{ 65'534 });
}

void FreePortsTest::areTried()
{
    quint16 port = 0;
    {
        const RawListener other;
        port = other.port();
        QVERIFY(!isPortFree(QStringLiteral("127.0.0.1"), port));
    }
    QVERIFY(isPortFree(QStringLiteral("127.0.0.1"), port));
    QVERIFY(!isPortFree(QStringLiteral("192.0.2.1"), port)); // not of this machine
    QVERIFY(!isPortFree(QStringLiteral("nowhere"), port));
}

HERD_TEST(FreePortsTest)
#include "tst_freeports.moc"
