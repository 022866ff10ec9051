// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/serverhost.h"
#include "herdcore/sim/simclient.h"
#include "herdcore/sim/simlog.h"

#include <QTemporaryDir>

#include <map>
#include <memory>
#include <vector>

namespace herdcore::sim {

class SimServer;

[[nodiscard]] base::ServerName nameOf(int server);

// What the servers of one simulated herd share.
struct SimWorld {
    SimWorld(const Schedule &herdSchedule, const SimOptions &simOptions);
    ~SimWorld();
    SimWorld(const SimWorld &) = delete;
    SimWorld &operator=(const SimWorld &) = delete;

    [[nodiscard]] SimServer &server(int index) { return *servers[static_cast<std::size_t>(index)]; }
    [[nodiscard]] const SimServer &server(int index) const { return *servers[static_cast<std::size_t>(index)]; }
    // Of a herd with mixed modes of repair: not by sync; all neighbours of such a server do it by sync.
    [[nodiscard]] bool repairsOtherwise(int index) const;
    [[nodiscard]] bool isListed() const; // who may speak: in half of the herds where every server greets
    void connect(int toServer, const QByteArray &bytes, bool isLiar = false); // a client

    // A link in the middle of being cut or impaired by the user.
    struct EdgeState {
        bool isCut = false; // by the user, at both ends
        std::vector<host::LinkImpairment> faults;
    };

    const Schedule &schedule;
    const SimOptions options;
    SimOutcome outcome;
    SimOracle oracle;
    SimLog log;
    SimClock clock;
    SimNet net;
    Random random;
    std::unique_ptr<QTemporaryDir> journals; // null: none are kept
    std::vector<EdgeState> edges;
    std::vector<std::map<int, int>> edgeTo; // by server: neighbour, edge
    SimProcess outside; // where the clients are
    std::map<std::uint64_t, std::unique_ptr<SimClient>> clients;
    std::uint64_t lastClient = 0;
    std::vector<std::unique_ptr<SimServer>> servers; // end first
};

// One server of a simulated herd: the ServerHost of the product in a simulated process, from one start to the next.
class SimServer
{
public:
    SimServer(SimWorld &world, int index);
    ~SimServer();

    void start(); // unless it runs
    void stop();
    void crash();
    [[nodiscard]] bool isAlive() const { return m_host != nullptr; }
    [[nodiscard]] const node::LocationTable &table() const { return m_host->node().table(); } // while it is alive
    [[nodiscard]] qsizetype unsentToNeighbours() const { return m_host ? m_host->unsentToNeighbours() : 0; }
    [[nodiscard]] std::size_t waitingLines() const { return m_host ? m_host->waitingLines() : 0; }
    // Does this with the host, in its event loop, if this run of it lasts till then.
    void atHost(std::function<void(host::ServerHost &)> what);
    [[nodiscard]] SimProcess &process() { return m_process; }

private:
    [[nodiscard]] host::HostConfig config();
    [[nodiscard]] protocol::Repair repair() const;
    [[nodiscard]] host::NeighbourAddress neighbour(int index, int edge);
    void end();

    SimWorld &m_world;
    const int m_index;
    SimProcess m_process;
    std::uint64_t m_runs = 0;
    std::vector<std::unique_ptr<host::ServerHost>> m_leaving; // stopped, but still sending what is unsent
    std::unique_ptr<host::ServerHost> m_host; // null: not running
};

} // namespace herdcore::sim
