// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the node and the links want done, and the one tap for events.

#include "herdcore/host/serverhost.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace herdcore::host {

using base::ConnectionId, base::EventId, base::EventKind, base::Reason, base::ServerIndex;
using observe::Event;

namespace {

constexpr int courierPaceMs = 10; // between looks at whether a neighbour has taken what was pushed to it

} // namespace

void ServerHost::apply()
{
    // Nothing that is carried out here gives the node its next input, so the list does not grow meanwhile;
    // but an answer about places may come at once, and is an input.
    node::Effects effects;
    std::swap(effects, m_effects);
    for (const node::Effect &effect : effects)
        std::visit([this](const auto &one) { apply(one); }, effect);
    if (m_effects.empty()) {
        effects.clear();
        std::swap(effects, m_effects); // keeps its room
    }
    setNodeTimer();
}

void ServerHost::apply(const node::Send &send)
{
    Connection *const connection = find(send.connection);
    if (!connection)
        return;
    if (PeerLink *const known = link(connection->peer); known && !known->isGateOpen()) {
        PeerLink::Line line{ send.bytes, send.update, send.cause };
        if (line.bytes.endsWith('\n'))
            line.bytes.chop(1);
        line.storeFirstLineOnly = send.storeFirstLineOnly;
        return known->sendOn(send.connection, std::move(line));
    }
    Event event = about(*connection, EventKind::LineSent);
    event.update = send.update;
    event.cause = send.cause;
    event.bytes = send.bytes;
    event.storeFirstLineOnly = send.storeFirstLineOnly;
    while (event.bytes.endsWith('\n'))
        event.bytes.chop(1);
    observe(std::move(event));
    connection->line->send(send.bytes);
}

void ServerHost::apply(const node::SendToNeighbour &send)
{
    if (PeerLink *const known = link(send.neighbour))
        known->send({ send.line, send.update, send.cause });
}

void ServerHost::apply(const node::Close &close)
{
    Connection *const connection = find(close.connection);
    if (connection && close.atOnce)
        connection->line->reset(close.reason);
    else if (connection)
        connection->line->closeWhenSent(close.reason);
}

// Not from inside: what is sent next may be asked for by the very line that is being carried out.
void ServerHost::apply(const node::MoreToSend &more)
{
    PeerLink *const known = link(more.neighbour);
    if (!known || known->isGateFull())
        return; // onGateRoom goes on
    const Connection *const connection = find(known->connection());
    if (connection && connection->line->unsentBytes() > 0)
        return; // onDrained goes on
    QTimer::singleShot(known->isPersistent() ? 0 : courierPaceMs, this, [this, to = more.neighbour] { sendMore(to); });
}

void ServerHost::sendMore(ServerIndex neighbour)
{
    if (isOver())
        return;
    if (m_isFrozen)
        return later([this, neighbour] { sendMore(neighbour); });
    if (const PeerLink *const known = link(neighbour); known && known->hasWaitingLines())
        m_effects.emplace_back(node::MoreToSend{ neighbour });
    else
        m_node.onLinkWritable(neighbour, m_effects);
    apply();
}

void ServerHost::onDrained(net::LineConnection &line)
{
    const Connection &connection = *find(line.id());
    if (connection.role == Role::Link)
        sendMore(connection.peer);
}

void ServerHost::onReachedAgain(const PeerLink &link)
{
    m_node.onNeighbourBack(link.peer(), m_around.clock.now(), m_effects);
    apply();
}

void ServerHost::onNodeTimer()
{
    m_nodeTimerNs = -1;
    m_node.onTimer(m_around.clock.now(), m_effects);
    apply();
}

void ServerHost::setNodeTimer()
{
    const std::int64_t next = m_node.nextTimerNs();
    if (next == m_nodeTimerNs || isOver() || m_isFrozen)
        return;
    m_nodeTimerNs = next;
    if (next == std::numeric_limits<std::int64_t>::max()) {
        m_nodeTimer.stop();
        return;
    }
    const std::int64_t wait = std::max<std::int64_t>(next - m_around.clock.now().monotonicNs, 0);
    m_nodeTimer.start(std::chrono::milliseconds((wait + base::nsPerMillisecond - 1) / base::nsPerMillisecond));
}

void ServerHost::apply(const node::BindLink &bind)
{
    Connection *const connection = find(bind.connection);
    PeerLink *const known = link(bind.neighbour);
    if (!connection || !known)
        return;
    connection->role = Role::Link;
    connection->peer = bind.neighbour;
    net::ConnectionLimits limits = m_config.limits.client;
    limits.firstLineNs = 0;
    limits.idleNs = 0; // a quiet herd is not a dead one
    connection->line->setTimeLimits(limits);
    known->onBound(bind.connection);
}

void ServerHost::apply(const node::AskPlaces &ask)
{
    const std::weak_ptr<bool> alive = m_alive;
    m_around.places.ask({ ask.latitude, ask.longitude, ask.radiusKm, ask.bound },
        [this, alive, ticket = ask.ticket](const places::PlacesAnswer &answer) {
            if (!alive.expired())
                onPlaces(ticket, answer);
        });
}

void ServerHost::apply(const node::Note &note)
{
    if (note.kind == EventKind::Learned)
        writeDown(note);
    Event event;
    event.kind = note.kind;
    event.reason = note.reason;
    event.peer = note.peer;
    event.connection = note.connection;
    event.update = note.update;
    event.cause = note.cause;
    event.count = note.count;
    event.bytes = note.bytes;
    observe(std::move(event));
    if (note.kind != EventKind::PlacesAnswered)
        return;
    Connection *const connection = find(note.connection);
    if (connection && connection->isPaused && m_node.waitingAnswers(note.connection) < m_config.limits.waitingAnswers) {
        connection->isPaused = false;
        connection->line->setReading(true);
    }
}

void ServerHost::onPlaces(std::uint64_t ticket, const places::PlacesAnswer &answer)
{
    if (m_isFrozen)
        return later([this, ticket, answer] { onPlaces(ticket, answer); });
    m_node.onPlaces(ticket, answer.json, answer.count, answer.reason, m_effects, answer.mayBeStored);
    apply();
}

// What links ask for

void ServerHost::observeLink(const PeerLink &link, EventKind kind, Reason reason)
{
    Event event;
    event.kind = kind;
    event.reason = reason;
    event.peer = link.peer();
    observe(std::move(event));
}

EventId ServerHost::observeLine(
    const PeerLink &link, const PeerLink::Line &line, EventKind kind, Reason reason, ConnectionId connection)
{
    Event event;
    event.kind = kind;
    event.reason = reason;
    event.peer = link.peer();
    event.connection = connection;
    event.update = line.update;
    event.cause = line.cause;
    event.bytes = line.bytes;
    event.storeFirstLineOnly = line.storeFirstLineOnly;
    return observe(std::move(event));
}

void ServerHost::sendLine(ConnectionId connection, const QByteArray &line)
{
    Connection *const known = find(connection);
    if (!known)
        return;
    known->line->send(line + '\n');
    if (known->role == Role::Link && known->line->unsentBytes() > m_config.limits.neighbourUnsentBytes)
        m_node.onLinkFull(known->peer);
}

// The tap

Event ServerHost::about(const Connection &connection, EventKind kind, Reason reason) const
{
    Event event;
    event.kind = kind;
    event.reason = reason;
    event.peer = connection.peer;
    event.connection = connection.line->id();
    return event;
}

EventId ServerHost::observe(Event event)
{
    return observe(std::move(event), m_around.clock.now());
}

EventId ServerHost::observe(Event event, base::Moment now)
{
    event.server = m_config.server;
    event.monotonicNs = now.monotonicNs;
    event.wallNs = now.wallNs;
    return m_around.sink.take(std::move(event));
}

} // namespace herdcore::host
