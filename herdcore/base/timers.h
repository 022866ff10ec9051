// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <functional>
#include <memory>

namespace herdcore::base {

// The timers of one thread: an event loop's, or the simulator's. Whoever works on a clock takes its timers from here,
// so that clock and timers can be advanced, or stand still, together. Times are in ns; negative ones count as 0.
// Nothing is called from inside the call that asks for it, and never before its time.
class Timers
{
public:
    enum class Precision : std::uint8_t { Coarse, Fine }; // coarse: 5 % late, to be woken with others

    class Timer
    {
    public:
        virtual ~Timer() = default; // stops it; also from inside its own call
        virtual void start(std::int64_t ns) = 0; // once, from now on; forgets an earlier start
        virtual void repeat(std::int64_t ns) = 0; // again and again
        virtual void stop() = 0;
        [[nodiscard]] virtual bool isActive() const = 0;
    };

    virtual ~Timers() = default;
    [[nodiscard]] virtual std::unique_ptr<Timer> make(
        std::function<void()> act, Precision precision = Precision::Coarse)
        = 0;
    // Calls `act` once, unless `owner` has expired by then.
    virtual void once(std::int64_t ns, std::weak_ptr<const void> owner, std::function<void()> act) = 0;
};

} // namespace herdcore::base
