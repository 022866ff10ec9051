// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// ServerHost's connections: from accepting or dialling to their end.

#include "herdcore/host/serverhost.h"

namespace herdcore::host {

using base::ConnectionId, base::nsPerMillisecond, base::EventId, base::EventKind, base::Reason;
using observe::Event;

namespace {

// A connection that says nothing is taken for a client's after this long.
constexpr std::int64_t silentClientNs = 200 * nsPerMillisecond;
// What a neighbour that sends no line end has sent is a line after this long (protocol.md section 3).
constexpr std::int64_t silentNeighbourNs = 300 * nsPerMillisecond;

// A neighbour's line may be longer than a client's, for it is a client's with more around it: the origin, a difference,
// the servers on its way. If it were not, one client could take a link down, and repair would do it again and again.
// And the repair's own lines do not get shorter where clients' must be.
qsizetype serversLineBytes(const net::ConnectionLimits &limits)
{
    constexpr qsizetype around = 4 * 1024;
    return std::max(limits.lineBytes, net::ConnectionLimits().lineBytes) + around;
}

} // namespace

void ServerHost::onAccepted(int fd)
{
    const bool isFull = m_connections.size() >= static_cast<std::size_t>(m_config.limits.connections);
    if (isFull || !m_around.budget.tryTake()) {
        net::refuseConnection(fd, "? server full\n");
        Event event;
        event.kind = EventKind::ClientClosed;
        event.reason = Reason::ServerFull;
        observe(std::move(event));
        return;
    }
    const auto id = nextConnection();
    Connection &connection = m_connections[id];
    connection.acceptedNs = m_around.clock.now().monotonicNs;
    net::ConnectionLimits limits = m_config.limits.client;
    limits.longLineBytes = serversLineBytes(limits);
    net::LineConnection::Owner &self = *this;
    connection.line = std::make_unique<net::LineConnection>(id, fd, m_around.poller, m_around.clock, limits, self);
    keepSweeping();
}

ConnectionId ServerHost::dial(const PeerLink &link, bool forOneMessage)
{
    const auto id = nextConnection();
    Connection &connection = m_connections[id];
    connection.role = forOneMessage ? Role::Courier : Role::Dialled;
    connection.peer = link.peer();
    net::ConnectionLimits limits = m_config.limits.client;
    limits.longLineBytes = serversLineBytes(limits);
    if (forOneMessage) {
        limits.firstLineNs = limits.lineNs = limits.lingerNs = 0; // it may answer, or not
        limits.idleNs = m_config.limits.courierNs;
    }
    net::LineConnection::Owner &self = *this;
    connection.line = std::make_unique<net::LineConnection>(
        id, link.address().host, link.address().port, m_around.poller, m_around.clock, limits, self);
    keepSweeping();
    return id;
}

void ServerHost::onConnected(net::LineConnection &line)
{
    if (isOver())
        return;
    const Connection &connection = *find(line.id());
    if (connection.role == Role::Courier) {
        if (PeerLink *const known = link(connection.peer))
            known->onCourierConnected(line.id());
        else
            line.shutdownWriting();
    } else {
        m_node.onDialled(connection.peer, line.id(), m_effects);
        apply();
    }
}

void ServerHost::onLine(net::LineConnection &line, const QByteArray &bytes)
{
    Connection &connection = *find(line.id());
    if (isOver() || connection.role == Role::Courier)
        return; // to a courier it is an acknowledgement that nobody asked for
    if (connection.role == Role::Unknown)
        introduce(connection, m_node.isServersLine(bytes));
    connection.partialSinceNs = 0;
    Event received = about(connection, EventKind::LineReceived);
    received.bytes = bytes;
    const base::Moment now = m_around.clock.now();
    const EventId cause = observe(std::move(received), now);
    m_node.onLine(line.id(), bytes, now, cause, m_effects);
    apply();
    // Answers that wait for places, and those behind them, are kept; there are not to be more and more of them.
    if (!connection.isPaused && m_node.waitingAnswers(line.id()) >= m_config.limits.waitingAnswers) {
        connection.isPaused = true;
        line.setReading(false);
    }
}

bool ServerHost::mayBeLong(net::LineConnection &line, QByteArrayView bytes)
{
    const Connection &connection = *find(line.id());
    return connection.role == Role::Unknown ? m_node.isServersLine(bytes) : connection.role != Role::Client;
}

void ServerHost::onLineTooLong(net::LineConnection &line, const QByteArray &head)
{
    Connection &connection = *find(line.id());
    if (isOver() || connection.role == Role::Courier)
        return;
    if (connection.role == Role::Unknown)
        introduce(connection, m_node.isServersLine(head));
    Event received = about(connection, EventKind::LineReceived, Reason::LineTooLong);
    received.bytes = head + "...";
    m_node.onLineTooLong(line.id(), head, observe(std::move(received)), m_effects);
    apply();
}

void ServerHost::onInputEnd(net::LineConnection &line)
{
    if (isOver())
        return;
    if (find(line.id())->role == Role::Courier) {
        line.closeWhenSent(Reason::EndOfInput);
        return;
    }
    m_node.onInputEnd(line.id(), m_around.clock.now(), m_effects);
    apply();
}

void ServerHost::onPartialLine(net::LineConnection &line)
{
    // A greeting is not meant: those who greet end their lines, however slowly they come.
    Connection &connection = *find(line.id());
    const bool isBegun = connection.role == Role::Unknown && m_node.isClaimed(line.partialLine());
    if (isBegun || connection.role == Role::Server)
        connection.partialSinceNs = m_around.clock.now().monotonicNs;
}

void ServerHost::onClosed(net::LineConnection &line, Reason reason)
{
    Connection &connection = *find(line.id());
    const bool wasAccepted = connection.acceptedNs != 0;
    if (!isOver())
        onEnded(connection, reason);
    m_connections.erase(line.id());
    if (wasAccepted)
        m_around.budget.release();
    if (m_connections.empty())
        m_sweepTimer.stop();
}

void ServerHost::onEnded(Connection &connection, Reason reason)
{
    const net::LineConnection &line = *connection.line;
    if (connection.role == Role::Unknown)
        introduce(connection, false); // it came and went without a word
    m_node.onClosed(line.id(), reason, m_effects);
    if (PeerLink *const known = link(connection.peer)) {
        known->onConnectionClosed(line.id(), reason);
        if (connection.role == Role::Courier)
            known->onCourierClosed(line.id(), reason);
        else if (connection.role == Role::Dialled)
            known->onDialEnded(line.id(), reason);
        else if (connection.role == Role::Link)
            known->onLinkLost(line.id());
    }
    if (connection.role == Role::Client)
        observe(about(connection, EventKind::ClientClosed, reason));
    apply();
}

void ServerHost::introduce(Connection &connection, bool isServer)
{
    connection.role = isServer ? Role::Server : Role::Client;
    if (isServer)
        return;
    Event event = about(connection, EventKind::ClientConnected);
    event.bytes
        = connection.line->peerAddress().toString().toLatin1() + ':' + QByteArray::number(connection.line->peerPort());
    observe(std::move(event));
}

// Started anew by each that comes, the timer would never end while they come often.
void ServerHost::keepSweeping()
{
    if (!m_sweepTimer.isActive())
        m_sweepTimer.start();
}

void ServerHost::sweep()
{
    if (m_isFrozen)
        return;
    const std::int64_t now = m_around.clock.now().monotonicNs;
    std::vector<ConnectionId> silent;
    std::vector<ConnectionId> late;
    for (auto &[id, connection] : m_connections) {
        const bool isUnfinished = connection.partialSinceNs != 0;
        if (connection.role == Role::Unknown && !isUnfinished && now - connection.acceptedNs >= silentClientNs
            && !isOver())
            introduce(connection, false);
        if (isUnfinished && now - connection.partialSinceNs >= silentNeighbourNs)
            silent.push_back(id);
        if (connection.line->nextDeadline() <= now)
            late.push_back(id);
    }
    for (const ConnectionId id : silent) {
        if (Connection *const connection = find(id))
            connection->line->flushPartialLine();
    }
    for (const ConnectionId id : late) {
        if (Connection *const connection = find(id))
            connection->line->onTime(now);
    }
}

} // namespace herdcore::host
