// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/lineframer.h"
#include "tests/support/testmain.h"

#include <QList>
#include <QRandomGenerator>
#include <QTest>

using herdcore::net::LineFramer;

namespace {

using Lines = QList<QByteArray>;

// Everything in the order in which it is given away; "!" and the head for an overflow, "~" and the rest at the end.
Lines drained(LineFramer &framer)
{
    Lines lines;
    while (const auto line = framer.next())
        lines.append(*line);
    return lines;
}

Lines cut(const QByteArray &bytes, qsizetype limit, const QList<qsizetype> &chunks)
{
    LineFramer framer(limit);
    Lines lines;
    qsizetype at = 0;
    for (const qsizetype chunk : chunks) {
        framer.feed(QByteArrayView(bytes).sliced(at, chunk));
        at += chunk;
        lines += drained(framer);
    }
    if (framer.overflowed())
        lines.append("!" + framer.overflowHead());
    if (const auto rest = framer.takePartial())
        lines.append("~" + *rest);
    return lines;
}

} // namespace

class TestLineFramer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cuts_data();
    void cuts();
    void limit_data();
    void limit();
    void chunksEqualTheWhole_data();
    void chunksEqualTheWhole();
    void partialIsWhatHasNoEnd();
    void takesNoPartialBeforeTheLines();
    void holdsLittleOfALongLine();
    void holdsNothingWhenDrained();
    void clears();
    void growsInLinearTime();
};

void TestLineFramer::cuts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Lines>("expected");
    QTest::newRow("nothing") << QByteArray() << Lines{};
    QTest::newRow("one") << QByteArray("a\n") << Lines{ "a" };
    QTest::newRow("empty lines") << QByteArray("\n\n") << Lines{ "", "" };
    QTest::newRow("CR stays") << QByteArray("a\r\nb\n") << Lines{ "a\r", "b" };
    QTest::newRow("NUL stays") << QByteArray("a\0b\n", 4) << Lines{ QByteArray("a\0b", 3) };
    QTest::newRow("rest") << QByteArray("a\nbc") << Lines{ "a", "~bc" };
    QTest::newRow("only a rest") << QByteArray("bc") << Lines{ "~bc" };
}

void TestLineFramer::cuts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Lines, expected);
    QCOMPARE(cut(bytes, 100, { bytes.size() }), expected);
}

void TestLineFramer::limit_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Lines>("expected");
    const QByteArray nine(9, 'x');
    const QByteArray ten(10, 'x');
    const QByteArray eleven(11, 'x');
    QTest::newRow("n-1") << nine + '\n' << Lines{ nine };
    QTest::newRow("n") << ten + '\n' << Lines{ ten };
    QTest::newRow("n+1") << eleven + '\n' << Lines{ "!" + eleven };
    QTest::newRow("n without its end") << ten << Lines{ "~" + ten };
    QTest::newRow("n+1 without its end") << eleven << Lines{ "!" + eleven };
    QTest::newRow("after others") << "a\n" + eleven + "\nb\n" << Lines{ "a", "!" + eleven };
    QTest::newRow("the head is never longer") << QByteArray(1000, 'y') << Lines{ "!" + QByteArray(11, 'y') };
}

void TestLineFramer::limit()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Lines, expected);
    QCOMPARE(cut(bytes, 10, { bytes.size() }), expected);
    QCOMPARE(cut(bytes, 10, QList<qsizetype>(bytes.size(), 1)), expected);
}

void TestLineFramer::chunksEqualTheWhole_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 200; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestLineFramer::chunksEqualTheWhole()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    constexpr int limit = 20;
    QByteArray bytes;
    QList<qsizetype> chunks;
    // Short lines, so that limits and ends meet often; half of the seeds hold no line that is too long.
    const int longest = seed % 2 == 0 ? limit : limit + 3;
    while (bytes.size() < 300)
        bytes += QByteArray(random.bounded(longest + 1), char('a' + random.bounded(26))) + '\n';
    bytes.chop(random.bounded(limit));
    for (qsizetype left = bytes.size(); left > 0; left -= chunks.last())
        chunks.append(qMin<qsizetype>(left, 1 + random.bounded(40)));
    const Lines whole = cut(bytes, limit, { bytes.size() });
    QCOMPARE(cut(bytes, limit, chunks), whole);
    QByteArray joined;
    for (const QByteArray &line : whole) {
        if (line.startsWith('!'))
            return;
        joined += line.startsWith('~') ? line.mid(1) : line + '\n';
    }
    QCOMPARE(joined, bytes);
}

void TestLineFramer::partialIsWhatHasNoEnd()
{
    LineFramer framer(100);
    framer.feed("one\ntwo\nth");
    QCOMPARE(framer.partial(), QByteArrayView("th"));
    QVERIFY(framer.hasMore());
    QCOMPARE(framer.next(), std::optional<QByteArray>("one"));
    QCOMPARE(framer.partial(), QByteArrayView("th"));
    QCOMPARE(framer.next(), std::optional<QByteArray>("two"));
    QVERIFY(!framer.hasMore());
    framer.feed("ree");
    QCOMPARE(framer.partial(), QByteArrayView("three"));
    framer.feed("\n");
    QCOMPARE(framer.partial(), QByteArrayView());
    QVERIFY(framer.hasMore());
}

void TestLineFramer::takesNoPartialBeforeTheLines()
{
    LineFramer framer(100);
    framer.feed("one\ntw");
    QCOMPARE(framer.takePartial(), std::optional<QByteArray>());
    QCOMPARE(framer.next(), std::optional<QByteArray>("one"));
    QCOMPARE(framer.takePartial(), std::optional<QByteArray>("tw"));
    QCOMPARE(framer.takePartial(), std::optional<QByteArray>());
    framer.feed("o\n");
    QCOMPARE(framer.next(), std::optional<QByteArray>("o"));
}

void TestLineFramer::holdsLittleOfALongLine()
{
    constexpr qsizetype limit = 1000;
    LineFramer framer(limit);
    const QByteArray read(700, 'z');
    framer.feed(read);
    QVERIFY(!framer.next());
    QVERIFY(!framer.overflowed());
    framer.feed(read);
    QVERIFY(framer.overflowed());
    QVERIFY(!framer.next());
    QCOMPARE(framer.overflowHead().capacity(), 64);
    QVERIFY(!framer.hasMore());
    framer.feed(QByteArray(read + '\n'));
    QCOMPARE(framer.partial().size(), 0);
    QVERIFY(!framer.next());
    QCOMPARE(framer.overflowHead(), QByteArray(64, 'z'));
    QCOMPARE(framer.takePartial(), std::optional<QByteArray>());
}

void TestLineFramer::holdsNothingWhenDrained()
{
    LineFramer framer(100);
    QVERIFY(framer.isEmpty());
    framer.feed("a\nb\nc");
    QCOMPARE(drained(framer).size(), 2);
    QVERIFY(!framer.isEmpty());
    framer.feed("\n");
    QCOMPARE(drained(framer), Lines{ "c" });
    QVERIFY(framer.isEmpty());
}

void TestLineFramer::clears()
{
    LineFramer framer(10);
    framer.feed("a\nb");
    framer.clear();
    QVERIFY(framer.isEmpty());
    framer.feed("c\n");
    QCOMPARE(drained(framer), Lines{ "c" });
    framer.feed(QByteArray(11, 'x'));
    QVERIFY(!framer.next());
    framer.clear();
    QVERIFY(framer.overflowed());
}

// Were each byte of a growing line looked at again, this would look at 3e12 of them and never end.
void TestLineFramer::growsInLinearTime()
{
    constexpr qsizetype length = 2'500'000;
    LineFramer framer(length);
    for (qsizetype i = 0; i < length; ++i) {
        framer.feed("x");
        if (framer.next())
            QFAIL("not one growing line");
    }
    framer.feed("\n");
    QCOMPARE(framer.next()->size(), length);
}

HERD_TEST(TestLineFramer)
#include "tst_lineframer.moc"
