// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/externalcommand.h"

#include "herdcore/herd/addresses.h"

#include <QDir>

namespace herdcore::herd {

using base::ServerIndex;

namespace {

struct Place {
    QString name;
    QString host;
    QString port;
};

// {WHO}, {WHO_host} and {WHO_port}, or {name}, {host} and {port} where `who` is empty.
QString filled(QString word, const QString &who, const Place &place)
{
    const QString head = who.isEmpty() ? QStringLiteral("{") : QString(u'{' + who + u'_');
    word.replace(head + QStringLiteral("host}"), place.host);
    word.replace(head + QStringLiteral("port}"), place.port);
    word.replace(u'{' + (who.isEmpty() ? QStringLiteral("name") : who) + u'}', place.name);
    return word;
}

} // namespace

bool hasMovablePort(const profile::ServerProfile &server)
{
    return !server.external || !server.external->command.filter(QStringLiteral("{port}")).isEmpty();
}

host::ExternalCommand externalCommand(
    const profile::Profile &profile, const HerdOptions &options, ServerIndex server, const std::vector<quint16> &ports)
{
    const QString neighbour = QStringLiteral("neighbour");
    const auto fill = [&](const QString &word, const QString &who, ServerIndex of) {
        return filled(word, who,
            { QString::fromUtf8(profile.server(of).name.bytes()), hostOf(profile, options, of),
                QString::number(ports.at(static_cast<std::size_t>(base::number(of)))) });
    };
    const auto external = profile.server(server).external.value_or(profile::ExternalServer{});
    QStringList words;
    for (const QString &word : external.command) {
        if (!word.contains(u'{' + neighbour)) {
            words += fill(word, {}, server);
            continue;
        }
        for (const ServerIndex peer : profile.neighboursOf(server))
            words += fill(fill(word, {}, server), neighbour, peer);
    }
    host::ExternalCommand command{ server, words, profile.folder, {} };
    if (!external.cwd.isEmpty())
        command.folder = QDir(profile.folder).filePath(fill(external.cwd, {}, server));
    for (auto one = external.env.cbegin(); one != external.env.cend(); ++one)
        command.environment[one.key()] = fill(one.value(), {}, server);
    return command;
}

} // namespace herdcore::herd
