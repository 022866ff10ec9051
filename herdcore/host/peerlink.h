// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostconfig.h"
#include "herdcore/host/impairedsender.h"

#include <memory>

namespace herdcore::host {

// This server's end of the link to one neighbour, by whatever connections: what PersistentLink and PerMessageLink have
// in common. Every line to the neighbour passes the impaired sender while that is on; otherwise none does.
class PeerLink : private ImpairedSender::Link
{
public:
    using Line = LinkLine;

    // What a link asks of its server.
    class Host
    {
    public:
        virtual ~Host() = default;
        // None: there is no descriptor for it now, and a later call may get one.
        virtual base::ConnectionId dial(const PeerLink &link, bool forOneMessage) = 0;
        // Dials it to ask whether a claim is its own. False: there is no descriptor for it now.
        virtual bool callBack(const PeerLink &link) = 0;
        virtual void logLink(const PeerLink &link, base::EventKind kind, base::Reason reason) = 0;
        virtual base::EventId logLine(const PeerLink &link, const Line &line, base::EventKind kind, base::Reason reason,
            base::ConnectionId connection)
            = 0;
        virtual void logImpairment(const PeerLink &link, base::EventKind kind, const LinkImpairment &impairment) = 0;
        virtual void sendLine(base::ConnectionId connection, const QByteArray &line) = 0;
        virtual void sendPiece(base::ConnectionId connection, const QByteArray &piece) = 0; // with its line end
        virtual void finishWriting(base::ConnectionId connection) = 0; // nothing follows what was sent
        virtual void onLinkFull(const PeerLink &link) = 0; // nothing more, please, until onLinkRoom
        virtual void onLinkRoom(const PeerLink &link) = 0;
        [[nodiscard]] virtual std::int64_t nowNs() const = 0;
        [[nodiscard]] virtual base::Timers &timers() = 0;
        virtual void onReachedAgain(const PeerLink &link) = 0; // without a lasting connection, after a line was lost
    };

    // A persistent link or one with a connection per message, as the neighbour's address says. `limits` and `host`
    // must outlive it.
    [[nodiscard]] static std::unique_ptr<PeerLink> create(
        NeighbourAddress address, const node::NodeConfig &node, const HostLimits &limits, Host &host);
    ~PeerLink() override = default;
    PeerLink(const PeerLink &) = delete;
    PeerLink &operator=(const PeerLink &) = delete;

    [[nodiscard]] const NeighbourAddress &address() const { return m_address; }
    [[nodiscard]] base::ServerIndex peer() const { return m_address.neighbour.index; }
    [[nodiscard]] bool isPersistent() const { return m_address.neighbour.isPersistent; }
    virtual void setPort(quint16 port); // dials there next
    void callBack(); // as soon as the port is known and there is a descriptor for it

    virtual void open() = 0; // the server has started, or the link is healed
    virtual void close(); // the server stops: logs what can no longer arrive
    void replace() { lose(base::Reason::LinkIsDown); } // another kind of link takes its place
    virtual void send(Line line) = 0;
    // A greeting, or an answer on a connection of this link, through the impaired sender; only while that is on.
    void sendOn(base::ConnectionId connection, Line line);
    void cut();
    void heal();
    virtual void setFrozen(bool) { } // frozen: does not dial

    [[nodiscard]] ImpairedSender &sender() { return m_sender; }
    [[nodiscard]] const ImpairedSender &sender() const { return m_sender; }

    // What became of the connections of this link.
    virtual void onConnected(base::ConnectionId) { } // one that was dialled for a message
    virtual void onBound(base::ConnectionId connection) = 0; // it carries the link now
    void onClosed(base::ConnectionId connection, base::Reason reason);

    [[nodiscard]] virtual std::size_t waitingLines() const { return 0; } // for connections of their own
    [[nodiscard]] virtual base::ConnectionId connection() const = 0; // that carries the link; None: there is none
    [[nodiscard]] virtual bool isFull() const { return m_sender.isFull(); } // from onLinkFull to onLinkRoom

protected:
    PeerLink(NeighbourAddress address, const HostLimits &limits, Host &host);

    virtual void forgetConnections() { } // the link is cut: they are as good as gone
    virtual void onEnded(base::ConnectionId connection, base::Reason reason) = 0;
    virtual void lose(base::Reason reason); // everything that waits
    // Whether the line on that connection is logged by onEnded() if it is lost.
    [[nodiscard]] virtual bool isOneShot(base::ConnectionId) const { return false; }

    void logState(base::EventKind state, base::Reason reason = base::Reason::None); // unless it is no news
    void setState(base::EventKind state); // that the node logs itself
    [[nodiscard]] base::EventKind state() const { return m_state; }
    void lineLost(const Line &line, base::Reason reason, base::ConnectionId connection = base::ConnectionId::None);

    [[nodiscard]] const HostLimits &limits() const { return m_limits; }
    [[nodiscard]] Host &host() { return m_host; }
    void writeLine(Line line) override;
    void writePiece(const LinePieces::Piece &piece) override;

private:
    base::EventId logLine(const Line &line, base::EventKind kind, base::Reason reason) override;
    void logImpairment(base::EventKind kind, const LinkImpairment &impairment) override;
    void onFull() override { m_host.onLinkFull(*this); }
    void onRoom() override { m_host.onLinkRoom(*this); }
    [[nodiscard]] std::int64_t nowNs() const override { return m_host.nowNs(); }
    [[nodiscard]] base::Timers &timers() override { return m_host.timers(); }

    NeighbourAddress m_address;
    bool m_isCallDue = false;
    std::unique_ptr<base::Timers::Timer> m_callRetry;
    const HostLimits &m_limits;
    Host &m_host;
    ImpairedSender m_sender;
    base::EventKind m_state = base::EventKind::LinkDown; // the last that was logged
    base::Reason m_stateReason = base::Reason::None;
};

} // namespace herdcore::host
