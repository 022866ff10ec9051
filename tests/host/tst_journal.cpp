// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/journalfile.h"
#include "tests/support/testmain.h"

using namespace herdtest;

namespace {

std::vector<Record> someRecords()
{
    return { record("kiwi", 1), record("\xff\x01id", 2, 0), record(QByteArray("nul\0nul", 7), 3, 1ULL << 62),
        record("kiwi", 4, 2), record("\xf0\x9f\x98\x82", 5) };
}

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_file.isGone()); }
    void aLineIsARecord();
    void aWrongLineIsNone_data();
    void aWrongLineIsNone();
    void nothingYet();
    void comesBack();
    void cutAtEveryByte();
    void everyByteOfTheTailFlipped();
    void garbageAtTheEnd_data();
    void garbageAtTheEnd();
    void outdatedOnesAreLeftOut();

private:
    [[nodiscard]] QString path() const { return m_file.path(); }
    [[nodiscard]] QByteArray content() const { return m_file.content(); }
    void put(const QByteArray &bytes) const { m_file.put(bytes); }

    JournalFile m_file;
};

void JournalTest::aLineIsARecord()
{
    for (const Record &one : someRecords()) {
        const QByteArray line = journalLine(one);
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(line.endsWith('\n'));
        const auto read = parseJournalLine(line.chopped(1));
        QVERIFY(read);
        compare({ *read }, { one });
    }
    // The usual CRC-32: `printf '1 AT ...' | gzip -c | tail -c8 | od -tx4` prints the same.
    QCOMPARE(
        journalLine(record("kiwi", 1)), QByteArray("80ee9d86 1 AT Hill +0.263873386 kiwi +34.068930-118.445127 1\n"));
}

void JournalTest::aWrongLineIsNone_data()
{
    QTest::addColumn<QByteArray>("line");
    const QByteArray right = journalLine(record("kiwi", 1)).chopped(1);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << right.first(8);
    QTest::newRow("only a checksum") << QByteArray("00000000 ");
    QTest::newRow("no blank") << QByteArray(right).replace(8, 1, "_");
    QTest::newRow("no checksum") << right.sliced(9);
    QTest::newRow("another checksum") << QByteArray(right).replace(0, 1, "7");
    QTest::newRow("cut") << right.chopped(1);
    QTest::newRow("longer") << right + '1';
}

void JournalTest::aWrongLineIsNone()
{
    QFETCH(QByteArray, line);
    QVERIFY(!parseJournalLine(line));
}

void JournalTest::nothingYet()
{
    Journal journal(path());
    QVERIFY(!journal.append(record("kiwi", 1))); // it is not open
    const auto contents = journal.open();
    QCOMPARE(contents.error, QString());
    QCOMPARE(contents.droppedBytes, 0);
    QVERIFY(contents.records.empty());
    QCOMPARE(journal.bytes(), 0);
}

void JournalTest::comesBack()
{
    std::vector<Record> expected;
    for (const Record &one : someRecords()) {
        Journal journal(path());
        compare(journal.open().records, expected);
        QVERIFY(journal.append(one));
        expected.push_back(one);
        QCOMPARE(content(), linesOf(expected)); // at once: nothing waits in the process
        QCOMPARE(journal.bytes(), content().size());
    }
}

void JournalTest::cutAtEveryByte()
{
    const std::vector<Record> all = someRecords();
    const QByteArray whole = linesOf(all);
    for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
        put(whole.first(cut));
        const auto kept = static_cast<std::size_t>(whole.first(cut).count('\n'));
        std::vector<Record> expected(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept));
        {
            Journal journal(path());
            const auto contents = journal.open();
            compare(contents.records, expected);
            QCOMPARE(contents.droppedBytes, cut - linesOf(expected).size());
            QCOMPARE(content(), linesOf(expected));
            QVERIFY(journal.append(record("after", 9)));
        }
        expected.push_back(record("after", 9));
        Journal again(path());
        const auto contents = again.open();
        compare(contents.records, expected);
        QCOMPARE(contents.droppedBytes, 0);
    }
}

void JournalTest::everyByteOfTheTailFlipped()
{
    const std::vector<Record> all = someRecords();
    const QByteArray whole = linesOf(all);
    const std::vector<Record> before(all.begin(), all.end() - 1);
    const qsizetype tail = linesOf(before).size();
    for (qsizetype at = tail; at < whole.size(); ++at) {
        for (const int flip : { 0x01, 0x80, 0xff, '\n' ^ whole[at] }) {
            QByteArray wrong = whole;
            wrong[at] = static_cast<char>(wrong[at] ^ flip);
            if (wrong == whole)
                continue;
            put(wrong);
            Journal journal(path());
            const auto contents = journal.open();
            compare(contents.records, before);
            QCOMPARE(contents.droppedBytes, whole.size() - tail);
            QCOMPARE(content(), linesOf(before));
        }
    }
}

void JournalTest::garbageAtTheEnd_data()
{
    QTest::addColumn<QByteArray>("garbage");
    QTest::newRow("a line") << QByteArray("garbage\n");
    QTest::newRow("lines") << QByteArray("\n\n\n");
    QTest::newRow("zeros, as after a crash of the machine") << QByteArray(5000, '\0');
    QTest::newRow("no line") << QByteArray(100, 'x');
    QTest::newRow("right lines behind a wrong one") << "x\n" + journalLine(record("late", 8));
    QTest::newRow("another program's") << QByteArray("\x7f"
                                                     "ELF\x02\x01\x01\n\xff");
}

void JournalTest::garbageAtTheEnd()
{
    QFETCH(QByteArray, garbage);
    put(linesOf(someRecords()) + garbage);
    Journal journal(path());
    const auto contents = journal.open();
    compare(contents.records, someRecords());
    QCOMPARE(contents.droppedBytes, garbage.size());
    QCOMPARE(content(), linesOf(someRecords()));
}

void JournalTest::outdatedOnesAreLeftOut()
{
    std::vector<Record> many;
    for (int i = 0; i < 20'000; ++i)
        many.push_back(record("client" + QByteArray::number(i % 3), i));
    const std::vector<Record> last(many.end() - 3, many.end());
    put(linesOf(many) + "half a li");
    Journal journal(path());
    const auto contents = journal.open();
    QCOMPARE(contents.error, QString());
    QCOMPARE(contents.droppedBytes, 9);
    compare(contents.records, last);
    QCOMPARE(content(), linesOf(last));
    QCOMPARE(journal.bytes(), content().size());
    QVERIFY(journal.append(record("more", 5)));
    std::vector<Record> expected = last;
    expected.push_back(record("more", 5));
    QCOMPARE(content(), linesOf(expected));
    Journal second(path()); // the new file is taken as the old one was
    QVERIFY(!second.open().error.isEmpty());
}

HERD_TEST(JournalTest)
#include "tst_journal.moc"
