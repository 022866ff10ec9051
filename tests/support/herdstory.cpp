// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/herdstory.h"

#include <algorithm>
#include <deque>

namespace uitest {

namespace {

const herdcore::profile::ServerProfile &at(const Profile &profile, ServerIndex server)
{
    return profile.servers.at(static_cast<std::size_t>(number(server)));
}

QByteArray decimal(double degrees)
{
    const QByteArray digits = QByteArray::number(degrees, 'f', 6);
    return degrees < 0 ? digits : '+' + digits;
}

} // namespace

Profile defaultProfile()
{
    Profile profile;
    profile.name = QStringLiteral("herdscope");
    profile.title = QStringLiteral("Five servers, six links, persistent connections");
    for (const char *name : { "Hill", "Jaquez", "Smith", "Campbell", "Singleton" })
        profile.servers.push_back({ ServerName(name), static_cast<quint16>(12205 + profile.servers.size()) });
    profile.links = { { hill, jaquez }, { hill, smith }, { jaquez, singleton }, { smith, singleton },
        { campbell, singleton }, { smith, campbell } };
    return profile;
}

EventId HerdStory::add(Event event)
{
    pass(nsPerMillisecond / 10);
    const auto id = EventId{ number(log.lastId()) + 1 };
    event.id = id;
    event.monotonicNs = monotonicNs;
    event.wallNs = wallNs;
    std::vector<Event> batch;
    batch.push_back(std::move(event));
    log.append(std::move(batch));
    return id;
}

EventId HerdStory::fact(EventKind kind, ServerIndex server, ServerIndex peer, Reason reason, const QByteArray &bytes,
    const UpdateKey &update, EventId cause)
{
    Event o;
    o.kind = kind;
    o.server = server;
    o.peer = peer;
    o.reason = reason;
    o.bytes = bytes;
    o.update = update;
    o.cause = cause;
    return add(std::move(o));
}

EventId HerdStory::fault(EventKind kind, ServerIndex server, ServerIndex peer, int number, const QByteArray &words)
{
    Event o;
    o.kind = kind;
    o.server = server;
    o.peer = peer;
    o.count = number;
    o.bytes = words;
    return add(std::move(o));
}

void HerdStory::startAll()
{
    for (std::size_t i = 0; i < profile.servers.size(); ++i)
        start(ServerIndex{ static_cast<std::int16_t>(i) });
    for (const auto &link : profile.links)
        bothEnds(link.a, link.b, EventKind::LinkUp);
}

void HerdStory::start(ServerIndex server)
{
    fact(EventKind::ServerListening, server, ServerIndex::None, Reason::None,
        "127.0.0.1 " + QByteArray::number(at(profile, server).port));
    m_dead.erase(server);
}

void HerdStory::crash(ServerIndex server)
{
    die(server, EventKind::ServerCrashed, Reason::PeerReset);
}

void HerdStory::stop(ServerIndex server)
{
    die(server, EventKind::ServerStopped, Reason::PeerClosed);
}

void HerdStory::cut(ServerIndex a, ServerIndex b)
{
    bothEnds(a, b, EventKind::LinkCut, Reason::CutByUser);
    m_cut.insert({ std::min(a, b), std::max(a, b) });
}

void HerdStory::heal(ServerIndex a, ServerIndex b)
{
    bothEnds(a, b, EventKind::LinkHealed);
    bothEnds(a, b, EventKind::LinkUp);
    m_cut.erase({ std::min(a, b), std::max(a, b) });
}

ConnectionId HerdStory::connect(ServerIndex server)
{
    const auto connection = ConnectionId{ ++m_connections };
    client(EventKind::ClientConnected, server, connection,
        "127.0.0.1:" + QByteArray::number(40'000 + static_cast<qlonglong>(m_connections % 20'000)));
    return connection;
}

EventId HerdStory::client(EventKind kind, ServerIndex server, ConnectionId connection, const QByteArray &line,
    const UpdateKey &update, EventId cause)
{
    Event o;
    o.kind = kind;
    o.server = server;
    o.connection = connection;
    o.bytes = line;
    o.update = update;
    o.cause = cause;
    return add(std::move(o));
}

void HerdStory::disconnect(ServerIndex server, ConnectionId connection)
{
    Event o;
    o.kind = EventKind::ClientClosed;
    o.server = server;
    o.connection = connection;
    o.reason = Reason::EndOfInput;
    add(std::move(o));
}

UpdateKey HerdStory::iamat(ServerIndex server, const QByteArray &id, double latitude, double longitude)
{
    const UpdateKey update{ ClientId(id), wallNs - 263'873'386 };
    const QByteArray tail = id + ' ' + decimal(latitude) + decimal(longitude) + ' ' + plainSeconds(update.timeNs);
    const QByteArray answer = "AT " + at(profile, server).name.bytes() + " +0.263873386 " + tail;
    const auto connection = connect(server);
    const auto asked = client(EventKind::LineReceived, server, connection, "IAMAT " + tail, update);
    client(EventKind::LineSent, server, connection, answer, update, asked);
    flood(server, answer, update, asked);
    disconnect(server, connection);
    return update;
}

void HerdStory::flood(ServerIndex server, const QByteArray &at, const UpdateKey &update, EventId cause)
{
    struct Flight {
        ServerIndex from, to;
        EventId sent;
    };
    std::set<ServerIndex> knows;
    std::deque<Flight> flights;
    const auto arrive = [&](ServerIndex who, ServerIndex from, EventId why) {
        const bool fresh = knows.insert(who).second;
        auto goesOnTo = fresh ? reachable(who) : std::vector<ServerIndex>();
        std::erase(goesOnTo, from);
        Event decision;
        decision.kind = fresh ? EventKind::Learned : EventKind::Duplicate;
        decision.server = who;
        decision.peer = from;
        decision.update = update;
        decision.cause = why;
        decision.count = static_cast<std::int32_t>(goesOnTo.size());
        decision.bytes = at;
        add(std::move(decision));
        for (const ServerIndex peer : goesOnTo) {
            const auto sent = fact(EventKind::LineSent, who, peer, Reason::None, at, update, why);
            flights.push_back({ who, peer, sent });
        }
    };
    arrive(server, ServerIndex::None, cause);
    for (; !flights.empty(); flights.pop_front()) {
        const auto [from, to, sent] = flights.front();
        arrive(to, from, fact(EventKind::LineReceived, to, from, Reason::None, at, update, sent));
    }
}

void HerdStory::bothEnds(ServerIndex a, ServerIndex b, EventKind kind, Reason reason)
{
    fact(kind, a, b, reason);
    fact(kind, b, a, reason);
}

void HerdStory::die(ServerIndex server, EventKind kind, Reason seenByPeers)
{
    fact(kind, server);
    for (const ServerIndex peer : reachable(server))
        fact(EventKind::LinkDown, peer, server, seenByPeers);
    m_dead.insert(server);
}

std::vector<ServerIndex> HerdStory::reachable(ServerIndex server) const
{
    std::vector<ServerIndex> peers;
    for (const auto &link : profile.links) {
        const ServerIndex peer = link.a == server ? link.b : link.a;
        const bool isCut = m_cut.contains({ std::min(server, peer), std::max(server, peer) });
        if ((link.a == server || link.b == server) && !isCut && !m_dead.contains(peer))
            peers.push_back(peer);
    }
    return peers;
}

} // namespace uitest
