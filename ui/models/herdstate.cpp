// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/herdstate.h"

#include "herdcore/base/escape.h"
#include "herdcore/protocol/dialect.h"

#include <utility>

namespace ui {

using namespace herdcore::base;
using herdcore::observe::Entry;

namespace {

constexpr std::size_t maxTrail = 50;
constexpr std::size_t maxClosed = 10'000;

using herdcore::protocol::Record;

std::optional<Record> readAtLine(QByteArrayView line)
{
    auto parsed = herdcore::protocol::parseAt(line);
    return parsed ? std::optional(std::move(parsed).value()) : std::nullopt;
}

bool supersedes(const HeldRecord &record, const HeldRecord &held)
{
    if (record.update.timeNs != held.update.timeNs)
        return record.update.timeNs > held.update.timeNs;
    if (record.line == held.line)
        return false;
    const auto a = readAtLine(record.line);
    const auto b = readAtLine(held.line);
    return a && b && herdcore::protocol::wins(*a, *b);
}

} // namespace

bool isPresent(ServerState state)
{
    return state == ServerState::Listening || state == ServerState::Elsewhere || state == ServerState::Started
        || state == ServerState::Reached || state == ServerState::Frozen;
}

HerdState::HerdState(herdcore::herd::Profile profile)
    : m_profile(std::move(profile))
    , m_servers(m_profile.servers.size())
{
    for (size_t i = 0; i < m_servers.size(); ++i) {
        const auto &foreign = m_profile.servers[i].foreign;
        m_servers[i].isForeign = foreign.has_value();
        if (foreign && foreign->command.isEmpty())
            m_servers[i].state = ServerState::Elsewhere;
    }
    for (const auto &link : m_profile.links) {
        const bool isTheirs = server(link.a).isForeign && server(link.b).isForeign;
        const LinkEnd end{ isTheirs ? LinkEndState::Unknown : LinkEndState::Down };
        m_linkEnds[{ link.a, link.b }] = m_linkEnds[{ link.b, link.a }] = end;
    }
}

void HerdState::fold(const Entry &entry)
{
    m_lastNs = entry.monotonicNs;
    ServerFacts *const facts = findServer(entry.server);
    if (!facts)
        return;
    if (ServerFacts *const peer = findServer(entry.peer); peer && peer->isForeign)
        foldContact(entry, *peer);
    foldFault(entry, *facts);
    fold(entry, *facts);
}

void HerdState::fold(const Entry &entry, ServerFacts &facts)
{
    switch (entry.kind) {
    case ObservationKind::ServerListening:
    case ObservationKind::ListenFailed:
    case ObservationKind::ServerStopped:
    case ObservationKind::ServerCrashed:
        foldServer(entry, facts);
        break;
    case ObservationKind::ClientConnected:
    case ObservationKind::ClientClosed:
        foldClient(entry, facts);
        break;
    case ObservationKind::LinkDialling:
    case ObservationKind::LinkUp:
    case ObservationKind::LinkDown:
    case ObservationKind::LinkCut:
    case ObservationKind::LinkHealed:
    case ObservationKind::LinkRefused:
        foldLink(entry);
        break;
    case ObservationKind::LineReceived:
    case ObservationKind::LineSent:
    case ObservationKind::LineLost:
        foldLine(entry, facts);
        break;
    case ObservationKind::Learned:
        foldLearned(entry, facts);
        break;
    case ObservationKind::Rejected:
        ++facts.rejected;
        break;
    case ObservationKind::ForeignStarted:
    case ObservationKind::ForeignEnded:
        foldForeign(entry);
        break;
    default: // changes nothing of this
        break;
    }
}

void HerdState::foldForeign(const Entry &entry)
{
    forgetRun(entry.server);
    ServerFacts &facts = *findServer(entry.server);
    facts.runsCommand = entry.kind == ObservationKind::ForeignStarted;
    facts.reason = entry.reason;
    facts.state = facts.runsCommand               ? ServerState::Started
        : entry.reason == Reason::None            ? ServerState::Stopped
        : entry.reason == Reason::CannotBeStarted ? ServerState::Failed
                                                  : ServerState::Crashed;
}

// What one of ours has met with at a foreign server.
void HerdState::foldContact(const Entry &entry, ServerFacts &foreign)
{
    const bool hasEnded = foreign.state == ServerState::Stopped || foreign.state == ServerState::Failed
        || foreign.state == ServerState::Crashed; // what is still under way does not bring it back
    const bool isLine = entry.kind == ObservationKind::LineSent || entry.kind == ObservationKind::LineReceived;
    const bool isUp = entry.kind == ObservationKind::LinkUp && entry.connection != ConnectionId::None;
    if (entry.kind == ObservationKind::LinkDown && !hasEnded)
        foreign.state = ServerState::Silent;
    else if ((isLine || isUp) && !hasEnded)
        foreign.state = ServerState::Reached;
    if (isLine)
        ++(entry.kind == ObservationKind::LineSent ? foreign.linesIn : foreign.linesOut);
    const auto &told = findServer(entry.server)->table;
    if (const auto held = told.constFind(ClientId(entry.client.toByteArray()));
        entry.kind == ObservationKind::LineSent && held != told.constEnd())
        foreign.table.insert(held.key(), *held);
}

void HerdState::foldServer(const Entry &entry, ServerFacts &facts)
{
    forgetRun(entry.server);
    facts.reason = entry.reason;
    if (entry.kind == ObservationKind::ServerListening || entry.kind == ObservationKind::ListenFailed)
        facts.endpoint = escapedText(entry.bytes, 200);
    facts.state = entry.kind == ObservationKind::ServerListening ? ServerState::Listening
        : entry.kind == ObservationKind::ListenFailed            ? ServerState::Failed
        : entry.kind == ObservationKind::ServerCrashed           ? ServerState::Crashed
                                                                 : ServerState::Stopped;
}

void HerdState::forgetRun(ServerIndex server)
{
    ServerFacts &facts = m_servers[static_cast<size_t>(number(server))];
    facts.clients = 0;
    facts.isFrozen = false;
    facts.table.clear();
    const std::pair first{ server, ServerIndex::None };
    for (auto it = m_linkEnds.lower_bound(first); it != m_linkEnds.end() && it->first.first == server; ++it) {
        if (facts.isForeign)
            continue; // the other end's word is all there is
        // What the user cut stays cut until the user heals it.
        if (it->second.state != LinkEndState::Cut)
            it->second.state = LinkEndState::Down;
        it->second.reason = Reason::None;
        it->second.underWay = 0;
    }
}

void HerdState::foldClient(const Entry &entry, ServerFacts &facts)
{
    const auto connection = number(entry.connection);
    if (entry.kind == ObservationKind::ClientConnected) {
        ++facts.clients;
        m_addresses.insert(connection, escapedText(entry.bytes, 200));
        return;
    }
    if (entry.connection == ConnectionId::None)
        return; // turned away at the door, and never counted
    facts.clients = qMax(0, facts.clients - 1);
    m_closed.push_back(connection);
    if (m_closed.size() > maxClosed) {
        m_addresses.remove(m_closed.front());
        m_closed.pop_front();
    }
}

void HerdState::foldLearned(const Entry &entry, ServerFacts &facts)
{
    const auto at = readAtLine(entry.bytes);
    if (!at || entry.client.isEmpty())
        return;
    HeldRecord record{ entry.update(), at->origin, entry.bytes.toByteArray(), at->location.latitude,
        at->location.longitude, entry.monotonicNs, entry.wallNs, entry.id };
    facts.table.insert(record.update.client, record);
    if (ServerFacts *const teller = findServer(entry.peer); teller && teller->isForeign)
        teller->table.insert(record.update.client, record);

    ClientFacts &client = m_clients[record.update.client];
    if (client.newest.update.isNull()) {
        client.newest = std::move(record);
    } else if (supersedes(record, client.newest)) {
        if (record.update.timeNs != client.newest.update.timeNs)
            client.trail.push_back(std::move(client.newest));
        client.newest = std::move(record);
        if (client.trail.size() > maxTrail)
            client.trail.pop_front();
    }
}

ServerFacts *HerdState::findServer(ServerIndex server)
{
    const auto i = static_cast<size_t>(number(server));
    return number(server) >= 0 && i < m_servers.size() ? &m_servers[i] : nullptr;
}

const ServerFacts &HerdState::server(ServerIndex index) const
{
    return m_servers.at(static_cast<size_t>(number(index)));
}

QString HerdState::clientAddress(ConnectionId connection) const
{
    return m_addresses.value(number(connection));
}

QString HerdState::serverName(ServerIndex index) const
{
    const auto i = static_cast<size_t>(number(index));
    return number(index) < 0 || i >= m_profile.servers.size() ? QString()
                                                              : escapedText(m_profile.servers[i].name.bytes());
}

} // namespace ui
