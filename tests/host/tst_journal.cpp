// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/journal.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace herdcore::host;
using herdcore::base::ClientId, herdcore::base::ServerName;
using herdcore::protocol::Record;

namespace {

Record record(const QByteArray &client, int seconds, std::uint64_t label = 1)
{
    return { ClientId(client), ServerName("Hill"), "+0.263873386", { "+34.068930-118.445127", 34.06893, -118.445127 },
        { QByteArray::number(seconds), seconds * 1'000'000'000LL }, label };
}

std::vector<Record> someRecords()
{
    return { record("kiwi", 1), record("\xff\x01id", 2, 0), record(QByteArray("nul\0nul", 7), 3, 1ULL << 62), record("kiwi", 4, 2),
        record("\xf0\x9f\x98\x82", 5) };
}

void compare(const std::vector<Record> &found, const std::vector<Record> &expected)
{
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QVERIFY(found[i] == expected[i]);
        QCOMPARE(found[i].label, expected[i].label);
        QCOMPARE(found[i].time.ns, expected[i].time.ns);
    }
}

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid() && (!QFile::exists(path()) || QFile::remove(path()))); }
    void aLineIsARecord();
    void aWrongLineIsNone_data();
    void aWrongLineIsNone();
    void nothingYet();
    void comesBack();
    void cutAtEveryByte();
    void everyByteOfTheTailFlipped();
    void garbageAtTheEnd_data();
    void garbageAtTheEnd();
    void aFullDisk();
    void aSecondOne();
    void aSecondProcess();
    void whatIsNoFile_data();
    void whatIsNoFile();
    void outdatedOnesAreLeftOut();
    void aFolderThatCannotBeWritten();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("Hill.journal")); }
    void put(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }
    [[nodiscard]] static QByteArray linesOf(const std::vector<Record> &records)
    {
        QByteArray all;
        for (const Record &one : records)
            all += journalLine(one);
        return all;
    }

    QTemporaryDir m_folder;
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
    // CRC-32 as everybody has it: `printf '1 AT ...' | gzip -c | tail -c8 | od -tx4` says the same.
    QCOMPARE(journalLine(record("kiwi", 1)), QByteArray("80ee9d86 1 AT Hill +0.263873386 kiwi +34.068930-118.445127 1\n"));
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
    QTest::newRow("another program's") << QByteArray("\x7f" "ELF\x02\x01\x01\n\xff");
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

void JournalTest::aFullDisk()
{
    const QByteArray one = journalLine(record("kiwi", 1));
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    Journal journal(path());
    QCOMPARE(journal.open().error, QString());
    QVERIFY(journal.append(record("kiwi", 1)));
    // Room for one more and a half.
    rlimit full = before;
    full.rlim_cur = static_cast<rlim_t>(one.size() * 5 / 2);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &full), 0);
    const bool second = journal.append(record("kiwi", 2));
    const bool third = journal.append(record("kiwi", 3));
    const QByteArray whileFull = content();
    const qint64 bytes = journal.bytes();
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, handler);
    QVERIFY(second);
    QVERIFY(!third);
    QCOMPARE(whileFull, one + journalLine(record("kiwi", 2))); // nothing of the third one
    QCOMPARE(bytes, whileFull.size());
    QVERIFY(journal.append(record("kiwi", 4)));
    QCOMPARE(content(), whileFull + journalLine(record("kiwi", 4)));
}

void JournalTest::aSecondOne()
{
    Journal first(path());
    QCOMPARE(first.open().error, QString());
    QVERIFY(first.append(record("kiwi", 1)));
    {
        Journal second(path());
        const auto contents = second.open();
        QVERIFY(!contents.error.isEmpty());
        QVERIFY(contents.records.empty());
        QVERIFY(!second.append(record("lime", 1)));
    }
    QVERIFY(first.append(record("kiwi", 2))); // it was not disturbed
    QCOMPARE(content(), linesOf({ record("kiwi", 1), record("kiwi", 2) }));
}

void JournalTest::aSecondProcess()
{
    int gate[2];
    QCOMPARE(::pipe(gate), 0);
    int opened[2];
    QCOMPARE(::pipe(opened), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(gate[1]);
        Journal theirs(path());
        const char ok = theirs.open().error.isEmpty() && theirs.append(record("kiwi", 1)) ? 'y' : 'n';
        char byte = 0;
        if (::write(opened[1], &ok, 1) == 1)
            (void)!::read(gate[0], &byte, 1);
        ::_exit(0); // as if killed: nothing is closed in good order
    }
    char ok = 0;
    QCOMPARE(::read(opened[0], &ok, 1), 1);
    QCOMPARE(ok, 'y');
    Journal ours(path());
    const auto refused = ours.open();
    ::close(gate[1]);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    ::close(gate[0]);
    ::close(opened[0]);
    ::close(opened[1]);
    QVERIFY(!refused.error.isEmpty());
    Journal afterwards(path());
    const auto contents = afterwards.open();
    QCOMPARE(contents.error, QString());
    compare(contents.records, { record("kiwi", 1) });
}

void JournalTest::whatIsNoFile_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("a device that never ends") << QStringLiteral("/dev/full");
    QTest::newRow("another one") << QStringLiteral("/dev/null");
    QTest::newRow("a folder") << QStringLiteral("/");
    QTest::newRow("nowhere") << QStringLiteral("/nonexistent/Hill.journal");
}

void JournalTest::whatIsNoFile()
{
    QFETCH(QString, where);
    Journal journal(where);
    QVERIFY(!journal.open().error.isEmpty());
    QVERIFY(!journal.append(record("kiwi", 1)));
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

void JournalTest::aFolderThatCannotBeWritten()
{
    if (::geteuid() == 0)
        QSKIP("root may write everywhere");
    put(linesOf(someRecords()));
    QVERIFY(QFile::setPermissions(path(), QFileDevice::ReadOwner));
    Journal journal(path());
    QVERIFY(!journal.open().error.isEmpty());
    QVERIFY(!journal.append(record("kiwi", 1)));
    QVERIFY(QFile::setPermissions(path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner));
}

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
