// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/hostlinks.h"

#include "herdcore/host/hostconnections.h"
#include "herdcore/host/hosteffects.h"

#include <algorithm>

namespace herdcore::host {

using base::ConnectionId, base::EventId, base::EventKind, base::Reason, base::ServerIndex;

HostLinks::HostLinks(HostCore &core, HostConnections &connections, HostEffects &effects)
    : m_core(core)
    , m_connections(connections)
    , m_effects(effects)
{
    for (const NeighbourAddress &neighbour : core.config.neighbours)
        m_links.push_back(PeerLink::create(neighbour, core.config.node, core.config.limits, *this));
}

void HostLinks::open()
{
    for (const auto &link : m_links) {
        for (const LinkImpairment &impairment : link->address().faults)
            link->sender().impair(impairment);
        link->open();
    }
}

void HostLinks::close()
{
    for (const auto &link : m_links)
        link->close();
}

void HostLinks::setFrozen(bool frozen)
{
    for (const auto &link : m_links)
        link->setFrozen(frozen);
}

void HostLinks::setPersistent(ServerIndex neighbour, bool isPersistent)
{
    const auto found = std::find_if(
        m_links.begin(), m_links.end(), [neighbour](const auto &link) { return link->peer() == neighbour; });
    if (found == m_links.end())
        return;
    const std::unique_ptr<PeerLink> before = std::move(*found);
    NeighbourAddress address = before->address();
    address.neighbour.isPersistent = isPersistent;
    *found = PeerLink::create(std::move(address), m_core.config.node, m_core.config.limits, *this);
    for (const LinkImpairment &impairment : before->sender().impairments())
        (*found)->sender().impair(impairment);
    before->replace();
    (*found)->open();
}

PeerLink *HostLinks::find(ServerIndex neighbour)
{
    const auto found = std::find_if(
        m_links.begin(), m_links.end(), [neighbour](const auto &link) { return link->peer() == neighbour; });
    return found == m_links.end() ? nullptr : found->get();
}

std::size_t HostLinks::waitingLines() const
{
    std::size_t lines = 0;
    for (const auto &link : m_links)
        lines += link->waitingLines();
    return lines;
}

ConnectionId HostLinks::dial(const PeerLink &link, bool forOneMessage)
{
    return m_connections.dial(
        link.address(), forOneMessage ? HostConnection::Role::OneShot : HostConnection::Role::Dialled);
}

bool HostLinks::callBack(const PeerLink &link)
{
    return m_connections.dial(link.address(), HostConnection::Role::CallBack) != ConnectionId::None;
}

void HostLinks::logLink(const PeerLink &link, EventKind kind, Reason reason)
{
    m_core.reporter.reportLink(link.peer(), kind, reason);
}

EventId HostLinks::logLine(
    const PeerLink &link, const LinkLine &line, EventKind kind, Reason reason, ConnectionId connection)
{
    if (kind == EventKind::LineSent)
        m_connections.onSent(link.peer(), line.update.client);
    return m_core.reporter.reportLine(link.peer(), line, kind, reason, connection);
}

void HostLinks::logImpairment(const PeerLink &link, EventKind kind, const LinkImpairment &impairment)
{
    m_core.reporter.reportImpairment(link.peer(), kind, impairment);
    if (kind == EventKind::FaultEnded && m_core.config.faultEnded)
        m_core.config.faultEnded(m_core.config.server, impairment.number);
}

void HostLinks::sendLine(ConnectionId connection, const QByteArray &line)
{
    const HostConnection *const known = m_connections.find(connection);
    if (!known)
        return;
    known->line->send(line + '\n');
    const bool isLink = known->role == HostConnection::Role::Link;
    if (isLink && known->line->unsentBytes() > m_core.config.limits.neighbourUnsentBytes)
        m_core.node.onLinkFull(known->peer);
}

void HostLinks::sendPiece(ConnectionId connection, const QByteArray &piece)
{
    if (const HostConnection *const known = m_connections.find(connection))
        known->line->send(piece);
}

void HostLinks::finishWriting(ConnectionId connection)
{
    if (const HostConnection *const known = m_connections.find(connection))
        known->line->shutdownWriting();
}

void HostLinks::onLinkFull(const PeerLink &link)
{
    m_core.node.onLinkFull(link.peer());
}

void HostLinks::onLinkRoom(const PeerLink &link)
{
    if (!link.isFull()) // in another way
        m_effects.sendMoreSoon(link.peer());
}

std::int64_t HostLinks::nowNs() const
{
    return m_core.reporter.now().monotonicNs;
}

void HostLinks::onReachedAgain(const PeerLink &link)
{
    m_core.node.onNeighbourBack(link.peer(), m_core.reporter.now(), m_effects.pending());
    m_effects.apply();
}

} // namespace herdcore::host
