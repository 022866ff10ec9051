// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "tests/support/transcript.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

// Every conversation of transcripts/, and a few that show that a difference is noticed.
class TranscriptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agrees_data();
    void agrees();
    void noticesDifferences_data();
    void noticesDifferences();
};

void TranscriptsTest::agrees_data()
{
    QTest::addColumn<QString>("file");
    const QDir dir(QFINDTESTDATA("node/transcripts"));
    const QStringList files = dir.entryList({ u"*.txt"_s }, QDir::Files, QDir::Name);
    QVERIFY(files.size() > 10);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file.chopped(4))) << dir.filePath(file);
}

void TranscriptsTest::agrees()
{
    QFETCH(QString, file);
    QFile transcript(file);
    QVERIFY(transcript.open(QIODevice::ReadOnly));
    const auto difference = herdtest::Transcript().run(transcript.readAll());
    QVERIFY2(!difference, qPrintable(difference.value_or(QString())));
}

void TranscriptsTest::noticesDifferences_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("beginning");
    QTest::newRow("another answer") << QByteArray("riley< hello\n! rejected (unknown command): hello\nriley> ? hell\n")
                                    << u"line 3: \n  expected riley> ? hell\n  but got  riley> ? hello"_s;
    QTest::newRow("too much") << QByteArray("riley< hello\n! rejected (unknown command): hello\n")
                              << u"at the end, nobody expected\n  riley> ? hello"_s;
    QTest::newRow("too much, then more") << QByteArray("riley< hello\nriley< hello\n")
                                         << u"line 2: before it, nobody expected\n  ! rejected"_s;
    QTest::newRow("too little") << QByteArray("riley> ? hello\n")
                                << u"line 1: \n  expected riley> ? hello\n  but got  nothing"_s;
    QTest::newRow("another order") << QByteArray("riley< hello\nriley> ? hello\n") << u"line 2: \n  expected riley>"_s;
    QTest::newRow("no step") << QByteArray("riley says hello\n") << u"line 1: is no step of a transcript"_s;
}

void TranscriptsTest::noticesDifferences()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, beginning);
    const auto difference = herdtest::Transcript().run(text);
    QVERIFY(difference);
    QVERIFY2(difference->startsWith(beginning), qPrintable(*difference));
}

HERD_TEST(TranscriptsTest)
#include "tst_transcripts.moc"
