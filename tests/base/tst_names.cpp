// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/names.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore::base;

class NamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesBytes_data();
    void comparesBytes();
    void keysAreClientAndTime();
};

void NamesTest::comparesBytes_data()
{
    QTest::addColumn<QByteArray>("less");
    QTest::addColumn<QByteArray>("greater");
    QTest::newRow("letters") << QByteArray("Hill") << QByteArray("Jaquez");
    QTest::newRow("prefix") << QByteArray("Hill") << QByteArray("Hill2");
    QTest::newRow("empty") << QByteArray() << QByteArray("\0", 1);
    QTest::newRow("after NUL") << QByteArray("a\0b", 3) << QByteArray("a\0c", 3);
    QTest::newRow("unsigned") << QByteArray("\x7f") << QByteArray("\x80");
    QTest::newRow("upper case first") << QByteArray("Z") << QByteArray("a");
}

void NamesTest::comparesBytes()
{
    QFETCH(QByteArray, less);
    QFETCH(QByteArray, greater);
    QVERIFY(ClientId(less) < ClientId(greater));
    QVERIFY(!(ClientId(greater) < ClientId(less)));
    QVERIFY(!(ClientId(less) < ClientId(less)));
    QVERIFY(ClientId(less) != ClientId(greater));
    QVERIFY(ClientId(less) == ClientId(less));
}

void NamesTest::keysAreClientAndTime()
{
    const UpdateKey key{ ClientId("kiwi"), 5 };
    QVERIFY((key == UpdateKey{ ClientId("kiwi"), 5 }));
    QVERIFY(!(key == UpdateKey{ ClientId("kiwi"), 6 }));
    QVERIFY(!(key == UpdateKey{ ClientId("lime"), 5 }));
    QCOMPARE(qHash(key), qHash(UpdateKey{ ClientId("kiwi"), 5 }));
    QVERIFY(!key.isNull());
    QVERIFY(UpdateKey().isNull());
}

HERD_TEST(NamesTest)
#include "tst_names.moc"
