// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/state/herdstate.h"

#include "herdcore/base/escape.h"
#include "herdcore/protocol/dialect.h"

#include <algorithm>
#include <utility>

namespace herdcore::state {

using namespace herdcore::base;
using herdcore::observe::EventView;

namespace {

constexpr std::size_t maxTrail = 50;
constexpr std::size_t maxClosed = 10'000;

using herdcore::protocol::Record;

std::optional<Record> readAtLine(QByteArrayView line)
{
    auto parsed = herdcore::protocol::parseAt(line);
    return parsed ? std::optional(std::move(parsed).value()) : std::nullopt;
}

// The record that an event states.
std::optional<HeldRecord> heldRecord(const EventView &event)
{
    const auto at = readAtLine(event.bytes);
    if (!at || event.client.isEmpty())
        return std::nullopt;
    return HeldRecord{ event.update(), at->origin, event.bytes.toByteArray(), at->location.latitude,
        at->location.longitude, event.monotonicNs, event.wallNs, event.id };
}

bool supersedes(const HeldRecord &record, const HeldRecord &held)
{
    if (!herdcore::protocol::mayBeRounded(record.update.timeNs, held.update.timeNs))
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

quint16 portOf(const EventView &event)
{
    return event.bytes.sliced(event.bytes.lastIndexOf(' ') + 1).toByteArray().toUShort();
}

HerdState::HerdState(herdcore::profile::Profile profile, Records records)
    : m_profile(std::move(profile))
    , m_records(records)
    , m_servers(m_profile.servers.size())
    , m_repair(m_profile.repair)
{
    for (size_t i = 0; i < m_servers.size(); ++i) {
        const auto &external = m_profile.servers[i].external;
        m_servers[i].isExternal = external.has_value();
        if (external && external->command.isEmpty())
            m_servers[i].state = ServerState::Elsewhere;
    }
    for (const auto &link : m_profile.links) {
        const bool isTheirs = server(link.a).isExternal && server(link.b).isExternal;
        const LinkEnd end{ isTheirs ? LinkEndState::Unknown : LinkEndState::Down };
        m_linkEnds[{ link.a, link.b }] = m_linkEnds[{ link.b, link.a }] = end;
    }
}

void HerdState::fold(const EventView &event)
{
    m_lastNs = event.monotonicNs;
    if (event.kind == EventKind::RepairSet) {
        if (const auto mode = herdcore::profile::repairFromWord(QString::fromUtf8(event.bytes)))
            m_repair = *mode;
        return;
    }
    ServerFacts *const facts = findServer(event.server);
    if (!facts)
        return;
    if (ServerFacts *const peer = findServer(event.peer); peer && peer->isExternal)
        foldContact(event, *peer);
    foldFault(event, *facts);
    fold(event, *facts);
}

void HerdState::fold(const EventView &event, ServerFacts &facts)
{
    switch (event.kind) {
    case EventKind::ServerListening:
    case EventKind::ListenFailed:
    case EventKind::ServerStopped:
    case EventKind::ServerCrashed:
        foldServer(event, facts);
        break;
    case EventKind::ClientConnected:
    case EventKind::ClientClosed:
        foldClient(event, facts);
        break;
    case EventKind::LinkDialling:
    case EventKind::LinkUp:
    case EventKind::LinkDown:
    case EventKind::LinkCut:
    case EventKind::LinkHealed:
    case EventKind::LinkRefused:
    case EventKind::LinkDenied:
        foldLink(event);
        break;
    case EventKind::LineReceived:
    case EventKind::LineSent:
    case EventKind::LineLost:
        foldLine(event, facts);
        break;
    case EventKind::Learned:
        if (m_records == Records::Kept)
            foldLearned(event, facts);
        break;
    case EventKind::Forgotten:
        if (m_records == Records::Kept)
            foldForgotten(event, facts);
        break;
    case EventKind::Rejected:
        ++facts.rejected;
        break;
    case EventKind::ExternalStarted:
    case EventKind::ExternalEnded:
        foldExternal(event);
        break;
    default: // changes nothing of this
        break;
    }
}

void HerdState::foldExternal(const EventView &event)
{
    forgetRun(event.server);
    ServerFacts &facts = *findServer(event.server);
    facts.runsCommand = event.kind == EventKind::ExternalStarted;
    facts.reason = event.reason;
    facts.state = facts.runsCommand               ? ServerState::Started
        : event.reason == Reason::None            ? ServerState::Stopped
        : event.reason == Reason::CannotBeStarted ? ServerState::Failed
                                                  : ServerState::Crashed;
}

// What one of our servers shows about an external one.
void HerdState::foldContact(const EventView &event, ServerFacts &external)
{
    const bool hasEnded = external.state == ServerState::Stopped || external.state == ServerState::Failed
        || external.state == ServerState::Crashed; // what is still under way does not bring it back
    const bool isLine = event.kind == EventKind::LineSent || event.kind == EventKind::LineReceived;
    const bool isUp = event.kind == EventKind::LinkUp && event.connection != ConnectionId::None;
    if (event.kind == EventKind::LinkDown && !hasEnded)
        external.state = ServerState::Silent;
    else if ((isLine || isUp) && !hasEnded)
        external.state = ServerState::Reached;
    if (isLine)
        ++(event.kind == EventKind::LineSent ? external.linesIn : external.linesOut);
    if (event.kind == EventKind::Duplicate)
        foldEcho(event, external);
    if (event.kind == EventKind::NeighbourHolds && m_records == Records::Kept) {
        if (auto held = heldRecord(event))
            external.table.insert(held->update.client, *std::move(held));
    }
}

// What it sends and we hold already, it holds too, however it spells it.
void HerdState::foldEcho(const EventView &event, ServerFacts &external)
{
    const auto &known = findServer(event.server)->table;
    const auto held = known.constFind(ClientId(event.client.toByteArray()));
    if (held == known.constEnd())
        return;
    if (event.reason == Reason::None || held->update.timeNs == event.update().timeNs)
        external.table.insert(held.key(), *held);
}

void HerdState::foldServer(const EventView &event, ServerFacts &facts)
{
    forgetRun(event.server, event.kind == EventKind::ServerListening);
    facts.reason = event.reason;
    if (event.kind == EventKind::ServerListening || event.kind == EventKind::ListenFailed) {
        facts.endpoint = escapedText(event.bytes, 200);
        facts.port = portOf(event);
    }
    facts.state = event.kind == EventKind::ServerListening ? ServerState::Listening
        : event.kind == EventKind::ListenFailed            ? ServerState::Failed
        : event.kind == EventKind::ServerCrashed           ? ServerState::Crashed
                                                           : ServerState::Stopped;
}

void HerdState::forgetRun(ServerIndex server, bool isStart)
{
    ServerFacts &facts = m_servers[static_cast<size_t>(number(server))];
    facts.clients = 0;
    facts.isFrozen = false;
    facts.table.clear();
    const std::pair first{ server, ServerIndex::None };
    for (auto it = m_linkEnds.lower_bound(first); it != m_linkEnds.end() && it->first.first == server; ++it) {
        if (facts.isExternal)
            continue; // only the other end's word is known
        // What the user cut stays cut until the user heals it. Started again, a server says anew what is cut.
        if (it->second.state != LinkEndState::Cut || isStart)
            it->second.state = LinkEndState::Down;
        it->second.reason = Reason::None;
        it->second.underWay = 0;
    }
}

void HerdState::foldClient(const EventView &event, ServerFacts &facts)
{
    const auto connection = number(event.connection);
    if (event.kind == EventKind::ClientConnected) {
        ++facts.clients;
        m_addresses.insert(connection, escapedText(event.bytes, 200));
        return;
    }
    if (event.connection == ConnectionId::None)
        return; // refused on arrival, and never counted
    facts.clients = qMax(0, facts.clients - 1);
    m_closed.push_back(connection);
    if (m_closed.size() > maxClosed) {
        m_addresses.remove(m_closed.front());
        m_closed.pop_front();
    }
}

void HerdState::foldLearned(const EventView &event, ServerFacts &facts)
{
    std::optional<HeldRecord> learned = heldRecord(event);
    if (!learned)
        return;
    HeldRecord record = *std::move(learned);
    facts.table.insert(record.update.client, record);
    if (ServerFacts *const sender = findServer(event.peer); sender && sender->isExternal)
        sender->table.insert(record.update.client, record);

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

void HerdState::foldForgotten(const EventView &event, ServerFacts &facts)
{
    const ClientId id(event.client.toByteArray());
    facts.table.remove(id);
    const auto client = m_clients.find(id);
    if (client == m_clients.end())
        return;
    const HeldRecord *const newest = newestHeld(id);
    if (!newest) {
        m_clients.erase(client);
        return;
    }
    client->second.newest = *newest;
    std::erase_if(
        client->second.trail, [newest](const HeldRecord &one) { return one.update.timeNs >= newest->update.timeNs; });
}

const HeldRecord *HerdState::newestHeld(const ClientId &client) const
{
    const HeldRecord *newest = nullptr;
    for (const ServerFacts &facts : m_servers) {
        const auto held = facts.table.constFind(client);
        if (held != facts.table.constEnd() && (!newest || supersedes(*held, *newest)))
            newest = &*held;
    }
    return newest;
}

void HerdState::foldFault(const EventView &event, ServerFacts &facts)
{
    switch (event.kind) {
    case EventKind::ServerFrozen:
    case EventKind::ServerThawed:
        facts.isFrozen = event.kind == EventKind::ServerFrozen;
        facts.frozenNs = event.monotonicNs;
        break;
    case EventKind::FaultSet:
    case EventKind::FaultEnded:
    case EventKind::LinkCut:
    case EventKind::LinkHealed:
    case EventKind::ServerStopped:
    case EventKind::ServerCrashed:
        break;
    default: // not the user's doing
        return;
    }
    m_faults.take(event);
    ++m_faultChanges;
}

void HerdState::foldLink(const EventView &event)
{
    LinkEnd *end = findEnd(event.server, event.peer);
    const bool isRefused = event.kind == EventKind::LinkRefused || event.kind == EventKind::LinkDenied;
    if (!end || (isRefused && end->state == LinkEndState::Up))
        return; // refused was a connection that does not carry the link
    end->reason = event.reason;
    if (event.kind == EventKind::LinkCut && end->state != LinkEndState::Cut)
        end->cutNs = event.monotonicNs;
    // The connection of a link that was cut ends as well, and the link stays cut.
    const auto downUnlessCut = end->state == LinkEndState::Cut ? LinkEndState::Cut : LinkEndState::Down;
    end->state = event.kind == EventKind::LinkUp ? LinkEndState::Up
        : event.kind == EventKind::LinkDialling  ? LinkEndState::Dialling
        : event.kind == EventKind::LinkCut       ? LinkEndState::Cut
        : event.kind == EventKind::LinkHealed    ? LinkEndState::Down
                                                 : downUnlessCut;
    LinkEnd *const other = findEnd(event.peer, event.server);
    if (event.kind == EventKind::LinkHealed && server(event.peer).state != ServerState::Listening
        && other->state == LinkEndState::Cut)
        other->state = LinkEndState::Down; // its server is not there to say so
    // An external server says nothing of its end: it is taken to be as ours.
    if (server(event.peer).isExternal)
        *findEnd(event.peer, event.server)
            = { end->state, end->reason, findEnd(event.peer, event.server)->linesOut, end->cutNs };
}

void HerdState::foldLine(const EventView &event, ServerFacts &facts)
{
    if (event.kind == EventKind::LineReceived) {
        ++facts.linesIn;
        if (LinkEnd *end = findEnd(event.peer, event.server)) {
            end->underWay = qMax(0, end->underWay - 1);
            end->linesOut += server(event.peer).isExternal;
        }
        return;
    }
    LinkEnd *const end = findEnd(event.server, event.peer);
    if (event.kind == EventKind::LineLost) {
        if (end)
            end->underWay = qMax(0, end->underWay - 1);
        return;
    }
    ++facts.linesOut;
    if (end) {
        ++end->linesOut;
        ++end->underWay;
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

LinkEnd *HerdState::findEnd(ServerIndex server, ServerIndex peer)
{
    const auto it = m_linkEnds.find({ server, peer });
    return it == m_linkEnds.end() ? nullptr : &it->second;
}

const LinkEnd &HerdState::linkEnd(ServerIndex server, ServerIndex peer) const
{
    static const LinkEnd none;
    const auto it = m_linkEnds.find({ server, peer });
    return it == m_linkEnds.end() ? none : it->second;
}

bool HerdState::isCut(herdcore::profile::LinkProfile link) const
{
    return linkEnd(link.a, link.b).state == LinkEndState::Cut || linkEnd(link.b, link.a).state == LinkEndState::Cut;
}

bool HerdState::isDisturbed(herdcore::profile::LinkProfile link) const
{
    const auto &all = m_faults.faults();
    return std::any_of(all.begin(), all.end(), [&link](const auto &fault) {
        return (fault.from == link.a && fault.to == link.b) || (fault.from == link.b && fault.to == link.a);
    });
}

} // namespace herdcore::state
