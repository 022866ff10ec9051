// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/regularfile.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace herdcore::profile;
using namespace Qt::StringLiterals;

class RegularFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void waitsForNoPipe();
    void readsAPipeThatWasGiven();

private:
    QTemporaryDir m_dir;
};

void RegularFileTest::reads_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("error");
    QTest::newRow("empty") << 0 << u""_s;
    QTest::newRow("one less") << (1 << 20) - 1 << u""_s;
    QTest::newRow("as large as it may be") << (1 << 20) << u""_s;
    QTest::newRow("one more") << (1 << 20) + 1 << u"it is larger than 1 MiB"_s;
}

void RegularFileTest::reads()
{
    QFETCH(int, size);
    QFETCH(QString, error);
    const QByteArray bytes(size, 'x');
    QFile file(m_dir.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), size);
    file.close();
    const auto read = readRegularFile(file.fileName(), 1 << 20);
    QCOMPARE(read.hasValue(), error.isEmpty());
    if (read)
        QCOMPARE(*read, bytes);
    else
        QCOMPARE(read.error().message, error);
}

void RegularFileTest::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("error");
    QTest::newRow("missing") << u"/nowhere/file"_s << u"No such file or directory"_s;
    QTest::newRow("a directory") << u"/tmp"_s << u"it is a directory"_s;
    QTest::newRow("an endless device") << u"/dev/zero"_s << u"it is not a regular file"_s;
    QTest::newRow("an empty device") << u"/dev/null"_s << u"it is not a regular file"_s;
}

void RegularFileTest::refuses()
{
    QFETCH(QString, path);
    const auto read = readRegularFile(path, 100);
    QVERIFY(!read);
    QTEST(read.error().message, "error");
}

void RegularFileTest::waitsForNoPipe()
{
    const QString path = m_dir.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    ::alarm(20); // it would wait for ever
    const auto read = readRegularFile(path, 100);
    ::alarm(0);
    QVERIFY(!read);
    QCOMPARE(read.error().message, u"it is not a regular file"_s);
}

// As a shell gives it for <(command).
void RegularFileTest::readsAPipeThatWasGiven()
{
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    QCOMPARE(::write(ends[1], "abc", 3), 3);
    ::close(ends[1]);
    const auto read = readRegularFile(u"/dev/fd/"_s + QString::number(ends[0]), 3);
    ::close(ends[0]);
    QVERIFY(read);
    QCOMPARE(*read, "abc");
}

HERD_TEST(RegularFileTest)
#include "tst_regularfile.moc"
