// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/externalcommand.h"

namespace herdcore::herd {

using base::ServerIndex;

namespace {

// {WHO}, {WHO_host} and {WHO_port}, or {name}, {host} and {port} where `who` is empty.
QString filled(QString word, const QString &who, const profile::ServerProfile &server, quint16 port)
{
    const QString head = who.isEmpty() ? QStringLiteral("{") : QString(u'{' + who + u'_');
    word.replace(head + QStringLiteral("host}"), server.host);
    word.replace(head + QStringLiteral("port}"), QString::number(port));
    word.replace(u'{' + (who.isEmpty() ? QStringLiteral("name") : who) + u'}', QString::fromUtf8(server.name.bytes()));
    return word;
}

} // namespace

bool hasMovablePort(const profile::ServerProfile &server)
{
    return !server.external || !server.external->command.filter(QStringLiteral("{port}")).isEmpty();
}

QStringList expandCommand(const profile::Profile &profile, ServerIndex server, const std::vector<quint16> &ports)
{
    const QString neighbour = QStringLiteral("neighbour");
    const auto port = [&ports](ServerIndex of) {
        return ports.at(static_cast<std::size_t>(base::number(of)));
    };
    const profile::ServerProfile &self = profile.server(server);
    QStringList words;
    for (const QString &word : self.external ? self.external->command : QStringList()) {
        if (!word.contains(u'{' + neighbour)) {
            words += filled(word, {}, self, port(server));
            continue;
        }
        for (const ServerIndex peer : profile.neighboursOf(server))
            words += filled(filled(word, {}, self, port(server)), neighbour, profile.server(peer), port(peer));
    }
    return words;
}

} // namespace herdcore::herd
