// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simtimers.h"

#include <algorithm>
#include <utility>

namespace herdcore::sim {

namespace {

class SimTimer final : public base::Timers::Timer
{
public:
    SimTimer(SimTimers &timers, std::function<void()> act)
        : m_timers(timers)
        , m_state(std::make_shared<State>())
    {
        m_state->act = std::move(act);
    }
    void start(std::int64_t ns) override { set(ns, false); }
    void repeat(std::int64_t ns) override { set(ns, true); }
    void stop() override
    {
        ++m_state->starts;
        m_state->isActive = false;
    }
    [[nodiscard]] bool isActive() const override { return m_state->isActive; }

private:
    struct State {
        std::function<void()> act;
        std::uint64_t starts = 0; // distinguishes what was meant for an earlier one
        bool isActive = false;
    };
    void set(std::int64_t ns, bool repeats)
    {
        m_state->isActive = true;
        wait(m_timers, m_state, ++m_state->starts, ns, repeats);
    }
    static void wait(
        SimTimers &timers, const std::weak_ptr<State> &state, std::uint64_t start, std::int64_t ns, bool repeats)
    {
        timers.in(ns, [&timers, state, start, ns, repeats] {
            const std::shared_ptr<State> still = state.lock();
            if (!still || still->starts != start)
                return;
            if (repeats)
                wait(timers, state, start, ns, true);
            else
                still->isActive = false;
            still->act();
        });
    }

    SimTimers &m_timers;
    std::shared_ptr<State> m_state;
};

} // namespace

SimTimers::SimTimers(SimClock &clock)
    : m_clock(clock)
{ }

std::unique_ptr<base::Timers::Timer> SimTimers::make(std::function<void()> act, Precision)
{
    return std::make_unique<SimTimer>(*this, std::move(act));
}

void SimTimers::once(std::int64_t ns, std::weak_ptr<const void> owner, std::function<void()> act)
{
    in(ns, [owner = std::move(owner), act = std::move(act)] {
        if (!owner.expired())
            act();
    });
}

void SimTimers::in(std::int64_t ns, std::function<void()> act)
{
    m_clock.in(std::max<std::int64_t>(ns, 0), [this, act = std::move(act)]() mutable {
        if (m_isPaused)
            m_due.push_back(std::move(act));
        else
            act();
    });
}

void SimTimers::pauseUntil(std::int64_t ns)
{
    const std::uint64_t pause = ++m_pauses;
    if (ns <= m_clock.nowNs())
        return resume();
    m_isPaused = true;
    m_clock.at(ns, [this, pause] {
        if (m_pauses == pause)
            resume();
    });
}

void SimTimers::resume()
{
    m_isPaused = false;
    for (std::function<void()> &act : std::exchange(m_due, {}))
        post(std::move(act));
}

} // namespace herdcore::sim
