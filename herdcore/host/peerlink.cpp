// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/peerlink.h"

#include "herdcore/host/permessagelink.h"
#include "herdcore/host/persistentlink.h"

#include <utility>

namespace herdcore::host {

using base::ConnectionId, base::EventKind, base::Reason;

namespace {

constexpr std::int64_t callRetryNs = 50 * base::nsPerMillisecond; // when there was no descriptor

} // namespace

std::unique_ptr<PeerLink> PeerLink::create(
    NeighbourAddress address, const node::NodeConfig &node, const HostLimits &limits, Host &host)
{
    if (!address.neighbour.isPersistent)
        return std::make_unique<PerMessageLink>(std::move(address), limits, host);
    const bool dials = node.name < address.neighbour.name;
    return std::make_unique<PersistentLink>(std::move(address), dials, limits, host);
}

PeerLink::PeerLink(NeighbourAddress address, const HostLimits &limits, Host &host)
    : m_address(std::move(address))
    , m_callRetry(host.timers().make([this] { callBack(); }))
    , m_limits(limits)
    , m_host(host)
    , m_sender(*this, limits.neighbourUnsentBytes, m_address.seed)
{ }

void PeerLink::setPort(quint16 port)
{
    m_address.port = port;
    if (m_isCallDue)
        callBack();
}

void PeerLink::callBack()
{
    m_isCallDue = m_address.port == 0;
    if (!m_isCallDue && !m_host.callBack(*this))
        m_callRetry->start(callRetryNs);
}

void PeerLink::close()
{
    lose(Reason::ServerShutDown);
}

void PeerLink::sendOn(ConnectionId connection, Line line)
{
    line.connection = connection;
    m_sender.send(line);
}

void PeerLink::cut()
{
    m_address.isCut = true;
    forgetConnections();
    lose(Reason::CutByUser);
    logState(EventKind::LinkCut);
}

void PeerLink::heal()
{
    m_address.isCut = false;
    logState(EventKind::LinkHealed);
    open();
}

void PeerLink::onClosed(ConnectionId connection, Reason reason)
{
    m_sender.onClosed(connection, reason, !isOneShot(connection));
    onEnded(connection, reason);
}

void PeerLink::lose(Reason reason)
{
    m_callRetry->stop();
    m_sender.loseQueued(reason);
}

// Redialling for an hour is one piece of news, not five hundred.
void PeerLink::logState(EventKind state, Reason reason)
{
    if (state == m_state && reason == m_stateReason)
        return;
    m_state = state;
    m_stateReason = reason;
    m_host.logLink(*this, state, reason);
}

void PeerLink::setState(EventKind state)
{
    m_state = state;
    m_stateReason = Reason::None;
}

void PeerLink::lineLost(const Line &line, Reason reason, ConnectionId connection)
{
    m_host.logLine(*this, line, EventKind::LineLost, reason, connection);
}

void PeerLink::writeLine(Line line)
{
    m_host.sendLine(line.connection, line.bytes);
}

void PeerLink::writePiece(const LinePieces::Piece &piece)
{
    m_host.sendPiece(piece.connection, piece.bytes);
}

base::EventId PeerLink::logLine(const Line &line, EventKind kind, Reason reason)
{
    return m_host.logLine(*this, line, kind, reason, line.connection);
}

void PeerLink::logImpairment(EventKind kind, const LinkImpairment &impairment)
{
    m_host.logImpairment(*this, kind, impairment);
}

} // namespace herdcore::host
