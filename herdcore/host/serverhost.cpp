// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/serverhost.h"

#include <algorithm>

namespace herdcore::host {

using base::ConnectionId, base::EventKind, base::Reason, base::ServerIndex;
using observe::Event;

namespace {

constexpr int sweepMs = 100;

} // namespace

ServerHost::ServerHost(HostConfig config, HostContext hostContext)
    : m_config(std::move(config))
    , m_around(hostContext)
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
    m_nodeTimer.setSingleShot(true);
    connect(&m_nodeTimer, &QTimer::timeout, this, &ServerHost::onNodeTimer);
}

ServerHost::~ServerHost()
{
    m_alive.reset();
    for (auto &[id, connection] : m_connections) {
        connection.line->reset(Reason::ServerShutDown);
        if (connection.acceptedNs != 0)
            m_around.budget.release();
    }
}

bool ServerHost::start()
{
    const Reason failure = m_listener.listen(m_config.address, m_config.port);
    Event event;
    event.kind = failure == Reason::None ? EventKind::ServerListening : EventKind::ListenFailed;
    event.reason = failure;
    event.bytes = m_config.address.toString().toLatin1() + ' '
        + QByteArray::number(failure == Reason::None ? port() : m_config.port);
    observe(std::move(event));
    if (failure != Reason::None)
        return false;
    readJournal();
    for (const auto &link : m_links) {
        for (const GateFault &fault : link->address().faults)
            link->disturb(fault);
        link->open();
    }
    return true;
}

quint16 ServerHost::port() const
{
    return m_listener.port();
}

void ServerHost::stop()
{
    thaw(); // it cannot take leave frozen
    for (const auto &link : m_links)
        link->close();
    for (auto &[id, connection] : m_connections) {
        if (connection.role == Role::Unknown)
            introduce(connection, false);
        m_node.onClosed(id, Reason::ServerShutDown, m_effects);
        apply();
        if (connection.role == Role::Client)
            observe(about(connection, EventKind::ClientClosed, Reason::ServerShutDown));
        // No orderly goodbye: who says it first keeps the port in TIME_WAIT.
        if (connection.line->unsentBytes() > 0)
            connection.line->setReading(false);
        else
            connection.line->reset(Reason::ServerShutDown);
    }
    end(EventKind::ServerStopped);
}

void ServerHost::crash()
{
    for (auto &[id, connection] : m_connections)
        connection.line->reset(Reason::ServerShutDown);
    end(EventKind::ServerCrashed);
}

void ServerHost::end(EventKind how)
{
    m_listener.close();
    m_links.clear();
    m_nodeTimer.stop();
    m_isFrozen = false;
    Event event;
    event.kind = how;
    observe(std::move(event));
    m_alive.reset();
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

void ServerHost::setRepair(protocol::Repair mode)
{
    m_node.setRepair(mode, m_around.clock.now());
    setNodeTimer();
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
