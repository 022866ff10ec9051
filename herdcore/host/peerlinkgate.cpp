// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The gate in a PeerLink.

#include "herdcore/host/peerlink.h"

#include <algorithm>
#include <chrono>

namespace herdcore::host {

using base::ConnectionId, base::EventKind, base::Reason;

void PeerLink::disturb(const GateFault &fault)
{
    if (fault.untilNs <= m_host.nowNs())
        return;
    m_gate.add(fault);
    m_host.observeFault(*this, EventKind::FaultSet, fault);
    setGateTimer();
}

void PeerLink::endFault(base::FaultNumber fault)
{
    m_gate.end(fault, m_host.nowNs());
    pump();
}

void PeerLink::release(int lines)
{
    m_gate.release(lines);
    pump();
}

void PeerLink::setFrozen(bool frozen)
{
    m_isFrozen = frozen;
    if (!frozen && std::exchange(m_dialsAfterThaw, false))
        dialNow();
}

void PeerLink::sendOn(ConnectionId connection, Line line)
{
    line.connection = connection;
    enterGate(std::move(line));
}

// A line counts as sent when it enters: what the gate does to it happens on its way.
void PeerLink::enterGate(Line line)
{
    const std::int64_t now = m_host.nowNs();
    const LineGate::Fate fate = m_gate.judge(now);
    const Line sent = observedAsSent(line, fate.isOvertaken ? Reason::ReorderedByFault : Reason::None);
    if (fate.isDropped) {
        m_host.observeLine(*this, sent, EventKind::LineLost, Reason::DroppedByFault, sent.connection);
    } else {
        m_gate.take(sent, fate, now);
        if (fate.isDoubled)
            m_gate.take(observedAsSent(line, Reason::DuplicatedByFault), fate, now);
    }
    pump();
    if (!m_isGateFull && isCrowded(m_limits.neighbourUnsentBytes)) {
        m_isGateFull = true;
        m_host.onGateFull(*this);
    }
}

PeerLink::Line PeerLink::observedAsSent(Line line, Reason reason)
{
    line.cause = m_host.observeLine(*this, line, EventKind::LineSent, reason, line.connection);
    line.isSaid = true;
    return line;
}

void PeerLink::pump()
{
    const std::int64_t now = m_host.nowNs();
    while (auto line = m_gate.next(now))
        pass(std::move(*line));
    for (const LineGate::Ended &ended : m_gate.takeEnded(now)) {
        if (ended.kind == base::ImpairmentKind::Slicing && !ended.byCount)
            m_pieces.hurry();
        GateFault fault;
        fault.number = ended.number;
        m_host.observeFault(*this, EventKind::FaultEnded, fault);
    }
    writePieces();
    if (m_isGateFull && !isCrowded(m_limits.neighbourUnsentBytes / 2)) {
        m_isGateFull = false;
        m_host.onGateRoom(*this);
    }
    setGateTimer();
}

bool PeerLink::isCrowded(qsizetype limit) const
{
    return m_gate.isFull(limit) || m_pieces.bytes() > limit;
}

void PeerLink::pass(Line line)
{
    if (line.connection == ConnectionId::None) {
        m_waiting.push_back(std::move(line));
        sendNextCourier();
    } else if (line.pieceBytes > 0 || !m_pieces.isEmpty()) {
        m_pieces.add(std::move(line));
    } else {
        m_host.sendLine(line.connection, line.bytes);
    }
}

void PeerLink::writePieces()
{
    while (const auto piece = m_pieces.next(m_host.nowNs())) {
        m_host.sendPiece(piece->connection, piece->bytes);
        const auto courier = m_couriers.find(piece->connection);
        if (!piece->isLast || courier == m_couriers.end())
            continue;
        courier->second.bytes.clear(); // delivered
        m_host.finishWriting(piece->connection);
    }
}

void PeerLink::setGateTimer()
{
    const std::int64_t next = std::min(m_gate.nextNs(), m_pieces.nextNs());
    if (next == LineGate::never) {
        if (m_gateTimer)
            m_gateTimer->stop();
        return;
    }
    if (!m_gateTimer) {
        m_gateTimer = std::make_unique<QTimer>();
        m_gateTimer->setSingleShot(true);
        m_gateTimer->setTimerType(Qt::PreciseTimer);
        QObject::connect(m_gateTimer.get(), &QTimer::timeout, m_gateTimer.get(), [this] { pump(); });
    }
    constexpr std::int64_t longestNs = 3600 * base::nsPerSecond; // a timer counts in int milliseconds
    const std::int64_t wait = std::clamp<std::int64_t>(next - m_host.nowNs(), 0, longestNs);
    m_gateTimer->start(std::chrono::milliseconds((wait + base::nsPerMillisecond - 1) / base::nsPerMillisecond));
}

// What was on its way over it has not arrived. A courier's line is told by onCourierClosed.
void PeerLink::onConnectionClosed(ConnectionId connection, Reason reason)
{
    if (isGateOpen())
        return;
    const std::vector<Line> unwritten = m_pieces.takeOf(connection);
    if (!m_couriers.contains(connection)) {
        for (const Line &line : unwritten)
            m_host.observeLine(*this, line, EventKind::LineLost, reason, connection);
    }
    for (const Line &line : m_gate.takeOf(connection))
        m_host.observeLine(*this, line, EventKind::LineLost, reason, connection);
    pump();
}

} // namespace herdcore::host
