// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/sim/simserver.h"

namespace herdcore::sim {

// Runs the servers of the product, by the handful or the thousand, on simulated sockets and a virtual clock. Carries
// out a schedule and checks that every promise is kept. Everything depends on the schedule alone.
class SimHerd
{
public:
    SimHerd(const Schedule &schedule, const SimOptions &options);

    // All of the schedule; then everything is healed and restarted, and there is time to agree.
    SimOutcome run();

    // Step by step, for measurements.
    void startAll();
    void runFor(std::int64_t ns);
    // Until every table is the same and nothing is under way, which is checked this often.
    bool runUntilAgreed(std::int64_t withinNs, std::int64_t lookEveryNs = 50 * base::nsPerMillisecond);
    void act(const Action &action);
    [[nodiscard]] bool allAgree() const;
    [[nodiscard]] const SimServer &server(int index) const { return m_world.server(index); }
    [[nodiscard]] const SimOutcome &outcome() const { return m_world.outcome; }
    [[nodiscard]] std::int64_t nowNs() const { return m_world.clock.nowNs(); }
    [[nodiscard]] std::uint64_t linkUps() const { return m_world.log.linkUps(); } // of ends of links

private:
    using AtLink = std::function<void(host::ServerHost &, base::ServerIndex neighbour)>;

    [[nodiscard]] bool isHopeless() const; // the outcome is known: a promise is broken
    [[nodiscard]] QByteArray problem() const;
    void lookAtMemory();
    void lookWhetherQuiet();
    void atBothEnds(int edge, const AtLink &what);
    void impair(int edge, base::ImpairmentKind kind, std::optional<int> lines);
    void setCut(int edge, bool isCut);
    void burst(const Action &action);
    void lie(const Action &action);
    void heal(int edge);
    void healEverything();

    SimWorld m_world;
    int m_lastFault = 0;
    qsizetype m_allowedBytes = 0; // unsent on a link
    QByteArray m_bound; // that was broken
};

} // namespace herdcore::sim
