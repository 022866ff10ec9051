// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/eventlooptimers.h"

#include "herdcore/base/time.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace herdcore::host {

namespace {

std::chrono::milliseconds inMilliseconds(std::int64_t ns)
{
    constexpr std::int64_t longestNs = 24 * 3600 * base::nsPerSecond; // a timer counts in int milliseconds
    const std::int64_t wait = std::clamp<std::int64_t>(ns, 0, longestNs);
    return std::chrono::milliseconds((wait + base::nsPerMillisecond - 1) / base::nsPerMillisecond);
}

class EventLoopTimer final : public base::Timers::Timer
{
public:
    EventLoopTimer(std::function<void()> act, base::Timers::Precision precision)
    {
        m_timer.setTimerType(precision == base::Timers::Precision::Fine ? Qt::PreciseTimer : Qt::CoarseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, std::move(act));
    }
    void start(std::int64_t ns) override
    {
        m_timer.setSingleShot(true);
        m_timer.start(inMilliseconds(ns));
    }
    void repeat(std::int64_t ns) override
    {
        m_timer.setSingleShot(false);
        m_timer.start(inMilliseconds(ns));
    }
    void stop() override { m_timer.stop(); }
    [[nodiscard]] bool isActive() const override { return m_timer.isActive(); }

private:
    QTimer m_timer;
};

} // namespace

std::unique_ptr<base::Timers::Timer> EventLoopTimers::make(std::function<void()> act, Precision precision)
{
    return std::make_unique<EventLoopTimer>(std::move(act), precision);
}

void EventLoopTimers::once(std::int64_t ns, std::weak_ptr<const void> owner, std::function<void()> act)
{
    QTimer::singleShot(inMilliseconds(ns), &m_context, [owner = std::move(owner), act = std::move(act)] {
        if (!owner.expired())
            act();
    });
}

} // namespace herdcore::host
