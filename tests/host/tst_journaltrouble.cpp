// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/journalfile.h"
#include "tests/support/testmain.h"

#include <csignal>
#include <sys/resource.h>
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

void JournalTroubleTest::aSecondOne()
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

void JournalTroubleTest::whatIsNoFile_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("a device that never ends") << QStringLiteral("/dev/full");
    QTest::newRow("another one") << QStringLiteral("/dev/null");
    QTest::newRow("a folder") << QStringLiteral("/");
    QTest::newRow("nowhere") << QStringLiteral("/nonexistent/Hill.journal");
}

void JournalTroubleTest::whatIsNoFile()
{
    QFETCH(QString, where);
    Journal journal(where);
    QVERIFY(!journal.open().error.isEmpty());
    QVERIFY(!journal.append(record("kiwi", 1)));
}

void JournalTroubleTest::aFolderThatCannotBeWritten()
{
    if (::geteuid() == 0)
        QSKIP("root may write everywhere");
    put(linesOf({ record("kiwi", 1) }));
    QVERIFY(QFile::setPermissions(path(), QFileDevice::ReadOwner));
    Journal journal(path());
    QVERIFY(!journal.open().error.isEmpty());
    QVERIFY(!journal.append(record("kiwi", 1)));
    QVERIFY(QFile::setPermissions(path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner));
}

HERD_TEST(JournalTroubleTest)
#include "tst_journaltrouble.moc"
