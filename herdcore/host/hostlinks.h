// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostcore.h"
#include "herdcore/host/peerlink.h"

#include <memory>
#include <vector>

namespace herdcore::host {

class HostConnections;
class HostEffects;

// The links of one server, and what they ask of it.
class HostLinks final : private PeerLink::Host
{
public:
    // The parts may be under construction; they are first used by open().
    HostLinks(HostCore &core, HostConnections &connections, HostEffects &effects);

    void open(); // with the impairments that are set already
    void close(); // the server stops: logs what can no longer arrive
    void clear() { m_links.clear(); }
    void setFrozen(bool frozen);
    // How a neighbour is spoken to, with the same impairments. Not from inside a call of its link.
    void setPersistent(base::ServerIndex neighbour, bool isPersistent);
    [[nodiscard]] PeerLink *find(base::ServerIndex neighbour); // null: not a neighbour

    [[nodiscard]] std::size_t waitingLines() const; // for connections of their own, on all links

private:
    base::ConnectionId dial(const PeerLink &link, bool forOneMessage) override;
    bool callBack(const PeerLink &link) override;
    void logLink(const PeerLink &link, base::EventKind kind, base::Reason reason) override;
    base::EventId logLine(const PeerLink &link, const LinkLine &line, base::EventKind kind, base::Reason reason,
        base::ConnectionId connection) override;
    void logImpairment(const PeerLink &link, base::EventKind kind, const LinkImpairment &impairment) override;
    void sendLine(base::ConnectionId connection, const QByteArray &line) override;
    void sendPiece(base::ConnectionId connection, const QByteArray &piece) override;
    void finishWriting(base::ConnectionId connection) override;
    void onLinkFull(const PeerLink &link) override;
    void onLinkRoom(const PeerLink &link) override;
    [[nodiscard]] std::int64_t nowNs() const override;
    [[nodiscard]] base::Timers &timers() override { return m_core.context.timers; }
    void onReachedAgain(const PeerLink &link) override;

    HostCore &m_core;
    HostConnections &m_connections;
    HostEffects &m_effects;
    std::vector<std::unique_ptr<PeerLink>> m_links;
};

} // namespace herdcore::host
