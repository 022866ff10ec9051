// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/hostconfigs.h"

#include "herdcore/herd/addresses.h"

#include <QDir>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace herdcore::herd {

using base::ServerIndex;

namespace {

std::size_t at(ServerIndex server)
{
    return static_cast<std::size_t>(base::number(server));
}

std::int64_t ns(double seconds)
{
    return static_cast<std::int64_t>(seconds * static_cast<double>(base::nsPerSecond));
}

host::HostLimits hostLimits(const HerdOptions &options)
{
    const Limits &limits = options.limits;
    host::HostLimits host;
    host.client.lineBytes = limits.lineBytes;
    host.client.firstLineNs = ns(limits.firstLineSeconds);
    host.client.lineNs = ns(limits.lineSeconds);
    host.client.idleNs = ns(limits.idleSeconds);
    host.client.unsentBytes = limits.unsentBytes;
    host.client.unsentBytesSlow = limits.slowUnsentBytes;
    host.client.slowNs = ns(limits.slowSeconds);
    host.connections = static_cast<int>(limits.connections);
    host.unsentTotalBytes = limits.unsentTotalBytes;
    host.partialTotalBytes = limits.partialTotalBytes;
    if (options.classroom)
        host.address = { static_cast<int>(limits.addressConnections), static_cast<int>(limits.addressLines),
            static_cast<int>(limits.addressWhatsat) };
    return host;
}

QByteArray secret()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return { reinterpret_cast<const char *>(words.data()), sizeof words };
}

node::NodeConfig nodeConfig(const HerdNow &herd, ServerIndex server)
{
    const profile::Profile &profile = herd.profile;
    node::NodeConfig node;
    node.name = profile.server(server).name;
    node.bootId = QByteArray::number(QRandomGenerator::global()->generate64(), 16);
    node.dialect = &protocol::dialect(profile.dialect);
    node.answersStaleWithStored = profile.answersStaleWithStored;
    node.oneAnswerPerConnection = profile.oneAnswerPerConnection;
    node.futureBoundNs = profile.futureBoundSeconds * base::nsPerSecond;
    node.maxClients = static_cast<std::size_t>(herd.options.limits.clients);
    node.maxTableBytes = static_cast<std::size_t>(herd.options.limits.tableBytes);
    node.refusesFuture = profile.refusesFuture;
    node.admission = { profile.whoSpeaks(), profile.herdIdInGreetings(), herd.options.key, secret() };
    node.repair.mode = herd.repair;
    node.repair.seed = QRandomGenerator::global()->generate64();
    return node;
}

node::Neighbour neighbour(const profile::Profile &profile, ServerIndex index)
{
    const profile::ServerProfile &server = profile.server(index);
    if (!server.external)
        return { index, server.name, nullptr, profile.linkStyle == profile::LinkStyle::Persistent };
    const profile::DialectKind dialect = server.external->dialect;
    return { index, server.name, &protocol::dialect(dialect), protocol::rowOf(dialect).greets,
        QHostAddress(server.host).toString().toLatin1() };
}

std::int64_t askNs(const profile::ServerProfile &server)
{
    return server.external ? server.external->askSeconds * base::nsPerSecond : 0;
}

} // namespace

host::HostConfig makeHostConfig(const HerdNow &herd, ServerIndex server)
{
    host::HostConfig config;
    config.server = server;
    config.address = QHostAddress(herd.options.bindAddress);
    config.lineEnd = herd.profile.lineEnd;
    config.limits = hostLimits(herd.options);
    if (!herd.options.journalDir.isEmpty())
        config.journal = QDir(herd.options.journalDir).filePath(herd.profile.journalFileName(server));
    config.journalSync = herd.options.journalSync;
    config.node = nodeConfig(herd, server);
    for (const ServerIndex peer : herd.profile.neighboursOf(server)) {
        config.node.neighbours.push_back(neighbour(herd.profile, peer));
        const bool isCut
            = std::any_of(herd.cuts.begin(), herd.cuts.end(), [server, peer](const profile::LinkProfile &link) {
                  return (link.a == server && link.b == peer) || (link.a == peer && link.b == server);
              });
        config.neighbours.push_back({ config.node.neighbours.back(),
            QHostAddress(hostOf(herd.profile, herd.options, peer)), herd.dialled[at(peer)], isCut, {},
            QRandomGenerator::global()->generate64(), askNs(herd.profile.server(peer)) });
        for (const OutgoingFault &one : herd.faults) {
            if (one.from == server && one.to == peer)
                config.neighbours.back().faults.push_back(one.fault);
        }
    }
    return config;
}

} // namespace herdcore::herd
