// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/lineconnection.h"

#include <cerrno>

namespace herdcore::net {

using base::Reason;

LineConnection::LineConnection(base::ConnectionId id, int fd, Poller &poller, const base::Clock &clock,
    const ConnectionLimits &limits, Owner &owner)
    : m_id(id)
    , m_fd(fd)
    , m_poller(poller)
    , m_clock(clock)
    , m_owner(owner)
    , m_limits(limits)
    , m_framer(qMax(limits.lineBytes, limits.longLineBytes))
    , m_deadlines(nowNs(), false)
    , m_peer(peerEndpoint(fd))
{
    prepareSocket(fd);
    updateInterest();
}

LineConnection::LineConnection(base::ConnectionId id, const QHostAddress &host, quint16 port, Poller &poller,
    const base::Clock &clock, const ConnectionLimits &limits, Owner &owner)
    : m_id(id)
    , m_fd(openSocket(host))
    , m_poller(poller)
    , m_clock(clock)
    , m_owner(owner)
    , m_limits(limits)
    , m_framer(qMax(limits.lineBytes, limits.longLineBytes))
    , m_deadlines(nowNs(), true)
    , m_peer(Endpoint::of(host, port))
    , m_connecting(true)
{
    const int error = m_fd < 0 ? errno : startConnecting(m_fd, host, port);
    if (error != 0)
        die(reasonFor(error));
    updateInterest();
}

LineConnection::~LineConnection()
{
    if (!m_unsent.isEmpty() || !m_framer.isEmpty())
        m_goodbye = Goodbye::Reset;
    closeDescriptor();
}

QHostAddress LineConnection::peerAddress() const
{
    return m_peer.host();
}

quint16 LineConnection::peerPort() const
{
    return m_peer.port;
}

quint16 LineConnection::localPort() const
{
    return localEndpoint(m_fd).port;
}

bool LineConnection::isConnected() const
{
    return !m_connecting && !m_dead;
}

qsizetype LineConnection::unsentBytes() const
{
    return m_unsent.size();
}

QByteArrayView LineConnection::partialLine() const
{
    return m_framer.partial();
}

void LineConnection::shutdownWriting()
{
    if (m_dead || m_finishWanted)
        return;
    m_finishWanted = true;
    if (!m_connecting && m_unsent.isEmpty())
        allSent();
    updateInterest();
}

void LineConnection::closeWhenSent(Reason reason)
{
    if (m_dead || m_closing)
        return;
    m_closing = true;
    m_closeReason = reason;
    m_finishWanted = true;
    m_backlog = false;
    m_framer.clear();
    if (m_brokenReason != Reason::None)
        die(m_brokenReason);
    else if (m_connecting && m_unsent.isEmpty())
        die(reason);
    else if (!m_connecting) {
        m_deadlines.closing(nowNs());
        if (m_unsent.isEmpty())
            allSent();
    }
    updateInterest();
}

void LineConnection::reset(Reason reason)
{
    die(reason, Goodbye::Reset);
}

// Out of the poller's sight. Thawed, it looks at once at what there is, and at what was left over.
void LineConnection::setFrozen(bool frozen)
{
    if (m_dead || frozen == m_frozen)
        return;
    m_frozen = frozen;
    if (!frozen) {
        if (m_reading)
            m_deadlines.resumed(nowNs());
        wake();
        updateInterest();
        return;
    }
    if (m_reading)
        m_deadlines.paused(nowNs());
    if (m_registered)
        m_poller.remove(m_fd);
    m_registered = false;
}

void LineConnection::setTimeLimits(const ConnectionLimits &limits)
{
    m_limits = limits;
}

std::int64_t LineConnection::nextDeadline() const
{
    if (m_dead)
        return m_fd < 0 && !m_closedTold ? 0 : noDeadline;
    return m_deadlines.next(m_limits, !m_unsent.isEmpty());
}

void LineConnection::onTime(std::int64_t monotonicNs)
{
    m_inTurn = true;
    if (!m_dead) {
        switch (m_deadlines.due(m_limits, !m_unsent.isEmpty(), monotonicNs)) {
        case Deadlines::Due::Nothing:
        case Deadlines::Due::Look:
            break;
        case Deadlines::Due::Dialling:
            die(Reason::ConnectTimeout);
            break;
        case Deadlines::Due::FirstLine:
            closeWhenSent(Reason::FirstLineTimeout);
            break;
        case Deadlines::Due::Line:
            closeWhenSent(Reason::LineTimeout);
            break;
        case Deadlines::Due::Idle:
            closeWhenSent(Reason::IdleTimeout);
            break;
        case Deadlines::Due::SlowReader:
            die(Reason::ReaderTooSlow, Goodbye::Reset);
            break;
        case Deadlines::Due::Lingering:
            die(m_closeReason);
            break;
        }
    }
    endTurn();
}

void LineConnection::die(Reason reason, Goodbye goodbye)
{
    if (goodbye == Goodbye::Reset)
        m_goodbye = goodbye;
    if (m_dead)
        return;
    m_dead = true;
    m_frozen = false;
    m_deadReason = reason;
    m_unsent.clear();
    m_framer.clear();
    if (!m_inTurn)
        wake();
}

// Has the poller call in the next turn, for the owner must not be called from inside its own call.
void LineConnection::wake()
{
    if (m_fd < 0 || m_frozen)
        return;
    enroll();
    m_poller.again(m_fd);
}

void LineConnection::enroll()
{
    if (m_registered)
        return;
    m_poller.add(m_fd, this);
    m_registered = true;
    m_readInterest = m_writeInterest = false;
}

// The last thing that a call from outside does: the owner may delete this connection in onClosed.
void LineConnection::endTurn()
{
    m_inTurn = false;
    if (!m_dead) {
        updateInterest();
    } else if (!m_closedTold) {
        m_closedTold = true;
        closeDescriptor();
        m_owner.onClosed(*this, m_deadReason);
    }
}

void LineConnection::closeDescriptor()
{
    if (m_fd < 0)
        return;
    if (m_registered)
        m_poller.remove(m_fd);
    m_registered = false;
    closeSocket(m_fd, m_goodbye);
    m_fd = -1;
}

void LineConnection::updateInterest()
{
    if (m_fd < 0 || m_dead || m_inTurn || m_frozen)
        return;
    const bool read = !m_connecting && !m_inputEnded && (m_closing || (m_reading && !m_backlog));
    const bool write = m_connecting || !m_unsent.isEmpty();
    if (!m_registered && !read && !write)
        return; // left the poller in lookForTrouble()
    enroll();
    if (read == m_readInterest && write == m_writeInterest)
        return;
    m_readInterest = read;
    m_writeInterest = write;
    m_poller.setInterest(m_fd, read, write);
}

} // namespace herdcore::net
