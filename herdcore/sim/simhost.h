// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/herdnode.h"
#include "herdcore/sim/simnet.h"
#include "herdcore/sim/simoptions.h"
#include "herdcore/sim/simoracle.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace herdcore::sim {

class SimHost;

// What the hosts of one simulated herd share.
struct SimWorld {
    SimWorld(const Schedule &herdSchedule, const SimOptions &simOptions, SimNet::Owner &owner);
    ~SimWorld();
    SimWorld(const SimWorld &) = delete;
    SimWorld &operator=(const SimWorld &) = delete;

    [[nodiscard]] SimHost &host(int server) { return *hosts[static_cast<std::size_t>(server)]; }
    [[nodiscard]] const SimHost &host(int server) const { return *hosts[static_cast<std::size_t>(server)]; }

    const Schedule &schedule;
    const SimOptions options;
    SimClock clock;
    SimNet net;
    Random random;
    SimOracle oracle;
    std::vector<std::set<int>> neighbours;
    std::vector<std::unique_ptr<SimHost>> hosts;
    std::uint64_t lastClient = 0;
    std::uint64_t linkUps = 0; // of ends of links
    SimOutcome outcome;
};

// One simulated server: runs a HerdNode as a ServerHost does, under the virtual clock and network of its world.
// Dialling is as PersistentLink does it.
class SimHost
{
public:
    SimHost(SimWorld &world, int server);

    void start(); // unless it runs
    void crash();
    void send(const QByteArray &line); // as a client that half-closes and leaves
    void pauseUntil(std::int64_t ns) { m_pausedUntilNs = ns; }
    void moveClock(std::int64_t ns) { m_clockOffsetNs += ns; }
    void redial(int neighbour); // the link is healed

    void onDialled(int neighbour, base::ConnectionId connection);
    void onDialFailed(int neighbour);
    void onLine(base::ConnectionId connection, const QByteArray &line);
    void onClosed(int neighbour, base::ConnectionId connection);

    [[nodiscard]] bool isAlive() const { return m_node != nullptr; }
    [[nodiscard]] const node::LocationTable &table() const { return m_node->table(); } // while it is alive

private:
    struct Link {
        int tries = 0;
        bool isUnderWay = false;
        bool isDue = false;
        base::ConnectionId bound = base::ConnectionId::None;
    };
    using Input = std::function<void(node::HerdNode &, node::Effects &)>;

    void dial(int neighbour);
    void dialLater(int neighbour);
    // Runs `input` on the node, now or when the pause is over, unless the server has died meanwhile.
    void feed(const Input &input);
    void inRun(std::int64_t atNs, std::function<void()> act); // unless the server has died or started anew by then
    void apply(const node::Effects &effects);
    void send(const node::Send &send);
    void sendToNeighbour(const node::SendToNeighbour &message);
    void sendOneShot(int neighbour, const QByteArray &line);
    void feedClient(base::ConnectionId connection, const QByteArray &line);
    void note(const node::Note &note);
    void setTimer();
    [[nodiscard]] bool dials(int neighbour) const;
    [[nodiscard]] node::NodeConfig config();
    [[nodiscard]] base::Moment moment() const;
    void trace(const QByteArray &what) const;

    SimWorld &m_world;
    const int m_server;
    std::unique_ptr<node::HerdNode> m_node; // null: not running
    std::map<int, Link> m_links; // by neighbour
    std::uint64_t m_runs = 0; // distinguishes what was meant for an earlier run
    std::int64_t m_clockOffsetNs = 0;
    std::int64_t m_pausedUntilNs = 0;
    std::int64_t m_timerNs = -1;
    std::vector<protocol::Record> m_journal;
};

} // namespace herdcore::sim
