// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/logfile.h"
#include "herdcore/observe/logformat.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using herdcore::base::Reason;
using namespace herdcore::observe;
using namespace Qt::StringLiterals;

namespace {

const QByteArray ours = "2026-11-28T15:02:31.714217Z -- - listening\n";

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void put(const QString &path, const QByteArray &bytes, QIODevice::OpenMode mode = QIODevice::WriteOnly)
{
    QFile file(path);
    QVERIFY(file.open(mode));
    file.write(bytes);
}

void write(LogFile &file, const QByteArray &lines)
{
    file.buffer().append(lines);
    file.flush();
}

} // namespace

// What others do to the file of a log, and what is theirs.
class OwnFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void makesARemovedFileAgain_data();
    void makesARemovedFileAgain();
    void countsWhatARemovedFolderCosts();
    void leavesAnothersFileAlone_data();
    void leavesAnothersFileAlone();
    void leavesAFileThatAnotherStartsToWrite_data();
    void leavesAFileThatAnotherStartsToWrite();
    void goesOnInAFileThatTheUserEmptied();
    void sharesWithNoOtherOfOurs();
    void triesNineNames_data();
    void triesNineNames();
    void numbersNames_data();
    void numbersNames();

private:
    [[nodiscard]] QString path(const char *name = "Hill.log") const { return m_dir->filePath(QLatin1String(name)); }
    [[nodiscard]] std::unique_ptr<LogFile> file() const
    {
        return std::make_unique<LogFile>(path(), LogFile::defaultMaxBytes, 4, LogFormatter::isOurs);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void OwnFileTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

void OwnFileTest::makesARemovedFileAgain_data()
{
    QTest::addColumn<bool>("isMoved");
    QTest::newRow("removed") << false;
    QTest::newRow("moved, as logrotate does") << true;
}

void OwnFileTest::makesARemovedFileAgain()
{
    QFETCH(bool, isMoved);
    const auto log = file();
    write(*log, ours + "one\n");
    QCOMPARE(log->takeMoved(), Reason::None);
    QVERIFY(isMoved ? QFile::rename(path(), path("old")) : QFile::remove(path()));
    write(*log, "two\n");
    QCOMPARE(log->takeMoved(), Reason::FileRemoved);
    QCOMPARE(log->takeMoved(), Reason::None); // said once
    QCOMPARE(contents(path()), "two\n");
    QCOMPARE(log->dropped(), 0U);
    if (isMoved)
        QCOMPARE(contents(path("old")), ours + "one\n");
}

void OwnFileTest::countsWhatARemovedFolderCosts()
{
    QVERIFY(QDir(m_dir->path()).mkdir(u"logs"_s));
    LogFile log(path("logs/Hill.log"));
    write(log, "one\n");
    QVERIFY(QDir(path("logs")).removeRecursively());
    write(log, "two\nthree\n");
    QVERIFY(log.isFailing());
    QCOMPARE(log.dropped(), 2U);
    QCOMPARE(log.error(), "No such file or directory");
}

void OwnFileTest::leavesAnothersFileAlone_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<bool>("isOurs");
    QTest::newRow("of Python's logging") << QByteArray("INFO:root:listening\n") << false;
    QTest::newRow("of Python's logging, with the time") << QByteArray("2026-11-28 15:02:31,714 listening\n") << false;
    QTest::newRow("bytes") << QByteArray("\0\xff", 2) << false;
    QTest::newRow("a line feed") << QByteArray("\n") << false;
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("ours") << ours << true;
    QTest::newRow("the beginning of ours") << ours.first(5) << true;
}

void OwnFileTest::leavesAnothersFileAlone()
{
    QFETCH(QByteArray, before);
    QFETCH(bool, isOurs);
    put(path(), before);
    const auto log = file();
    write(*log, "new\n");
    QCOMPARE(log->path(), isOurs ? path() : path("Hill-2.log"));
    QCOMPARE(log->takeMoved(), isOurs ? Reason::None : Reason::FileOfAnother);
    QCOMPARE(contents(path()).startsWith(before), true);
    if (!isOurs) {
        QCOMPARE(contents(path()), before);
        QCOMPARE(contents(path("Hill-2.log")), "new\n");
    }
}

void OwnFileTest::leavesAFileThatAnotherStartsToWrite_data()
{
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<int>("mode");
    QTest::newRow("at its end") << QByteArray("theirs\n") << int{ QIODevice::Append };
    QTest::newRow("from its beginning, shorter than ours") << QByteArray("theirs\n") << int{ QIODevice::WriteOnly };
    QTest::newRow("from its beginning, as long as ours") << QByteArray(ours.size(), 'x') << int{ QIODevice::WriteOnly };
    QTest::newRow("from its beginning, longer") << QByteArray(1000, 'x') << int{ QIODevice::WriteOnly };
}

void OwnFileTest::leavesAFileThatAnotherStartsToWrite()
{
    QFETCH(QByteArray, theirs);
    QFETCH(int, mode);
    const auto log = file();
    write(*log, ours);
    QTest::qSleep(20); // a clock tick of the file system
    put(path(), theirs, QIODevice::OpenMode(QFlag(mode)));
    const QByteArray before = contents(path());
    write(*log, "new\n");
    QCOMPARE(log->takeMoved(), Reason::FileOfAnother);
    QCOMPARE(contents(path()), before);
    QCOMPARE(contents(path("Hill-2.log")), "new\n");
}

void OwnFileTest::goesOnInAFileThatTheUserEmptied()
{
    const auto log = file();
    write(*log, ours);
    put(path(), "");
    write(*log, "new\n");
    QCOMPARE(log->takeMoved(), Reason::None);
    QCOMPARE(contents(path()), "new\n");
    QTest::qSleep(20);
    QFile(path()).open(QIODevice::Append); // and one that is only opened
    write(*log, "more\n");
    QCOMPARE(log->takeMoved(), Reason::None);
    QCOMPARE(contents(path()), "new\nmore\n");
}

void OwnFileTest::sharesWithNoOtherOfOurs()
{
    auto first = file();
    const auto second = file();
    write(*first, ours);
    write(*second, ours);
    QCOMPARE(second->path(), path("Hill-2.log"));
    QCOMPARE(second->takeMoved(), Reason::FileOfAnother);
    write(*first, "first\n");
    QCOMPARE(first->path(), path());
    QCOMPARE(first->takeMoved(), Reason::None);
    first.reset();
    const auto third = file();
    write(*third, "third\n");
    QCOMPARE(contents(path()), ours + "first\nthird\n");
}

void OwnFileTest::triesNineNames_data()
{
    QTest::addColumn<int>("theirs");
    QTest::addColumn<bool>("isWritten");
    QTest::newRow("seven are taken") << 7 << true;
    QTest::newRow("eight are taken") << 8 << true;
    QTest::newRow("all nine are taken") << 9 << false;
}

void OwnFileTest::triesNineNames()
{
    QFETCH(int, theirs);
    QFETCH(bool, isWritten);
    for (int n = 1; n <= theirs; ++n)
        put(n == 1 ? path() : m_dir->filePath(u"Hill-%1.log"_s.arg(n)), "theirs\n");
    const auto log = file();
    write(*log, "new\n");
    QCOMPARE(!log->isFailing(), isWritten);
    QCOMPARE(log->dropped(), isWritten ? 0U : 1U);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files).size(), isWritten ? theirs + 1 : theirs);
}

void OwnFileTest::numbersNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("second");
    QTest::newRow("a suffix") << u"log-Hill.txt"_s << u"log-Hill-2.txt"_s;
    QTest::newRow("two") << u"Hill.old.log"_s << u"Hill.old-2.log"_s;
    QTest::newRow("none") << u"Hill"_s << u"Hill-2"_s;
}

void OwnFileTest::numbersNames()
{
    QFETCH(QString, name);
    const QString first = m_dir->filePath(name);
    put(first, "theirs\n");
    LogFile log(first, LogFile::defaultMaxBytes, 4, LogFormatter::isOurs);
    write(log, "new\n");
    QTEST(log.path().mid(m_dir->path().size() + 1), "second");
}

HERD_TEST(OwnFileTest)
#include "tst_ownfile.moc"
