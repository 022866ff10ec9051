// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"
#include "herdcore/base/names.h"
#include "herdcore/base/time.h"
#include "herdcore/net/connectionlimits.h"
#include "herdcore/net/deadlines.h"
#include "herdcore/net/linereader.h"
#include "herdcore/net/linewriter.h"
#include "herdcore/net/pollerregistration.h"
#include "herdcore/net/sockets.h"

#include <QByteArray>
#include <QHostAddress>

#include <cstdint>

namespace herdcore::net {

// One TCP connection that carries lines, safe for clients that half-close: after the end of input it goes on writing.
// (QTcpSocket closes at end of input and throws its write buffer away: 0 of 200 such clients were answered.)
// Owns its descriptor. All calls and callbacks happen in the poller's thread. Never calls the owner from inside
// a call of the owner's but from onTime(): a failed send is reported by onClosed in the next turn.
class LineConnection final : private Poller::Handler
{
public:
    // Called when something happens. onClosed comes exactly once and last; the owner may delete the connection inside
    // it or outside of any callback, not inside another one.
    class Owner
    {
    public:
        virtual ~Owner() = default;
        virtual void onConnected(LineConnection &connection) = 0; // a dialled connection is up
        // A complete line without LF, or what was left at end of input.
        virtual void onLine(LineConnection &connection, const QByteArray &line) = 0;
        // A line passed the limit: its first 64 bytes. Nothing more is delivered; what still comes is dropped unread.
        virtual void onLineTooLong(LineConnection &connection, const QByteArray &head) = 0;
        virtual void onInputEnd(LineConnection &connection) = 0; // the other end has finished writing
        virtual void onClosed(LineConnection &connection, base::Reason reason) = 0;
        // A line has begun and is not complete (called at the end of a turn that leaves it so).
        virtual void onPartialLine(LineConnection &) { }
        // The time for a line is up: partialLine() has come of it, or nothing.
        virtual void onLineTimeout(LineConnection &connection, base::Reason why) { connection.closeWhenSent(why); }
        // Whether a line beyond lineBytes is still within what is allowed here, by what has come of it.
        [[nodiscard]] virtual bool mayBeLong(LineConnection &, QByteArrayView) { return false; }
        // What had to wait has all been handed to the system.
        virtual void onDrained(LineConnection &) { }
    };

    // Takes over an accepted, connected descriptor; makes it non-blocking and without Nagle's delay.
    LineConnection(base::ConnectionId id, int fd, Poller &poller, const base::Clock &clock,
        const ConnectionLimits &limits, Owner &owner);
    // Starts to dial; onConnected or onClosed (Refused, Unreachable, ...) follows, never from inside this call.
    LineConnection(base::ConnectionId id, const QHostAddress &host, quint16 port, Poller &poller,
        const base::Clock &clock, const ConnectionLimits &limits, Owner &owner);
    ~LineConnection() override; // closes at once, with a reset if anything was unsent or unread; calls nobody
    LineConnection(const LineConnection &) = delete;
    LineConnection &operator=(const LineConnection &) = delete;

    [[nodiscard]] base::ConnectionId id() const { return m_id; }
    [[nodiscard]] QHostAddress peerAddress() const { return m_peer.host(); }
    [[nodiscard]] quint16 peerPort() const { return m_peer.port; }
    [[nodiscard]] quint16 localPort() const { return m_sockets.localEndpoint(m_fd).port; }
    [[nodiscard]] bool isConnected() const { return !isDialling() && !isDead(); }
    [[nodiscard]] qsizetype unsentBytes() const { return m_writer.size(); }
    [[nodiscard]] QByteArrayView partialLine() const { return m_reader.partial(); } // what has come of it
    [[nodiscard]] bool isFollowedByBlank() const { return m_reader.startsWithBlank(); } // what came behind onLine()'s

    // One write to the system per call while nothing is waiting; the rest waits in order.
    // Beyond the limits the connection is dropped with ReaderTooSlow.
    void send(const QByteArray &bytes);
    void shutdownWriting(); // half-close once everything is sent; reading goes on
    // Half-close once everything is sent, drop what comes, then onClosed(reason).
    void closeWhenSent(base::Reason reason);
    // Throws everything away; the other end sees a reset; onClosed in the next turn.
    void reset(base::Reason reason) { die(reason, Goodbye::Reset); }
    void setReading(bool on); // off: lines stay in the socket and the other end waits
    void setFrozen(bool frozen); // as if its process were stopped: nothing is read, written later or noticed
    void flushPartialLine(); // delivers what has come as a line (legacy neighbours that send no LF); onLine from inside
    // A link to a neighbour has other time limits than a client; the lengths of lines stay.
    void setTimeLimits(const ConnectionLimits &limits) { m_limits = limits; }

    // The next moment (monotonic ns) at which onTime must be called, or noDeadline. It only moves earlier from inside
    // a callback of the owner's or a call by the owner, so a host may keep a lazy queue of deadlines. A dialled
    // connection that got no descriptor has a deadline in the past: onTime then calls onClosed.
    static constexpr std::int64_t noDeadline = Deadlines::never;
    [[nodiscard]] std::int64_t nextDeadline() const;
    void onTime(std::int64_t monotonicNs); // enforces the time limits

private:
    enum class State : std::uint8_t {
        Dialling,
        DiallingLast, // closeWhenSent() before it was connected, with something to send first
        Open,
        Broken, // nothing can be sent any more, for m_reason; what has come is still delivered
        Closing, // input is dropped; half-closed once everything is sent, then it ends for m_reason
        Dead, // onClosed(m_reason) is all that is left
        Closed, // and that has been called
    };

    void onReadable() override;
    void onWritable() override;
    void onAgain() override;

    [[nodiscard]] bool isDialling() const { return m_state == State::Dialling || m_state == State::DiallingLast; }
    [[nodiscard]] bool isDead() const { return m_state >= State::Dead; }
    [[nodiscard]] bool mayDeliver() const
    {
        return m_isReading && (m_state == State::Open || m_state == State::Broken);
    }
    void readInput();
    void deliver(std::int64_t nowNs);
    void deliverEnd();
    void dropInput();
    void lookForTrouble();
    void finishDialling();
    void flush();
    void checkUnsent(bool wasEmpty);
    void allSent();
    void sendingFailed(int error);
    void die(base::Reason reason, Goodbye goodbye = Goodbye::Orderly);
    void wake();
    void endTurn();
    void closeDescriptor();
    void updateInterest();
    [[nodiscard]] std::int64_t nowNs() const { return m_clock.now().monotonicNs; }

    base::ConnectionId m_id;
    Sockets &m_sockets;
    int m_fd = -1;
    PollerRegistration m_registration;
    const base::Clock &m_clock;
    Owner &m_owner;
    ConnectionLimits m_limits;
    LineReader m_reader;
    LineWriter m_writer{ m_limits.shared ? &m_limits.shared->unsent : nullptr };
    Deadlines m_deadlines;
    Endpoint m_peer;
    State m_state;
    base::Reason m_reason = base::Reason::None; // see State
    Goodbye m_goodbye = Goodbye::Orderly;
    bool m_isReading = true; // the owner wants lines
    bool m_isFrozen = false;
    bool m_isInTurn = false; // the poller or onTime is calling: endTurn() will look at what the owner did
};

} // namespace herdcore::net
