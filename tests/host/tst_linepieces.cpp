// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/linepieces.h"
#include "tests/host/queuebench.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdtest;

class LinePiecesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesOfLines_data();
    void piecesOfLines();
    void piecesKeepTheOrderOfLines();
    void piecesOfAConnectionThatIsGone();
};

void LinePiecesTest::piecesOfLines_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("pieces");
    QTest::newRow("1") << 1 << QByteArray("A|T| |x|$");
    QTest::newRow("2") << 2 << QByteArray("AT| x|$");
    QTest::newRow("3") << 3 << QByteArray("AT |x$");
    QTest::newRow("4") << 4 << QByteArray("AT x|$");
    QTest::newRow("5") << 5 << QByteArray("AT x$");
    QTest::newRow("6") << 6 << QByteArray("AT x$");
    QTest::newRow("whole") << 0 << QByteArray("AT x$");
}

void LinePiecesTest::piecesOfLines()
{
    QFETCH(int, size);
    LinePieces pieces;
    QVERIFY(pieces.isEmpty());
    QCOMPARE(pieces.nextNs(), ImpairedQueue::never);
    LinkLine line{ "AT x" };
    line.pieceBytes = size;
    pieces.add(line);
    std::int64_t now = 1000;
    QByteArrayList written;
    while (auto piece = pieces.next(now)) {
        written.append(piece->bytes.replace('\n', '$'));
        QCOMPARE(piece->isLast, pieces.isEmpty());
        if (pieces.isEmpty())
            break;
        QVERIFY(!pieces.next(now + LinePieces::gapNs - 1));
        QCOMPARE(pieces.nextNs(), now + LinePieces::gapNs);
        now = pieces.nextNs();
    }
    QTEST(written.join('|'), "pieces");
    QVERIFY(pieces.isEmpty());
}

void LinePiecesTest::piecesKeepTheOrderOfLines()
{
    LinePieces pieces;
    LinkLine sliced{ "abcd" };
    sliced.pieceBytes = 2;
    pieces.add(sliced);
    pieces.add({ "whole" });
    QCOMPARE(pieces.next(0)->bytes, "ab");
    QVERIFY(!pieces.next(0));
    pieces.hurry();
    QCOMPARE(pieces.next(0)->bytes, "cd\n");
    QCOMPARE(pieces.next(0)->bytes, "whole\n");
    QVERIFY(pieces.isEmpty());
}

void LinePiecesTest::piecesOfAConnectionThatIsGone()
{
    LinePieces pieces;
    LinkLine one{ "one" };
    one.pieceBytes = 1;
    one.connection = ConnectionId{ 1 };
    LinkLine other = one;
    other.bytes = "other";
    other.connection = ConnectionId{ 2 };
    pieces.add(one);
    pieces.add(other);
    QCOMPARE(pieces.next(0)->bytes, "o");
    QCOMPARE(inWords(pieces.takeOf(one.connection)), "one");
    pieces.hurry();
    QCOMPARE(pieces.next(0)->bytes, "other\n"); // from its first byte
}

HERD_TEST(LinePiecesTest)
#include "tst_linepieces.moc"
