// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostconfig.h"
#include "herdcore/host/journal.h"
#include "herdcore/host/peerlink.h"
#include "herdcore/net/listener.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <unordered_map>
#include <vector>

namespace herdcore::host {

// Runs one HerdNode on real sockets and timers, in the thread that it was made in, from start() to its destruction: a
// server that is started again is another host. The one tap: every line in and out and every decision becomes an
// event here. Hosts share nothing but the sink.
class ServerHost : public QObject,
                   private net::Listener::Owner,
                   private net::LineConnection::Owner,
                   private PeerLink::Host
{
    Q_OBJECT
public:
    ServerHost(HostConfig config, HostContext hostContext);
    ~ServerHost() override; // resets every connection that is left, frees the port; says nothing

    // Listens and begins to dial; observes ServerListening, or ListenFailed and is false.
    bool start();
    [[nodiscard]] quint16 port() const;
    // Stops listening, lets go of everybody. What is still unsent has until the host is destroyed to leave. Observes
    // every end and then ServerStopped; from then on the host is silent, for its successor may be there already.
    void stop();
    void crash(); // as if killed: whatever is unsent is lost, and only ServerCrashed is observed

    void cut(base::ServerIndex neighbour);
    void heal(base::ServerIndex neighbour);
    void setNeighbourPort(base::ServerIndex neighbour, quint16 port);
    void disturb(base::ServerIndex neighbour, const GateFault &fault); // of what is sent there
    void endFault(base::ServerIndex neighbour, base::FaultNumber fault);
    void release(base::ServerIndex neighbour, int lines); // that a fault holds
    void resetLink(base::ServerIndex neighbour);
    // Frozen, it does nothing of its own: reads, accepts, dials and sends nothing. What has left it goes on, and what
    // the user does to its links is done.
    void freeze();
    void thaw();
    void setRepair(protocol::Repair mode);

private:
    // What a connection is to this server. Unknown: accepted, and has not said a line yet.
    enum class Role { Unknown, Client, Server, Link, Dialled, Courier };
    struct Connection {
        std::unique_ptr<net::LineConnection> line;
        Role role = Role::Unknown;
        base::ServerIndex peer = base::ServerIndex::None;
        std::int64_t acceptedNs = 0;
        std::int64_t partialSinceNs = 0; // a neighbour's line that has no end yet
        bool isPaused = false;
    };

    void onAccepted(int fd) override;
    void onConnected(net::LineConnection &connection) override;
    void onLine(net::LineConnection &connection, const QByteArray &line) override;
    void onLineTooLong(net::LineConnection &connection, const QByteArray &head) override;
    void onInputEnd(net::LineConnection &connection) override;
    void onClosed(net::LineConnection &connection, base::Reason reason) override;
    void onPartialLine(net::LineConnection &connection) override;
    void onDrained(net::LineConnection &connection) override;
    bool mayBeLong(net::LineConnection &connection, QByteArrayView line) override;

    base::ConnectionId dial(const PeerLink &link, bool forOneMessage) override;
    void observeLink(const PeerLink &link, base::EventKind kind, base::Reason reason) override;
    base::EventId observeLine(const PeerLink &link, const PeerLink::Line &line, base::EventKind kind,
        base::Reason reason, base::ConnectionId connection) override;
    void observeFault(const PeerLink &link, base::EventKind kind, const GateFault &fault) override;
    void sendLine(base::ConnectionId connection, const QByteArray &line) override;
    void sendPiece(base::ConnectionId connection, const QByteArray &piece) override;
    void finishWriting(base::ConnectionId connection) override;
    void onGateFull(const PeerLink &link) override;
    void onGateRoom(const PeerLink &link) override;
    [[nodiscard]] std::int64_t nowNs() const override { return m_around.clock.now().monotonicNs; }
    void onReachedAgain(const PeerLink &link) override;

    void apply();
    void apply(const node::Send &send);
    void apply(const node::SendToNeighbour &send);
    void apply(const node::Close &close);
    void apply(const node::MoreToSend &more);
    void apply(const node::BindLink &bind);
    void apply(const node::AskPlaces &ask);
    void apply(const node::Note &note);

    void onPlaces(std::uint64_t ticket, const places::PlacesAnswer &answer);
    base::EventId observe(observe::Event event);
    base::EventId observe(observe::Event event, base::Moment now);
    [[nodiscard]] observe::Event about(
        const Connection &connection, base::EventKind kind, base::Reason reason = base::Reason::None) const;
    void introduce(Connection &connection, bool isServer);
    void onEnded(Connection &connection, base::Reason reason);
    void readJournal();
    void writeDown(const node::Note &learned);
    void end(base::EventKind how);
    [[nodiscard]] bool isOver() const { return !m_alive; }
    void later(std::function<void()> what); // once thawed
    void sendMore(base::ServerIndex neighbour);
    void onNodeTimer();
    void setNodeTimer();
    void keepSweeping();
    void sweep();
    base::ConnectionId nextConnection();
    Connection *find(base::ConnectionId connection);
    PeerLink *link(base::ServerIndex neighbour);

    HostConfig m_config;
    HostContext m_around;
    node::HerdNode m_node;
    std::unique_ptr<Journal> m_journal; // null: none is kept
    std::int32_t m_notWrittenDown = 0; // records, since the journal could last be written
    net::Listener m_listener;
    std::unordered_map<base::ConnectionId, Connection> m_connections;
    std::vector<std::unique_ptr<PeerLink>> m_links;
    node::Effects m_effects; // of the input at hand
    QTimer m_nodeTimer; // for what the node does by itself
    std::int64_t m_nodeTimerNs = -1; // when it is set for; -1: not at all
    QTimer m_sweepTimer; // time limits, and neighbours' lines without an end
    std::uint64_t m_lastConnection = 0;
    bool m_isFrozen = false;
    std::vector<std::function<void()>> m_afterThaw;
    std::shared_ptr<bool> m_alive; // until the end; answers about places may come after it
};

} // namespace herdcore::host
