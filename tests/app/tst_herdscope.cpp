// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

// The built program, as a user starts it. HERDSCOPE names it.
class TestHerdscope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void version();
    void refusesInOneLine();
    void aBrokenFileOpensAWindowThatSaysSo_data();
    void aBrokenFileOpensAWindowThatSaysSo();
    void takesAPicture();
    void aLogFolderThatCannotBeMadeDoesNotKeepTheWindowFromOpening();
    void saysWhenThePictureCannotBeWritten();
    void leavesTheUsersSettingsAlone();

private:
    struct Result {
        int code;
        QByteArray out;
        QByteArray err;
    };
    Result run(const QStringList &arguments, const QString &home = {});
    // A base of ports that nobody listens on now.
    [[nodiscard]] static QString freePorts();
};

TestHerdscope::Result TestHerdscope::run(const QStringList &arguments, const QString &home)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    if (!home.isEmpty())
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home);
    process.setProcessEnvironment(environment);
    process.start(qEnvironmentVariable("HERDSCOPE"), arguments);
    if (!process.waitForFinished(60'000))
        return { -1, {}, "does not end" };
    return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
        process.readAllStandardError() };
}

QString TestHerdscope::freePorts()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return QString::number(qMin<int>(probe.serverPort(), 65000));
}

void TestHerdscope::version()
{
    const Result result = run({ QStringLiteral("--version") });
    QCOMPARE(result.code, 0);
    QCOMPARE(result.out, QByteArray("herdscope " HERDSCOPE_VERSION "\n"));
}

void TestHerdscope::refusesInOneLine()
{
    const Result result = run({ QStringLiteral("--profile"), QStringLiteral("no-such-herd") });
    QCOMPARE(result.code, 2);
    QCOMPARE(result.err.count('\n'), 1);
    QVERIFY(result.err.contains("no-such-herd"));
}

void TestHerdscope::aBrokenFileOpensAWindowThatSaysSo_data()
{
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QByteArray>("display");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<bool>("isWindow");
    const QByteArray broken = "{ // mine\n}";
    QTest::newRow("a window") << broken << QByteArray("offscreen") << QStringList() << true;
    QTest::newRow("what cannot be run") << QByteArray(
        R"({"dialect": "update", "repair": "sync", "servers": [{"name": "A", "port": 1}]})")
                                        << QByteArray("offscreen") << QStringList() << true;
    QTest::newRow("no display") << broken << QByteArray() << QStringList() << false;
    QTest::newRow("for a picture") << broken << QByteArray("offscreen")
                                   << QStringList{ QStringLiteral("--screenshot"), QStringLiteral("x.png") } << false;
}

void TestHerdscope::aBrokenFileOpensAWindowThatSaysSo()
{
    QFETCH(QByteArray, profile);
    QFETCH(QByteArray, display);
    QFETCH(QStringList, more);
    QFETCH(bool, isWindow);
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("mine.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(profile) > 0);
    file.close();
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *variable : { "DISPLAY", "WAYLAND_DISPLAY" })
        environment.remove(QLatin1String(variable));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QString::fromLatin1(display));
    process.setProcessEnvironment(environment);
    process.start(
        qEnvironmentVariable("HERDSCOPE"), QStringList{ QStringLiteral("--profile"), file.fileName() } + more);
    process.setReadChannel(QProcess::StandardError);
    QVERIFY(process.waitForReadyRead(60'000));
    QVERIFY(process.readAllStandardError().startsWith("herdscope: "));
    QCOMPARE(!process.waitForFinished(isWindow ? 1'000 : 60'000), isWindow);
    if (isWindow) {
        process.kill();
        process.waitForFinished();
    } else {
        QCOMPARE(process.exitCode(), 2);
    }
}

void TestHerdscope::takesAPicture()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("window.png"));
    const Result result = run({ QStringLiteral("--port-base"), freePorts(), QStringLiteral("--size"),
        QStringLiteral("1200x800"), QStringLiteral("--demo"), QStringLiteral("--cut=Hill-Jaquez"),
        QStringLiteral("--crash=Campbell"), QStringLiteral("--theme=dark"), QStringLiteral("--screenshot"), file,
        QStringLiteral("--after"), QStringLiteral("2.5") });
    QVERIFY2(result.code == 0, result.err.constData());
    const QImage picture(file);
    QCOMPARE(picture.size(), QSize(1200, 800));
    QVERIFY(qGray(picture.pixel(2, 400)) < 80); // the dark theme
}

// It is a finding in the window, which a picture of it shows.
void TestHerdscope::aLogFolderThatCannotBeMadeDoesNotKeepTheWindowFromOpening()
{
    const QTemporaryDir dir;
    const Result result = run(
        { QStringLiteral("--port-base"), freePorts(), QStringLiteral("--log-dir"), QStringLiteral("/dev/null/logs"),
            QStringLiteral("--screenshot"), dir.filePath(QStringLiteral("window.png")), QStringLiteral("--after=1") });
    QCOMPARE(result.code, 0);
    QVERIFY(QFile::exists(dir.filePath(QStringLiteral("window.png"))));
}

void TestHerdscope::saysWhenThePictureCannotBeWritten()
{
    const Result result = run({ QStringLiteral("--stopped"), QStringLiteral("--screenshot"),
        QStringLiteral("/no/such/directory/a.png"), QStringLiteral("--after=0.1") });
    QCOMPARE(result.code, 1);
    QVERIFY(result.err.contains("/no/such/directory/a.png"));
}

void TestHerdscope::leavesTheUsersSettingsAlone()
{
    const QTemporaryDir home;
    const QTemporaryDir dir;
    const Result result = run(
        { QStringLiteral("--stopped"), QStringLiteral("--theme=dark"), QStringLiteral("--layout=lecture"),
            QStringLiteral("--screenshot"), dir.filePath(QStringLiteral("a.png")), QStringLiteral("--after=0.1") },
        home.path());
    QCOMPARE(result.code, 0);
    QVERIFY(!QFile::exists(home.filePath(QStringLiteral("herdscope/herdscope.conf"))));
}

HERD_TEST(TestHerdscope)
#include "tst_herdscope.moc"
