// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostconnections.h"
#include "herdcore/host/hosteffects.h"
#include "herdcore/host/hostjournal.h"
#include "herdcore/host/hostlinks.h"

#include <QObject>

#include <functional>
#include <vector>

namespace herdcore::host {

// Runs one HerdNode on real sockets and timers, in the thread that it was made in, from start() to its destruction: a
// server that is started again is another host. Puts its parts together: connections, links, the journal, the node's
// effects, and the reporter, through which every line in and out and every decision becomes an event. Hosts share
// nothing but the sink.
class ServerHost : public QObject
{
    Q_OBJECT
public:
    ServerHost(HostConfig config, HostContext hostContext);
    ~ServerHost() override; // resets every connection that is left, frees the port; reports nothing

    // Listens and begins to dial; reports ServerListening, or ListenFailed and is false. While it reads a large journal
    // it has its port, but accepts nobody and obeys nobody: ServerListening comes, and commands are done, afterwards.
    bool start();
    [[nodiscard]] quint16 port() const { return m_connections.port(); }
    // Stops listening and closes every connection. What is still unsent may leave until the host is destroyed.
    // Reports every end and then ServerStopped; from then on the host is silent, for its successor may be there
    // already.
    void stop();
    void crash(); // as if killed: whatever is unsent is lost, and only ServerCrashed is reported

    void cut(base::ServerIndex neighbour);
    void heal(base::ServerIndex neighbour);
    void setNeighbourPort(base::ServerIndex neighbour, quint16 port);
    void impair(base::ServerIndex neighbour, const LinkImpairment &impairment); // of what is sent there
    void endFault(base::ServerIndex neighbour, base::FaultNumber fault);
    void release(base::ServerIndex neighbour, int lines); // that a fault holds
    void resetLink(base::ServerIndex neighbour);
    // Frozen, it reads, accepts, dials and sends nothing by itself. What it sent before goes on its way, and
    // commands about its links take effect.
    void freeze();
    void thaw();
    void setRepair(protocol::Repair mode);
    void forget(const base::ClientId &client); // frozen, when it is thawed; reports Forgotten

    [[nodiscard]] const node::HerdNode &node() const { return m_core.node; }
    [[nodiscard]] qsizetype unsentToNeighbours() const { return m_connections.unsentToNeighbours(); }
    [[nodiscard]] std::size_t waitingLines() const { return m_links.waitingLines(); }

private:
    void begin();
    bool isLater(std::function<void()> command);
    void end(base::EventKind how);
    [[nodiscard]] QByteArray endpoint(quint16 port) const;

    HostCore m_core;
    HostConnections m_connections;
    HostLinks m_links;
    HostJournal m_journal;
    HostEffects m_effects;
    bool m_isStarting = false; // reads its journal
    std::vector<std::function<void()>> m_later; // when it has started
};

} // namespace herdcore::host
