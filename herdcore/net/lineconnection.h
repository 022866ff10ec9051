// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"
#include "herdcore/base/names.h"
#include "herdcore/base/time.h"
#include "herdcore/net/connectionlimits.h"
#include "herdcore/net/deadlines.h"
#include "herdcore/net/lineframer.h"
#include "herdcore/net/poller.h"
#include "herdcore/net/sendbuffer.h"
#include "herdcore/net/socketcalls.h"

#include <QByteArray>
#include <QHostAddress>

#include <cstdint>

namespace herdcore::net {

// One TCP connection that carries lines, safe for clients that half-close: after the end of input it goes on writing.
// (QTcpSocket closes at end of input and throws its write buffer away: 0 of 200 such clients were answered.)
// Owns its descriptor. All calls and callbacks happen in the poller's thread. Never calls the owner from inside
// a call of the owner's but from onTime(): a failed send is told by onClosed in the next turn.
class LineConnection final : private Poller::Handler
{
public:
    // Told what happens. onClosed comes exactly once and last; the owner may delete the connection inside it, and only
    // inside it or outside of any callback.
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
        // Whether a line beyond lineBytes is still within what is allowed here, by what has come of it.
        [[nodiscard]] virtual bool mayBeLong(LineConnection &, QByteArrayView) { return false; }
        // What had to wait has all been handed to the system.
        virtual void onDrained(LineConnection &) { }
    };

    // Takes over an accepted, connected descriptor; makes it non-blocking and without Nagle's delay.
    LineConnection(base::ConnectionId id, int fd, Poller &poller, const base::Clock &clock,
        const ConnectionLimits &limits, Owner &owner);
    // Starts to dial; onConnected or onClosed(Refused, Unreachable, ConnectTimeout) follows, never from inside this
    // call.
    LineConnection(base::ConnectionId id, const QHostAddress &host, quint16 port, Poller &poller,
        const base::Clock &clock, const ConnectionLimits &limits, Owner &owner);
    ~LineConnection() override; // closes at once, with a reset if anything was unsent or unread; calls nobody
    LineConnection(const LineConnection &) = delete;
    LineConnection &operator=(const LineConnection &) = delete;

    [[nodiscard]] base::ConnectionId id() const { return m_id; }
    [[nodiscard]] QHostAddress peerAddress() const;
    [[nodiscard]] quint16 peerPort() const;
    [[nodiscard]] quint16 localPort() const;
    [[nodiscard]] bool isConnected() const;
    [[nodiscard]] qsizetype unsentBytes() const;
    [[nodiscard]] QByteArrayView partialLine() const; // what has come of a line that is not complete

    // One write to the system per call while nothing is waiting; the rest waits in order.
    // Beyond the limits the connection is dropped with ReaderTooSlow.
    void send(const QByteArray &bytes);
    void shutdownWriting(); // half-close once everything is sent; reading goes on
    // Half-close once everything is sent, drop what comes, then onClosed(reason).
    void closeWhenSent(base::Reason reason);
    void reset(base::Reason reason); // throw everything away; the other end sees a reset; onClosed in the next turn
    void setReading(bool on); // off: lines stay in the socket and the other end waits
    void setFrozen(bool frozen); // as if its process were stopped: nothing is read, written later or noticed
    void flushPartialLine(); // delivers what has come as a line (legacy neighbours that send no LF); onLine from inside
    void setTimeLimits(const ConnectionLimits &limits); // a neighbour's link has others than a client; lineBytes stays

    // The next moment (monotonic ns) at which onTime must be called, or noDeadline. It only moves earlier from inside
    // a callback of the owner's or a call by the owner, so a host may keep a lazy queue of deadlines. A dialled
    // connection that got no descriptor has a deadline in the past: onTime then calls onClosed.
    static constexpr std::int64_t noDeadline = Deadlines::never;
    [[nodiscard]] std::int64_t nextDeadline() const;
    void onTime(std::int64_t monotonicNs); // enforces the time limits

private:
    void onReadable() override;
    void onWritable() override;
    void onAgain() override;

    // input
    [[nodiscard]] bool mayDeliver() const { return m_reading && !m_closing && !m_dead; }
    void readInput();
    void deliver(std::int64_t nowNs);
    void deliverEnd();
    [[nodiscard]] bool isTooLong(QByteArrayView line);
    void dropInput();
    void lookForTrouble();
    // output
    void finishDialling();
    void flush();
    void queue(const QByteArray &bytes, qsizetype from);
    void allSent();
    void sendingFailed(int error);
    // the end
    void die(base::Reason reason, Goodbye goodbye = Goodbye::Orderly);
    void wake();
    void enroll();
    void endTurn();
    void closeDescriptor();
    void updateInterest();
    [[nodiscard]] std::int64_t nowNs() const { return m_clock.now().monotonicNs; }

    base::ConnectionId m_id;
    int m_fd = -1;
    Poller &m_poller;
    const base::Clock &m_clock;
    Owner &m_owner;
    ConnectionLimits m_limits;
    LineFramer m_framer;
    SendBuffer m_unsent;
    Deadlines m_deadlines;
    Endpoint m_peer;

    base::Reason m_closeReason = base::Reason::None; // of closeWhenSent
    base::Reason m_deadReason = base::Reason::None;
    base::Reason m_brokenReason = base::Reason::None; // why nothing can be sent; what has come is still delivered
    Goodbye m_goodbye = Goodbye::Orderly;
    bool m_connecting = false;
    bool m_reading = true; // the owner wants lines
    bool m_frozen = false;
    bool m_backlog = false; // complete lines wait for the next turn
    bool m_inputEnded = false;
    bool m_inputEndTold = false;
    bool m_tooLongTold = false;
    bool m_finishWanted = false; // half-close once everything is sent
    bool m_writingFinished = false;
    bool m_closing = false;
    bool m_dead = false; // onClosed is all that is left
    bool m_closedTold = false;
    bool m_inTurn = false; // the poller or onTime is calling: endTurn() will look at what the owner did
    bool m_registered = false; // with the poller
    bool m_readInterest = false;
    bool m_writeInterest = false;
};

} // namespace herdcore::net
