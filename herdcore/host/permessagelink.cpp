// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/permessagelink.h"

#include <utility>

namespace herdcore::host {

using base::ConnectionId, base::EventKind, base::Reason;

namespace {

constexpr std::int64_t retryNs = 100 * base::nsPerMillisecond; // when there was no descriptor

} // namespace

PerMessageLink::PerMessageLink(NeighbourAddress address, const HostLimits &limits, Host &host)
    : PeerLink(std::move(address), limits, host)
    , m_retry(host.timers().make([this] {
        dialForWaiting();
        tellRoom();
    }))
{ }

void PerMessageLink::open()
{
    logState(address().isCut ? EventKind::LinkCut : EventKind::LinkUp); // up until a message shows otherwise
}

void PerMessageLink::close()
{
    for (const auto &[connection, line] : m_oneShots) {
        if (!line.bytes.isEmpty())
            lineLost(line, Reason::ServerShutDown, connection);
    }
    PeerLink::close();
}

void PerMessageLink::send(Line line)
{
    if (address().isCut)
        return lineLost(line, Reason::CutByUser);
    if (sender().isOff())
        writeLine(std::move(line));
    else
        sender().send(line);
}

void PerMessageLink::writeLine(Line line)
{
    if (line.connection != ConnectionId::None)
        return PeerLink::writeLine(std::move(line)); // one that the node sends on a connection of its choice
    m_waiting.push_back(std::move(line));
    dialForWaiting();
}

void PerMessageLink::dialForWaiting()
{
    const auto most = static_cast<std::size_t>(limits().oneShots);
    bool isStuck = false;
    while (!m_waiting.empty() && m_oneShots.size() < most) {
        const ConnectionId connection = host().dial(*this, true);
        isStuck = connection == ConnectionId::None;
        if (isStuck)
            break;
        m_oneShots.emplace(connection, std::move(m_waiting.front()));
        m_waiting.pop_front();
    }
    if (isStuck)
        m_retry->start(retryNs);
    if (!m_isFull && (isStuck || m_oneShots.size() >= most)) {
        m_isFull = true;
        host().onLinkFull(*this);
    }
}

// Not for every one that ends: the neighbour is sent some at a time.
void PerMessageLink::tellRoom()
{
    if (!m_isFull || !m_waiting.empty() || m_oneShots.size() > static_cast<std::size_t>(limits().oneShots) / 2)
        return;
    m_isFull = false;
    host().onLinkRoom(*this);
}

void PerMessageLink::onConnected(ConnectionId connection)
{
    const auto oneShot = m_oneShots.find(connection);
    if (oneShot == m_oneShots.end())
        return host().finishWriting(connection);
    const bool isBack = state() == EventKind::LinkDown;
    logState(EventKind::LinkUp);
    Line &line = oneShot->second;
    if (!line.isLogged)
        host().logLine(*this, line, EventKind::LineSent, Reason::None, connection);
    line.connection = connection;
    if (!sender().sendInPieces(line)) {
        host().sendLine(connection, line.bytes);
        line.bytes.clear(); // delivered
        host().finishWriting(connection);
    }
    if (isBack)
        host().onReachedAgain(*this);
}

void PerMessageLink::writePiece(const LinePieces::Piece &piece)
{
    PeerLink::writePiece(piece);
    const auto oneShot = m_oneShots.find(piece.connection);
    if (!piece.isLast || oneShot == m_oneShots.end())
        return;
    oneShot->second.bytes.clear(); // delivered
    host().finishWriting(piece.connection);
}

void PerMessageLink::onBound(ConnectionId connection)
{
    m_bound = connection;
    setState(EventKind::LinkUp);
}

void PerMessageLink::onEnded(ConnectionId connection, Reason reason)
{
    if (m_bound != ConnectionId::None && connection == m_bound) {
        m_bound = ConnectionId::None;
        setState(EventKind::LinkDown);
    }
    const auto oneShot = m_oneShots.find(connection);
    if (oneShot == m_oneShots.end())
        return;
    if (!oneShot->second.bytes.isEmpty()) {
        lineLost(oneShot->second, reason, connection);
        if (!address().isCut)
            logState(EventKind::LinkDown, reason);
    }
    m_oneShots.erase(oneShot);
    dialForWaiting();
    tellRoom();
}

void PerMessageLink::lose(Reason reason)
{
    for (const Line &line : m_waiting)
        lineLost(line, reason);
    m_waiting.clear();
    PeerLink::lose(reason);
}

bool PerMessageLink::isOneShot(ConnectionId connection) const
{
    return m_oneShots.contains(connection);
}

} // namespace herdcore::host
