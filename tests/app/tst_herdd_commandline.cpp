// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/commandline.h"
#include "tests/support/testmain.h"

#include <QTemporaryFile>
#include <QTest>

using namespace herdcore::herd;
using namespace herdcore::profile;
using herdcore::base::ServerIndex;
using herdd::CommandLine, herdd::parseCommandLine;
using namespace Qt::StringLiterals;

// herdd's command line as a value.
class HerddCommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commands_data();
    void commands();
    void serveDefaults();
    void serveOptions();
    void classroomMode();
    void choosesPorts_data();
    void choosesPorts();
    void portsOfTheSystemsChoice();
    void choosesServers();
    void ctl_data();
    void ctl();
    void say_data();
    void say();
    void errors_data();
    void errors();
    void keys_data();
    void keys();
    void helpNamesEveryOption();
    void helpsWithEachCommand_data();
    void helpsWithEachCommand();
    void whatIsToBeSaidIsNoOption();

private:
    static std::vector<quint16> portsOf(const CommandLine &line);
};

void HerddCommandLineTest::commands_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("command");
    const auto row = [](const char *arguments, CommandLine::Command command) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(u' ') << static_cast<int>(command);
    };
    row("help", CommandLine::Command::Help);
    row("--help", CommandLine::Command::Help);
    row("-h", CommandLine::Command::Help);
    row("version", CommandLine::Command::Version);
    row("--version", CommandLine::Command::Version);
    row("profiles", CommandLine::Command::Profiles);
    row("serve", CommandLine::Command::Serve);
    row("say localhost:12205 hello", CommandLine::Command::Say);
}

void HerddCommandLineTest::commands()
{
    QFETCH(QStringList, arguments);
    const auto line = parseCommandLine(arguments);
    QVERIFY2(line, line ? "" : qPrintable(line.error().message));
    QTEST(static_cast<int>(line->command), "command");
}

void HerddCommandLineTest::serveDefaults()
{
    const auto line = parseCommandLine({ u"serve"_s });
    QVERIFY(line);
    QVERIFY(line->profile == *loadProfile(u"herdscope"_s));
    QCOMPARE(line->options.logDir, u"."_s);
    QCOMPARE(line->options.places.source, u"gazetteer"_s);
    QCOMPARE(line->options.bindAddress, u"127.0.0.1"_s);
    QVERIFY(line->options.local.empty());
    QVERIFY(line->options.limits == Limits());
}

void HerddCommandLineTest::serveOptions()
{
    const auto line = parseCommandLine({ u"serve"_s, u"--profile"_s, u"herdscope"_s, u"--log-dir=/tmp/x"_s,
        u"--places"_s, u"gazetteer"_s, u"--links"_s, u"per-message"_s, u"--repair"_s, u"none"_s, u"--bind"_s, u"::1"_s,
        u"--limit"_s, u"line-bytes=100"_s, u"--limit"_s, u"clients=5"_s, u"--speakers"_s, u"open"_s,
        u"--future=refuse"_s, u"--key-file"_s, u"k"_s });
    QVERIFY2(line, line ? "" : qPrintable(line.error().message));
    QCOMPARE(line->options.logDir, u"/tmp/x"_s);
    QCOMPARE(line->profile.linkStyle, LinkStyle::PerMessage);
    QCOMPARE(line->options.bindAddress, u"::1"_s);
    QCOMPARE(line->options.limits.lineBytes, 100);
    QCOMPARE(line->options.limits.clients, 5);
    QCOMPARE(line->profile.whoSpeaks(), Speakers::Open);
    QVERIFY(line->profile.refusesFuture);
    QCOMPARE(line->keyFile, u"k"_s);
}

void HerddCommandLineTest::classroomMode()
{
    const auto plain = parseCommandLine({ u"serve"_s });
    QVERIFY(!plain->options.classroom && plain->options.bindAddress == u"127.0.0.1"_s);
    const auto own = parseCommandLine({ u"serve"_s, u"--classroom"_s });
    QVERIFY(own->options.classroom && own->options.bindAddress == u"127.0.0.1"_s);
    const auto wide = parseCommandLine({ u"serve"_s, u"--bind"_s, u"0.0.0.0"_s, u"--classroom"_s });
    QVERIFY2(wide, wide ? "" : qPrintable(wide.error().message));
    QVERIFY(wide->options.classroom && wide->options.bindAddress == u"0.0.0.0"_s);
}

std::vector<quint16> HerddCommandLineTest::portsOf(const CommandLine &line)
{
    std::vector<quint16> ports;
    for (const ServerProfile &server : line.profile.servers)
        ports.push_back(server.port);
    return ports;
}

void HerddCommandLineTest::choosesPorts_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<std::vector<quint16>>("ports");
    const auto row = [](const char *options, const std::vector<quint16> &ports) {
        QTest::newRow(options) << QString::fromLatin1(options).split(u' ') << ports;
    };
    row("--port-base 1", { 1, 2, 3, 4, 5 });
    row("--port-base 65531", { 65531, 65532, 65533, 65534, 65535 });
    row("--ports Hill=8000", { 8000, 12206, 12207, 12208, 12209 });
    row("--ports Hill=65535,Jaquez=1", { 65535, 1, 12207, 12208, 12209 });
    row("--ports Hill=8000,,Smith=8001,", { 8000, 12206, 8001, 12208, 12209 });
    row("--ports Hill=12206,Jaquez=12205", { 12206, 12205, 12207, 12208, 12209 });
    row("--port-base 8000 --ports Hill=9000", { 9000, 8001, 8002, 8003, 8004 });
}

void HerddCommandLineTest::choosesPorts()
{
    QFETCH(QStringList, options);
    const auto line = parseCommandLine(QStringList{ u"serve"_s } + options);
    QVERIFY2(line, line ? "" : qPrintable(line.error().message));
    QTEST(portsOf(*line), "ports");
}

// Port 0 may be there twice: it is not a port.
void HerddCommandLineTest::portsOfTheSystemsChoice()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(R"({"servers": [{"name": "a", "port": 0}, {"name": "b", "port": 0}, {"name": "c", "port": 0}]})");
    file.close();
    const auto line = parseCommandLine({ u"serve"_s, u"--profile"_s, file.fileName(), u"--ports"_s, u"b=8000"_s });
    QVERIFY2(line, line ? "" : qPrintable(line.error().message));
    QCOMPARE(portsOf(*line), (std::vector<quint16>{ 0, 8000, 0 }));
}

void HerddCommandLineTest::choosesServers()
{
    const auto line = parseCommandLine({ u"serve"_s, u"Smith"_s, u"--port-base"_s, u"8000"_s, u"Hill"_s, u"Smith"_s });
    QVERIFY2(line, line ? "" : qPrintable(line.error().message));
    QCOMPARE(line->options.local, (std::vector<ServerIndex>{ ServerIndex{ 2 }, ServerIndex{ 0 } }));
    QCOMPARE(line->profile.servers.size(), std::size_t{ 5 });
}

void HerddCommandLineTest::ctl_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("path");
    QTest::newRow("a path") << QStringLiteral("ctl --control here cut --control") << QStringLiteral("here");
    QTest::newRow("with an equals sign") << QStringLiteral("ctl --control=a=b cut --control") << QStringLiteral("a=b");
    QTest::newRow("none") << QStringLiteral("ctl cut --control") << QStringLiteral("herdd.control");
}

void HerddCommandLineTest::ctl()
{
    QFETCH(QString, arguments);
    const auto line = parseCommandLine(arguments.split(QLatin1Char(' ')));
    QVERIFY2(line.hasValue(), line ? "" : qPrintable(line.error().message));
    QCOMPARE(line->command, CommandLine::Command::Ctl);
    QTEST(line->controlPath, "path");
    QCOMPARE(line->ctlWords, (QStringList{ QStringLiteral("cut"), QStringLiteral("--control") }));
}

void HerddCommandLineTest::say_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("name") << u"localhost:12205"_s << u"localhost"_s << 12205;
    QTest::newRow("address") << u"127.0.0.1:1"_s << u"127.0.0.1"_s << 1;
    QTest::newRow("IPv6") << u"[::1]:65535"_s << u"::1"_s << 65535;
    QTest::newRow("IPv6 without brackets") << u"::1:12205"_s << u"::1"_s << 12205;
}

void HerddCommandLineTest::say()
{
    QFETCH(QString, target);
    QFETCH(QString, host);
    QFETCH(int, port);
    // What looks like an option is a line too.
    const QByteArrayList lines{ "IAMAT kiwi +34-118 90", "", "--profile", "\xFF is no UTF-8" };
    const auto line = parseCommandLine(QByteArrayList{ "say", target.toUtf8() } + lines);
    QVERIFY2(line, line ? "" : qPrintable(line.error().message));
    QCOMPARE(line->sayHost, host);
    QCOMPARE(line->sayPort, port);
    QCOMPARE(line->sayLines, lines);
}

void HerddCommandLineTest::errors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *arguments, const char *message) {
        const QString text = QString::fromLatin1(arguments);
        QTest::newRow(arguments) << text.split(u' ', Qt::SkipEmptyParts) << QString::fromLatin1(message);
    };
    // clang-format off
    row("", "a command is needed: serve, say, ctl, profiles, version or help");
    row("Serve", "there is no command 'Serve'; the commands are: serve, say, ctl, profiles, version, help");
    row("--profile herdscope", "there is no command '--profile'; the commands are: serve, say, ctl, profiles, version, help");

    row("serve --nonsense", "Unknown option 'nonsense'. ('herdd help' lists the options)");
    row("serve --profile", "Missing value after '--profile'. ('herdd help' lists the options)");
    row("serve --profile herd",
        "there is no profile \"herd\"; built in: herdscope, at-2024, at-split-2020, flooding-2020, update-2018, "
        "visited-2017; or give the path of a JSON file");
    row("serve --profile /nowhere/x.json", "cannot read the profile \"/nowhere/x.json\": No such file or directory");
    row("serve Hil", "there is no server 'Hil' in the profile 'herdscope'; its servers are: Hill, Jaquez, Smith, Campbell, Singleton");
    row("serve Hill hill", "there is no server 'hill' in the profile 'herdscope'; its servers are: Hill, Jaquez, Smith, Campbell, Singleton");

    for (const char *base : { "0", "65532", "65536", "-1", "x", "8000.5", "99999999999" })
        row(QByteArray("serve --port-base=").append(base).constData(),
            QByteArray("--port-base ").append(base).append(": a base from 1 to 65531 is needed, for 5 ports in a row").constData());
    for (const char *entry : { "Hill", "Hill=", "=8000", "Hill=0", "Hill=65536", "Hill=-1", "Hill=x", "Hill:8000" })
        row(QByteArray("serve --ports ").append(entry).constData(),
            QByteArray("--ports: '").append(entry).append("' is not of the form SERVER=PORT, with a port from 1 to 65535").constData());
    row("serve --ports Hil=8000", "--ports: there is no server 'Hil' in the profile 'herdscope'; its servers are: Hill, Jaquez, Smith, Campbell, Singleton");
    row("serve --ports Hill=8000,Smith=8000", "--ports: Hill and Smith would both listen on port 8000");
    row("serve --ports Hill=12207", "--ports: Hill and Smith would both listen on port 12207");

    row("serve --links tcp", "--links tcp: it is 'persistent' or 'per-message'");
    row("serve --repair all", "--repair all: it is 'none', 'push' or 'sync'");
    row("serve --speakers all", "--speakers all: it is 'open', 'listed' or 'keyed'");
    row("serve --future ignore", "--future ignore: it is 'flag' or 'refuse'");
    row("serve --links per-message --speakers listed",
        "speakers \"listed\" requires persistent links: a server that connects for each line does not say who it is");
    row("serve --places nowhere", "--places nowhere: there is no such source; there are: gazetteer, google, google-legacy, overpass, always-ok");
    row("serve --places-url http://localhost/", "--places-url goes with --places google, google-legacy or overpass");
    row("serve --places overpass --places-url ftp://x/", "--places-url: the URL must begin with http:// or https://");
    row("serve --places overpass --places-url http://me:secret@x/", "--places-url: the URL must not contain a user name or password");
    row("serve --places overpass --places-url http://x/?key=secret", "--places-url: the URL must not contain ? or #");
    row("serve --places overpass --places-url x", "--places-url: a URL is needed, for example https://places.example.org");
    row("serve --bind localhost", "--bind localhost: an IP address is needed, for example 127.0.0.1 or 0.0.0.0");
    row("serve --bind 300.1.1.1", "--bind 300.1.1.1: an IP address is needed, for example 127.0.0.1 or 0.0.0.0");
    row("serve --bind 0.0.0.0", "--bind 0.0.0.0: other machines could then reach the herd and talk to it; add --classroom if that is intended");
    row("serve --bind ::", "--bind ::: other machines could then reach the herd and talk to it; add --classroom if that is intended");
    row("serve --classroom --bind nowhere", "--bind nowhere: an IP address is needed, for example 127.0.0.1 or 0.0.0.0");
    row("serve --limit clients=0", "--limit: the limit clients takes a whole number from 1 to 100000000, as in clients=10");
    row("serve --limit clients=5 --limit clients", "--limit: the limit clients takes a whole number from 1 to 100000000, as in clients=10");

    row("serve --repair none --repair sync", "--repair is given twice");
    row("serve --classroom --classroom", "--classroom is given twice");
    row("serve --bind ::1 --bind=127.0.0.1", "--bind is given twice");
    row("profiles all", "profiles takes no arguments");
    row("version 2", "version takes no arguments");
    row("say --wait", "say: --wait needs seconds from 0.001 to 3600");
    row("say --wait 0 localhost:12205 hello", "say: --wait needs seconds from 0.001 to 3600");
    row("say --wait 3600.1 localhost:12205 hello", "say: --wait needs seconds from 0.001 to 3600");
    row("say --wait 5 localhost:12205", "say: at least one line to send is needed after HOST:PORT");
    row("ctl", "ctl: a command is needed ('herdd ctl help' lists them)");
    row("ctl --control", "ctl: --control needs the path that 'herdd serve --control' was given");
    row("ctl --control=", "ctl: --control needs the path that 'herdd serve --control' was given");
    row("ctl --control here", "ctl: a command is needed ('herdd ctl help' lists them)");
    row("say", "say: '' is not of the form HOST:PORT, for example 127.0.0.1:12205");
    row("say localhost hello", "say: 'localhost' is not of the form HOST:PORT, for example 127.0.0.1:12205");
    row("say :12205 hello", "say: ':12205' is not of the form HOST:PORT, for example 127.0.0.1:12205");
    row("say localhost: hello", "say: 'localhost:' is not of the form HOST:PORT, for example 127.0.0.1:12205");
    row("say localhost:0 hello", "say: 'localhost:0' is not of the form HOST:PORT, for example 127.0.0.1:12205");
    row("say localhost:65536 hello", "say: 'localhost:65536' is not of the form HOST:PORT, for example 127.0.0.1:12205");
    row("say localhost:12205", "say: at least one line to send is needed after HOST:PORT");
    // clang-format on
}

void HerddCommandLineTest::errors()
{
    QFETCH(QStringList, arguments);
    const auto line = parseCommandLine(arguments);
    QVERIFY(!line);
    QTEST(line.error().message, "message");
}

void HerddCommandLineTest::keys_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("taken");
    QTest::addColumn<QString>("message");
    const QByteArray key = "AIzaCanary_-.0";
    QTest::newRow("given") << u"google"_s << key << key << QString();
    QTest::newRow("given, legacy") << u"google-legacy"_s << key << key << QString();
    QTest::newRow("missing") << u"google"_s << QByteArray() << QByteArray()
                             << u"--places google needs an API key in the environment variable GOOGLE_PLACES_API_KEY"_s;
    QTest::newRow("two lines") << u"google"_s << QByteArray("a\r\nb") << QByteArray()
                               << u"GOOGLE_PLACES_API_KEY holds characters that no API key has"_s;
    QTest::newRow("not needed") << u"overpass"_s << key << QByteArray() << QString();
    QTest::newRow("not needed, nonsense") << u"gazetteer"_s << QByteArray("a b") << QByteArray() << QString();
}

void HerddCommandLineTest::keys()
{
    QFETCH(QString, source);
    QFETCH(QByteArray, key);
    auto line = parseCommandLine({ u"serve"_s, u"--places"_s, source });
    QVERIFY(line);
    const auto wrong = herdd::giveKeys(line.value(), key, {});
    QTEST(wrong ? wrong->message : QString(), "message");
    QTEST(line->options.places.key, "taken");
}

void HerddCommandLineTest::helpNamesEveryOption()
{
    const QString help = herdd::helpText();
    for (const char *name : { "profile", "port-base", "ports", "log-dir", "places", "places-url", "links", "repair",
             "journal", "bind", "speakers", "key-file", "future", "limit" })
        QVERIFY2(help.contains(u"--"_s + QLatin1String(name) + u" <"_s), name);
    QVERIFY(help.contains(u"--classroom"_s));
    QVERIFY(help.contains(u"--journal-sync"_s));
    for (const QString &limit : limitNames())
        QVERIFY2(help.contains(limit), qPrintable(limit));
}

void HerddCommandLineTest::helpsWithEachCommand_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *arguments, const char *says) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(u' ') << QString::fromLatin1(says);
    };
    row("serve --help", "--port-base");
    row("serve -h", "--port-base");
    row("serve --repair sync --help Hill", "--port-base");
    row("say --help", "--wait SECONDS");
    row("ctl --help", "heal-all");
    row("ctl -h", "heal-all");
    row("ctl help", "heal-all");
    row("profiles --help", "herdd profiles");
    row("version --help", "herdd version");
}

void HerddCommandLineTest::helpsWithEachCommand()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const auto line = parseCommandLine(arguments);
    QVERIFY2(line, line ? "" : qPrintable(line.error().message));
    QCOMPARE(line->command, CommandLine::Command::Help);
    const QString help = herdd::helpText(line->topic);
    QVERIFY2(help.startsWith(u"herdd "_s + arguments[0]) && help.contains(says), qPrintable(help));
    for (const char *other : { "serve", "say", "profiles", "version" })
        QCOMPARE(help.contains(u"herdd %1 "_s.arg(QLatin1String(other))) && arguments[0] != QLatin1String(other)
                && arguments[0] != u"ctl"_s,
            false);
}

void HerddCommandLineTest::whatIsToBeSaidIsNoOption()
{
    const auto line = parseCommandLine({ u"say"_s, u"localhost:12205"_s, u"--help"_s });
    QVERIFY(line);
    QCOMPARE(line->command, CommandLine::Command::Say);
    QCOMPARE(line->sayLines, QByteArrayList{ "--help" });
    const auto waits = parseCommandLine({ u"say"_s, u"--wait"_s, u"2.5"_s, u"localhost:12205"_s, u"x"_s });
    QVERIFY(waits);
    QCOMPARE(waits->sayWaitMs, 2500);
}

HERD_TEST(HerddCommandLineTest)
#include "tst_herdd_commandline.moc"
