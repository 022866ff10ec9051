// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/fulldisk.h"
#include "tests/host/journalfile.h"
#include "tests/support/testmain.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace herdtest;

// Disks that are full, files that are another's or no files.
class JournalTroubleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_file.isGone()); }
    void aFullDisk();
    void noRoomToBegin();
    void noRoomToSetAside();
    void aSecondOne();
    void aSecondProcess();
    void whatIsNoFile_data();
    void whatIsNoFile();
    void aFolderThatCannotBeWritten();

private:
    [[nodiscard]] QString path() const { return m_file.path(); }
    [[nodiscard]] QByteArray content() const { return m_file.content(); }
    void put(const QByteArray &bytes) const { m_file.put(bytes); }

    JournalFile m_file;
};

void JournalTroubleTest::aFullDisk()
{
    const QByteArray line = journalLine(record("kiwi", 1));
    Journal journal(path());
    QCOMPARE(contentsOf(journal).error, QString());
    QVERIFY(append(journal, record("kiwi", 1)));
    QByteArray expected = header() + line;
    for (const qsizetype room : { line.size() * 3 / 2, line.size() - 1, line.size(), qsizetype(0), line.size() + 1 }) {
        FullDisk disk(journal.bytes() + room);
        QCOMPARE(journal.append(line.repeated(3)), room / line.size() * line.size());
        expected += line.repeated(room / line.size());
        QCOMPARE(content(), expected); // no part of a line
        QCOMPARE(journal.bytes(), expected.size());
        QCOMPARE(journal.error(), QStringLiteral("File too large"));
    }
    QVERIFY(append(journal, record("kiwi", 4)));
    QCOMPARE(content(), expected + journalLine(record("kiwi", 4)));
}

void JournalTroubleTest::noRoomToBegin()
{
    {
        FullDisk disk(3);
        Journal journal(path());
        QCOMPARE(contentsOf(journal).error, QStringLiteral("File too large"));
        QVERIFY(!journal.isOpen());
    }
    Journal journal(path());
    QCOMPARE(contentsOf(journal).error, QString());
    QCOMPARE(content(), header());
}

void JournalTroubleTest::noRoomToSetAside()
{
    const QByteArray damaged
        = header() + journalLine(record("kiwi", 1)) + QByteArray(100'000, 'x') + '\n' + journalLine(record("lime", 1));
    m_file.put(damaged);
    {
        FullDisk disk(70'000);
        Journal journal(path());
        QVERIFY(contentsOf(journal).error.contains(QStringLiteral("cannot be set aside")));
    }
    QCOMPARE(content(), damaged);
    Journal journal(path());
    compare(contentsOf(journal).records, { record("kiwi", 1), record("lime", 1) });
    QCOMPARE(journal.found().damagedBytes, 100'001);
}

void JournalTroubleTest::aSecondOne()
{
    Journal first(path());
    QCOMPARE(contentsOf(first).error, QString());
    QVERIFY(append(first, record("kiwi", 1)));
    {
        Journal second(path());
        const auto contents = contentsOf(second);
        QVERIFY(!contents.error.isEmpty());
        QVERIFY(contents.records.empty());
        QVERIFY(!append(second, record("lime", 1)));
    }
    QVERIFY(append(first, record("kiwi", 2))); // it was not disturbed
    QCOMPARE(content(), header() + linesOf({ record("kiwi", 1), record("kiwi", 2) }));
}

void JournalTroubleTest::aSecondProcess()
{
    int gate[2];
    QCOMPARE(::pipe(gate), 0);
    int opened[2];
    QCOMPARE(::pipe(opened), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(gate[1]);
        Journal theirs(path());
        const char ok = contentsOf(theirs).error.isEmpty() && append(theirs, record("kiwi", 1)) ? 'y' : 'n';
        char byte = 0;
        if (::write(opened[1], &ok, 1) == 1)
            (void)!::read(gate[0], &byte, 1);
        ::_exit(0); // as if killed: nothing is closed in good order
    }
    char ok = 0;
    QCOMPARE(::read(opened[0], &ok, 1), 1);
    QCOMPARE(ok, 'y');
    Journal ours(path());
    const auto refused = contentsOf(ours);
    ::close(gate[1]);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    ::close(gate[0]);
    ::close(opened[0]);
    ::close(opened[1]);
    QVERIFY(!refused.error.isEmpty());
    Journal afterwards(path());
    const auto contents = contentsOf(afterwards);
    QCOMPARE(contents.error, QString());
    compare(contents.records, { record("kiwi", 1) });
}

void JournalTroubleTest::whatIsNoFile_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("error");
    const QString notRegular = QStringLiteral("it is not a regular file");
    QTest::newRow("a device that never ends") << QStringLiteral("/dev/full") << notRegular;
    QTest::newRow("another one") << QStringLiteral("/dev/null") << notRegular;
    QTest::newRow("a folder") << QStringLiteral("/") << notRegular;
    QTest::newRow("nowhere") << QStringLiteral("/nonexistent/Hill.journal") << QStringLiteral("No such file");
    QTest::newRow("a FIFO, to which nobody writes") << QStringLiteral("FIFO") << notRegular;
}

void JournalTroubleTest::whatIsNoFile()
{
    QFETCH(QString, where);
    QFETCH(QString, error);
    if (where == QStringLiteral("FIFO")) {
        where = path();
        QCOMPARE(::mkfifo(QFile::encodeName(where).constData(), 0600), 0);
    }
    Journal journal(where);
    QVERIFY(contentsOf(journal).error.contains(error));
    QVERIFY(!append(journal, record("kiwi", 1)));
}

void JournalTroubleTest::aFolderThatCannotBeWritten()
{
    if (::geteuid() == 0)
        QSKIP("root may write everywhere");
    put(linesOf({ record("kiwi", 1) }));
    QVERIFY(QFile::setPermissions(path(), QFileDevice::ReadOwner));
    Journal journal(path());
    QVERIFY(!contentsOf(journal).error.isEmpty());
    QVERIFY(!append(journal, record("kiwi", 1)));
    QVERIFY(QFile::setPermissions(path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner));
}

HERD_TEST(JournalTroubleTest)
#include "tst_journaltrouble.moc"
