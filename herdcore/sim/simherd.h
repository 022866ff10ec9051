// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/herdnode.h"
#include "herdcore/sim/schedule.h"
#include "herdcore/sim/simnet.h"
#include "herdcore/sim/simoracle.h"

#include <memory>
#include <set>
#include <vector>

namespace herdcore::sim {

// A rule of the servers that is switched off, to see that the checks notice (reliability.md section 4).
enum class Sabotage {
    None,
    NoSyncOnLinkUp,
    NoPeriodicSync,
    LastArrivalWinsTies,
    BackToTheSender,
};

struct SimOptions {
    protocol::Repair repair = protocol::Repair::Sync;
    Sabotage sabotage = Sabotage::None;
    bool trace = false; // what happens, on stdout
    std::uint64_t maxEvents = 100'000; // more than any schedule needs: beyond it something goes round for ever
    std::int64_t patienceNs = 120 * base::nsPerSecond; // for all tables to agree once everything is healed
};

struct SimOutcome {
    QByteArray problem; // empty: every promise was kept
    bool hasDiverged = false; // the servers never agreed
    std::int64_t convergedNs = 0; // after everything was healed
    std::uint64_t lines = 0; // between servers
    std::uint64_t floods = 0; // those of them that are records
    std::uint64_t events = 0;
    std::uint64_t fingerprint = 0; // of everything that happened, in order: equal for equal runs
};

// Runs the servers' own state machine, by the handful or the thousand, under a virtual clock and network: the same
// HerdNode that the real host runs, with a host around it that has no socket, thread or timer. Dialling is as PeerLink
// does it. Everything depends on the schedule alone.
class SimHerd final : private SimNet::Owner
{
public:
    SimHerd(const Schedule &schedule, const SimOptions &options);
    ~SimHerd() override;

    // All of the schedule; then everything is healed and restarted, and there is time to agree.
    SimOutcome run();

    // Step by step, for measurements.
    void startAll();
    void runFor(std::int64_t ns);
    // Every table is the same, and nothing is under way: looked at so often.
    bool runUntilAgreed(std::int64_t withinNs, std::int64_t lookEveryNs = 50 * base::nsPerMillisecond);
    void act(const Action &action);
    [[nodiscard]] bool allAgree() const;
    [[nodiscard]] const SimOutcome &outcome() const { return m_outcome; }
    [[nodiscard]] std::int64_t nowNs() const { return m_clock.nowNs(); }
    [[nodiscard]] std::uint64_t linkUps() const { return m_linkUps; } // of ends of links

private:
    struct Dialling {
        int tries = 0;
        bool isUnderWay = false;
        bool isDue = false;
        base::ConnectionId bound = base::ConnectionId::None;
    };
    struct Server {
        std::unique_ptr<node::HerdNode> node; // null: not running
        std::map<int, Dialling> links; // by neighbour
        std::uint64_t runs = 0; // tells what was meant for an earlier run
        std::int64_t clockOffsetNs = 0;
        std::int64_t pausedUntilNs = 0;
        std::int64_t timerNs = -1;
        std::vector<protocol::Record> journal;
    };

    void onDialled(int server, int neighbour, base::ConnectionId connection) override;
    void onDialFailed(int server, int neighbour) override;
    void onLine(int server, base::ConnectionId connection, const QByteArray &line) override;
    void onClosed(int server, int neighbour, base::ConnectionId connection) override;
    [[nodiscard]] bool isAlive(int server) const override { return at(server).node != nullptr; }

    [[nodiscard]] bool isHopeless() const; // the outcome is known: a promise is broken
    void start(int server);
    void crash(int server);
    void say(int server, const QByteArray &line);
    void healEverything();
    void dial(int server, int neighbour);
    void dialLater(int server, int neighbour);
    // Runs `input` on the server's node, now or when its pause is over, unless it has died meanwhile.
    void feed(int server, std::function<void(node::HerdNode &, node::Effects &)> input);
    void apply(int server, node::Effects &effects);
    void send(int server, const node::Send &send);
    void sendToNeighbour(int server, const node::SendToNeighbour &message);
    void courier(int server, int neighbour, const QByteArray &line);
    void note(int server, const node::Note &note);
    void setTimer(int server);
    [[nodiscard]] node::NodeConfig configOf(int server);
    [[nodiscard]] base::Moment moment(int server) const;
    void trace(int server, const QByteArray &what);

    [[nodiscard]] Server &at(int server) { return m_servers[static_cast<std::size_t>(server)]; }
    [[nodiscard]] const Server &at(int server) const { return m_servers[static_cast<std::size_t>(server)]; }

    const Schedule &m_schedule;
    const SimOptions m_options;
    SimClock m_clock;
    SimNet m_net;
    Random m_random;
    SimOracle m_oracle;
    std::vector<std::set<int>> m_neighbours;
    std::vector<Server> m_servers;
    std::uint64_t m_lastClient = 0;
    std::uint64_t m_linkUps = 0;
    SimOutcome m_outcome;
};

} // namespace herdcore::sim
