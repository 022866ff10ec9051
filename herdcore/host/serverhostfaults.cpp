// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the user does to a ServerHost's links, and to itself short of ending it.

#include "herdcore/host/serverhost.h"

#include <utility>

namespace herdcore::host {

using base::ConnectionId, base::EventKind, base::Reason, base::ServerIndex;

void ServerHost::disturb(ServerIndex neighbour, const GateFault &fault)
{
    if (PeerLink *const known = link(neighbour))
        known->disturb(fault);
}

void ServerHost::endFault(ServerIndex neighbour, base::FaultNumber fault)
{
    if (PeerLink *const known = link(neighbour))
        known->endFault(fault);
}

void ServerHost::release(ServerIndex neighbour, int lines)
{
    if (PeerLink *const known = link(neighbour))
        known->release(lines);
}

void ServerHost::resetLink(ServerIndex neighbour)
{
    for (auto &[id, connection] : m_connections) {
        if (connection.peer == neighbour)
            connection.line->reset(Reason::PeerReset);
    }
}

void ServerHost::freeze()
{
    if (m_isFrozen || isOver())
        return;
    m_isFrozen = true;
    m_listener.setAccepting(false);
    for (auto &[id, connection] : m_connections)
        connection.line->setFrozen(true);
    for (const auto &one : m_links)
        one->setFrozen(true);
    m_sweepTimer.stop();
    m_nodeTimer.stop();
    observe::Event event;
    event.kind = EventKind::ServerFrozen;
    observe(std::move(event));
}

// What has come meanwhile is heard first: a neighbour that has spoken is not to be taken for a silent one.
void ServerHost::thaw()
{
    if (!m_isFrozen)
        return;
    m_isFrozen = false;
    observe::Event event;
    event.kind = EventKind::ServerThawed;
    observe(std::move(event));
    for (auto &[id, connection] : m_connections)
        connection.line->setFrozen(false);
    m_listener.setAccepting(true);
    for (const auto &one : m_links)
        one->setFrozen(false);
    for (const auto &what : std::exchange(m_afterThaw, {}))
        what();
    if (!m_connections.empty())
        m_sweepTimer.start();
    m_nodeTimerNs = -1;
    QTimer::singleShot(m_sweepTimer.interval(), this, &ServerHost::setNodeTimer);
}

void ServerHost::later(std::function<void()> what)
{
    m_afterThaw.push_back(std::move(what));
}

// What gates ask for

void ServerHost::observeFault(const PeerLink &link, EventKind kind, const GateFault &fault)
{
    observe::Event event;
    event.kind = kind;
    event.peer = link.peer();
    event.count = base::number(fault.number);
    if (kind == EventKind::FaultSet)
        event.bytes = base::inWords(fault.how);
    observe(std::move(event));
    if (kind == EventKind::FaultEnded && m_config.faultEnded)
        m_config.faultEnded(m_config.server, fault.number);
}

void ServerHost::sendPiece(ConnectionId connection, const QByteArray &piece)
{
    if (const Connection *const known = find(connection))
        known->line->send(piece);
}

void ServerHost::finishWriting(ConnectionId connection)
{
    if (const Connection *const known = find(connection))
        known->line->shutdownWriting();
}

void ServerHost::onGateFull(const PeerLink &link)
{
    m_node.onLinkFull(link.peer());
}

// Not from inside, as with MoreToSend.
void ServerHost::onGateRoom(const PeerLink &link)
{
    QTimer::singleShot(0, this, [this, to = link.peer()] { sendMore(to); });
}

} // namespace herdcore::host
