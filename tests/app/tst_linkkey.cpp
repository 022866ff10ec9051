// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/linkkey.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace app;
using namespace herdcore::profile;
using namespace Qt::StringLiterals;

// Where the key of a herd comes from, and what is refused.
class LinkKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengths_data();
    void lengths();
    void whoMayRead_data();
    void whoMayRead();
    void onlyRegularFiles();
    void whereItComesFrom_data();
    void whereItComesFrom();
    void theEnvironmentForgetsIt();

private:
    [[nodiscard]] QString file(const QByteArray &content, mode_t mode = 0600) const
    {
        QFile file(m_dir.filePath(u"key"_s));
        file.remove();
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        ::chmod(QFile::encodeName(file.fileName()).constData(), mode);
        return file.fileName();
    }
    QTemporaryDir m_dir;
};

void LinkKeyTest::lengths_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QByteArray() << u"a key has at least 16 bytes"_s;
    QTest::newRow("15") << QByteArray(15, 'k') << u"a key has at least 16 bytes"_s;
    QTest::newRow("15 and a line end") << QByteArray(15, 'k') + "\n" << u"a key has at least 16 bytes"_s;
    QTest::newRow("16") << QByteArray(16, 'k') << QString();
    QTest::newRow("17") << QByteArray(17, 'k') << QString();
    QTest::newRow("bytes") << QByteArray("\xff\x00 0123456789abcdef", 19) << QString();
    QTest::newRow("4096") << QByteArray(4096, 'k') << QString();
    QTest::newRow("4097") << QByteArray(4097, 'k') << u"a key has at most 4096 bytes"_s;
}

void LinkKeyTest::lengths()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    const auto key = readLinkKey(file(content));
    QCOMPARE(key.hasValue(), message.isEmpty());
    if (key) {
        QCOMPARE(*key, content);
        QCOMPARE(*readLinkKey(file(content.left(4000) + "\r\n")), content.left(4000));
        return;
    }
    QVERIFY2(key.error().message.endsWith(message), qPrintable(key.error().message));
    QVERIFY(!key.error().message.contains(u"kkk"_s));
}

void LinkKeyTest::whoMayRead_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("isFine");
    for (const auto &[mode, isFine] : { std::pair(0600, true), std::pair(0400, true), std::pair(0640, false),
             std::pair(0604, false), std::pair(0620, false), std::pair(0601, false), std::pair(0777, false) })
        QTest::addRow("%o", static_cast<unsigned>(mode)) << mode << isFine;
}

void LinkKeyTest::whoMayRead()
{
    QFETCH(int, mode);
    const auto key = readLinkKey(file(QByteArray(32, 'k'), static_cast<mode_t>(mode)));
    QTEST(key.hasValue(), "isFine");
    if (!key)
        QVERIFY2(key.error().message.contains(u"chmod 600"_s), qPrintable(key.error().message));
}

// A pipe would be waited for.
void LinkKeyTest::onlyRegularFiles()
{
    const QString pipe = m_dir.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    for (const QString &path : { pipe, m_dir.path(), u"/dev/zero"_s, u"/dev/tty"_s, m_dir.filePath(u"none"_s) })
        QVERIFY2(!readLinkKey(path), qPrintable(path));
    QCOMPARE(readLinkKey(pipe).error().message, QString(u"--key-file "_s + pipe + u": it is not a regular file"_s));
}

void LinkKeyTest::whereItComesFrom_data()
{
    QTest::addColumn<bool>("isKeyed");
    QTest::addColumn<bool>("hasFile");
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<QByteArray>("taken");
    QTest::addColumn<QString>("message");
    const QByteArray ofFile(32, 'f');
    const QByteArray ofEnvironment(32, 'e');
    QTest::newRow("file") << true << true << QByteArray() << ofFile << QString();
    QTest::newRow("environment") << true << false << ofEnvironment << ofEnvironment << QString();
    QTest::newRow("both") << true << true << ofEnvironment << ofFile << QString();
    QTest::newRow("neither")
        << true << false << QByteArray() << QByteArray()
        << u"--speakers keyed needs a key: --key-file FILE, or the environment variable HERDSCOPE_KEY"_s;
    QTest::newRow("short") << true << false << QByteArray("short") << QByteArray("short")
                           << u"HERDSCOPE_KEY: a key has at least 16 bytes"_s;
    QTest::newRow("file, not keyed") << false << true << QByteArray() << QByteArray()
                                     << u"--key-file goes with --speakers keyed"_s;
    QTest::newRow("not keyed") << false << false << ofEnvironment << ofEnvironment << QString();
    QTest::newRow("not keyed, short") << false << false << QByteArray("short") << QByteArray() << QString();
}

void LinkKeyTest::whereItComesFrom()
{
    QFETCH(bool, isKeyed);
    QFETCH(bool, hasFile);
    QFETCH(QByteArray, environment);
    Profile profile = *loadProfile(u"herdscope"_s);
    if (isKeyed)
        profile.speakers = Speakers::Keyed;
    herdcore::herd::HerdOptions options;
    const Failure failure = giveLinkKey(profile, hasFile ? file(QByteArray(32, 'f')) : QString(), environment, options);
    QTEST(failure ? failure->message : QString(), "message");
    QTEST(options.key, "taken");
}

void LinkKeyTest::theEnvironmentForgetsIt()
{
    qputenv("HERDSCOPE_KEY", " a key of sixteen bytes\n");
    QCOMPARE(linkKeyFromEnvironment(), QByteArray("a key of sixteen bytes"));
    QVERIFY(!qEnvironmentVariableIsSet("HERDSCOPE_KEY"));
    QCOMPARE(linkKeyFromEnvironment(), QByteArray("a key of sixteen bytes"));
}

HERD_TEST(LinkKeyTest)
#include "tst_linkkey.moc"
