// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <cstdint>
#include <memory>
#include <mutex>

namespace herdcore::places {

// How long a provider is left alone after it has said "too many requests": at first, and doubling up to.
struct BackOff {
    std::int64_t firstMs = 0;
    std::int64_t mostMs = 0;
};

// How many requests one provider gets from this process at a time, and whether it is to be left alone for a while.
// Shared by the engine threads; any thread.
class RateLimiter
{
public:
    RateLimiter(int atOnce, BackOff backOff);

    // The one of this name, made at the first call; it stays to the end, so that nobody forgets a provider's "not now".
    [[nodiscard]] static std::shared_ptr<RateLimiter> shared(const QByteArray &name, int atOnce, BackOff backOff);

    [[nodiscard]] bool tryEnter(); // and then leave()
    void leave();

    // `nowMs`: of a clock that never goes back, the same for all callers.
    void refused(std::int64_t nowMs); // the provider said "too many requests"
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
