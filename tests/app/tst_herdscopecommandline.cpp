// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdscope/commandline.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace herdscope;
using herdcore::base::ServerIndex;

class TestHerdscopeCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults();
    void everyOption();
    void placesElsewhere();
    void cutsAndCrashesByName();
    void helpNamesEveryOption();
    void errors_data();
    void errors();
    void aBrokenProfileFile();
    void remembersTheFileOfItsProfile();
};

void TestHerdscopeCommandLine::defaults()
{
    const auto line = parseCommandLine({});
    QVERIFY(line.hasValue());
    QCOMPARE(line->profile.name, QStringLiteral("herdscope"));
    QCOMPARE(line->profile.servers.front().port, quint16{ 12205 });
    QVERIFY(line->theme == CommandLine::Theme::AsSaved);
    QVERIFY(line->layout == CommandLine::Layout::AsSaved);
    QVERIFY(line->screenshot.isEmpty() && line->logDir.isEmpty() && !line->size && !line->demo && !line->stopped);
    QCOMPARE(line->afterSeconds, 3.0);
}

void TestHerdscopeCommandLine::everyOption()
{
    const auto line = parseCommandLine({ QStringLiteral("--profile"), QStringLiteral("herdscope"),
        QStringLiteral("--port-base=9000"), QStringLiteral("--places=gazetteer"), QStringLiteral("--log-dir"),
        QStringLiteral("/tmp/x"), QStringLiteral("--theme"), QStringLiteral("dark"), QStringLiteral("--layout=lecture"),
        QStringLiteral("--size"), QStringLiteral("1366x768"), QStringLiteral("--demo"), QStringLiteral("--stopped"),
        QStringLiteral("--screenshot"), QStringLiteral("a.png"), QStringLiteral("--after=0.5") });
    QVERIFY(line.hasValue());
    QCOMPARE(line->profile.servers.front().port, quint16{ 9000 });
    QCOMPARE(line->profile.servers.back().port, quint16{ 9004 });
    QCOMPARE(line->logDir, QStringLiteral("/tmp/x"));
    QVERIFY(line->theme == CommandLine::Theme::Dark);
    QVERIFY(line->layout == CommandLine::Layout::Lecture);
    QCOMPARE(*line->size, QSize(1366, 768));
    QVERIFY(line->demo && line->stopped);
    QCOMPARE(line->screenshot, QStringLiteral("a.png"));
    QCOMPARE(line->afterSeconds, 0.5);
    QCOMPARE(line->places->source, QStringLiteral("gazetteer"));
    QVERIFY(!parseCommandLine({})->places);
    const auto wide = parseCommandLine({ QStringLiteral("--bind=0.0.0.0"), QStringLiteral("--classroom") });
    QVERIFY(wide.hasValue() && wide->herd.classroom);
    QCOMPARE(wide->herd.bindAddress, QStringLiteral("0.0.0.0"));
}

void TestHerdscopeCommandLine::placesElsewhere()
{
    const auto line = parseCommandLine({ QStringLiteral("--places-url=http://127.0.0.1:8080/x"),
        QStringLiteral("--places"), QStringLiteral("overpass") });
    QVERIFY(line.hasValue());
    QCOMPARE(line->places->source, QStringLiteral("overpass"));
    QCOMPARE(line->places->baseUrl, QUrl(QStringLiteral("http://127.0.0.1:8080/x")));
}

void TestHerdscopeCommandLine::cutsAndCrashesByName()
{
    const auto line = parseCommandLine({ QStringLiteral("--cut=Hill-Jaquez"), QStringLiteral("--cut"),
        QStringLiteral("Singleton-Smith"), QStringLiteral("--crash=Campbell") });
    QVERIFY(line.hasValue());
    QCOMPARE(line->cut.size(), size_t{ 2 });
    QCOMPARE(line->profile.server(line->cut[1].a).name.bytes(), QByteArray("Smith")); // the profile's own order
    QCOMPARE(line->crash, std::vector{ ServerIndex{ 3 } });
}

void TestHerdscopeCommandLine::helpNamesEveryOption()
{
    for (const char *option :
        { "profile", "port-base", "places", "places-url", "log-dir", "bind", "classroom", "speakers", "key-file",
            "theme", "layout", "size", "demo", "stopped", "cut", "crash", "screenshot", "after", "version", "help" })
        QVERIFY2(helpText().contains(QLatin1String("--") + QLatin1String(option)), option);
    QVERIFY(parseCommandLine({ QStringLiteral("--help") })->help);
    QVERIFY(parseCommandLine({ QStringLiteral("--version") })->version);
}

void TestHerdscopeCommandLine::errors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("names"); // what the message must name
    const auto row = [](const char *name, std::initializer_list<const char *> arguments, const char *names) {
        QStringList list;
        for (const char *argument : arguments)
            list += QString::fromLatin1(argument);
        QTest::newRow(name) << list << QString::fromLatin1(names);
    };
    row("unknown option", { "--nonsense" }, "nonsense");
    row("a word", { "Hill" }, "Hill");
    row("value missing", { "--profile" }, "profile");
    row("no such profile", { "--profile", "no-such" }, "no-such");
    row("places", { "--places", "atlas" }, "atlas");
    row("a URL for no online source", { "--places-url", "http://x/" }, "--places-url");
    row("a URL that is none", { "--places", "overpass", "--places-url", "file:///x" }, "http");
    row("port base zero", { "--port-base", "0" }, "--port-base");
    row("port base too high", { "--port-base", "65532" }, "65531");
    row("port base no number", { "--port-base", "x" }, "x");
    row("speakers", { "--speakers", "all" }, "listed");
    row("bind to no address", { "--bind", "here" }, "here");
    row("bind for other machines", { "--bind", "0.0.0.0" }, "--classroom");
    row("theme", { "--theme", "pink" }, "pink");
    row("layout", { "--layout", "wide" }, "wide");
    row("size", { "--size", "big" }, "1366x768");
    row("size too small", { "--size", "10x10" }, "10x10");
    row("size of three", { "--size", "800x600x3" }, "800x600x3");
    row("cut no link", { "--cut", "Hill-Campbell" }, "Hill-Campbell");
    row("cut nonsense", { "--cut", "Hill" }, "Hill-Jaquez");
    row("crash", { "--crash", "Nobody" }, "Nobody");
    row("after without a picture", { "--after", "3" }, "--screenshot");
    row("after no number", { "--screenshot", "a.png", "--after", "soon" }, "soon");
    row("after for ever", { "--screenshot", "a.png", "--after", "inf" }, "inf");
    row("no file for the picture", { "--screenshot=" }, "--screenshot");
}

void TestHerdscopeCommandLine::errors()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, names);
    const auto line = parseCommandLine(arguments);
    QVERIFY(!line.hasValue());
    const QString message = line.error().message;
    QVERIFY2(message.contains(names), qPrintable(message));
    QVERIFY2(!message.contains(u'\n'), qPrintable(message));
}

void TestHerdscopeCommandLine::aBrokenProfileFile()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("mine.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ \"servers\": [ { \"name\": \"A\", \"port\": 1, \"talks_to\": [\"B\"] } ] }");
    file.close();
    const auto line = parseCommandLine({ QStringLiteral("--profile"), file.fileName() });
    QVERIFY(!line.hasValue());
    QVERIFY2(line.error().message.contains(QStringLiteral("B")), qPrintable(line.error().message));
}

void TestHerdscopeCommandLine::remembersTheFileOfItsProfile()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("mine.json")));
    const auto standard = parseCommandLine({});
    QVERIFY(standard->profileFile.isEmpty());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(toJson(standard->profile)) > 0);
    file.close();
    const auto mine = parseCommandLine({ QStringLiteral("--profile"), file.fileName() });
    QVERIFY(mine.hasValue());
    QCOMPARE(mine->profileFile, file.fileName());
    QVERIFY(parseCommandLine({ QStringLiteral("--profile=at-2024") })->profileFile.isEmpty());
}

HERD_TEST(TestHerdscopeCommandLine)
#include "tst_herdscopecommandline.moc"
