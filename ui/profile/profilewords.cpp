// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profilewords.h"

#include "herdcore/base/escape.h"
#include "ui/live/words.h"

#include <QRegularExpression>

namespace ui {

using namespace herdcore::profile;
using herdcore::base::Reason;
using herdcore::base::ServerIndex;

namespace {

constexpr std::size_t namesAtMost = 6;
constexpr std::size_t notesAtMost = 40; // of a kind

} // namespace

QString commandText(const QStringList &words)
{
    QStringList quoted;
    for (QString word : words) {
        const bool isBare = !word.isEmpty() && !word.contains(u' ') && !word.contains(u'"');
        word.replace(u'"', QStringLiteral("\"\"\""));
        quoted += isBare ? word : QString(u'"' + word + u'"');
    }
    return quoted.join(u' ');
}

QString ProfileWords::nameOf(const Profile &profile, ServerIndex server)
{
    return herdcore::base::escapedText(profile.server(server).name.bytes(), 40);
}

QString ProfileWords::group(const Profile &profile, const std::vector<ServerIndex> &servers)
{
    QStringList names;
    for (std::size_t i = 0; i < servers.size() && i < namesAtMost; ++i)
        names += nameOf(profile, servers[i]);
    const QString listed = names.join(QStringLiteral(", "));
    if (servers.size() <= namesAtMost)
        return QStringLiteral("{%1}").arg(listed);
    return tr("{%1 and %n more}", nullptr, static_cast<int>(servers.size() - namesAtMost)).arg(listed);
}

QString ProfileWords::rest(const Profile &profile, const std::vector<ServerIndex> &servers)
{
    return servers.size() <= namesAtMost ? group(profile, servers)
                                         : tr("the other %1").arg(QString::number(servers.size()));
}

ProfileNote ProfileWords::wrong(const Profile &profile, const ProfileProblem &problem)
{
    ProfileNote note;
    QString place = problem.path;
    const auto server = problem.server();
    if (server && static_cast<std::size_t>(number(*server)) < profile.servers.size()) {
        note.subject.servers = { *server };
        note.field = problem.path.section(u'.', 1);
        place = tr("Server %1, %2").arg(number(*server) + 1).arg(note.field);
    } else {
        note.field = problem.path;
    }
    // Counted from 1, as in the table.
    QString what = problem.what;
    static const QRegularExpression index(QStringLiteral("\\bservers\\[(\\d+)\\]"));
    if (const auto match = index.match(what); match.hasMatch())
        what.replace(match.capturedStart(), match.capturedLength(), tr("server %1").arg(match.captured(1).toInt() + 1));
    note.text = place.isEmpty() ? what : tr("%1: %2").arg(place, what);
    return note;
}

ProfileNote ProfileWords::takenPort(const Profile &profile, ServerIndex server, Reason reason)
{
    ProfileNote note;
    note.kind = ProfileNote::Kind::Warning;
    note.subject.servers = { server };
    note.field = QStringLiteral("port");
    const QString name = nameOf(profile, server);
    const quint16 port = profile.server(server).port;
    note.text = reason == Reason::PortTaken
        ? tr("Port %1 of %2 is in use by another program: choose another port or end that program")
              .arg(QString::number(port), name)
        : tr("%2 cannot listen on port %1 (%3): choose another port")
              .arg(QString::number(port), name, Words::of(reason));
    return note;
}

QList<ProfileNote> ProfileWords::cutOff(const Profile &profile)
{
    QList<ProfileNote> notes;
    if (profile.links.empty() && profile.servers.size() > 1) {
        ProfileNote note;
        note.kind = ProfileNote::Kind::Warning;
        note.text = tr("There are no links: each update stays at the server that it is reported to. "
                       "Drag from one server to another, or select two and press L.");
        return { note };
    }
    const Parts parts = partsWithout(profile, {});
    for (std::size_t i = 0; i + 1 < parts.size() && i < notesAtMost; ++i) {
        ProfileNote note;
        note.kind = ProfileNote::Kind::Warning;
        note.subject.servers = parts[i];
        note.text = tr("%1 cannot be reached from %2: without a link, no update gets there")
                        .arg(group(profile, parts[i]), rest(profile, parts.back()));
        notes += note;
    }
    return notes;
}

ProfileNote ProfileWords::loss(const Profile &profile, const Loss &loss)
{
    ProfileNote note;
    note.kind = ProfileNote::Kind::Warning;
    note.isLoss = true;
    note.subject = loss;
    QStringList names;
    for (const ServerIndex server : loss.servers)
        names += nameOf(profile, server);
    for (const LinkProfile &link : loss.links)
        names += tr("%1\u2013%2").arg(nameOf(profile, link.a), nameOf(profile, link.b));
    QStringList groups;
    const Parts whole = partsWithout(profile, {});
    Parts parts = partsWithout(profile, loss);
    std::erase_if(parts, [&whole](const auto &part) { // separate before the loss, too
        return std::find(whole.begin(), whole.end(), part) != whole.end();
    });
    for (const auto &part : parts)
        groups += &part == &parts.back() ? rest(profile, part) : group(profile, part);
    const QString into = groups.join(tr(" and "));
    if (!loss.servers.empty())
        note.text = names.size() == 1
            ? tr("The server %1 alone splits the rest into %2").arg(names[0], into)
            : tr("The servers %1 and %2 together split the rest into %3").arg(names[0], names[1], into);
    else
        note.text = names.size() == 1
            ? tr("The link %1 alone splits the herd into %2").arg(names[0], into)
            : tr("The links %1 and %2 together split the herd into %3").arg(names[0], names[1], into);
    return note;
}

QList<ProfileNote> ProfileWords::splits(const Profile &profile, const PointsOfFailure &splits)
{
    QList<ProfileNote> notes;
    const auto add = [&](const auto &losses, auto toLoss, const QString &what) {
        for (std::size_t i = 0; i < losses.size() && i < notesAtMost; ++i)
            notes += loss(profile, toLoss(losses[i]));
        if (losses.size() > notesAtMost) {
            ProfileNote more;
            more.kind = ProfileNote::Kind::Warning;
            more.text = tr("... and %1 more %2").arg(losses.size() - notesAtMost).arg(what);
            notes += more;
        }
    };
    add(
        splits.links,
        [](const LinkProfile &link) {
            return Loss{ {}, { link } };
        },
        tr("single links"));
    add(
        splits.servers,
        [](ServerIndex server) {
            return Loss{ { server }, {} };
        },
        tr("single servers"));
    const bool isWhole = partsWithout(profile, {}).size() == 1;
    if (!isWhole && profile.servers.size() > 1) {
        ProfileNote already;
        already.kind = ProfileNote::Kind::Warning;
        already.text = tr("The herd is split already, without any failure");
        notes += already;
    } else if (notes.isEmpty() && profile.servers.size() > 1) {
        ProfileNote good;
        good.kind = ProfileNote::Kind::Good;
        good.text = tr("No single link and no single server splits the herd");
        notes += good;
    }
    add(
        splits.serverPairs,
        [](const auto &pair) {
            return Loss{ { pair.first, pair.second }, {} };
        },
        tr("pairs of servers"));
    add(
        splits.linkPairs,
        [](const auto &pair) {
            return Loss{ {}, { pair.first, pair.second } };
        },
        tr("pairs of links"));
    return notes;
}

} // namespace ui
