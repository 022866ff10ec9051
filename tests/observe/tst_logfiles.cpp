// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/logfiles.h"
#include "tests/observe/events.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace herdcore;
using namespace herdcore::observe;
using namespace observetest;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArrayList lines = file.readAll().split('\n');
    lines.removeLast(); // after the last LF
    return lines;
}

LogFiles filesIn(const QString &directory)
{
    return LogFiles(
        directory, { u"Hill.log"_s, u"Jaquez.log"_s }, { { base::ServerName("Hill"), base::ServerName("Jaquez") } });
}

base::Moment atMilliseconds(std::int64_t ms)
{
    return { ms * base::nsPerMillisecond, 0 };
}

Event learned()
{
    return seen(EventKind::Learned, hill, nobody, "AT");
}

} // namespace

class LogFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesEachServersFile();
    void leavesOut_data();
    void leavesOut();
    void makesTheDirectory();
    void keepsUpWithALot();
    void reportsDropsOncePerSecond();
    void reportsEachFileForItself();
    void saysWhereALogGoesOn();
};

void LogFilesTest::writesEachServersFile()
{
    const QTemporaryDir dir;
    LogFiles files = filesIn(dir.path());
    files.write({ sent(hill, jaquez, "AT"), received(jaquez, hill, "AT"), received(jaquez, hill, "x\ny") });
    QVERIFY(files.flush({}).empty());
    const QByteArrayList ofHill = linesOf(dir.filePath(u"Hill.log"_s));
    const QByteArrayList ofJaquez = linesOf(dir.filePath(u"Jaquez.log"_s));
    QCOMPARE(ofHill, QByteArrayList({ "1970-01-01T00:00:00.000000Z -> Jaquez sent: AT" }));
    QCOMPARE(ofJaquez.size(), 2);
    QCOMPARE(ofJaquez.last(), "1970-01-01T00:00:00.000000Z <- Hill received: x\\x0Ay");
}

void LogFilesTest::leavesOut_data()
{
    QTest::addColumn<Event>("event");
    QTest::newRow("no server") << seen(EventKind::Learned, nobody);
    QTest::newRow("a server without a file") << seen(EventKind::Learned, smith);
    QTest::newRow("what the user's client did") << seen(EventKind::UserSent, hill, nobody, "IAMAT");
    QTest::newRow("that the log cannot be written") << seen(EventKind::LogDropped, hill);
}

void LogFilesTest::leavesOut()
{
    QFETCH(Event, event);
    const QTemporaryDir dir;
    LogFiles files = filesIn(dir.path());
    files.write({ event });
    QVERIFY(files.flush({}).empty());
    QVERIFY(QDir(dir.path()).isEmpty());
}

void LogFilesTest::makesTheDirectory()
{
    const QTemporaryDir dir;
    const QString below = dir.filePath(u"a/b/c"_s);
    LogFiles files = filesIn(below);
    files.write({ learned() });
    QVERIFY(files.flush({}).empty());
    QCOMPARE(linesOf(below + u"/Hill.log"_s).size(), 1);
}

void LogFilesTest::keepsUpWithALot()
{
    const QTemporaryDir dir;
    LogFiles files = filesIn(dir.path());
    std::vector<Event> batch;
    for (int n = 0; n < 50'000; ++n)
        batch.push_back(sent(hill, jaquez, QByteArray::number(n)));
    files.write(batch);
    QVERIFY(files.flush({}).empty());
    const QByteArrayList lines = linesOf(dir.filePath(u"Hill.log"_s));
    QCOMPARE(lines.size(), 50'000);
    for (int n = 0; n < 50'000; ++n)
        QVERIFY(lines[n].endsWith(QByteArray(" sent: " + QByteArray::number(n))));
}

void LogFilesTest::reportsDropsOncePerSecond()
{
    const QTemporaryDir dir;
    LogFiles files = filesIn(dir.path());
    QVERIFY(QDir(dir.path()).mkdir(u"Hill.log"_s)); // a directory cannot be written

    files.write({ learned(), learned() });
    std::vector<Event> reports = files.flush(atMilliseconds(1000));
    QCOMPARE(reports.size(), 1U);
    QCOMPARE(reports[0].kind, EventKind::LogDropped);
    QCOMPARE(reports[0].server, hill);
    QCOMPARE(reports[0].count, 2);
    QCOMPARE(reports[0].monotonicNs, 1000 * base::nsPerMillisecond);
    QCOMPARE(reports[0].bytes, dir.filePath(u"Hill.log"_s).toUtf8() + ": Is a directory");
    QVERIFY(!files.hasUnreported());

    files.write({ learned() });
    QVERIFY(files.flush(atMilliseconds(1999)).empty());
    QVERIFY(files.hasUnreported());
    reports = files.flush(atMilliseconds(2000)); // nothing new, but the second has passed
    QCOMPARE(reports.size(), 1U);
    QCOMPARE(reports[0].kind, EventKind::LogDropped);
    QCOMPARE(reports[0].count, 3);

    files.write({ learned() });
    QVERIFY(files.flush(atMilliseconds(2001)).empty());
    QVERIFY(QDir(dir.path()).rmdir(u"Hill.log"_s));
    files.write({ learned() });
    reports = files.flush(atMilliseconds(2002)); // good news does not wait
    QCOMPARE(reports.size(), 1U);
    QCOMPARE(reports[0].kind, EventKind::LogResumed);
    QCOMPARE(reports[0].count, 4);
    QVERIFY(!files.hasUnreported());
    files.write(reports);
    QVERIFY(files.flush(atMilliseconds(9999)).empty());
    const QByteArrayList lines = linesOf(dir.filePath(u"Hill.log"_s));
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[1].contains("log resumed, 4 lines are missing"));
}

void LogFilesTest::reportsEachFileForItself()
{
    const QTemporaryDir dir;
    QVERIFY(QDir(dir.path()).mkdir(u"Hill.log"_s));
    LogFiles files = filesIn(dir.path());
    files.write({ learned(), sent(jaquez, hill, "AT") });
    const auto reports = files.flush({});
    QCOMPARE(reports.size(), 1U);
    QCOMPARE(reports[0].server, hill);
    QCOMPARE(linesOf(dir.filePath(u"Jaquez.log"_s)).size(), 1);
}

void LogFilesTest::saysWhereALogGoesOn()
{
    const QTemporaryDir dir;
    QFile theirs(dir.filePath(u"Jaquez.log"_s));
    QVERIFY(theirs.open(QIODevice::WriteOnly) && theirs.write("INFO:root:a student's\n") > 0);
    theirs.close();
    LogFiles files = filesIn(dir.path());
    files.write({ learned(), sent(jaquez, hill, "AT") });
    std::vector<Event> reports = files.flush({});
    QCOMPARE(reports.size(), 1U);
    QCOMPARE(reports[0].kind, EventKind::LogMoved);
    QCOMPARE(reports[0].reason, base::Reason::FileOfAnother);
    QCOMPARE(reports[0].server, jaquez);
    QCOMPARE(reports[0].bytes, dir.filePath(u"Jaquez-2.log"_s).toUtf8());
    QVERIFY(QFile::remove(dir.filePath(u"Hill.log"_s)));
    files.write({ learned() });
    reports = files.flush({});
    QCOMPARE(reports.size(), 1U);
    QCOMPARE(reports[0].reason, base::Reason::FileRemoved);
    files.write(reports);
    QVERIFY(files.flush({}).empty());
    const QByteArrayList lines = linesOf(dir.filePath(u"Hill.log"_s));
    QCOMPARE(lines.size(), 2); // and the new file itself begins with why
    QVERIFY(lines[1].contains("log moved (the file was removed or replaced): "));
    QCOMPARE(linesOf(dir.filePath(u"Jaquez.log"_s)), QByteArrayList{ "INFO:root:a student's" });
}

HERD_TEST(LogFilesTest)
#include "tst_logfiles.moc"
