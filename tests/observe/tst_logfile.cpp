// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/logfile.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace herdcore::observe;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void write(LogFile &file, const QByteArray &lines)
{
    file.buffer().append(lines);
    file.flush();
}

} // namespace

class LogFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isMadeByItsFirstLine();
    void appends_data();
    void appends();
    void rotates();
    void rotatesAtTheLimit_data();
    void rotatesAtTheLimit();
    void countsAFileThatWasThere();
    void dropsAndResumes();
    void countsEveryLineOfAFullDisk();
    void movesNoDevice();
    void endsATornLine();
    void neverWaitsForAPipe();

private:
    [[nodiscard]] QString path(int n = 0) const
    {
        return m_dir->filePath(n == 0 ? u"Hill.log"_s : u"Hill.log."_s + QString::number(n));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void LogFileTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

void LogFileTest::isMadeByItsFirstLine()
{
    LogFile file(path());
    file.flush();
    QVERIFY(!QFile::exists(path()));
    write(file, "one\n");
    QCOMPARE(contents(path()), "one\n");
    write(file, "two\n");
    QCOMPARE(contents(path()), "one\ntwo\n");
    QVERIFY(!file.isFailing());
    QCOMPARE(file.dropped(), 0U);
}

void LogFileTest::appends_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("empty") << QByteArray("") << QByteArray("new\n");
    QTest::newRow("whole lines") << QByteArray("old\n") << QByteArray("old\nnew\n");
    QTest::newRow("half a line") << QByteArray("old\nha") << QByteArray("old\nha\nnew\n");
}

void LogFileTest::appends()
{
    QFETCH(QByteArray, before);
    put(path(), before);
    LogFile file(path());
    write(file, "new\n");
    QTEST(contents(path()), "after");
}

void LogFileTest::rotates()
{
    LogFile file(path(), 10, 4);
    for (char n = '1'; n <= '6'; ++n)
        write(file, QByteArray("line ") + n + "..\n"); // 9 bytes
    QCOMPARE(contents(path()), "line 6..\n");
    QCOMPARE(contents(path(1)), "line 5..\n");
    QCOMPARE(contents(path(2)), "line 4..\n");
    QCOMPARE(contents(path(3)), "line 3..\n");
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), 4);
    QCOMPARE(file.dropped(), 0U);
}

void LogFileTest::rotatesAtTheLimit_data()
{
    QTest::addColumn<int>("second");
    QTest::addColumn<bool>("rotated");
    QTest::newRow("one less") << 9 << false;
    QTest::newRow("exactly") << 10 << false;
    QTest::newRow("one more") << 11 << true;
    QTest::newRow("more than a file") << 100 << true;
}

void LogFileTest::rotatesAtTheLimit()
{
    QFETCH(int, second);
    QFETCH(bool, rotated);
    LogFile file(path(), 20, 4);
    write(file, "123456789\n");
    write(file, QByteArray(second - 1, 'x') + '\n');
    QCOMPARE(QFile::exists(path(1)), rotated);
    QCOMPARE(QFile(path()).size(), rotated ? second : 10 + second);
}

void LogFileTest::countsAFileThatWasThere()
{
    put(path(), "12345678\n");
    LogFile file(path(), 10, 4);
    write(file, "new\n");
    QCOMPARE(contents(path()), "new\n");
    QCOMPARE(contents(path(1)), "12345678\n");
}

void LogFileTest::dropsAndResumes()
{
    const QString directory = m_dir->filePath(u"missing"_s);
    LogFile file(directory + u"/Hill.log"_s);
    write(file, "one\ntwo\n");
    QVERIFY(file.isFailing());
    QCOMPARE(file.dropped(), 2U);
    file.flush(); // with nothing to write nothing is known to be better
    QVERIFY(file.isFailing());
    QVERIFY(QDir().mkpath(directory));
    write(file, "three\n");
    QVERIFY(!file.isFailing());
    QCOMPARE(file.dropped(), 2U);
    QCOMPARE(contents(directory + u"/Hill.log"_s), "three\n");
}

void LogFileTest::countsEveryLineOfAFullDisk()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("this system has no /dev/full");
    QVERIFY(QFile::link(u"/dev/full"_s, path()));
    LogFile file(path(), 10, 4);
    for (int n = 1; n <= 3; ++n) {
        write(file, "a longer line\nanother\n");
        QVERIFY(file.isFailing());
        QCOMPARE(file.dropped(), 2U * static_cast<unsigned>(n));
    }
    QVERIFY(QFile::remove(path()));
    write(file, "after\n");
    QVERIFY(!file.isFailing());
    QCOMPARE(contents(path()), "after\n");
}

void LogFileTest::movesNoDevice()
{
    if (!QFile::exists(u"/dev/null"_s))
        QSKIP("this system has no /dev/null");
    QVERIFY(QFile::link(u"/dev/null"_s, path()));
    LogFile file(path(), 10, 4);
    for (int n = 0; n < 5; ++n)
        write(file, "a longer line\n");
    QVERIFY(!file.isFailing());
    QVERIFY(QFile::symLinkTarget(path()) == u"/dev/null"_s);
    QVERIFY(!QFile::exists(path(1)));
}

// A limit on the size of files cuts a write short as a disk that fills up does.
void LogFileTest::endsATornLine()
{
    LogFile file(path());
    write(file, "0123456789\n");
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{ 25, before.rlim_max };
    const int set = setrlimit(RLIMIT_FSIZE, &tight);
    write(file, "0123456789\nabcdefghij\nklm\n");
    const bool failed = file.isFailing();
    const int reset = setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, oldHandler);
    QCOMPARE(set, 0);
    QCOMPARE(reset, 0);
    QVERIFY(failed);
    QCOMPARE(file.dropped(), 2U);
    write(file, "next\n");
    QVERIFY(!file.isFailing());
    QCOMPARE(contents(path()), "0123456789\n0123456789\nabc\nnext\n");
}

// A pipe without a reader, with one that does not read, and then a file in its place.
void LogFileTest::neverWaitsForAPipe()
{
    const QByteArray name = QFile::encodeName(path());
    QCOMPARE(::mkfifo(name.constData(), 0600), 0);
    ::alarm(20); // it would wait for ever
    LogFile file(path());
    write(file, "one\n");
    const int reader = ::open(name.constData(), O_RDONLY | O_NONBLOCK);
    QVERIFY(reader >= 0);
    write(file, QByteArray(100'000, 'x') + '\n');
    ::close(reader);
    ::alarm(0);
    QVERIFY(file.isFailing());
    QCOMPARE(file.dropped(), 2U);
    QVERIFY(QFile::remove(path()));
    write(file, "three\n");
    QVERIFY(!file.isFailing());
    QCOMPARE(contents(path()), "three\n");
}

HERD_TEST(LogFileTest)
#include "tst_logfile.moc"
