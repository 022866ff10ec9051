// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/silence.h"

#include "herdcore/protocol/parser.h"

#include <utility>

namespace herdcore::host {

using Role = HostConnection::Role;

namespace {

// Of a longer request, which no hand types, no continuation is awaited.
constexpr qsizetype longestKept = 1024;

bool isRequest(const QByteArray &line)
{
    return protocol::parseClientLine(line).hasValue();
}

} // namespace

void Silence::onPartial(HostConnection &connection) const
{
    // A greeting is not a neighbour's line: those who greet end their lines, however slowly they come.
    const bool isServers = connection.role == Role::Server || connection.role == Role::OneShot
        || (connection.role == Role::Unknown && m_core.node.isClaimed(connection.line->partialLine()));
    if (isServers || endsClientsLine(connection))
        connection.partialSinceNs = m_core.reporter.now().monotonicNs;
}

bool Silence::endsClientsLine(const HostConnection &connection) const
{
    if (connection.role != Role::Unknown && connection.role != Role::Client)
        return false;
    const base::LineEnd lineEnd = m_core.config.lineEnd;
    return lineEnd == base::LineEnd::Silence
        || (lineEnd == base::LineEnd::SilenceOnLoopback && connection.peerAddress().isLoopback());
}

bool Silence::endsLine(HostConnection &connection, std::int64_t nowNs) const
{
    if (connection.partialSinceNs == 0 || nowNs - connection.partialSinceNs < limitNs)
        return false;
    if (connection.isPaused)
        return false; // what it says later is not read either
    connection.partialSinceNs = 0;
    const QByteArray bytes = connection.line->partialLine().toByteArray();
    if (connection.role == Role::Server || connection.role == Role::OneShot
        || (connection.role == Role::Unknown && m_core.node.isClaimed(bytes)))
        return true;
    const bool isBlank = bytes.trimmed().isEmpty();
    return endsClientsLine(connection)
        && (isRequest(bytes) || (!isBlank && isRequest(connection.endedBySilence + bytes)));
}

std::optional<QByteArray> Silence::meant(HostConnection &connection, const QByteArray &line, bool isSilent) const
{
    const QByteArray before = std::exchange(connection.endedBySilence, {});
    connection.partialSinceNs = 0;
    if (connection.role != Role::Client || (!isSilent && before.isEmpty()))
        return line;
    if (line.trimmed().isEmpty())
        return {};
    const QByteArray whole = isRequest(line) || !isRequest(before + line) ? line : QByteArray(before + line);
    if (isSilent && whole.size() <= longestKept)
        connection.endedBySilence = whole;
    return whole;
}

} // namespace herdcore::host
