// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/impairedsender.h"

#include <algorithm>
#include <utility>

namespace herdcore::host {

using base::ConnectionId, base::EventKind, base::Reason;

ImpairedSender::ImpairedSender(Link &link, const qsizetype &fullBytes, std::uint64_t seed)
    : m_link(link)
    , m_fullBytes(fullBytes)
    , m_queue(seed)
{ }

void ImpairedSender::impair(const LinkImpairment &impairment)
{
    if (impairment.untilNs <= m_link.nowNs())
        return;
    m_queue.add(impairment);
    m_link.logImpairment(EventKind::FaultSet, impairment);
    setTimer();
}

void ImpairedSender::end(base::FaultNumber number)
{
    m_queue.end(number, m_link.nowNs());
    pump();
}

void ImpairedSender::release(int lines)
{
    m_queue.release(lines);
    pump();
}

// A line counts as sent when it enters: what the impairments do to it happens on its way.
void ImpairedSender::send(const LinkLine &line)
{
    const std::int64_t now = m_link.nowNs();
    const ImpairedQueue::Fate fate = m_queue.judge(now);
    const LinkLine sent = loggedAsSent(line, fate.isOvertaken ? Reason::ReorderedByFault : Reason::None);
    if (fate.isDropped) {
        m_link.logLine(sent, EventKind::LineLost, Reason::DroppedByFault);
    } else {
        m_queue.take(sent, fate, now);
        if (fate.isDuplicated)
            m_queue.take(loggedAsSent(line, Reason::DuplicatedByFault), fate, now);
    }
    pump();
    if (!m_isFull && isCrowded(m_fullBytes)) {
        m_isFull = true;
        m_link.onFull();
    }
}

LinkLine ImpairedSender::loggedAsSent(LinkLine line, Reason reason)
{
    line.cause = m_link.logLine(line, EventKind::LineSent, reason);
    line.isLogged = true;
    return line;
}

void ImpairedSender::pump()
{
    const std::int64_t now = m_link.nowNs();
    while (auto line = m_queue.next(now)) {
        if (line->connection == ConnectionId::None || !takeForPieces(*line))
            m_link.writeLine(std::move(*line));
    }
    for (const ImpairedQueue::Ended &ended : m_queue.takeEnded(now)) {
        if (ended.kind == base::ImpairmentKind::Slicing && !ended.byCount)
            m_pieces.hurry();
        LinkImpairment impairment;
        impairment.number = ended.number;
        m_link.logImpairment(EventKind::FaultEnded, impairment);
    }
    writePieces();
    if (m_isFull && !isCrowded(m_fullBytes / 2)) {
        m_isFull = false;
        m_link.onRoom();
    }
    setTimer();
}

bool ImpairedSender::sendInPieces(const LinkLine &line)
{
    const bool isTaken = takeForPieces(line);
    if (isTaken)
        pump();
    return isTaken;
}

bool ImpairedSender::takeForPieces(const LinkLine &line)
{
    if (line.pieceBytes <= 0 && m_pieces.isEmpty())
        return false;
    m_pieces.add(line);
    return true;
}

void ImpairedSender::writePieces()
{
    while (const auto piece = m_pieces.next(m_link.nowNs()))
        m_link.writePiece(*piece);
}

bool ImpairedSender::isCrowded(qsizetype limit) const
{
    return m_queue.isFull(limit) || m_pieces.bytes() > limit;
}

void ImpairedSender::setTimer()
{
    const std::int64_t next = std::min(m_queue.nextNs(), m_pieces.nextNs());
    if (next == ImpairedQueue::never) {
        if (m_timer)
            m_timer->stop();
        return;
    }
    if (!m_timer)
        m_timer = m_link.timers().make([this] { pump(); }, base::Timers::Precision::Fine);
    m_timer->start(next - m_link.nowNs());
}

void ImpairedSender::onClosed(ConnectionId connection, Reason reason, bool arePiecesLost)
{
    if (isOff())
        return;
    const std::vector<LinkLine> unwritten = m_pieces.takeOf(connection);
    if (arePiecesLost) {
        for (const LinkLine &line : unwritten)
            m_link.logLine(line, EventKind::LineLost, reason);
    }
    for (const LinkLine &line : m_queue.takeOf(connection))
        m_link.logLine(line, EventKind::LineLost, reason);
    pump();
}

void ImpairedSender::losePieces(ConnectionId connection, Reason reason)
{
    for (const LinkLine &line : m_pieces.takeOf(connection))
        m_link.logLine(line, EventKind::LineLost, reason);
}

void ImpairedSender::loseQueued(Reason reason)
{
    for (const LinkLine &line : m_queue.takeAll())
        m_link.logLine(line, EventKind::LineLost, reason);
    if (std::exchange(m_isFull, false))
        m_link.onRoom();
}

} // namespace herdcore::host
