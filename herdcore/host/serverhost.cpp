// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/serverhost.h"

#include <algorithm>

namespace herdcore::host {

using base::ConnectionId, base::nsPerMillisecond, base::ObservationId, base::ObservationKind, base::Reason,
    base::ServerIndex;
using observe::Observation;

namespace {

constexpr int sweepMs = 100;
// A connection that says nothing is taken for a client's after this long.
constexpr std::int64_t silentClientNs = 200 * nsPerMillisecond;
// What a neighbour that sends no line end has sent is a line after this long (protocol.md section 3).
constexpr std::int64_t silentNeighbourNs = 300 * nsPerMillisecond;

QByteArray endpoint(const QHostAddress &address, quint16 port, char between)
{
    return address.toString().toLatin1() + between + QByteArray::number(port);
}

} // namespace

ServerHost::ServerHost(HostConfig config, Surroundings surroundings)
    : m_config(std::move(config))
    , m_around(surroundings)
    , m_node(m_config.node)
    , m_listener(*this)
    , m_alive(std::make_shared<bool>(true))
{
    for (const NeighbourAddress &neighbour : m_config.neighbours) {
        PeerLink::Host &self = *this;
        m_links.push_back(std::make_unique<PeerLink>(neighbour, m_config.node, m_config.limits, self));
        m_node.setCut(neighbour.neighbour.index, neighbour.isCut);
    }
    m_sweepTimer.setInterval(sweepMs);
    connect(&m_sweepTimer, &QTimer::timeout, this, &ServerHost::sweep);
}

ServerHost::~ServerHost()
{
    m_alive.reset();
    for (auto &[id, connection] : m_connections)
        connection.line->reset(Reason::ServerShutDown);
}

bool ServerHost::start()
{
    const Reason failure = m_listener.listen(m_config.address, m_config.port);
    Observation observation;
    observation.kind = failure == Reason::None ? ObservationKind::ServerListening : ObservationKind::ListenFailed;
    observation.reason = failure;
    observation.bytes = endpoint(m_config.address, failure == Reason::None ? port() : m_config.port, ' ');
    observe(std::move(observation));
    if (failure != Reason::None)
        return false;
    for (const auto &link : m_links)
        link->open();
    return true;
}

quint16 ServerHost::port() const
{
    return m_listener.port();
}

void ServerHost::stop()
{
    m_listener.close();
    m_links.clear();
    for (auto &[id, connection] : m_connections) {
        if (connection.line->unsentBytes() > 0)
            connection.line->closeWhenSent(Reason::ServerShutDown);
        else
            connection.line->reset(Reason::ServerShutDown);
    }
    Observation observation;
    observation.kind = ObservationKind::ServerStopped;
    observe(std::move(observation));
}

void ServerHost::crash()
{
    m_listener.close();
    m_links.clear();
    for (auto &[id, connection] : m_connections)
        connection.line->reset(Reason::ServerShutDown);
    Observation observation;
    observation.kind = ObservationKind::ServerCrashed;
    observe(std::move(observation));
}

void ServerHost::cut(ServerIndex neighbour)
{
    PeerLink *const known = link(neighbour);
    if (!known || known->address().isCut)
        return;
    known->cut();
    m_node.setCut(neighbour, true);
    for (auto &[id, connection] : m_connections) {
        if (connection.peer == neighbour)
            connection.line->reset(Reason::CutByUser);
    }
}

void ServerHost::heal(ServerIndex neighbour)
{
    PeerLink *const known = link(neighbour);
    if (!known || !known->address().isCut)
        return;
    m_node.setCut(neighbour, false);
    known->heal();
}

void ServerHost::setNeighbourPort(ServerIndex neighbour, quint16 port)
{
    if (PeerLink *const known = link(neighbour))
        known->setPort(port);
}

// Connections

void ServerHost::onAccepted(int fd)
{
    const bool isFull = m_connections.size() >= static_cast<std::size_t>(m_config.limits.connections);
    if (isFull || !m_around.budget.tryTake()) {
        net::refuseConnection(fd, "? server full\n");
        Observation observation;
        observation.kind = ObservationKind::ClientClosed;
        observation.reason = Reason::ServerFull;
        observe(std::move(observation));
        return;
    }
    const auto id = nextConnection();
    Connection &connection = m_connections[id];
    connection.acceptedNs = m_around.clock.now().monotonicNs;
    net::LineConnection::Owner &self = *this;
    connection.line
        = std::make_unique<net::LineConnection>(id, fd, m_around.poller, m_around.clock, m_config.limits.client, self);
    m_sweepTimer.start();
}

ConnectionId ServerHost::dial(const PeerLink &link, bool forOneMessage)
{
    const auto id = nextConnection();
    Connection &connection = m_connections[id];
    connection.role = forOneMessage ? Role::Courier : Role::Dialled;
    connection.peer = link.peer();
    net::LineConnection::Owner &self = *this;
    connection.line = std::make_unique<net::LineConnection>(
        id, link.address().host, link.address().port, m_around.poller, m_around.clock, m_config.limits.client, self);
    m_sweepTimer.start();
    return id;
}

void ServerHost::onConnected(net::LineConnection &line)
{
    const Connection &connection = *find(line.id());
    if (connection.role == Role::Courier) {
        if (PeerLink *const known = link(connection.peer))
            known->onCourierConnected(line.id());
        line.shutdownWriting();
    } else {
        m_node.onDialled(connection.peer, line.id(), m_effects);
        carryOut();
    }
}

void ServerHost::onLine(net::LineConnection &line, const QByteArray &bytes)
{
    Connection &connection = *find(line.id());
    if (connection.role == Role::Courier)
        return; // an acknowledgement: nobody asked
    if (connection.role == Role::Unknown)
        introduce(connection, m_node.isServersLine(bytes));
    connection.partialSinceNs = 0;
    Observation received = about(connection, ObservationKind::LineReceived);
    received.bytes = bytes;
    const base::Moment now = m_around.clock.now();
    const ObservationId cause = observe(std::move(received), now);
    m_node.onLine(line.id(), bytes, now, cause, m_effects);
    carryOut();
}

void ServerHost::onLineTooLong(net::LineConnection &line, const QByteArray &head)
{
    Connection &connection = *find(line.id());
    if (connection.role == Role::Courier)
        return;
    if (connection.role == Role::Unknown)
        introduce(connection, m_node.isServersLine(head));
    Observation received = about(connection, ObservationKind::LineReceived, Reason::LineTooLong);
    received.bytes = head + "...";
    m_node.onLineTooLong(line.id(), head, observe(std::move(received)), m_effects);
    carryOut();
}

void ServerHost::onInputEnd(net::LineConnection &line)
{
    if (find(line.id())->role == Role::Courier) {
        line.closeWhenSent(Reason::EndOfInput);
        return;
    }
    m_node.onInputEnd(line.id(), m_effects);
    carryOut();
}

void ServerHost::onPartialLine(net::LineConnection &line)
{
    Connection &connection = *find(line.id());
    const bool isServers = connection.role == Role::Server || m_node.isServersLine(line.partialLine());
    if (isServers && connection.role != Role::Link)
        connection.partialSinceNs = m_around.clock.now().monotonicNs;
}

void ServerHost::onClosed(net::LineConnection &line, Reason reason)
{
    const auto found = m_connections.find(line.id());
    Connection &connection = found->second;
    if (connection.role == Role::Unknown)
        introduce(connection, false); // it came and went without a word
    m_node.onClosed(line.id(), reason, m_effects);
    if (PeerLink *const known = link(connection.peer)) {
        if (connection.role == Role::Courier)
            known->onCourierClosed(line.id(), reason);
        else if (connection.role == Role::Dialled)
            known->onDialEnded(line.id(), reason);
        else if (connection.role == Role::Link)
            known->onLinkLost(line.id());
    }
    if (connection.role == Role::Client)
        observe(about(connection, ObservationKind::ClientClosed, reason));
    const bool wasAccepted = connection.acceptedNs != 0;
    carryOut();
    m_connections.erase(line.id());
    if (wasAccepted)
        m_around.budget.release();
    if (m_connections.empty())
        m_sweepTimer.stop();
}

void ServerHost::introduce(Connection &connection, bool isServer)
{
    connection.role = isServer ? Role::Server : Role::Client;
    if (isServer)
        return;
    Observation observation = about(connection, ObservationKind::ClientConnected);
    observation.bytes = endpoint(connection.line->peerAddress(), connection.line->peerPort(), ':');
    observe(std::move(observation));
}

void ServerHost::sweep()
{
    const std::int64_t now = m_around.clock.now().monotonicNs;
    std::vector<ConnectionId> unfinished;
    for (auto &[id, connection] : m_connections) {
        if (connection.role == Role::Unknown && now - connection.acceptedNs >= silentClientNs)
            introduce(connection, false);
        const bool isSilent = connection.partialSinceNs != 0 && now - connection.partialSinceNs >= silentNeighbourNs;
        if (isSilent || connection.line->nextDeadline() <= now)
            unfinished.push_back(id);
    }
    for (const ConnectionId id : unfinished) {
        Connection *const connection = find(id);
        if (connection && connection->partialSinceNs != 0)
            connection->line->flushPartialLine();
        else if (connection)
            connection->line->onTime(now);
    }
}

ServerHost::Connection *ServerHost::find(ConnectionId connection)
{
    const auto found = m_connections.find(connection);
    return found == m_connections.end() ? nullptr : &found->second;
}

PeerLink *ServerHost::link(ServerIndex neighbour)
{
    const auto found = std::find_if(
        m_links.begin(), m_links.end(), [neighbour](const auto &known) { return known->peer() == neighbour; });
    return found == m_links.end() ? nullptr : found->get();
}

ConnectionId ServerHost::nextConnection()
{
    const auto server = static_cast<std::uint64_t>(base::number(m_config.server)) + 1;
    return ConnectionId{ (server << 40) | ++m_lastConnection };
}

} // namespace herdcore::host
