// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/peerlink.h"

#include <deque>
#include <unordered_map>

namespace herdcore::host {

// A link with a one-shot connection for each line: dial, write, half-close, read and drop what comes back, close.
// So many at a time (HostLimits::oneShots); further lines wait, and the oldest is lost when too many do.
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
    [[nodiscard]] base::ConnectionId connection() const override { return m_bound; }
    [[nodiscard]] bool hasWaitingLines() const override { return !m_waiting.empty(); }

private:
    void writeLine(Line line) override;
    void writePiece(const LinePieces::Piece &piece) override;
    void onEnded(base::ConnectionId connection, base::Reason reason) override;
    void lose(base::Reason reason) override;
    [[nodiscard]] bool isOneShot(base::ConnectionId connection) const override;
    void dialForWaiting();

    // Dialled and not closed yet; the line is empty once it is written.
    std::unordered_map<base::ConnectionId, Line> m_oneShots;
    std::deque<Line> m_waiting;
    base::ConnectionId m_bound = base::ConnectionId::None;
};

} // namespace herdcore::host
