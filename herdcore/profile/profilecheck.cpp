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

// What is wrong with a server's name; empty if it is valid.
QString nameProblem(const QByteArray &name)
{
    const QString text = QString::fromUtf8(name);
    if (text.isEmpty())
        return u"is not a name"_s;
    if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); }))
        return u"contains white space, which separates fields"_s;
    if (text.contains(u'/') || text.contains(u'\\'))
        return u"contains / or \\, which a file name must not"_s;
    if (text.contains(u',') || text.contains(u'='))
        return u"contains , or =, which separate servers in lists such as Hill=8000,Jaquez=8001"_s;
    if (text.startsWith(u'.') || text.startsWith(u'-'))
        return u"starts with a dot or a dash"_s;
    if (base::escaped(name) != name)
        return u"contains an invisible character"_s;
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
        problem.add(u"servers"_s, u"lists %1 servers; the maximum is %2"_s.arg(count).arg(maxServers));
}

void checkServers(const std::vector<ServerProfile> &servers, FirstProblem &problem)
{
    Indices names;
    QHash<std::pair<QString, quint16>, std::size_t> ports;
    for (std::size_t i = 0; i < servers.size(); ++i) {
        const ServerProfile &server = servers[i];
        if (const QString wrong = nameProblem(server.name.bytes()); !wrong.isEmpty())
            problem.add(serverPath(i, "name"_L1), quoted(nameOf(server)) + u' ' + wrong);
        if (const auto duplicate = names.constFind(server.name.bytes()); duplicate != names.constEnd())
            problem.add(serverPath(i, "name"_L1),
                quoted(nameOf(server)) + u" is already the name of servers[%1]"_s.arg(*duplicate));
        names.insert(server.name.bytes(), i);
        if (QHostAddress(server.host).isNull())
            problem.add(serverPath(i, "host"_L1), quoted(server.host) + u" is not an IP address"_s);
        const std::pair<QString, quint16> port(server.host, server.port);
        if (const auto duplicate = ports.constFind(port); server.port != 0 && duplicate != ports.constEnd())
            problem.add(serverPath(i, "port"_L1),
                u"%1 is already the port of servers[%2], "_s.arg(server.port).arg(*duplicate)
                    + quoted(nameOf(servers[*duplicate])));
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
        problem.add(u"log"_s, u"must be a file name without a directory, not "_s + quoted(pattern));
    else if (pattern.startsWith(u'.'))
        problem.add(u"log"_s, u"must not start with a dot"_s);
    else if (base::escaped(pattern.toUtf8()) != pattern.toUtf8() || pattern.toUtf8().size() > maxPatternBytes)
        problem.add(u"log"_s, quoted(pattern) + u" is not a valid file name"_s);
    else if (profile.servers.size() > 1 && !pattern.contains("{server}"_L1))
        problem.add(u"log"_s, u"must contain {server}, so that each server has its own file"_s);
    if (problem.all().size() != before)
        return;
    QHash<QString, std::size_t> files;
    for (std::size_t i = 0; i < profile.servers.size(); ++i) {
        const QString file = profile.logFileName(ServerIndex{ static_cast<std::int16_t>(i) });
        const auto duplicate = files.constFind(file);
        const bool isShared = duplicate != files.constEnd();
        if (isShared && profile.servers[*duplicate].name != profile.servers[i].name)
            problem.add(u"log"_s,
                quoted(nameOf(profile.servers[*duplicate])) + u" and "_s + quoted(nameOf(profile.servers[i]))
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
        // What only parsing checks, so that nothing is saved that cannot be opened again.
        if (const auto read = parseProfile(toJson(profile)); !read)
            problem.add(QString(), read.error().message);
    }
    return problem.all();
}

} // namespace herdcore::profile
