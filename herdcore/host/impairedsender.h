// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"
#include "herdcore/base/timers.h"
#include "herdcore/host/impairedqueue.h"
#include "herdcore/host/linepieces.h"

#include <memory>
#include <vector>

namespace herdcore::host {

// What the impairments of one direction of a link do to its lines: a queue that holds them back, a writer in pieces,
// and the timer that both need. While isOff(), a link writes its lines itself, and they cost what they cost on a link
// that was never impaired.
class ImpairedSender
{
public:
    // The link that it sends for.
    class Link
    {
    public:
        virtual ~Link() = default;
        virtual base::EventId logLine(const LinkLine &line, base::EventKind kind, base::Reason reason) = 0;
        virtual void logImpairment(base::EventKind kind, const LinkImpairment &impairment) = 0;
        virtual void writeLine(LinkLine line) = 0; // on its connection, or on one of its own
        virtual void writePiece(const LinePieces::Piece &piece) = 0;
        virtual void onFull() = 0; // nothing more, please, until onRoom
        virtual void onRoom() = 0;
        [[nodiscard]] virtual std::int64_t nowNs() const = 0;
        [[nodiscard]] virtual base::Timers &timers() = 0;
    };

    // Full with more than `fullBytes`, which is read anew each time. `seed`: of the jitter.
    ImpairedSender(Link &link, const qsizetype &fullBytes, std::uint64_t seed);

    void impair(const LinkImpairment &impairment); // ignored if its time is already up
    void end(base::FaultNumber number);
    void release(int lines); // of those that Hold keeps
    [[nodiscard]] std::vector<LinkImpairment> impairments() const { return m_queue.impairments(); }
    [[nodiscard]] bool isOff() const { return m_queue.isIdle() && m_pieces.isEmpty(); }
    [[nodiscard]] bool isFull() const { return m_isFull; }

    void send(const LinkLine &line);
    // A line that has passed the queue and now has a connection: true if it is written in pieces, or behind some.
    [[nodiscard]] bool sendInPieces(const LinkLine &line);

    // The lines that waited for this connection are lost, those of them that are partly written only if
    // `arePiecesLost`; otherwise the link logs these itself.
    void onClosed(base::ConnectionId connection, base::Reason reason, bool arePiecesLost);
    void losePieces(base::ConnectionId connection, base::Reason reason);
    void loseQueued(base::Reason reason);

private:
    [[nodiscard]] LinkLine loggedAsSent(LinkLine line, base::Reason reason);
    [[nodiscard]] bool takeForPieces(const LinkLine &line);
    void pump(); // writes what is due, and logs which impairments have ended
    void writePieces();
    [[nodiscard]] bool isCrowded(qsizetype limit) const;
    void setTimer();

    Link &m_link;
    const qsizetype &m_fullBytes;
    ImpairedQueue m_queue;
    LinePieces m_pieces;
    std::unique_ptr<base::Timers::Timer> m_timer; // made when it is first needed
    bool m_isFull = false;
};

} // namespace herdcore::host
