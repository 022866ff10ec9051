// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// LineConnection's reading and writing; its life is in lineconnection.cpp.
#include "herdcore/net/lineconnection.h"

#include <cerrno>
#include <optional>

namespace herdcore::net {

using base::Reason;

void LineConnection::onReadable()
{
    m_inTurn = true;
    if (m_dead) {
        // endTurn() does what is left
    } else if (m_connecting) {
        finishDialling();
    } else if (m_closing) {
        dropInput();
    } else if (m_inputEnded || !m_reading) {
        lookForTrouble();
    } else if (!m_backlog) {
        readInput();
    }
    endTurn();
}

void LineConnection::onWritable()
{
    m_inTurn = true;
    if (!m_dead && m_connecting)
        finishDialling();
    if (!m_dead && !m_connecting)
        flush();
    endTurn();
}

void LineConnection::onAgain()
{
    m_inTurn = true;
    if (!m_dead && !m_connecting && !m_closing) {
        if (m_reading)
            deliver(nowNs());
        else if (m_brokenReason != Reason::None)
            lookForTrouble();
    }
    endTurn();
}

void LineConnection::readInput()
{
    const qsizetype count = receiveSome(m_fd, ScratchBuffer::data(), ScratchBuffer::size);
    if (count < 0) {
        const int error = errno;
        if (!wouldBlock(error))
            die(m_brokenReason != Reason::None ? m_brokenReason : reasonFor(error));
        return;
    }
    const std::int64_t now = nowNs();
    m_deadlines.activity(now);
    if (count == 0) {
        m_inputEnded = true;
        m_deadlines.inputEnded();
    } else {
        m_framer.feed(QByteArrayView(ScratchBuffer::data(), count));
    }
    deliver(now);
}

// Gives the owner what has come, as far as it may be given in this turn.
void LineConnection::deliver(std::int64_t nowNs)
{
    for (int left = qMax(1, m_limits.linesPerTurn); left > 0 && mayDeliver(); --left) {
        const std::optional<QByteArray> line = m_framer.next();
        if (!line)
            break;
        if (isTooLong(*line)) {
            m_framer.refuse(*line);
            break;
        }
        m_deadlines.lineEnded();
        m_owner.onLine(*this, *line);
    }
    m_backlog = mayDeliver() && m_framer.hasMore();
    if (m_backlog)
        wake();
    if (m_backlog || !mayDeliver())
        return;
    if (isTooLong(m_framer.partial()))
        m_framer.refuse(m_framer.partial());
    if (m_framer.overflowed() && !m_tooLongTold) {
        m_tooLongTold = true;
        m_owner.onLineTooLong(*this, m_framer.overflowHead());
        if (!mayDeliver())
            return;
    }
    if (m_inputEnded) {
        deliverEnd();
    } else if (!m_framer.isEmpty()) {
        m_deadlines.lineBegun(nowNs);
        m_owner.onPartialLine(*this);
    }
}

bool LineConnection::isTooLong(QByteArrayView line)
{
    return line.size() > m_limits.lineBytes && !m_owner.mayBeLong(*this, line);
}

void LineConnection::deliverEnd()
{
    if (m_inputEndTold)
        return;
    // After a reset without an end of input the rest may be half a line.
    const bool whole = m_brokenReason != Reason::PeerReset;
    if (const std::optional<QByteArray> rest = whole ? m_framer.takePartial() : std::nullopt) {
        m_owner.onLine(*this, *rest);
        if (!mayDeliver())
            return;
    }
    if (m_brokenReason != Reason::None) {
        die(m_brokenReason);
        return;
    }
    m_inputEndTold = true;
    m_owner.onInputEnd(*this);
    if (m_writingFinished && !m_closing)
        die(Reason::EndOfInput);
}

void LineConnection::dropInput()
{
    const int result = discardInput(m_fd);
    if (wouldBlock(result))
        return;
    m_inputEnded = true;
    if (m_writingFinished)
        die(m_closeReason); // whatever became of the other end, it was offered everything
    else if (result != 0)
        die(reasonFor(result));
}

// The poller calls although nothing is to be read: the connection is broken, or finished on both sides while the owner
// does not want lines. What has come before that is still the owner's.
void LineConnection::lookForTrouble()
{
    if (m_backlog)
        return;
    const int error = peekInput(m_fd);
    if (error > 0 && !wouldBlock(error) && m_brokenReason == Reason::None)
        m_brokenReason = reasonFor(error);
    const bool nothingLeft = error != inputWaits && !wouldBlock(error) && m_framer.isEmpty();
    if (nothingLeft && (m_inputEndTold || m_brokenReason != Reason::None)) {
        die(m_brokenReason != Reason::None ? m_brokenReason : Reason::PeerReset);
        return;
    }
    // A poller would tell this in every turn until the owner wants lines again.
    m_poller.remove(m_fd);
    m_registered = false;
}

void LineConnection::setReading(bool on)
{
    if (m_dead || on == m_reading)
        return;
    m_reading = on;
    if (on)
        m_deadlines.resumed(nowNs());
    else
        m_deadlines.paused(nowNs());
    const bool waiting = !m_framer.isEmpty() || (m_inputEnded && !m_inputEndTold);
    if (on && waiting && !m_connecting && !m_closing) {
        m_backlog = true;
        wake();
    }
    updateInterest();
}

void LineConnection::flushPartialLine()
{
    if (!mayDeliver() || m_framer.hasMore())
        return;
    if (const std::optional<QByteArray> line = m_framer.takePartial()) {
        m_deadlines.lineEnded();
        m_owner.onLine(*this, *line);
    }
}

void LineConnection::finishDialling()
{
    const int error = pendingError(m_fd);
    if (error != 0) {
        die(error == ETIMEDOUT ? Reason::ConnectTimeout : reasonFor(error));
        return;
    }
    const Endpoint peer = peerEndpoint(m_fd);
    if (!peer.isKnown())
        return; // not yet
    if (peer == localEndpoint(m_fd)) {
        // TCP can join a socket to itself when it dials the very port that the system has lent it.
        die(Reason::Refused, Goodbye::Reset);
        return;
    }
    m_connecting = false;
    const std::int64_t now = nowNs();
    m_deadlines.connected(now);
    if (m_closing)
        m_deadlines.closing(now);
    m_owner.onConnected(*this);
}

void LineConnection::send(const QByteArray &bytes)
{
    if (m_dead || m_finishWanted || m_brokenReason != Reason::None || bytes.isEmpty())
        return;
    qsizetype sent = 0;
    if (!m_connecting && m_unsent.isEmpty()) {
        sent = sendSome(m_fd, bytes);
        if (sent == bytes.size())
            return;
        if (sent < 0) {
            const int error = errno;
            if (!wouldBlock(error)) {
                sendingFailed(error);
                return;
            }
            sent = 0;
        }
    }
    queue(bytes, sent);
}

void LineConnection::queue(const QByteArray &bytes, qsizetype from)
{
    const bool first = m_unsent.isEmpty();
    m_unsent.append(bytes, from);
    if (m_unsent.size() > m_limits.unsentBytes) {
        die(Reason::ReaderTooSlow, Goodbye::Reset);
        return;
    }
    if (first)
        m_deadlines.activity(nowNs());
    if (m_unsent.size() > m_limits.unsentBytesSlow)
        m_deadlines.slowReader(nowNs());
    updateInterest();
}

void LineConnection::flush()
{
    const qsizetype before = m_unsent.size();
    const int error = m_unsent.writeTo(m_fd);
    if (error != 0) {
        sendingFailed(error);
        return;
    }
    if (m_unsent.size() < before)
        m_deadlines.activity(nowNs());
    if (m_unsent.size() <= m_limits.unsentBytesSlow)
        m_deadlines.readerCaughtUp();
    if (m_unsent.isEmpty() && m_finishWanted)
        allSent();
    else if (m_unsent.isEmpty() && before > 0)
        m_owner.onDrained(*this);
}

void LineConnection::allSent()
{
    if (!m_writingFinished)
        finishWriting(m_fd);
    m_writingFinished = true;
    if (!m_closing) {
        if (m_inputEndTold)
            die(Reason::EndOfInput);
    } else if (m_inputEnded || m_limits.lingerNs <= 0) {
        die(m_closeReason);
    } else {
        m_deadlines.lingering(nowNs());
    }
}

// The other end takes no more. Lines that it sent before it went are still delivered.
void LineConnection::sendingFailed(int error)
{
    const Reason reason = reasonFor(error);
    const bool gone = reason == Reason::PeerReset || reason == Reason::PeerClosed;
    if (m_closing || m_inputEndTold || !gone) {
        die(reason);
        return;
    }
    m_brokenReason = reason;
    m_unsent.clear();
    m_deadlines.readerCaughtUp();
    if (!m_reading)
        wake();
}

} // namespace herdcore::net
