// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostconfig.h"
#include "herdcore/host/linegate.h"
#include "herdcore/host/linepieces.h"

#include <QTimer>

#include <deque>
#include <memory>
#include <unordered_map>

namespace herdcore::host {

// This server's end of the link to one neighbour, and the gate in it.
// Persistent: one connection for both directions. The server with the lower name dials, and redials 0.25 s to 8 s
// apart, with jitter; the other one calls once after it has started, so that a neighbour need not wait for its next
// try. Per message: a connection for each line: dial, write, half-close, read and drop what comes back, close.
// Every line to the neighbour passes the gate while a fault disturbs it; otherwise none does.
class PeerLink
{
public:
    using Line = LinkLine;

    // What a link asks of its server.
    class Host
    {
    public:
        virtual ~Host() = default;
        virtual base::ConnectionId dial(const PeerLink &link, bool forOneMessage) = 0;
        virtual void observeLink(const PeerLink &link, base::EventKind kind, base::Reason reason) = 0;
        virtual base::EventId observeLine(const PeerLink &link, const Line &line, base::EventKind kind,
            base::Reason reason, base::ConnectionId connection)
            = 0;
        virtual void observeFault(const PeerLink &link, base::EventKind kind, const GateFault &fault) = 0;
        virtual void sendLine(base::ConnectionId connection, const QByteArray &line) = 0;
        virtual void sendPiece(base::ConnectionId connection, const QByteArray &piece) = 0; // with its line end
        virtual void finishWriting(base::ConnectionId connection) = 0; // nothing follows what was sent
        virtual void onGateFull(const PeerLink &link) = 0; // nothing more, please, until onGateRoom
        virtual void onGateRoom(const PeerLink &link) = 0;
        [[nodiscard]] virtual std::int64_t nowNs() const = 0;
        virtual void onReachedAgain(const PeerLink &link) = 0; // without a lasting connection, after a line was lost
    };

    PeerLink(NeighbourAddress address, const node::NodeConfig &node, const HostLimits &limits, Host &host);

    [[nodiscard]] const NeighbourAddress &address() const { return m_address; }
    [[nodiscard]] base::ServerIndex peer() const { return m_address.neighbour.index; }
    void setPort(quint16 port); // dials there next

    void open(); // the server has started
    void close(); // the server stops: tells what can no longer arrive
    void send(Line line);
    // A greeting, or an answer on a connection of this link, by way of the gate; to be called while it is not open.
    void sendOn(base::ConnectionId connection, Line line);
    void cut();
    void heal();
    void setFrozen(bool frozen); // does not dial

    void disturb(const GateFault &fault); // one whose time is up is not worth mentioning
    void endFault(base::FaultNumber fault);
    void release(int lines);
    [[nodiscard]] bool isGateOpen() const { return m_gate.isOpen() && m_pieces.isEmpty(); }
    [[nodiscard]] bool isGateFull() const { return m_isGateFull; }

    // What became of the connections of this link.
    void onBound(base::ConnectionId connection); // it carries the link now
    void onConnectionClosed(base::ConnectionId connection, base::Reason reason); // before what else is told of it
    void onDialEnded(base::ConnectionId connection, base::Reason reason); // dialled, and gone without ever carrying it
    void onLinkLost(base::ConnectionId connection);
    void onCourierConnected(base::ConnectionId connection);
    void onCourierClosed(base::ConnectionId connection, base::Reason reason);
    [[nodiscard]] base::ConnectionId connection() const { return m_bound; }
    [[nodiscard]] bool isPersistent() const { return m_isPersistent; }
    [[nodiscard]] bool hasWaitingLines() const { return !m_waiting.empty(); }

private:
    void dialNow();
    void dialLater();
    void lose(base::Reason reason);
    void say(base::EventKind state, base::Reason reason = base::Reason::None); // only what is news
    void sendNextCourier();
    void enterGate(Line line);
    Line observedAsSent(Line line, base::Reason reason);
    void pump(); // writes what the gate lets go, and tells what has ended in it
    void pass(Line line);
    void writePieces();
    [[nodiscard]] bool isCrowded(qsizetype limit) const;
    void setGateTimer();

    NeighbourAddress m_address;
    const HostLimits &m_limits;
    Host &m_host;
    const bool m_isPersistent;
    const bool m_dials; // ours is the lower name
    base::ConnectionId m_bound = base::ConnectionId::None;
    base::ConnectionId m_dialling = base::ConnectionId::None;
    std::unordered_map<base::ConnectionId, Line> m_couriers; // not connected yet, or connected and not closed
    std::deque<Line> m_waiting;
    LineGate m_gate;
    LinePieces m_pieces;
    std::unique_ptr<QTimer> m_gateTimer; // made when it is first needed
    bool m_isGateFull = false;
    bool m_isFrozen = false;
    bool m_dialsAfterThaw = false;
    QTimer m_redial;
    int m_tries = 0;
    base::EventKind m_said = base::EventKind::LinkDown;
    base::Reason m_saidReason = base::Reason::None;
};

} // namespace herdcore::host
