// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/profile.h"
#include "tests/profile/profilesamples.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace herdcore;
using namespace herdcore::profile;
using namespace herdtest;
using base::ServerIndex, base::ServerName;
using namespace Qt::StringLiterals;

class ProfileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void defaults();
    void readsEveryKey();
    void whatAnExternalServerSpeaks_data();
    void whatAnExternalServerSpeaks();
    void repairsAsUsualWhereItIsNotSaid_data();
    void repairsAsUsualWhereItIsNotSaid();
    void roundTrips_data();
    void roundTrips();
    void builtInHerdscope();
    void everyBuiltInProfileIsRight();
    void loadsFiles();
    void loadErrors_data();
    void loadErrors();
    void saysWhatDoesNotGoTogether_data();
    void saysWhatDoesNotGoTogether();
    void whoSpeaks_data();
    void whoSpeaks();
    void herdIds_data();
    void herdIds();
    void namesLogFiles_data();
    void namesLogFiles();
};

void ProfileTest::accepts_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("servers");
    QTest::newRow("one") << oneServer("Hill") << 1;
    QTest::newRow("500") << manyServers(500) << 500;
    QTest::newRow("not ASCII") << oneServer("Zürich😂") << 1;
    QTest::newRow("100 bytes") << oneServer(QByteArray(100, 'x')) << 1;
    QTest::newRow("port 0 twice") << withServers(R"({"name": "a", "port": 0}, {"name": "b", "port": 0})") << 2;
    QTest::newRow("one port on two hosts")
        << withServers(R"({"name": "a", "port": 1}, {"name": "b", "port": 1, "host": "::1"})") << 2;
    QTest::newRow("port 65535") << withServers(R"({"name": "a", "port": 65535})") << 1;
    QTest::newRow("one log for one") << QByteArray("{\"log\": \"herd.log\", " + oneServer("Hill").mid(1)) << 1;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF" + oneServer("Hill")) << 1;
}

void ProfileTest::accepts()
{
    QFETCH(QByteArray, json);
    const auto profile = parseProfile(json);
    QVERIFY2(profile, qPrintable(errorOf(profile)));
    QTEST(static_cast<int>(profile->servers.size()), "servers");
}

void ProfileTest::defaults()
{
    const auto profile = parseProfile(oneServer("Hill"));
    QVERIFY2(profile, qPrintable(errorOf(profile)));
    Profile expected;
    expected.servers = { { ServerName("Hill"), 1 } };
    expected.repair = Repair::Sync; // as usualRepair() says
    QVERIFY(*profile == expected);
    QCOMPARE(profile->logFileName(ServerIndex{ 0 }), u"Hill.log"_s);
    QCOMPARE(profile->futureBoundSeconds, 86'400);
}

void ProfileTest::readsEveryKey()
{
    const auto profile = parseProfile(twoServers(R"("name": "mine", "title": "My herd", "dialect": "at-visited",
        "links": "per-message", "repair": "push", "log": "log_{server}.log", "log_lower_case": true,
        "stale_answer": "stored", "one_answer_per_connection": true, "future_bound_seconds": 60,
        "future": "refuse", "line_end": "lf", "speakers": "keyed", "herd_id": "ours", )"));
    QVERIFY2(profile, qPrintable(errorOf(profile)));
    Profile expected;
    expected.name = u"mine"_s;
    expected.title = u"My herd"_s;
    expected.dialect = DialectKind::AtVisited;
    expected.linkStyle = LinkStyle::PerMessage;
    expected.repair = Repair::Push;
    expected.logPattern = u"log_{server}.log"_s;
    expected.logLowerCase = true;
    expected.answersStaleWithStored = true;
    expected.oneAnswerPerConnection = true;
    expected.futureBoundSeconds = 60;
    expected.refusesFuture = true;
    expected.lineEnd = LineEnd::Lf;
    expected.speakers = Speakers::Keyed;
    expected.herdId = u"ours"_s;
    expected.servers = { { ServerName("Hill"), 1 }, { ServerName("Jaquez"), 2 } };
    expected.links = { { ServerIndex{ 0 }, ServerIndex{ 1 } } };
    QVERIFY(*profile == expected);
}

void ProfileTest::whatAnExternalServerSpeaks_data()
{
    QTest::addColumn<QByteArray>("herds");
    QTest::addColumn<QByteArray>("own");
    QTest::addColumn<QByteArray>("spoken");
    const auto row = [](const char *herds, const char *own, const char *spoken) {
        QTest::addRow("%s %s", herds, own) << QByteArray(herds) << QByteArray(own) << QByteArray(spoken);
    };
    row("", "", "at"); // nobody but us greets
    row("sync", "", "at");
    row("sync", "sync", "sync");
    row("flooding", "", "flooding");
    row("flooding", "at-split", "at-split");
}

void ProfileTest::whatAnExternalServerSpeaks()
{
    QFETCH(QByteArray, herds);
    QFETCH(QByteArray, own);
    const auto dialect = [](const QByteArray &word) -> QByteArray {
        return word.isEmpty() ? QByteArray() : QByteArray(", \"dialect\": \"" + word + '"');
    };
    const QByteArray json
        = R"({"servers": [{"name": "a", "external": {"port": 1)" + dialect(own) + "}}]" + dialect(herds) + '}';
    const auto profile = parseProfile(json);
    QVERIFY2(profile, qPrintable(errorOf(profile)));
    QTEST(QByteArray(toWord(profile->servers.front().external->dialect).latin1()), "spoken");
}

// As the default herd does; those of the papers do not.
void ProfileTest::repairsAsUsualWhereItIsNotSaid_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<Repair>("repair");
    QTest::newRow("nothing is said") << QByteArray() << Repair::Sync;
    QTest::newRow("sync") << QByteArray("\"dialect\": \"sync\", ") << Repair::Sync;
    QTest::newRow("sync, per message") << QByteArray("\"links\": \"per-message\", ") << Repair::None;
    for (const char *dialect : { "at", "at-visited", "flooding", "update", "at-split" })
        QTest::newRow(dialect) << QByteArray("\"dialect\": \"" + QByteArray(dialect) + "\", ") << Repair::None;
    QTest::newRow("none") << QByteArray("\"repair\": \"none\", ") << Repair::None;
}

void ProfileTest::repairsAsUsualWhereItIsNotSaid()
{
    QFETCH(QByteArray, keys);
    const auto profile = parseProfile(twoServers(keys));
    QVERIFY2(profile, qPrintable(errorOf(profile)));
    QTEST(profile->repair, "repair");
}

void ProfileTest::roundTrips_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("defaults") << oneServer("Hill");
    QTest::newRow("links in their order") << withServers(
        R"({"name": "a", "port": 1, "host": "10.0.0.1", "talks_to": ["d", "b"]}, {"name": "b", "port": 2, "talks_to": ["a", "d"]},
               {"name": "c", "port": 3, "talks_to": ["d"]}, {"name": "d", "port": 4, "talks_to": ["b", "c", "a"]})");
    QTest::newRow("text") << twoServers("\"name\": \"\\\"quoted\\\"\", \"title\": \"Zürich\\n😂\", ");
    QTest::newRow("external") << withServers(
        R"({"name": "a", "external": {"port": 1, "host": "::1", "dialect": "update", "ask_seconds": 3600}}, {"name": "b", "external": {"port": 2},
            "command": ["python3", "a \"b\"", "", "{name}"], "cwd": "of \"b\"", "env": {"Z": "", "A": "x=\"1\""}})");
    for (const char *dialect : { "sync", "at", "at-visited", "flooding", "update", "at-split" })
        QTest::newRow(dialect) << twoServers("\"dialect\": \"" + QByteArray(dialect) + "\", ");
    for (const char *repair : { "none", "push", "sync" })
        QTest::addRow("repair %s", repair) << twoServers("\"repair\": \"" + QByteArray(repair) + "\", ");
    QTest::newRow("options") << twoServers("\"links\": \"per-message\", \"log_lower_case\": true, \"stale_answer\": "
                                           "\"stored\", \"one_answer_per_connection\": true, \"future_bound_seconds\": "
                                           "0, \"future\": \"refuse\", \"herd_id\": \"é\", ");
    for (const char *lineEnd : { "silence", "lf" })
        QTest::addRow("line end %s", lineEnd) << twoServers("\"line_end\": \"" + QByteArray(lineEnd) + "\", ");
    for (const char *speakers : { "open", "listed", "keyed" })
        QTest::addRow("speakers %s", speakers) << twoServers("\"speakers\": \"" + QByteArray(speakers) + "\", ");
}

void ProfileTest::roundTrips()
{
    QFETCH(QByteArray, json);
    const auto first = parseProfile(json);
    QVERIFY2(first, qPrintable(errorOf(first)));
    const auto second = parseProfile(toJson(*first));
    QVERIFY2(second, qPrintable(errorOf(second)));
    QVERIFY2(*second == *first, toJson(*first).constData());
    QCOMPARE(toJson(*second), toJson(*first));
}

void ProfileTest::builtInHerdscope()
{
    const auto profile = loadProfile(u"herdscope"_s);
    QVERIFY2(profile, qPrintable(errorOf(profile)));
    QCOMPARE(profile->name, u"herdscope"_s);
    QCOMPARE(profile->servers.size(), std::size_t{ 5 });
    QCOMPARE(profile->links.size(), std::size_t{ 6 });
    QCOMPARE(profile->find(ServerName("Singleton")), ServerIndex{ 4 });
    QCOMPARE(profile->find(ServerName("singleton")), std::nullopt);
    QCOMPARE(profile->server(ServerIndex{ 4 }).port, quint16{ 12'209 });
    const std::vector<ServerIndex> neighbours{ ServerIndex{ 1 }, ServerIndex{ 2 }, ServerIndex{ 3 } };
    QVERIFY(profile->neighboursOf(ServerIndex{ 4 }) == neighbours);
    QCOMPARE(profile->logFileName(ServerIndex{ 4 }), u"Singleton.log"_s);
    QVERIFY(!unsupported(*profile));
}

void ProfileTest::everyBuiltInProfileIsRight()
{
    const QStringList names = builtInProfileNames();
    QCOMPARE(names.first(), u"herdscope"_s);
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    for (const QString &name : names) {
        const auto profile = loadProfile(name);
        QVERIFY2(profile, qPrintable(errorOf(profile)));
        QCOMPARE(profile->name, name);
    }
}

void ProfileTest::loadsFiles()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(u"my.herd.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(oneServer("Hill"));
    file.close();
    const auto profile = loadProfile(file.fileName());
    QVERIFY2(profile, qPrintable(errorOf(profile)));
    QCOMPARE(profile->name, u"my.herd"_s);
}

void ProfileTest::loadErrors_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("message");
    QTest::newRow("slip") << u"herdscop"_s
                          << u"there is no profile \"herdscop\" (did you mean \"herdscope\"?); built in: herdscope"_s;
    QTest::newRow("no name") << u""_s << u"there is no profile \"\"; built in: herdscope"_s;
    QTest::newRow("no file") << u"/nowhere/herd.json"_s
                             << u"cannot read the profile \"/nowhere/herd.json\": No such file or directory"_s;
    QTest::newRow("directory") << u"/tmp"_s << u"cannot read the profile \"/tmp\": it is a directory"_s;
    QTest::newRow("not a profile") << u"/dev/null"_s
                                   << u"cannot read the profile \"/dev/null\": it is not a regular file"_s;
    QTest::newRow("endless") << u"/dev/zero"_s << u"cannot read the profile \"/dev/zero\": it is not a regular file"_s;
}

void ProfileTest::loadErrors()
{
    QFETCH(QString, name);
    QFETCH(QString, message);
    const QString error = errorOf(loadProfile(name));
    QVERIFY2(error.startsWith(message), qPrintable(error)); // more built-in profiles may follow
}

void ProfileTest::saysWhatDoesNotGoTogether_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QString>("message");
    QTest::newRow("sync") << QByteArray("\"dialect\": \"sync\", ") << QString();
    QTest::newRow("at") << QByteArray("\"dialect\": \"at\", \"links\": \"per-message\", ") << QString();
    QTest::newRow("flooding") << QByteArray("\"dialect\": \"flooding\", ") << QString();
    QTest::newRow("push") << QByteArray("\"repair\": \"push\", \"dialect\": \"update\", ") << QString();
    QTest::newRow("sync repair") << QByteArray("\"repair\": \"sync\", \"links\": \"per-message\", ") << QString();
    QTest::newRow("sync repair with update")
        << QByteArray("\"repair\": \"sync\", \"dialect\": \"update\", ")
        << u"repair \"sync\" requires the dialect \"sync\" or \"at\", in which every server holds the same bytes; with "
           u"\"update\", use \"push\" or \"none\""_s;
    QTest::newRow("listed") << QByteArray("\"speakers\": \"listed\", \"dialect\": \"at\", ") << QString();
    QTest::newRow("listed, per message")
        << QByteArray("\"speakers\": \"listed\", \"links\": \"per-message\", ")
        << u"speakers \"listed\" requires persistent links: a server that connects for each line does not say who it is"_s;
    QTest::newRow("keyed, per message")
        << QByteArray("\"speakers\": \"keyed\", \"links\": \"per-message\", ")
        << u"speakers \"keyed\" requires persistent links: a server that connects for each line does not say who it is"_s;
}

void ProfileTest::saysWhatDoesNotGoTogether()
{
    QFETCH(QByteArray, keys);
    const auto profile = parseProfile(twoServers(keys));
    QVERIFY2(profile, qPrintable(errorOf(profile)));
    const auto error = unsupported(*profile);
    QTEST(error ? error->message : QString(), "message");
}

void ProfileTest::whoSpeaks_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<Speakers>("speakers");
    QTest::newRow("default") << QByteArray() << Speakers::Listed;
    QTest::newRow("at") << QByteArray(R"("dialect": "at", )") << Speakers::Open;
    QTest::newRow("per message") << QByteArray(R"("links": "per-message", )") << Speakers::Open;
    QTest::newRow("open") << QByteArray(R"("speakers": "open", )") << Speakers::Open;
    QTest::newRow("listed") << QByteArray(R"("dialect": "at", "speakers": "listed", )") << Speakers::Listed;
    QTest::newRow("keyed") << QByteArray(R"("speakers": "keyed", )") << Speakers::Keyed;
}

void ProfileTest::whoSpeaks()
{
    QFETCH(QByteArray, keys);
    QTEST(parseProfile(twoServers(keys))->whoSpeaks(), "speakers");
}

// Whatever can differ between processes of one herd does not count.
void ProfileTest::herdIds_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isSame");
    const char *other
        = R"({"name": "Hill", "port": %, "talks_to": ["Jaquez"]}, {"name": "Jaquez", "port": 2, "talks_to": ["Hill"]})";
    QTest::newRow("the same") << twoServers("") << true;
    QTest::newRow("another name and title") << twoServers(R"("name": "x", "title": "y", "repair": "push", )") << true;
    QTest::newRow("another port") << withServers(QByteArray(other).replace('%', "77")) << true;
    QTest::newRow("another dialect") << twoServers(R"("dialect": "at", )") << false;
    QTest::newRow("another id") << twoServers(R"("herd_id": "x", )") << false;
    QTest::newRow("no link") << withServers(R"({"name": "Hill", "port": 1}, {"name": "Jaquez", "port": 2})") << false;
    QTest::newRow("another server") << withServers(QByteArray(other).replace('%', "1").replace("Jaquez", "Smith"))
                                    << false;
}

void ProfileTest::herdIds()
{
    QFETCH(QByteArray, json);
    const auto profile = parseProfile(json);
    QVERIFY2(profile, qPrintable(errorOf(profile)));
    const QByteArray id = profile->herdIdInGreetings();
    QCOMPARE(id.size(), 16);
    const bool isSame = id == parseProfile(twoServers(""))->herdIdInGreetings();
    QTEST(isSame, "isSame");
    QCOMPARE(parseProfile(twoServers(R"("herd_id": "x", )"))->herdIdInGreetings(),
        parseProfile(oneServer("Hill").replace("{\"servers", "{\"herd_id\": \"x\", \"servers"))->herdIdInGreetings());
}

void ProfileTest::namesLogFiles_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("lowerCase");
    QTest::addColumn<QString>("file");
    QTest::newRow("plain") << QByteArray("Hill") << u"{server}.log"_s << false << u"Hill.log"_s;
    QTest::newRow("lower case") << QByteArray("Hill") << u"log_{server}.LOG"_s << true << u"log_hill.LOG"_s;
    QTest::newRow("not ASCII") << QByteArray("Zürich") << u"{server}.log"_s << false << u"Zürich.log"_s;
    // No file can contain these; a profile made by a program can.
    QTest::newRow("path") << QByteArray("../../etc/x") << u"{server}"_s << false << u"%2E.%2F..%2Fetc%2Fx"_s;
    QTest::newRow("control bytes") << QByteArray("a\nb\0c", 5) << u"{server}.log"_s << false << u"a%0Ab%00c.log"_s;
    QTest::newRow("not UTF-8") << QByteArray("a\xff") << u"{server}.log"_s << false << u"a%FF.log"_s;
    QTest::newRow("pattern") << QByteArray("Hill") << u"logs/{server}"_s << false << u"logs%2FHill"_s;
}

void ProfileTest::namesLogFiles()
{
    QFETCH(QByteArray, server);
    Profile profile;
    QFETCH(QString, pattern);
    profile.logPattern = pattern;
    QFETCH(bool, lowerCase);
    profile.logLowerCase = lowerCase;
    profile.servers.push_back({ ServerName(server), 1 });
    QTEST(profile.logFileName(ServerIndex{ 0 }), "file");
}

HERD_TEST(ProfileTest)
#include "tst_profile.moc"
