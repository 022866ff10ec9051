// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <cstdint>
#include <memory>
#include <mutex>

namespace herdcore::places {

// How long a provider is left alone after "too many requests": at first, and the maximum after doubling.
struct BackOff {
    std::int64_t firstMs = 0;
    std::int64_t mostMs = 0;
};

// Limits how many requests one provider gets from this process at a time, and pauses when it asks for that. Shared by
// the engine threads; thread-safe.
class RateLimiter
{
public:
    RateLimiter(int atOnce, BackOff backOff);

    // The limiter of this name, created by the first call; it is kept until exit, so that a provider's "not now" is not
    // lost.
    [[nodiscard]] static std::shared_ptr<RateLimiter> shared(const QByteArray &name, int atOnce, BackOff backOff);

    [[nodiscard]] bool tryEnter(); // if true, call leave() later
    void leave();

    // `nowMs`: from a monotonic clock, the same for all callers.
    void refused(std::int64_t nowMs); // the provider answered "too many requests"
    void granted(); // it answered
    [[nodiscard]] std::int64_t closedForMs(std::int64_t nowMs) const; // 0: not at all

private:
    const int m_atOnce;
    const BackOff m_backOff;
    mutable std::mutex m_mutex;
    int m_inside = 0;
    std::int64_t m_closedUntilMs = 0;
    std::int64_t m_nextMs;
};

} // namespace herdcore::places
