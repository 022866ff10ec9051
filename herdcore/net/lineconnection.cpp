// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/lineconnection.h"

#include <cerrno>
#include <optional>

namespace herdcore::net {

using base::Reason;

LineConnection::LineConnection(base::ConnectionId id, int fd, Poller &poller, const base::Clock &clock,
    const ConnectionLimits &limits, Owner &owner)
    : m_id(id)
    , m_sockets(poller.sockets())
    , m_fd(fd)
    , m_registration(poller, *this)
    , m_clock(clock)
    , m_owner(owner)
    , m_limits(limits)
    , m_reader(limits)
    , m_deadlines(nowNs(), false)
    , m_peer(m_sockets.peerEndpoint(fd))
    , m_state(State::Open)
{
    m_sockets.prepare(fd);
    updateInterest();
}

LineConnection::LineConnection(base::ConnectionId id, const QHostAddress &host, quint16 port, Poller &poller,
    const base::Clock &clock, const ConnectionLimits &limits, Owner &owner)
    : m_id(id)
    , m_sockets(poller.sockets())
    , m_fd(m_sockets.open(host))
    , m_registration(poller, *this)
    , m_clock(clock)
    , m_owner(owner)
    , m_limits(limits)
    , m_reader(limits)
    , m_deadlines(nowNs(), true)
    , m_peer(Endpoint::of(host, port))
    , m_state(State::Dialling)
{
    const int error = m_fd < 0 ? errno : m_sockets.startConnecting(m_fd, host, port);
    if (error != 0)
        die(reasonFor(error));
    updateInterest();
}

LineConnection::~LineConnection()
{
    if (!m_writer.isEmpty() || !m_reader.isEmpty())
        m_goodbye = Goodbye::Reset;
    closeDescriptor();
}

void LineConnection::send(const QByteArray &bytes)
{
    const bool isSendable = m_state == State::Open || m_state == State::Dialling;
    if (!isSendable || !m_writer.isOpen() || bytes.isEmpty())
        return;
    const bool wasEmpty = m_writer.isEmpty();
    if (m_state == State::Dialling)
        m_writer.queue(bytes);
    else if (const int error = m_writer.write(m_sockets, m_fd, bytes); error != 0)
        return sendingFailed(error);
    if (!m_writer.isEmpty())
        checkUnsent(wasEmpty);
}

void LineConnection::shutdownWriting()
{
    if (isDead() || !m_writer.isOpen())
        return;
    m_writer.finish();
    if (!isDialling() && m_writer.isEmpty())
        allSent();
    updateInterest();
}

void LineConnection::closeWhenSent(Reason reason)
{
    switch (m_state) {
    case State::Dialling:
        if (m_writer.isEmpty())
            return die(reason);
        m_state = State::DiallingLast;
        break;
    case State::Open:
        m_state = State::Closing;
        break;
    case State::Broken:
        return die(m_reason);
    case State::DiallingLast:
    case State::Closing:
    case State::Dead:
    case State::Closed:
        return;
    }
    m_reason = reason;
    m_writer.finish();
    m_reader.setBacklog(false);
    m_reader.clear();
    if (m_state == State::Closing) {
        m_deadlines.closing(nowNs());
        if (m_writer.isEmpty())
            allSent();
    }
    updateInterest();
}

void LineConnection::setReading(bool on)
{
    if (isDead() || on == m_isReading)
        return;
    m_isReading = on;
    if (on)
        m_deadlines.resumed(nowNs());
    else
        m_deadlines.paused(nowNs());
    const bool isWaiting = !m_reader.isEmpty() || (m_reader.hasEnded() && !m_reader.isEndDelivered());
    if (isWaiting && mayDeliver()) {
        m_reader.setBacklog(true);
        wake();
    }
    updateInterest();
}

// Out of the poller's sight. Thawed, it looks at once at what there is, and at what was left over.
void LineConnection::setFrozen(bool frozen)
{
    if (isDead() || frozen == m_isFrozen)
        return;
    m_isFrozen = frozen;
    if (frozen) {
        if (m_isReading)
            m_deadlines.paused(nowNs());
        m_registration.leave(m_fd);
    } else {
        if (m_isReading)
            m_deadlines.resumed(nowNs());
        wake();
        updateInterest();
    }
}

void LineConnection::flushPartialLine()
{
    if (!mayDeliver() || m_reader.hasMore())
        return;
    if (const std::optional<QByteArray> line = m_reader.takePartial()) {
        m_deadlines.lineEnded();
        m_owner.onLine(*this, *line);
    }
}

std::int64_t LineConnection::nextDeadline() const
{
    if (isDead())
        return m_fd < 0 && m_state == State::Dead ? 0 : noDeadline;
    return m_deadlines.next(m_limits, !m_writer.isEmpty());
}

void LineConnection::onTime(std::int64_t monotonicNs)
{
    using Due = Deadlines::Due;
    m_isInTurn = true;
    const Due due = isDead() ? Due::Nothing : m_deadlines.due(m_limits, !m_writer.isEmpty(), monotonicNs);
    if (due == Due::Dialling)
        die(Reason::ConnectTimeout);
    else if (due == Due::FirstLine)
        m_owner.onLineTimeout(*this, Reason::FirstLineTimeout);
    else if (due == Due::Line)
        m_owner.onLineTimeout(*this, Reason::LineTimeout);
    else if (due == Due::Idle)
        closeWhenSent(Reason::IdleTimeout);
    else if (due == Due::SlowReader)
        die(Reason::ReaderTooSlow, Goodbye::Reset);
    else if (due == Due::Lingering)
        die(m_reason);
    endTurn();
}

void LineConnection::onReadable()
{
    m_isInTurn = true;
    if (isDialling())
        finishDialling();
    else if (m_state == State::Closing)
        dropInput();
    else if (!isDead() && (m_reader.hasEnded() || !m_isReading))
        lookForTrouble();
    else if (!isDead() && !m_reader.hasBacklog())
        readInput();
    endTurn();
}

void LineConnection::onWritable()
{
    m_isInTurn = true;
    if (isDialling())
        finishDialling();
    if (isConnected())
        flush();
    endTurn();
}

void LineConnection::onAgain()
{
    m_isInTurn = true;
    if (mayDeliver())
        deliver(nowNs());
    else if (m_state == State::Broken)
        lookForTrouble();
    endTurn();
}

void LineConnection::finishDialling()
{
    const int error = m_sockets.dialResult(m_fd);
    if (wouldBlock(error))
        return; // not yet
    if (error != 0) {
        die(error == ETIMEDOUT ? Reason::ConnectTimeout : reasonFor(error), Goodbye::Reset);
        return;
    }
    const std::int64_t now = nowNs();
    m_deadlines.connected(now);
    if (m_state == State::DiallingLast) {
        m_deadlines.closing(now);
        m_state = State::Closing;
    } else {
        m_state = State::Open;
    }
    m_owner.onConnected(*this);
}

void LineConnection::readInput()
{
    if (const int error = m_reader.readFrom(m_sockets, m_fd); error != 0) {
        if (!wouldBlock(error))
            die(m_state == State::Broken ? m_reason : reasonFor(error));
        return;
    }
    const std::int64_t now = nowNs();
    m_deadlines.activity(now);
    if (m_reader.hasEnded())
        m_deadlines.inputEnded();
    deliver(now);
}

// Gives the owner what has come, as far as it may be given in this turn. From inside any of these calls, the owner may
// pause, close or reset the connection.
void LineConnection::deliver(std::int64_t nowNs)
{
    const auto mayBeLong = [this](QByteArrayView line) {
        return m_owner.mayBeLong(*this, line);
    };
    for (int left = qMax(1, m_limits.linesPerTurn); left > 0 && mayDeliver(); --left) {
        const std::optional<QByteArray> line = m_reader.next(mayBeLong);
        if (!line)
            break;
        m_deadlines.lineEnded();
        m_owner.onLine(*this, *line);
    }
    const bool hasBacklog = mayDeliver() && m_reader.hasMore();
    m_reader.setBacklog(hasBacklog);
    if (hasBacklog)
        wake();
    if (hasBacklog || !mayDeliver())
        return;
    if (const std::optional<QByteArray> head = m_reader.takeTooLong(mayBeLong)) {
        m_owner.onLineTooLong(*this, *head);
        if (!mayDeliver())
            return;
    }
    if (m_reader.hasEnded()) {
        deliverEnd();
    } else if (!m_reader.isEmpty()) {
        m_deadlines.lineBegun(nowNs);
        m_owner.onPartialLine(*this);
    }
}

void LineConnection::deliverEnd()
{
    if (m_reader.isEndDelivered())
        return;
    // After a reset without an end of input the rest may be half a line.
    const bool isWhole = m_state != State::Broken || m_reason != Reason::PeerReset;
    if (const std::optional<QByteArray> rest = isWhole ? m_reader.takePartial() : std::nullopt) {
        m_owner.onLine(*this, *rest);
        if (!mayDeliver())
            return;
    }
    if (m_state == State::Broken) {
        die(m_reason);
        return;
    }
    m_reader.setEndDelivered();
    m_owner.onInputEnd(*this);
    if (m_state == State::Open && m_writer.isHalfClosed())
        die(Reason::EndOfInput);
}

void LineConnection::dropInput()
{
    const int result = m_sockets.discardInput(m_fd);
    if (wouldBlock(result))
        return;
    m_reader.setEnded();
    if (m_writer.isHalfClosed())
        die(m_reason); // whatever became of the other end, it was offered everything
    else if (result != 0)
        die(reasonFor(result));
}

// The poller calls although nothing is to be read: the connection is broken, or finished on both sides while the owner
// does not want lines. What has come before that is still the owner's.
void LineConnection::lookForTrouble()
{
    if (m_reader.hasBacklog())
        return;
    const int error = m_sockets.peek(m_fd);
    if (error > 0 && !wouldBlock(error) && m_state == State::Open) {
        m_state = State::Broken;
        m_reason = reasonFor(error);
    }
    const bool isNothingLeft = error != inputWaits && !wouldBlock(error) && m_reader.isEmpty();
    if (isNothingLeft && (m_reader.isEndDelivered() || m_state == State::Broken)) {
        die(m_state == State::Broken ? m_reason : Reason::PeerReset);
        return;
    }
    m_registration.leave(m_fd); // a poller would report this in every turn until the owner wants lines again
}

void LineConnection::flush()
{
    const qsizetype before = m_writer.size();
    if (const int error = m_writer.flush(m_sockets, m_fd); error != 0) {
        sendingFailed(error);
        return;
    }
    if (m_writer.size() < before)
        m_deadlines.activity(nowNs());
    if (m_writer.size() <= m_limits.unsentBytesSlow)
        m_deadlines.readerCaughtUp();
    if (m_writer.isEmpty() && !m_writer.isOpen())
        allSent();
    else if (m_writer.isEmpty() && before > 0)
        m_owner.onDrained(*this);
}

void LineConnection::checkUnsent(bool wasEmpty)
{
    if (m_writer.size() > m_limits.unsentBytes) {
        die(Reason::ReaderTooSlow, Goodbye::Reset);
        return;
    }
    if (wasEmpty)
        m_deadlines.activity(nowNs());
    if (m_writer.size() > m_limits.unsentBytesSlow)
        m_deadlines.slowReader(nowNs());
    updateInterest();
}

void LineConnection::allSent()
{
    m_writer.halfClose(m_sockets, m_fd);
    if (m_state != State::Closing) {
        if (m_reader.isEndDelivered())
            die(Reason::EndOfInput);
    } else if (m_reader.hasEnded() || m_limits.lingerNs <= 0) {
        die(m_reason);
    } else {
        m_deadlines.lingering(nowNs());
    }
}

// The other end takes no more. Lines that it sent before it went are still delivered.
void LineConnection::sendingFailed(int error)
{
    const Reason reason = reasonFor(error);
    const bool isGone = reason == Reason::PeerReset || reason == Reason::PeerClosed;
    if (m_state == State::Closing || m_reader.isEndDelivered() || !isGone) {
        die(reason);
        return;
    }
    m_state = State::Broken;
    m_reason = reason;
    m_writer.clear();
    m_deadlines.readerCaughtUp();
    if (!m_isReading)
        wake();
}

void LineConnection::die(Reason reason, Goodbye goodbye)
{
    if (goodbye == Goodbye::Reset)
        m_goodbye = goodbye;
    if (isDead())
        return;
    m_state = State::Dead;
    m_reason = reason;
    m_isFrozen = false;
    m_writer.clear();
    m_reader.clear();
    if (!m_isInTurn)
        wake();
}

// Has the poller call in the next turn, for the owner must not be called from inside its own call.
void LineConnection::wake()
{
    if (m_fd >= 0 && !m_isFrozen)
        m_registration.again(m_fd);
}

// The last thing that a call from outside does: the owner may delete this connection in onClosed.
void LineConnection::endTurn()
{
    m_isInTurn = false;
    if (m_state == State::Dead) {
        m_state = State::Closed;
        closeDescriptor();
        m_owner.onClosed(*this, m_reason);
    } else {
        updateInterest();
    }
}

void LineConnection::closeDescriptor()
{
    if (m_fd < 0)
        return;
    m_registration.leave(m_fd);
    m_sockets.close(m_fd, m_goodbye);
    m_fd = -1;
}

void LineConnection::updateInterest()
{
    if (m_fd < 0 || isDead() || m_isInTurn || m_isFrozen)
        return;
    const bool isInputWanted = m_state == State::Closing || (mayDeliver() && !m_reader.hasBacklog());
    m_registration.setInterest(m_fd, isInputWanted && !m_reader.hasEnded(), isDialling() || !m_writer.isEmpty());
}

} // namespace herdcore::net
