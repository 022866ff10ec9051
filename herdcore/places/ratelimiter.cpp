// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/ratelimiter.h"

#include <algorithm>
#include <map>

namespace herdcore::places {

RateLimiter::RateLimiter(int atOnce, BackOff backOff)
    : m_atOnce(atOnce)
    , m_backOff(backOff)
    , m_nextMs(backOff.firstMs)
{ }

std::shared_ptr<RateLimiter> RateLimiter::shared(const QByteArray &name, int atOnce, BackOff backOff)
{
    static std::mutex mutex;
    static std::map<QByteArray, std::shared_ptr<RateLimiter>> limiters;
    const std::lock_guard lock(mutex);
    std::shared_ptr<RateLimiter> &limiter = limiters[name];
    if (!limiter)
        limiter = std::make_shared<RateLimiter>(atOnce, backOff);
    return limiter;
}

bool RateLimiter::tryEnter()
{
    const std::lock_guard lock(m_mutex);
    if (m_inside >= m_atOnce)
        return false;
    ++m_inside;
    return true;
}

void RateLimiter::leave()
{
    const std::lock_guard lock(m_mutex);
    --m_inside;
}

void RateLimiter::refused(std::int64_t nowMs)
{
    const std::lock_guard lock(m_mutex);
    if (nowMs < m_closedUntilMs)
        return; // it was already under way
    m_closedUntilMs = nowMs + m_nextMs;
    m_nextMs = std::min(2 * m_nextMs, m_backOff.mostMs);
}

void RateLimiter::granted()
{
    const std::lock_guard lock(m_mutex);
    m_nextMs = m_backOff.firstMs;
}

std::int64_t RateLimiter::closedForMs(std::int64_t nowMs) const
{
    const std::lock_guard lock(m_mutex);
    return std::max<std::int64_t>(m_closedUntilMs - nowMs, 0);
}

} // namespace herdcore::places
