// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/profile.h"
#include "tests/profile/profilesamples.h"
#include "tests/support/testmain.h"

#include <QRegularExpression>
#include <QTest>

using namespace herdcore;
using namespace herdcore::profile;
using namespace herdtest;
using namespace Qt::StringLiterals;

namespace {

QByteArray utf16(const QByteArray &ascii, bool isBig, bool hasMark)
{
    QByteArray bytes = hasMark ? (isBig ? "\xfe\xff" : "\xff\xfe") : "";
    for (const char c : ascii)
        (isBig ? bytes.append('\0').append(c) : bytes.append(c).append('\0'));
    return bytes;
}

} // namespace

class ProfileErrorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhereItIsNotJson_data();
    void saysWhereItIsNotJson();
    void refuses_data();
    void refuses();
};

// Qt words the reason, and the place is where its parser stopped: at most a character away.
void ProfileErrorsTest::saysWhereItIsNotJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("first line") << QByteArray("Hill 12205") << 1 << 1;
    QTest::newRow("third line, after an é") << QByteArray("{\n  \"name\": \"x\",\n  \"étage\": nothing }") << 3 << 12;
    QTest::newRow("comma too many") << QByteArray("{\n\"servers\": [1,]\n}") << 2 << 15;
    QTest::newRow("open end") << QByteArray("{\"servers\": [") << 1 << 13;
    QTest::newRow("second value") << QByteArray("{} {}") << 1 << 4;
    QTest::newRow("not UTF-8") << QByteArray("{\"name\": \"\xff\"}") << 1 << 11;
    QTest::newRow("CRLF") << QByteArray("{\r\n\r\n:}") << 3 << 1;
}

void ProfileErrorsTest::saysWhereItIsNotJson()
{
    QFETCH(QByteArray, json);
    QFETCH(int, line);
    QFETCH(int, column);
    const QString error = errorOf(parseProfile(json));
    static const QRegularExpression place(u"^not JSON: line (\\d+), near column (\\d+): ([^\\n]+)$"_s);
    const auto match = place.match(error);
    QVERIFY2(match.hasMatch(), qPrintable(error));
    QCOMPARE(match.captured(1).toInt(), line);
    QVERIFY2(qAbs(match.captured(2).toInt() - column) <= 1, qPrintable(error));
}

void ProfileErrorsTest::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &json, const char *message) {
        QTest::newRow(name) << json << QString::fromUtf8(message);
    };
    // clang-format off
    row("empty", "", "not JSON: the text is empty");
    row("blank", " \n ", "not JSON: the text is empty");
    row("a comment", "{\n  // my herd\n  \"servers\": [] }", "not JSON: line 2, near column 3: a comment, which JSON does not have");
    row("a comment of several lines", "/* my\n herd */ {}", "not JSON: line 1, near column 1: a comment, which JSON does not have");
    row("a comment behind a value", "{ \"name\": \"x\", # mine\n \"servers\": [] }", "not JSON: line 1, near column 16: a comment, which JSON does not have");
    row("no comment", "{ \"name\": http://x }", "not JSON: line 1, near column 10: illegal number");
    for (const bool isBig : { false, true }) {
        for (const bool hasMark : { false, true })
            row(isBig ? "UTF-16" : "UTF-16, little", utf16("{\"servers\": []}", isBig, hasMark), "not JSON: the text is UTF-16; save it as UTF-8");
    }
    row("a list", "[]", "must be an object, { \"servers\": [ ... ] }");

    row("unknown key", twoServers("\"dialects\": \"at\", "), "unknown key \"dialects\" (did you mean \"dialect\"?)");
    row("unknown key, far from any", twoServers("\"colour\": 1, "), "unknown key \"colour\"");
    row("unknown key of a server", withServers("{\"name\": \"Hill\", \"prot\": 1}"),
        "servers[0]: unknown key \"prot\" (did you mean \"port\"?)");
    row("hostile key", twoServers("\"a\u001b[31m\": 1, "), "unknown key \"a\\x1B[31m\"");

    row("speakers", twoServers("\"speakers\": \"all\", "), "speakers: must be one of \"open\", \"listed\", \"keyed\", not \"all\"");
    row("future", twoServers("\"future\": true, "), "future: must be a string");
    row("future, another word", twoServers("\"future\": \"no\", "), "future: must be one of \"flag\", \"refuse\", not \"no\"");
    row("line end", twoServers("\"line_end\": \"cr\", "), "line_end: must be one of \"silence\", \"lf\", not \"cr\"");
    row("no servers key", "{}", "servers: is missing");
    row("servers not a list", R"({"servers": {}})", "servers: must be an array, [ ... ]");
    row("no servers", R"({"servers": []})", "servers: must list at least one server");
    row("501 servers", manyServers(501), "servers: lists 501 servers; the maximum is 500");
    row("server not an object", withServers("\"Hill\""),
        "servers[0]: must be an object, { \"name\": ..., \"port\": ..., \"talks_to\": [ ... ] }");

    row("name missing", withServers("{\"port\": 1}"), "servers[0].name: is missing");
    row("name not text", withServers("{\"name\": 1, \"port\": 1}"), "servers[0].name: must be a string");
    row("name empty", oneServer(""), "servers[0].name: must not be empty");
    row("name with a blank", oneServer("Hill Side"),
        "servers[0].name: \"Hill Side\" contains white space, which separates fields");
    row("name with a line feed", oneServer("Hill\\n"),
        "servers[0].name: \"Hill\\x0A\" contains white space, which separates fields");
    row("name with a no-break space", oneServer("Hill\\u00a0"),
        "servers[0].name: \"Hill\u00a0\" contains white space, which separates fields");
    row("name with a slash", oneServer("../Hill"), "servers[0].name: \"../Hill\" contains / or \\, which a file name must not");
    row("name with a backslash", oneServer("a\\\\b"), "servers[0].name: \"a\\\\b\" contains / or \\, which a file name must not");
    row("name with a comma", oneServer("a,b"), "servers[0].name: \"a,b\" contains , or =, which separate servers in lists such as Hill=8000,Jaquez=8001");
    row("name with a dot in front", oneServer(".Hill"), "servers[0].name: \".Hill\" starts with a dot or a dash");
    row("name with a dash in front", oneServer("-Hill"), "servers[0].name: \"-Hill\" starts with a dot or a dash");
    row("name with a NUL", oneServer("a\\u0000"), "servers[0].name: \"a\\x00\" contains an invisible character");
    row("name that turns the text", oneServer("a\\u202e"), "servers[0].name: \"a\\xE2\\x80\\xAE\" contains an invisible character");
    row("name with half a character", oneServer("\\ud800"), "servers[0].name: contains half of a surrogate pair");
    row("name too long", oneServer(QByteArray(101, 'x')),
        qPrintable(u"servers[0].name: \"%1…\" is longer than 100 bytes"_s.arg(QString(60, u'x'))));
    row("name twice", withServers(R"({"name": "Hill", "port": 1}, {"name": "Jaquez", "port": 2}, {"name": "Hill", "port": 3})"),
        "servers[2].name: \"Hill\" is already the name of servers[0]");

    row("port missing", withServers("{\"name\": \"Hill\"}"), "servers[0].port: is missing");
    row("port not a number", withServers("{\"name\": \"Hill\", \"port\": \"12205\"}"), "servers[0].port: must be a number");
    row("port too big", withServers("{\"name\": \"Hill\", \"port\": 65536}"), "servers[0].port: must be a whole number from 0 to 65535");
    row("port negative", withServers("{\"name\": \"Hill\", \"port\": -1}"), "servers[0].port: must be a whole number from 0 to 65535");
    row("port a fraction", withServers("{\"name\": \"Hill\", \"port\": 80.5}"), "servers[0].port: must be a whole number from 0 to 65535");
    row("port beyond int64", withServers("{\"name\": \"Hill\", \"port\": 1e300}"), "servers[0].port: must be a whole number from 0 to 65535");
    row("host not an address", withServers(R"({"name": "Hill", "port": 1, "host": "hill.example"})"),
        "servers[0].host: \"hill.example\" is not an IP address");
    row("port twice", withServers(R"({"name": "Hill", "port": 1}, {"name": "Jaquez", "port": 2}, {"name": "Smith", "port": 2})"),
        "servers[2].port: 2 is already the port of servers[1], \"Jaquez\"");

    row("talks_to not a list", withServers(R"({"name": "Hill", "port": 1, "talks_to": "Jaquez"})"), "servers[0].talks_to: must be an array, [ ... ]");
    row("talks_to a number", withServers(R"({"name": "Hill", "port": 1, "talks_to": [7]})"), "servers[0].talks_to[0]: must be a string");
    row("link to nobody", withServers(R"({"name": "Hill", "port": 1}, {"name": "Smith", "port": 2, "talks_to": ["Hil"]})"),
        "servers[1].talks_to[0]: there is no server \"Hil\" (did you mean \"Hill\"?)");
    row("link to oneself", withServers(R"({"name": "Hill", "port": 1, "talks_to": ["Hill"]})"), "servers[0].talks_to[0]: \"Hill\" has a link to itself");
    row("link twice", withServers(R"({"name": "Hill", "port": 1, "talks_to": ["Smith", "Smith"]}, {"name": "Smith", "port": 2, "talks_to": ["Hill"]})"),
        "servers[0].talks_to[1]: \"Smith\" is listed twice");
    row("one-sided link", withServers(R"({"name": "Hill", "port": 1, "talks_to": ["Jaquez"]}, {"name": "Jaquez", "port": 2})"),
        "servers[0].talks_to: \"Hill\" lists \"Jaquez\", but \"Jaquez\" does not list \"Hill\"");
    row("one-sided link, the other way", withServers(R"({"name": "Hill", "port": 1}, {"name": "Jaquez", "port": 2, "talks_to": ["Hill"]})"),
        "servers[1].talks_to: \"Jaquez\" lists \"Hill\", but \"Hill\" does not list \"Jaquez\"");

    row("profile's name a number", twoServers("\"name\": 5, "), "name: must be a string");
    row("title empty", twoServers("\"title\": \"\", "), "title: must not be empty");
    row("unknown dialect", twoServers("\"dialect\": \"rumour\", "),
        "dialect: must be one of \"sync\", \"at\", \"at-visited\", \"flooding\", \"update\", \"at-split\", not \"rumour\"");
    row("dialect a number", twoServers("\"dialect\": 1, "), "dialect: must be a string");
    row("unknown links", twoServers("\"links\": \"tcp\", "), "links: must be one of \"persistent\", \"per-message\", not \"tcp\"");
    row("unknown repair", twoServers("\"repair\": \"pull\", "), "repair: must be one of \"none\", \"push\", \"sync\", not \"pull\"");
    row("unknown stale answer", twoServers("\"stale_answer\": \"old\", "), "stale_answer: must be one of \"computed\", \"stored\", not \"old\"");
    row("lower case not a flag", twoServers("\"log_lower_case\": 1, "), "log_lower_case: must be true or false");
    row("one answer not a flag", twoServers("\"one_answer_per_connection\": \"yes\", "), "one_answer_per_connection: must be true or false");
    row("future bound negative", twoServers("\"future_bound_seconds\": -1, "), "future_bound_seconds: must be a whole number from 0 to 3162240000");
    row("future bound too far", twoServers("\"future_bound_seconds\": 3162240001, "), "future_bound_seconds: must be a whole number from 0 to 3162240000");

    row("one log for two", twoServers("\"log\": \"herd.log\", "), "log: must contain {server}, so that each server has its own file");
    row("log in another directory", twoServers("\"log\": \"../{server}.log\", "), "log: must be a file name without a directory, not \"../{server}.log\"");
    row("log hidden", twoServers("\"log\": \".{server}\", "), "log: must not start with a dot");
    row("log with a tab", twoServers("\"log\": \"{server}\\t\", "), "log: \"{server}\\x09\" is not a valid file name");
    row("log shared in lower case", "{\"log_lower_case\": true, " + withServers(R"({"name": "Hill", "port": 1}, {"name": "HILL", "port": 2})").mid(1),
        "log: \"Hill\" and \"HILL\" would share the file \"hill.log\"");
    // clang-format on
}

void ProfileErrorsTest::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, message);
    const auto profile = parseProfile(json);
    QCOMPARE(errorOf(profile), message);
    QVERIFY(!message.contains(u'\n'));
}

HERD_TEST(ProfileErrorsTest)
#include "tst_profileerrors.moc"
