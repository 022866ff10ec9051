// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/peerlink.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace herdcore::host {

using base::ConnectionId, base::EventKind, base::Reason;

namespace {

constexpr int firstDialMs = 5; // the servers of one process listen by then
constexpr int callBackMs = 150; // the other end dials first; this is for one that waits for its next try
constexpr int minRedialMs = 250;
constexpr int maxRedialMs = 8'000;

} // namespace

PeerLink::PeerLink(NeighbourAddress address, const node::NodeConfig &node, const HostLimits &limits, Host &host)
    : m_address(std::move(address))
    , m_limits(limits)
    , m_host(host)
    , m_isPersistent(m_address.neighbour.isPersistent)
    , m_dials(node.name < m_address.neighbour.name)
    , m_gate(QRandomGenerator::global()->generate64())
{
    m_redial.setSingleShot(true);
    QObject::connect(&m_redial, &QTimer::timeout, &m_redial, [this] { dialNow(); });
}

void PeerLink::setPort(quint16 port)
{
    m_address.port = port;
    m_tries = 0;
    if (m_isPersistent && m_dials && m_bound == ConnectionId::None && m_dialling == ConnectionId::None
        && !m_address.isCut)
        m_redial.start(firstDialMs);
}

void PeerLink::open()
{
    m_tries = 0;
    if (m_address.isCut)
        say(EventKind::LinkCut);
    else if (m_isPersistent)
        m_redial.start(m_dials ? firstDialMs : callBackMs);
    else
        say(EventKind::LinkUp); // until a message shows otherwise
}

void PeerLink::send(Line line)
{
    const bool isUp = !m_isPersistent ? !m_address.isCut : m_bound != ConnectionId::None;
    if (isUp && !isGateOpen()) {
        line.connection = m_bound;
        enterGate(std::move(line));
    } else if (m_isPersistent && m_bound != ConnectionId::None) {
        m_host.observeLine(*this, line, EventKind::LineSent, Reason::None, m_bound);
        m_host.sendLine(m_bound, line.bytes);
    } else if (m_isPersistent || m_address.isCut) {
        const Reason why = m_address.isCut ? Reason::CutByUser : Reason::LinkIsDown;
        m_host.observeLine(*this, line, EventKind::LineLost, why, ConnectionId::None);
    } else {
        m_waiting.push_back(std::move(line));
        sendNextCourier();
        if (m_waiting.size() > static_cast<std::size_t>(m_limits.waitingLines)) {
            m_host.observeLine(
                *this, m_waiting.front(), EventKind::LineLost, Reason::ReaderTooSlow, ConnectionId::None);
            m_waiting.pop_front();
        }
    }
}

void PeerLink::cut()
{
    m_address.isCut = true;
    m_bound = m_dialling = ConnectionId::None; // they are as good as gone
    m_redial.stop();
    lose(Reason::CutByUser);
    say(EventKind::LinkCut);
}

void PeerLink::close()
{
    for (const auto &[connection, line] : m_couriers) {
        if (!line.bytes.isEmpty())
            m_host.observeLine(*this, line, EventKind::LineLost, Reason::ServerShutDown, connection);
    }
    for (const Line &line : m_pieces.takeOf(m_bound))
        m_host.observeLine(*this, line, EventKind::LineLost, Reason::ServerShutDown, m_bound);
    lose(Reason::ServerShutDown);
}

void PeerLink::lose(Reason reason)
{
    for (const Line &line : m_waiting)
        m_host.observeLine(*this, line, EventKind::LineLost, reason, ConnectionId::None);
    m_waiting.clear();
    for (const Line &line : m_gate.takeAll())
        m_host.observeLine(*this, line, EventKind::LineLost, reason, line.connection);
    if (std::exchange(m_isGateFull, false))
        m_host.onGateRoom(*this);
}

void PeerLink::heal()
{
    m_address.isCut = false;
    say(EventKind::LinkHealed);
    open();
}

void PeerLink::onBound(ConnectionId connection)
{
    m_bound = connection;
    m_dialling = ConnectionId::None;
    m_tries = 0;
    m_redial.stop();
    m_said = EventKind::LinkUp; // the node says so itself
}

void PeerLink::onDialEnded(ConnectionId connection, Reason reason)
{
    if (m_dialling != connection)
        return;
    m_dialling = ConnectionId::None;
    if (m_bound != ConnectionId::None || m_address.isCut)
        return;
    say(EventKind::LinkDown, reason);
    dialLater();
}

void PeerLink::onLinkLost(ConnectionId connection)
{
    if (m_bound != connection)
        return;
    m_bound = ConnectionId::None;
    if (m_address.isCut)
        return;
    m_said = EventKind::LinkDown; // the node says so itself
    m_saidReason = Reason::None;
    dialLater();
}

void PeerLink::dialNow()
{
    if (m_bound != ConnectionId::None || m_dialling != ConnectionId::None || m_address.isCut || m_address.port == 0)
        return; // port 0: setPort() will tell where it is
    m_dialsAfterThaw = m_isFrozen;
    if (m_isFrozen)
        return;
    if (m_tries++ == 0)
        say(EventKind::LinkDialling);
    m_dialling = m_host.dial(*this, false);
}

void PeerLink::dialLater()
{
    if (!m_dials)
        return;
    const int step = std::min(maxRedialMs, minRedialMs << std::min(m_tries, 5));
    m_redial.start(step / 2 + QRandomGenerator::global()->bounded(step / 2 + 1));
}

// Redialling for an hour is one piece of news, not five hundred.
void PeerLink::say(EventKind state, Reason reason)
{
    if (state == m_said && reason == m_saidReason)
        return;
    m_said = state;
    m_saidReason = reason;
    m_host.observeLink(*this, state, reason);
}

void PeerLink::sendNextCourier()
{
    while (!m_waiting.empty() && m_couriers.size() < static_cast<std::size_t>(m_limits.couriers)) {
        Line line = std::move(m_waiting.front());
        m_waiting.pop_front();
        const ConnectionId courier = m_host.dial(*this, true);
        m_couriers.emplace(courier, std::move(line));
    }
}

void PeerLink::onCourierConnected(ConnectionId connection)
{
    const auto courier = m_couriers.find(connection);
    if (courier == m_couriers.end())
        return m_host.finishWriting(connection);
    const bool isBack = m_said == EventKind::LinkDown;
    say(EventKind::LinkUp);
    Line &line = courier->second;
    if (!line.isSaid)
        m_host.observeLine(*this, line, EventKind::LineSent, Reason::None, connection);
    if (line.pieceBytes > 0 || !m_pieces.isEmpty()) {
        line.connection = connection;
        m_pieces.add(line);
        pump();
    } else {
        m_host.sendLine(connection, line.bytes);
        line.bytes.clear(); // delivered
        m_host.finishWriting(connection);
    }
    if (isBack)
        m_host.onReachedAgain(*this);
}

void PeerLink::onCourierClosed(ConnectionId connection, Reason reason)
{
    const auto courier = m_couriers.find(connection);
    if (courier == m_couriers.end())
        return;
    if (!courier->second.bytes.isEmpty()) {
        m_host.observeLine(*this, courier->second, EventKind::LineLost, reason, connection);
        if (!m_address.isCut)
            say(EventKind::LinkDown, reason);
    }
    m_couriers.erase(courier);
    sendNextCourier();
}

} // namespace herdcore::host
