// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/sim/schedule.h"
#include "herdcore/sim/simhost.h"
#include "herdcore/sim/simoptions.h"

namespace herdcore::sim {

// Runs the servers' own state machine, by the handful or the thousand, under a virtual clock and network: the same
// HerdNode that the real host runs, in hosts that have no socket, thread or timer. Carries out a schedule and checks
// that every promise is kept. Everything depends on the schedule alone.
class SimHerd final : private SimNet::Owner
{
public:
    SimHerd(const Schedule &schedule, const SimOptions &options);
    ~SimHerd() override = default;

    // All of the schedule; then everything is healed and restarted, and there is time to agree.
    SimOutcome run();

    // Step by step, for measurements.
    void startAll();
    void runFor(std::int64_t ns);
    // Until every table is the same and nothing is under way, which is checked this often.
    bool runUntilAgreed(std::int64_t withinNs, std::int64_t lookEveryNs = 50 * base::nsPerMillisecond);
    void act(const Action &action);
    [[nodiscard]] bool allAgree() const;
    [[nodiscard]] const SimOutcome &outcome() const { return m_world.outcome; }
    [[nodiscard]] std::int64_t nowNs() const { return m_world.clock.nowNs(); }
    [[nodiscard]] std::uint64_t linkUps() const { return m_world.linkUps; } // of ends of links

private:
    void onDialled(int server, int neighbour, base::ConnectionId connection) override;
    void onDialFailed(int server, int neighbour) override;
    void onLine(int server, base::ConnectionId connection, const QByteArray &line) override;
    void onClosed(int server, int neighbour, base::ConnectionId connection) override;
    [[nodiscard]] bool isAlive(int server) const override { return m_world.host(server).isAlive(); }

    [[nodiscard]] bool isHopeless() const; // the outcome is known: a promise is broken
    void heal(int edge);
    void healEverything();

    SimWorld m_world;
};

} // namespace herdcore::sim
