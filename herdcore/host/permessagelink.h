// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/peerlink.h"

#include <deque>
#include <memory>
#include <unordered_map>

namespace herdcore::host {

// A link with a one-shot connection for each line: dial, write, half-close, read and drop what comes back, close.
// With so many at a time (HostLimits::oneShots) it is full; only what faults let through at once then waits for one.
class PerMessageLink final : public PeerLink
{
public:
    PerMessageLink(NeighbourAddress address, const HostLimits &limits, Host &host);

    void open() override;
    void close() override;
    void send(Line line) override;
    void onConnected(base::ConnectionId connection) override;
    // A neighbour that dials and greets all the same: lines to it still leave on connections of their own.
    void onBound(base::ConnectionId connection) override;
    [[nodiscard]] std::size_t waitingLines() const override { return m_waiting.size(); }
    [[nodiscard]] base::ConnectionId connection() const override { return m_bound; }
    [[nodiscard]] bool isFull() const override { return m_isFull || PeerLink::isFull(); }

private:
    void writeLine(Line line) override;
    void writePiece(const LinePieces::Piece &piece) override;
    void onEnded(base::ConnectionId connection, base::Reason reason) override;
    void lose(base::Reason reason) override;
    [[nodiscard]] bool isOneShot(base::ConnectionId connection) const override;
    void dialForWaiting();
    void tellRoom();

    // Dialled and not closed yet; the line is empty once it is written.
    std::unordered_map<base::ConnectionId, Line> m_oneShots;
    std::deque<Line> m_waiting;
    bool m_isFull = false;
    std::unique_ptr<base::Timers::Timer> m_retry;
    base::ConnectionId m_bound = base::ConnectionId::None;
};

} // namespace herdcore::host
