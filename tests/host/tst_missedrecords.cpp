// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/missedrecords.h"
#include "tests/support/testmain.h"

#include <QTest>

using herdcore::base::ClientId;
using herdcore::host::MissedRecords;

class MissedRecordsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachClientOnce();
    void soManyClients();
    void soManyBytes();
    void nobodyKnows();
};

void MissedRecordsTest::eachClientOnce()
{
    MissedRecords missed;
    QVERIFY(missed.isEmpty());
    for (int i = 0; i < 3; ++i)
        missed.add(ClientId("kiwi"));
    QCOMPARE(missed.clients().size(), std::size_t{ 1 });
    QCOMPARE(missed.updates(), 3);
    QVERIFY(!missed.isEmpty());
    missed.clear();
    QVERIFY(missed.isEmpty());
    QCOMPARE(missed.updates(), 0);
}

void MissedRecordsTest::soManyClients()
{
    MissedRecords missed;
    for (std::size_t i = 1; i < MissedRecords::maxClients; ++i)
        missed.add(ClientId(QByteArray::number(qulonglong(i))));
    QVERIFY(!missed.isAll());
    missed.add(ClientId("the last"));
    QVERIFY(!missed.isAll());
    QCOMPARE(missed.clients().size(), MissedRecords::maxClients);
    missed.add(ClientId("the last"));
    QVERIFY(!missed.isAll());
    missed.add(ClientId("one more"));
    QVERIFY(missed.isAll());
    QVERIFY(missed.clients().empty());
    missed.add(ClientId("and one"));
    QCOMPARE(missed.updates(), qint64(MissedRecords::maxClients) + 3);
    missed.clear();
    QVERIFY(!missed.isAll());
}

void MissedRecordsTest::soManyBytes()
{
    for (const qsizetype more : { -1, 0, 1 }) {
        MissedRecords missed;
        missed.add(ClientId(QByteArray(MissedRecords::maxBytes / 2, 'a')));
        missed.add(ClientId(QByteArray(MissedRecords::maxBytes / 2 + more, 'b')));
        QCOMPARE(missed.isAll(), more > 0);
    }
}

void MissedRecordsTest::nobodyKnows()
{
    MissedRecords missed;
    missed.add(ClientId("kiwi"));
    missed.addAll();
    QVERIFY(missed.isAll() && !missed.isEmpty());
    QCOMPARE(missed.updates(), 1);
}

HERD_TEST(MissedRecordsTest)
#include "tst_missedrecords.moc"
