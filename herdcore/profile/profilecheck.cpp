// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/profilecheck.h"

#include "herdcore/base/escape.h"
#include "herdcore/profile/profilewords.h"

#include <QHash>
#include <QHostAddress>
#include <QSet>

#include <algorithm>

namespace herdcore::profile {

using base::ServerIndex;
using namespace Qt::StringLiterals;

namespace {

QString serverPath(std::size_t i, QLatin1String key)
{
    return u"servers[%1]."_s.arg(i) + key;
}

QString talksToPath(std::size_t i, qsizetype k)
{
    return serverPath(i, "talks_to"_L1) + u"[%1]"_s.arg(k);
}

QString nameOf(const ServerProfile &server)
{
    return QString::fromUtf8(server.name.bytes());
}

// What is wrong with a server's name; nothing where it is right.
QString nameProblem(const QByteArray &name)
{
    const QString text = QString::fromUtf8(name);
    if (text.isEmpty())
        return u"is no name"_s;
    if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); }))
        return u"holds white space, at which the servers would split it"_s;
    if (text.contains(u'/') || text.contains(u'\\'))
        return u"holds a / or \\, but is part of a file's name"_s;
    if (text.contains(u',') || text.contains(u'='))
        return u"holds a , or =, but lists of servers are written Hill=8000,Jaquez=8001"_s;
    if (text.startsWith(u'.') || text.startsWith(u'-'))
        return u"starts with a dot or a dash"_s;
    if (base::escaped(name) != name)
        return u"holds a character that cannot be seen"_s;
    constexpr qsizetype maxNameBytes = 100;
    return name.size() > maxNameBytes ? u"is longer than %1 bytes"_s.arg(maxNameBytes) : QString();
}

using Indices = QHash<QByteArray, std::size_t>;

// The index of each server that servers[i] lists.
std::vector<std::size_t> neighbours(const std::vector<ServerProfile> &servers, const Indices &indices, std::size_t i,
    const QStringList &listed, FirstProblem &problem)
{
    std::vector<std::size_t> found;
    QSet<std::size_t> seen;
    for (qsizetype k = 0; k < listed.size(); ++k) {
        const auto other = indices.constFind(listed[k].toUtf8());
        if (other == indices.constEnd()) {
            QStringList names;
            std::transform(servers.begin(), servers.end(), std::back_inserter(names), nameOf);
            problem.add(talksToPath(i, k), u"there is no server "_s + quoted(listed[k]) + suggestion(listed[k], names));
        } else if (*other == i) {
            problem.add(talksToPath(i, k), quoted(listed[k]) + u" has a link to itself"_s);
        } else if (seen.contains(*other)) {
            problem.add(talksToPath(i, k), quoted(listed[k]) + u" is listed twice"_s);
        } else {
            seen.insert(*other);
            found.push_back(*other);
        }
    }
    return found;
}

} // namespace

void checkServerCount(std::size_t count, FirstProblem &problem)
{
    if (count == 0)
        problem.add(u"servers"_s, u"must list at least one server"_s);
    if (count > maxServers)
        problem.add(u"servers"_s, u"lists %1 servers; at most %2 are possible"_s.arg(count).arg(maxServers));
}

void checkServers(const std::vector<ServerProfile> &servers, FirstProblem &problem)
{
    Indices names;
    QHash<std::pair<QString, quint16>, std::size_t> ports;
    for (std::size_t i = 0; i < servers.size(); ++i) {
        const ServerProfile &server = servers[i];
        if (const QString wrong = nameProblem(server.name.bytes()); !wrong.isEmpty())
            problem.add(serverPath(i, "name"_L1), quoted(nameOf(server)) + u' ' + wrong);
        if (const auto twin = names.constFind(server.name.bytes()); twin != names.constEnd())
            problem.add(
                serverPath(i, "name"_L1), quoted(nameOf(server)) + u" is the name of servers[%1] already"_s.arg(*twin));
        names.insert(server.name.bytes(), i);
        if (QHostAddress(server.host).isNull())
            problem.add(serverPath(i, "host"_L1), quoted(server.host) + u" is not an IP address"_s);
        const std::pair<QString, quint16> port(server.host, server.port);
        if (const auto twin = ports.constFind(port); server.port != 0 && twin != ports.constEnd())
            problem.add(serverPath(i, "port"_L1),
                u"%1 is the port of servers[%2] already, of "_s.arg(server.port).arg(*twin)
                    + quoted(nameOf(servers[*twin])));
        ports.insert(port, i);
    }
}

std::vector<LinkProfile> linksOf(
    const std::vector<ServerProfile> &servers, const std::vector<QStringList> &talksTo, FirstProblem &problem)
{
    Indices indices;
    for (std::size_t i = 0; i < servers.size(); ++i)
        indices.insert(servers[i].name.bytes(), i);
    std::vector<std::vector<std::size_t>> adjacent;
    for (std::size_t i = 0; i < servers.size(); ++i)
        adjacent.push_back(neighbours(servers, indices, i, talksTo[i], problem));

    std::vector<LinkProfile> links;
    for (std::size_t i = 0; i < servers.size(); ++i) {
        for (const std::size_t other : adjacent[i]) {
            if (std::find(adjacent[other].begin(), adjacent[other].end(), i) == adjacent[other].end())
                problem.add(serverPath(i, "talks_to"_L1),
                    quoted(nameOf(servers[i])) + u" lists "_s + quoted(nameOf(servers[other])) + u", but "_s
                        + quoted(nameOf(servers[other])) + u" does not list "_s + quoted(nameOf(servers[i])));
            if (i < other)
                links.push_back(
                    { ServerIndex{ static_cast<std::int16_t>(i) }, ServerIndex{ static_cast<std::int16_t>(other) } });
        }
    }
    return links;
}

void checkLogFiles(const Profile &profile, FirstProblem &problem)
{
    const QString &pattern = profile.logPattern;
    constexpr qsizetype maxPatternBytes = 100;
    const std::size_t before = problem.all().size();
    if (pattern.isEmpty())
        problem.add(u"log"_s, u"must not be empty"_s);
    else if (pattern.contains(u'/') || pattern.contains(u'\\'))
        problem.add(u"log"_s, u"must be a file's name without a directory, not "_s + quoted(pattern));
    else if (pattern.startsWith(u'.'))
        problem.add(u"log"_s, u"must not start with a dot"_s);
    else if (base::escaped(pattern.toUtf8()) != pattern.toUtf8() || pattern.toUtf8().size() > maxPatternBytes)
        problem.add(u"log"_s, quoted(pattern) + u" is not fit for a file's name"_s);
    else if (profile.servers.size() > 1 && !pattern.contains("{server}"_L1))
        problem.add(u"log"_s, u"must contain {server}, so that each server has a file of its own"_s);
    if (problem.all().size() != before)
        return;
    QHash<QString, std::size_t> files;
    for (std::size_t i = 0; i < profile.servers.size(); ++i) {
        const QString file = profile.logFileName(ServerIndex{ static_cast<std::int16_t>(i) });
        const auto twin = files.constFind(file);
        const bool isShared = twin != files.constEnd();
        if (isShared && profile.servers[*twin].name != profile.servers[i].name)
            problem.add(u"log"_s,
                quoted(nameOf(profile.servers[*twin])) + u" and "_s + quoted(nameOf(profile.servers[i]))
                    + u" would share the file "_s + quoted(file));
        files.insert(file, i);
    }
}

std::vector<ProfileProblem> problemsOf(const Profile &profile)
{
    FirstProblem problem;
    checkServerCount(profile.servers.size(), problem);
    checkServers(profile.servers, problem);
    checkLogFiles(profile, problem);
    if (!problem.error()) {
        // What only the reading of a file looks at, so that nothing is saved that cannot be opened again.
        if (const auto read = parseProfile(toJson(profile)); !read)
            problem.add(QString(), read.error().message);
    }
    return problem.all();
}

} // namespace herdcore::profile
