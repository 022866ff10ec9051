// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"
#include "herdcore/base/names.h"
#include "herdcore/base/time.h"
#include "herdcore/net/lineframer.h"
#include "herdcore/net/poller.h"

#include <QByteArray>
#include <QHostAddress>

#include <cstdint>
#include <limits>

namespace herdcore::net {

// What a connection may cost (reliability.md section 3). Times in ns; 0 switches a time limit off.
struct ConnectionLimits {
    qsizetype lineBytes = 64 * 1024; // a line may be this long, without its line end
    qsizetype unsentBytes = 1024 * 1024; // more than this unsent: dropped at once
    qsizetype unsentBytesSlow = 256 * 1024; // more than this unsent for `slowNs`: dropped
    std::int64_t slowNs = 10 * base::nsPerSecond;
    std::int64_t firstLineNs = 30 * base::nsPerSecond; // from connecting to the end of the first line
    std::int64_t lineNs = 10 * base::nsPerSecond; // from a line's first byte to its end
    std::int64_t idleNs = 600 * base::nsPerSecond; // between lines
    std::int64_t connectNs = 5 * base::nsPerSecond; // dialling
    std::int64_t lingerNs = base::nsPerSecond; // reading and dropping after closeWhenSent, so that the last answer arrives
    int linesPerTurn = 64; // then others get theirs
};

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
    };

    // Takes over an accepted, connected descriptor; makes it non-blocking and without Nagle's delay.
    LineConnection(base::ConnectionId id, int fd, Poller &poller, const base::Clock &clock, const ConnectionLimits &limits, Owner &owner);
    // Starts to dial; onConnected or onClosed(Refused, Unreachable, ConnectTimeout) follows, never from inside this call.
    LineConnection(base::ConnectionId id, const QHostAddress &host, quint16 port, Poller &poller, const base::Clock &clock,
        const ConnectionLimits &limits, Owner &owner);
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
    void closeWhenSent(base::Reason reason); // half-close once everything is sent, drop what comes, then onClosed(reason)
    void reset(base::Reason reason); // throw everything away; the other end sees a reset; onClosed in the next turn
    void setReading(bool on); // off: lines stay in the socket and the other end waits
    void flushPartialLine(); // delivers what has come as a line (legacy neighbours that send no LF); onLine from inside
    void setTimeLimits(const ConnectionLimits &limits); // a neighbour's link has others than a client

    // The next moment (monotonic ns) at which onTime must be called, or noDeadline. It only moves earlier from inside
    // a callback of the owner's or a call by the owner, so a host may keep a lazy queue of deadlines.
    static constexpr std::int64_t noDeadline = std::numeric_limits<std::int64_t>::max();
    [[nodiscard]] std::int64_t nextDeadline() const;
    void onTime(std::int64_t monotonicNs); // enforces the time limits

private:
    void onReadable() override;
    void onWritable() override;
    void onAgain() override;

    base::ConnectionId m_id;
};

} // namespace herdcore::net
