// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/jsonreader.h"
#include "herdcore/profile/profile.h"
#include "herdcore/profile/profilecheck.h"
#include "herdcore/profile/profilewords.h"

#include <QJsonDocument>

#include <algorithm>

namespace herdcore::profile {

using base::ServerIndex, base::ServerName;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxAskSeconds = 3'600;
constexpr qint64 maxFutureBoundSeconds = 100LL * 366 * 24 * 60 * 60;

// As some editors save: with a byte order mark, or a NUL in each character of ASCII.
bool isUtf16(const QByteArray &json)
{
    const QByteArray head = json.left(2);
    return head == "\xff\xfe" || head == "\xfe\xff" || (head.size() == 2 && (head[0] == '\0') != (head[1] == '\0'));
}

// The parser stops at the slash or the hash, or right behind it.
bool isComment(const QByteArray &json, int offset)
{
    const QByteArray at = json.mid(std::max(0, offset - 1), 3);
    return at.contains("//") || at.contains("/*") || at.startsWith('#') || at.mid(1).startsWith('#');
}

// Where and why a text is not JSON. The parser stops at, or just after, what it cannot read;
// columns count characters, from 1.
ProfileError notJson(const QByteArray &json, const QJsonParseError &error)
{
    if (json.trimmed().isEmpty())
        return { u"not JSON: the text is empty"_s };
    if (isUtf16(json))
        return { u"not JSON: the text is UTF-16; save it as UTF-8"_s };
    const QByteArray before = json.left(error.offset);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    const qsizetype column = std::max<qsizetype>(1, QString::fromUtf8(before.mid(lineStart)).size());
    return { u"not JSON: line %1, near column %2: "_s.arg(before.count('\n') + 1).arg(column)
        + (isComment(json, error.offset) ? u"a comment, which JSON does not have"_s : error.errorString()) };
}

base::Expected<bool, ProfileError> storedFromWord(const QString &word)
{
    if (word == "stored"_L1 || word == "computed"_L1)
        return word == "stored"_L1;
    return ProfileError{ u"must be one of \"computed\", \"stored\", not "_s + quoted(word) };
}

QStringList readTexts(const QJsonArray &list, const QString &path, FirstProblem &problem)
{
    QStringList texts;
    for (qsizetype k = 0; k < list.size(); ++k) {
        if (!list[k].isString())
            problem.add(path + u"[%1]"_s.arg(k), u"must be a string"_s);
        texts += list[k].toString();
    }
    return texts;
}

QMap<QString, QString> readEnvironment(JsonReader &from, FirstProblem &problem)
{
    JsonReader variables = from.object("env"_L1);
    QMap<QString, QString> all;
    for (const QString &name : variables.keys()) {
        if (name.isEmpty() || name.contains(u'=') || name.contains(QChar(0)))
            problem.add(from.path("env"_L1), quoted(name) + u" is not the name of a variable"_s);
        all[name] = variables.anyText(name);
    }
    return all;
}

void readPlace(JsonReader &from, qint64 leastPort, ServerProfile &server)
{
    from.require("port"_L1);
    server.port = static_cast<quint16>(from.wholeNumber("port"_L1, leastPort, 65535, 0));
    server.host = from.text("host"_L1, server.host);
}

ServerProfile readOwn(JsonReader &from)
{
    from.allowOnly({ u"name"_s, u"port"_s, u"host"_s, u"talks_to"_s, u"external"_s });
    ServerProfile server;
    server.name = ServerName(from.text("name"_L1).toUtf8());
    readPlace(from, 0, server);
    return server;
}

ServerProfile readExternal(JsonReader &from, DialectKind herds, FirstProblem &problem)
{
    from.allowOnly({ u"name"_s, u"external"_s, u"command"_s, u"cwd"_s, u"env"_s, u"talks_to"_s });
    JsonReader place = from.object("external"_L1);
    place.allowOnly({ u"host"_s, u"port"_s, u"dialect"_s, u"ask_seconds"_s });
    ServerProfile server;
    server.name = ServerName(from.text("name"_L1).toUtf8());
    readPlace(place, 1, server);
    ExternalServer external;
    // Nobody but us greets: who speaks "sync" as well has to be called so.
    const DialectKind usual = protocol::rowOf(herds).greets ? DialectKind::At : herds;
    external.dialect = place.choice("dialect"_L1, usual, dialectFromWord);
    external.askSeconds = static_cast<int>(place.wholeNumber("ask_seconds"_L1, 0, maxAskSeconds, 0));
    external.command = readTexts(from.list("command"_L1), from.path("command"_L1), problem);
    if (!external.command.isEmpty() && external.command.front().isEmpty())
        problem.add(from.path("command"_L1), u"must begin with a program"_s);
    external.cwd = from.text("cwd"_L1);
    external.env = readEnvironment(from, problem);
    server.external = std::move(external);
    return server;
}

void readServers(const QJsonArray &list, Profile &profile, FirstProblem &problem)
{
    checkServerCount(static_cast<std::size_t>(list.size()), problem);
    std::vector<QStringList> talksTo;
    for (qsizetype i = 0; i < list.size() && !problem.error(); ++i) {
        const QString path = u"servers[%1]"_s.arg(i);
        if (!list[i].isObject())
            problem.add(path, u"must be an object, { \"name\": ..., \"port\": ..., \"talks_to\": [ ... ] }"_s);
        JsonReader server(list[i].toObject(), path, problem);
        server.require("name"_L1);
        if (list[i].toObject().contains("external"_L1))
            profile.servers.push_back(readExternal(server, profile.dialect, problem));
        else
            profile.servers.push_back(readOwn(server));
        talksTo.push_back(readTexts(server.list("talks_to"_L1), server.path("talks_to"_L1), problem));
    }
    if (problem.error())
        return;
    checkServers(profile.servers, problem);
    if (!problem.error())
        profile.links = linksOf(profile.servers, talksTo, problem);
}

QByteArray jsonText(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{ text }).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

QByteArray serverJson(const Profile &profile, ServerIndex index)
{
    QByteArrayList names;
    for (const ServerIndex neighbour : profile.neighboursOf(index))
        names += jsonText(QString::fromUtf8(profile.server(neighbour).name.bytes()));
    const ServerProfile &server = profile.server(index);
    QByteArray place = "\"port\": " + QByteArray::number(server.port);
    if (server.host != ServerProfile().host)
        place += ", \"host\": " + jsonText(server.host);
    if (server.external) {
        place = "\"external\": { " + place + ", \"dialect\": " + jsonText(toWord(server.external->dialect));
        if (server.external->askSeconds > 0)
            place += ", \"ask_seconds\": " + QByteArray::number(server.external->askSeconds);
        place += " }";
        QByteArrayList words;
        for (const QString &word : server.external->command)
            words += jsonText(word);
        if (!words.isEmpty())
            place += ", \"command\": [" + words.join(", ") + "]";
        if (!server.external->cwd.isEmpty())
            place += ", \"cwd\": " + jsonText(server.external->cwd);
        QByteArrayList variables;
        for (auto one = server.external->env.cbegin(); one != server.external->env.cend(); ++one)
            variables += jsonText(one.key()) + ": " + jsonText(one.value());
        if (!variables.isEmpty())
            place += ", \"env\": { " + variables.join(", ") + " }";
    }
    return "        { \"name\": " + jsonText(QString::fromUtf8(server.name.bytes())) + ", " + place
        + ", \"talks_to\": [" + names.join(", ") + "] }";
}

} // namespace

base::Expected<Profile, ProfileError> parseProfile(const QByteArray &json)
{
    QJsonParseError jsonError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &jsonError);
    if (jsonError.error != QJsonParseError::NoError)
        return notJson(json, jsonError);
    if (!document.isObject())
        return ProfileError{ u"must be an object, { \"servers\": [ ... ] }"_s };

    FirstProblem problem;
    JsonReader reader(document.object(), QString(), problem);
    reader.allowOnly({ u"name"_s, u"title"_s, u"dialect"_s, u"links"_s, u"repair"_s, u"log"_s, u"log_lower_case"_s,
        u"stale_answer"_s, u"one_answer_per_connection"_s, u"future_bound_seconds"_s, u"future"_s, u"line_end"_s,
        u"speakers"_s, u"herd_id"_s, u"servers"_s });
    reader.require("servers"_L1);
    Profile profile;
    profile.name = reader.text("name"_L1);
    profile.title = reader.text("title"_L1);
    profile.dialect = reader.choice("dialect"_L1, profile.dialect, dialectFromWord);
    profile.linkStyle = reader.choice("links"_L1, profile.linkStyle, linkStyleFromWord);
    profile.repair = reader.choice("repair"_L1, usualRepair(profile.dialect, profile.linkStyle), repairFromWord);
    profile.logPattern = reader.text("log"_L1, profile.logPattern);
    profile.logLowerCase = reader.flag("log_lower_case"_L1, profile.logLowerCase);
    profile.answersStaleWithStored = reader.choice("stale_answer"_L1, profile.answersStaleWithStored, storedFromWord);
    profile.oneAnswerPerConnection = reader.flag("one_answer_per_connection"_L1, profile.oneAnswerPerConnection);
    profile.futureBoundSeconds
        = reader.wholeNumber("future_bound_seconds"_L1, 0, maxFutureBoundSeconds, profile.futureBoundSeconds);
    profile.refusesFuture = reader.choice("future"_L1, profile.refusesFuture, refusesFutureFromWord);
    profile.lineEnd = reader.choice("line_end"_L1, profile.lineEnd, lineEndFromWord);
    if (document.object().contains("speakers"_L1))
        profile.speakers = reader.choice("speakers"_L1, Speakers::Open, speakersFromWord);
    profile.herdId = reader.text("herd_id"_L1);
    readServers(reader.list("servers"_L1), profile, problem);
    if (!problem.error())
        checkLogFiles(profile, problem);
    if (problem.error())
        return *problem.error();
    return profile;
}

QByteArray toJson(const Profile &profile)
{
    const auto text = [](const char *key, const QString &value) -> QByteArray {
        return value.isEmpty() ? QByteArray() : "    \"" + QByteArray(key) + "\": " + jsonText(value) + ",\n";
    };
    const auto flag = [](const char *key, bool on) -> QByteArray {
        return "    \"" + QByteArray(key) + "\": " + (on ? "true" : "false") + ",\n";
    };
    const LineEnd lineEnd = profile.lineEnd;
    QByteArrayList servers;
    for (std::size_t i = 0; i < profile.servers.size(); ++i)
        servers += serverJson(profile, ServerIndex{ static_cast<std::int16_t>(i) });
    return "{\n" + text("name", profile.name) + text("title", profile.title) + text("dialect", toWord(profile.dialect))
        + text("links", toWord(profile.linkStyle)) + text("repair", toWord(profile.repair))
        + text("log", profile.logPattern) + flag("log_lower_case", profile.logLowerCase)
        + text("stale_answer", profile.answersStaleWithStored ? u"stored"_s : u"computed"_s)
        + flag("one_answer_per_connection", profile.oneAnswerPerConnection)
        + "    \"future_bound_seconds\": " + QByteArray::number(profile.futureBoundSeconds) + ",\n"
        + text("future", profile.refusesFuture ? u"refuse"_s : u"flag"_s)
        + text("line_end",
            lineEnd == LineEnd::SilenceOnLoopback ? u""_s
                : lineEnd == LineEnd::Lf          ? u"lf"_s
                                                  : u"silence"_s)
        + text("speakers", profile.speakers ? QString(toWord(*profile.speakers)) : QString())
        + text("herd_id", profile.herdId) + "    \"servers\": [\n" + servers.join(",\n") + "\n    ]\n}\n";
}

std::optional<ProfileError> unsupported(const Profile &profile)
{
    if (profile.repair == Repair::Sync && !protocol::rowOf(profile.dialect).isRepaired)
        return ProfileError{
            u"repair \"sync\" requires the dialect \"sync\" or \"at\", in which every server holds the same bytes; "
            u"with \""_s
            + toWord(profile.dialect) + u"\", use \"push\" or \"none\""_s
        };
    const Speakers speakers = profile.whoSpeaks();
    if (speakers == Speakers::Open)
        return std::nullopt;
    if (profile.linkStyle == LinkStyle::PerMessage)
        return ProfileError{ u"speakers \""_s + toWord(speakers)
            + u"\" requires persistent links: a server that connects for each line does not say who it is"_s };
    const auto greets = [](const ServerProfile &server) {
        return !server.external || protocol::rowOf(server.external->dialect).greets;
    };
    const auto silent = std::find_if_not(profile.servers.begin(), profile.servers.end(), greets);
    if (speakers == Speakers::Keyed && silent != profile.servers.end())
        return ProfileError{ u"speakers \"keyed\" requires that every server greets, but "_s
            + quoted(QString::fromUtf8(silent->name.bytes())) + u" is external and does not"_s };
    return std::nullopt;
}

} // namespace herdcore::profile
