// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostcore.h"
#include "herdcore/host/neighbouranswers.h"
#include "herdcore/host/restraints.h"
#include "herdcore/host/silence.h"
#include "herdcore/net/listener.h"

#include <memory>

namespace herdcore::host {

class HostEffects;
class HostLinks;

// A server's connections, from accepting or dialling to their end: finds out what each of them is, gives the node what
// comes in on them, and enforces their limits.
class HostConnections final : private net::Listener::Owner, private net::LineConnection::Owner
{
public:
    // The parts may be under construction; they are first used when something comes in.
    HostConnections(HostCore &core, HostLinks &links, HostEffects &effects);
    ~HostConnections() override; // resets every connection that is left, frees the port; reports nothing
    HostConnections(const HostConnections &) = delete;
    HostConnections &operator=(const HostConnections &) = delete;

    [[nodiscard]] base::Reason listen(); // None: it listens
    void stopListening() { m_listener->close(); }
    [[nodiscard]] quint16 port() const { return m_listener->port(); }
    // None: there is no descriptor for it now.
    base::ConnectionId dial(const NeighbourAddress &neighbour, HostConnection::Role role);
    [[nodiscard]] HostConnection *find(base::ConnectionId connection); // null: it is gone
    [[nodiscard]] qsizetype unsentToNeighbours() const; // on the link that has most

    [[nodiscard]] node::PeerAddress addressOf(base::ConnectionId connection) const;
    bool bind(base::ConnectionId connection, base::ServerIndex neighbour); // is that link now; false: it is gone
    void onAnswered(base::ConnectionId connection); // one of its lines that waited for places
    void onSent(base::ServerIndex neighbour, const base::ClientId &client) // a record
    {
        m_answers.questions().onSent(neighbour, client);
    }

    // The server stops: logs every end. What is still unsent may leave until this is destroyed.
    [[nodiscard]] Restraints &restraints() { return m_restraints; }
    void closeAll();
    void resetAll();
    void resetTo(base::ServerIndex neighbour, base::Reason reason);
    // Frozen, nothing is read, accepted or noticed.
    void freeze();
    void thaw();
    void sweepAgain(); // once more after the thaw
    [[nodiscard]] static std::int64_t sweepNs() { return 100 * base::nsPerMillisecond; } // between two sweeps

private:
    void onAccepted(int fd) override;
    void onConnected(net::LineConnection &connection) override;
    void onLine(net::LineConnection &connection, const QByteArray &line) override;
    void onLineTooLong(net::LineConnection &connection, const QByteArray &head) override;
    void onInputEnd(net::LineConnection &connection) override;
    void onClosed(net::LineConnection &connection, base::Reason reason) override;
    void onPartialLine(net::LineConnection &connection) override;
    void onLineTimeout(net::LineConnection &connection, base::Reason why) override;
    void onDrained(net::LineConnection &connection) override;
    bool mayBeLong(net::LineConnection &connection, QByteArrayView line) override;

    HostConnection *dialToAsk(base::ServerIndex neighbour);
    void take(HostConnection &connection, QByteArray line, base::EventId cause, base::Moment now);
    void give(HostConnection &connection, const QByteArray &line, base::EventId cause, base::Moment now);
    void onNoLine(HostConnection &connection, const QByteArray &bytes, base::Reason why);
    void onEnded(HostConnection &connection, base::Reason reason);
    void classify(HostConnection &connection, bool isServer);
    void keepSweeping();
    void sweep();
    [[nodiscard]] base::ConnectionId nextId();

    HostCore &m_core;
    HostLinks &m_links;
    HostEffects &m_effects;
    std::unique_ptr<net::Listener> m_listener;
    Restraints m_restraints;
    NeighbourAnswers m_answers;
    const Silence m_silence;
    HostConnectionTable m_connections;
    std::unique_ptr<base::Timers::Timer> m_sweepTimer; // time limits, and lines without an end
    std::uint64_t m_lastId = 0;
    bool m_isSilence = false; // what ends the line at hand
};

} // namespace herdcore::host
