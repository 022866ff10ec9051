// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/timers.h"
#include "herdcore/sim/simclock.h"

namespace herdcore::sim {

// The event loop of one simulated process: its timers, and what else is to happen in it. While the process is paused,
// as by SIGSTOP, nothing happens; then everything that was due, in its order.
class SimTimers final : public base::Timers
{
public:
    explicit SimTimers(SimClock &clock);
    ~SimTimers() override = default;

    [[nodiscard]] std::unique_ptr<Timer> make(std::function<void()> act, Precision precision) override;
    void once(std::int64_t ns, std::weak_ptr<const void> owner, std::function<void()> act) override;
    void post(std::function<void()> act) { in(0, std::move(act)); } // from the event loop
    void in(std::int64_t ns, std::function<void()> act);

    void pauseUntil(std::int64_t ns); // the past: it goes on
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    [[nodiscard]] const SimClock &clock() const { return m_clock; }

private:
    void resume();

    SimClock &m_clock;
    bool m_isPaused = false;
    std::uint64_t m_pauses = 0;
    std::vector<std::function<void()>> m_due; // while it is paused
};

} // namespace herdcore::sim
