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
    void forgottenIsALineToo();
    void aWrongLineIsNone_data();
    void aWrongLineIsNone();
    void nothingYet();
    void comesBack();
    void ofBeforeThereWasAHeader();
    void cutAtEveryByte();
    void everyByteFlipped();
    void damageIsSetAside_data();
    void damageIsSetAside();
    void damagedAgain();
    void anotherProgramsFile_data();
    void anotherProgramsFile();
    void linesUpToTheLimit();

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

// It has neither the client's name nor where it was.
void JournalTest::forgottenIsALineToo()
{
    const herdcore::node::ForgottenRecord kiwi(herdcore::protocol::holdingOf(record("kiwi", 1)));
    const QByteArray line = forgottenLine(kiwi);
    QVERIFY(line.endsWith('\n') && line.count('\n') == 1 && !line.contains("kiwi"));
    QVERIFY(parseForgottenLine(line.chopped(1)) == kiwi);
    QVERIFY(!parseJournalLine(line.chopped(1)));
    for (const QByteArray &wrong : { line, line.chopped(2), QByteArray(line).replace(0, 1, "_"), line.sliced(9),
             journalLine(record("kiwi", 1)).chopped(1) })
        QVERIFY2(!parseForgottenLine(wrong), wrong.constData());
    put(header() + journalLine(record("kiwi", 1)) + line + journalLine(record("owl", 2)));
    Journal journal(path());
    const Contents contents = contentsOf(journal);
    compare(contents.records, { record("kiwi", 1), record("owl", 2) });
    QCOMPARE(contents.forgotten.size(), 1U);
    QVERIFY(contents.forgotten[0] == kiwi);
    QCOMPARE(contents.found.damagedBytes, 0);
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
    QVERIFY(!append(journal, record("kiwi", 1))); // it is not open
    const Contents contents = contentsOf(journal);
    QCOMPARE(contents.error, QString());
    QCOMPARE(contents.found.damagedBytes, 0);
    QVERIFY(contents.records.empty());
    QCOMPARE(content(), header());
    QCOMPARE(journal.bytes(), content().size());
}

void JournalTest::comesBack()
{
    std::vector<Record> expected;
    for (const Record &one : someRecords()) {
        Journal journal(path());
        compare(contentsOf(journal).records, expected);
        QVERIFY(append(journal, one));
        expected.push_back(one);
        QCOMPARE(content(), header() + linesOf(expected)); // at once: nothing waits in the process
        QCOMPARE(journal.bytes(), content().size());
    }
}

void JournalTest::ofBeforeThereWasAHeader()
{
    put(linesOf(someRecords()));
    Journal journal(path());
    compare(contentsOf(journal).records, someRecords());
    QVERIFY(append(journal, record("more", 1)));
    QCOMPARE(content(), linesOf(someRecords()) + journalLine(record("more", 1)));
}

void JournalTest::cutAtEveryByte()
{
    const std::vector<Record> all = someRecords();
    const QByteArray whole = header() + linesOf(all);
    for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
        QVERIFY(m_file.isGone());
        put(whole.first(cut));
        const auto kept = std::max<std::ptrdiff_t>(whole.first(cut).count('\n') - 1, 0);
        std::vector<Record> expected(all.begin(), all.begin() + kept);
        const qsizetype good = header().size() + linesOf(expected).size();
        {
            Journal journal(path());
            const Contents contents = contentsOf(journal);
            QCOMPARE(contents.error, QString());
            compare(contents.records, expected);
            QCOMPARE(contents.found.damagedBytes, std::max<qsizetype>(cut - good, 0));
            QCOMPARE(m_file.content(".damaged-1"), cut > good ? whole.sliced(good, cut - good) : QByteArray("none"));
            QCOMPARE(content(), whole.first(good));
            QVERIFY(append(journal, record("after", 9)));
        }
        expected.push_back(record("after", 9));
        Journal again(path());
        const Contents contents = contentsOf(again);
        compare(contents.records, expected);
        QCOMPARE(contents.found.damagedBytes, 0);
    }
}

// Before, within and after what is wrong: every line that is what it was is kept, and no byte of the others is lost.
void JournalTest::everyByteFlipped()
{
    const std::vector<Record> all = someRecords();
    const QByteArray whole = header() + linesOf(all);
    const QByteArrayList lines = linesOf(all).split('\n');
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const int flip : { 0x01, 0x80, 0xff, '\n' ^ whole[at] }) {
            QByteArray wrong = whole;
            wrong[at] = static_cast<char>(wrong[at] ^ flip);
            if (wrong == whole)
                continue;
            QVERIFY(m_file.isGone());
            put(wrong);
            std::vector<Record> expected;
            QByteArray bad;
            for (const QByteArray &line : wrong.split('\n')) {
                const qsizetype found = line.isEmpty() ? -1 : lines.indexOf(line);
                if (found >= 0)
                    expected.push_back(all[static_cast<std::size_t>(found)]);
                else if (!line.isEmpty() && line != header().chopped(1))
                    bad += line + '\n';
            }
            if (!wrong.endsWith('\n'))
                bad.chop(1);
            Journal journal(path());
            const Contents contents = contentsOf(journal, 1 + at % 100);
            compare(contents.records, expected);
            const QByteArray aside = m_file.content(".damaged-1");
            QCOMPARE(QByteArray(aside).replace("\n\n", "\n"), bad); // an empty line within goes with it
            QCOMPARE(contents.found.damagedBytes, aside.size());
            QCOMPARE(contents.found.setAside, m_file.besides(".damaged-1"));
            journal.close();
            compare(contentsOf(journal).records, expected);
            QCOMPARE(journal.found().damagedBytes, 0);
        }
    }
}

void JournalTest::damageIsSetAside_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::newRow("a line") << QByteArray("garbage\n");
    QTest::newRow("empty lines within") << QByteArray("x\n\n\ny\n");
    QTest::newRow("zeros, as after a crash of the machine") << QByteArray(5000, '\0') + '\n';
    QTest::newRow("as much as several pieces") << QByteArray(200'000, 'x') + '\n' + QByteArray(200'000, 'y') + '\n';
    QTest::newRow("more than a line may be") << QByteArray(20 << 20, 'x') + '\n';
    QTest::newRow("another program's") << QByteArray("\x7f"
                                                     "ELF\x02\x01\x01\n\xff\n");
}

void JournalTest::damageIsSetAside()
{
    QFETCH(QByteArray, damage);
    const std::vector<Record> all = someRecords();
    const QByteArray before = header() + linesOf({ all.begin(), all.begin() + 2 });
    const QByteArray after = linesOf({ all.begin() + 2, all.end() });
    put(before + damage + after + damage.chopped(1)); // the second time at the end, which may be cut off
    Journal journal(path());
    const Contents contents = contentsOf(journal);
    QCOMPARE(contents.error, QString());
    compare(contents.records, all);
    QCOMPARE(contents.found.damagedBytes, 2 * damage.size() - 1);
    QCOMPARE(m_file.content(".damaged-1"), damage + damage.chopped(1));
    QCOMPARE(content(), before + QByteArray(damage.size(), '\n') + after);
    QVERIFY(append(journal, record("more", 1)));
    QCOMPARE(content(), before + QByteArray(damage.size(), '\n') + after + journalLine(record("more", 1)));
}

void JournalTest::damagedAgain()
{
    for (const QByteArray &damage : { QByteArray("one\n"), QByteArray("two\n"), QByteArray("three\n") }) {
        put(header() + damage + linesOf(someRecords()));
        Journal journal(path());
        QCOMPARE(contentsOf(journal).error, QString());
    }
    QCOMPARE(m_file.content(".damaged-1"), QByteArray("one\n"));
    QCOMPARE(m_file.content(".damaged-2"), QByteArray("two\n"));
    QCOMPARE(m_file.content(".damaged-3"), QByteArray("three\n"));
}

void JournalTest::anotherProgramsFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a text") << QByteArray("Dear diary\n\nToday\n");
    QTest::newRow("a byte") << QByteArray("x");
    QTest::newRow("empty lines") << QByteArray("\n\n\n");
    QTest::newRow("zeros") << QByteArray(5000, '\0');
    QTest::newRow("much, and no line") << QByteArray(20 << 20, 'x');
    QTest::newRow("more than the header, without an end") << header().chopped(1) + 's';
    QTest::newRow("of another version") << header().replace("1", "2") + "what it has\n";
}

void JournalTest::anotherProgramsFile()
{
    QFETCH(QByteArray, bytes);
    put(bytes);
    Journal journal(path());
    QVERIFY(contentsOf(journal).error.contains(QStringLiteral("it is no journal")));
    QVERIFY(!journal.isOpen());
    QVERIFY(!append(journal, record("kiwi", 1)));
    QCOMPARE(content(), bytes);
    QCOMPARE(m_file.names().size(), 1);
}

void JournalTest::linesUpToTheLimit()
{
    const QByteArray line = journalLine(record(QByteArray(1000, 'k'), 1));
    for (const qsizetype limit : { line.size() - 2, line.size() - 1, line.size() }) {
        for (const qint64 piece : { 1, 100, 256 << 10 }) {
            QVERIFY(m_file.isGone());
            put(header() + line + linesOf(someRecords()));
            Journal journal(path(), limit);
            const bool fits = limit >= line.size() - 1; // its LF does not count
            const Contents contents = contentsOf(journal, piece);
            QCOMPARE(contents.records.size(), someRecords().size() + (fits ? 1 : 0));
            QCOMPARE(m_file.content(".damaged-1"), fits ? QByteArray("none") : line);
        }
    }
}

HERD_TEST(JournalTest)
#include "tst_journal.moc"
