// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/expected.h"
#include "herdcore/base/lineend.h"
#include "herdcore/base/names.h"
#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/greeting.h"
#include "herdcore/protocol/repairlines.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace herdcore::profile {

enum class LinkStyle { Persistent, PerMessage };
using base::LineEnd;
using protocol::DialectKind;
using protocol::Repair;
using protocol::Speakers;

// A server that is another program. Ours send it each message over a new connection, as every public implementation
// expects (in the dialect "sync": over one persistent link), and learn what it sends.
struct ExternalServer {
    DialectKind dialect = DialectKind::At;
    QStringList command; // program and arguments that start it; empty: started by somebody else
    int askSeconds = 0; // so long after it was sent a record it is asked about it with WHATSAT; 0: it is not asked
    QString cwd = {}; // where the command is run, from the profile's folder; empty: there
    QMap<QString, QString> env = {}; // variables for the command, besides ours
    friend bool operator==(const ExternalServer &, const ExternalServer &) = default;
};

struct ServerProfile {
    base::ServerName name;
    quint16 port = 0; // 1 to 65535; 0 asks the system for a free one (tests)
    QString host = QStringLiteral("127.0.0.1"); // the address where the others reach it
    std::optional<ExternalServer> external = std::nullopt; // not run by us
    friend bool operator==(const ServerProfile &, const ServerProfile &) = default;
};

// An undirected link; `a` comes before `b` in the profile's list of servers.
struct LinkProfile {
    base::ServerIndex a = base::ServerIndex::None;
    base::ServerIndex b = base::ServerIndex::None;
    friend bool operator==(const LinkProfile &, const LinkProfile &) = default;
};

// A herd as a JSON file describes it (resources/profiles/herdscope.json is the example):
//   { "name": "herdscope", "dialect": "sync", "links": "persistent", "repair": "none", "log": "{server}.log",
//     "servers": [ { "name": "Hill", "port": 12205, "talks_to": ["Jaquez", "Smith"] }, ... ] }
// and also: "title", "log_lower_case", "stale_answer" ("computed" or "stored"), "one_answer_per_connection",
// "future_bound_seconds", "future" ("flag" or "refuse"), "line_end" ("silence" or "lf"), "speakers", "herd_id", and for
// a server "host", the IP address at which the others reach it. Only "servers" is required. Both servers of a link list
// each other, as in the assignment. An external server is written so:
//     { "name": "Smith", "external": { "host": "127.0.0.1", "port": 11766, "dialect": "flooding", "ask_seconds": 2 },
//       "command": ["python3", "server.py", "{name}"], "cwd": "bob", "env": { "DEBUG": "1" }, "talks_to": ["Hill"] }
// host, dialect, ask_seconds, command, cwd and env are optional (externalcommand.h describes the placeholders of a
// command). The dialect is the herd's unless said otherwise, and "at" in a herd that speaks "sync".
struct Profile {
    QString name; // as in --profile NAME
    QString title; // a line for people
    DialectKind dialect = DialectKind::Sync;
    LinkStyle linkStyle = LinkStyle::Persistent;
    Repair repair = Repair::None;
    QString logPattern = QStringLiteral("{server}.log"); // "{server}" stands for the server's name
    bool logLowerCase = false; // {server} in lower case
    bool answersStaleWithStored = false; // an IAMAT that is not newer is answered with the stored AT
    bool oneAnswerPerConnection = false; // a client's connection is closed after one answer
    qint64 futureBoundSeconds = 24 * 60 * 60; // a client time further ahead than this is flagged
    bool refusesFuture = false; // and refused
    LineEnd lineEnd = LineEnd::SilenceOnLoopback; // of clients' requests
    std::optional<Speakers> speakers; // whose lines are believed; nothing: as whoSpeaks() says
    QString herdId; // tells the herd from others; empty: what herdIdInGreetings() makes of the rest
    std::vector<ServerProfile> servers; // 1 to 500, names and ports distinct
    std::vector<LinkProfile> links; // each once, no self links
    QString folder; // of the file it was read from, where its commands are run; empty: the current one

    [[nodiscard]] std::optional<base::ServerIndex> find(const base::ServerName &server) const;
    [[nodiscard]] std::vector<base::ServerIndex> neighboursOf(base::ServerIndex server) const;
    [[nodiscard]] const ServerProfile &server(base::ServerIndex index) const;
    // `speakers`, or else: listed where servers greet each other and repair by themselves, that is in the dialect sync
    // over persistent links; open in the papers' herds.
    [[nodiscard]] Speakers whoSpeaks() const;
    // The same in every process of the herd: a hash of herdId, or of the servers' names, their links and the dialect.
    // Not of hosts and ports, which each process may have moved.
    [[nodiscard]] QByteArray herdIdInGreetings() const;
    // A safe file name, whatever the server is called: without '/', control bytes or a leading dot. An external
    // server's has "-output" behind its name: what it prints.
    [[nodiscard]] QString logFileName(base::ServerIndex index) const;
    [[nodiscard]] QString journalFileName(base::ServerIndex index) const; // "Hill.journal"

    friend bool operator==(const Profile &, const Profile &) = default;
};

// How a herd repairs whose profile does not say it: as the default herd does where its servers greet each other, and
// not at all where they are like those of the papers.
[[nodiscard]] Repair usualRepair(DialectKind dialect, LinkStyle links);

// What is wrong with a profile: one readable line with the place ("servers[2].port") or, if the text is not JSON, the
// line and column.
struct ProfileError {
    QString message;
    bool isOfFile = false; // that could not be read, or is not a profile
};

// The same in two parts, for editors.
struct ProfileProblem {
    QString path; // "servers[2].port"; empty: the whole
    QString what; // worded to follow the path and a colon
    [[nodiscard]] std::optional<base::ServerIndex> server() const; // that the path is in
    friend bool operator==(const ProfileProblem &, const ProfileProblem &) = default;
};

[[nodiscard]] base::Expected<Profile, ProfileError> parseProfile(const QByteArray &json);
[[nodiscard]] QByteArray toJson(const Profile &profile); // parseProfile reads it back as the same value

// All problems that parseProfile would find; it stops at the first.
[[nodiscard]] std::vector<ProfileProblem> problemsOf(const Profile &profile);

// A combination in a valid profile that cannot be run; nothing if it can.
[[nodiscard]] std::optional<ProfileError> unsupported(const Profile &profile);

// The words used in JSON files and on command lines.
[[nodiscard]] QLatin1String toWord(DialectKind dialect);
[[nodiscard]] QLatin1String toWord(LinkStyle style);
[[nodiscard]] QLatin1String toWord(Repair repair);
[[nodiscard]] QLatin1String toWord(Speakers speakers);
[[nodiscard]] base::Expected<LinkStyle, ProfileError> linkStyleFromWord(const QString &word);
[[nodiscard]] base::Expected<Repair, ProfileError> repairFromWord(const QString &word);
[[nodiscard]] base::Expected<Speakers, ProfileError> speakersFromWord(const QString &word);
[[nodiscard]] base::Expected<bool, ProfileError> refusesFutureFromWord(const QString &word); // "flag" or "refuse"

// The built-in profiles, the default first.
[[nodiscard]] QStringList builtInProfileNames();
// NAME of a built-in profile, or the path of a file.
[[nodiscard]] base::Expected<Profile, ProfileError> loadProfile(const QString &nameOrFile);

} // namespace herdcore::profile
