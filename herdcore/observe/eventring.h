// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/event.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace herdcore::observe {

// The bounded hand-over from the engine threads to the recorder. Many threads put, one takes everything at once.
// Needs nothing of Qt but its byte arrays, so that ThreadSanitizer can check it.
// Full with `capacity` events, or with `maxBytes` in them, where those count that the consumer is at work on. When
// full, take() blocks until the consumer drains: a herd that outruns its log is slowed, not forgotten. An event that is
// larger than the whole budget passes alone. After close() nothing blocks any more; what comes then still gets an id,
// is dropped and counted.
class EventRing final : public EventSink
{
public:
    static constexpr std::size_t defaultBytes = 8 * 1024 * 1024;

    explicit EventRing(std::size_t capacity = 65'536, std::size_t maxBytes = defaultBytes);

    base::EventId take(Event event) override;

    // The same for the consumer itself, which must not wait for itself: never blocks, however full.
    base::EventId takeAtOnce(Event event);

    static constexpr std::chrono::milliseconds noLimit = std::chrono::milliseconds::max();
    // Waits until there is something, the ring is closed or `atMost` has passed; swaps it into `out` (cleared first).
    // False once closed and empty: the consumer is done. True with nothing in `out`: the time has passed.
    bool drain(std::vector<Event> &out, std::chrono::milliseconds atMost = noLimit);

    void close();
    // As close(), but only from `moment` on, so that nobody who waits for room then waits for longer.
    void closeAt(std::chrono::steady_clock::time_point moment);
    [[nodiscard]] std::uint64_t droppedAfterClose() const;

    [[nodiscard]] static std::size_t bytesOf(const Event &event); // what it costs while it is here

private:
    base::EventId put(Event &&event, std::unique_lock<std::mutex> &lock);
    [[nodiscard]] bool hasRoom(std::size_t bytes) const;

    const std::size_t m_capacity;
    const std::size_t m_maxBytes;
    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::condition_variable m_drained;
    std::vector<Event> m_waiting;
    std::size_t m_waitingBytes = 0;
    std::size_t m_drainedBytes = 0; // of what the consumer took last
    std::chrono::steady_clock::time_point m_closesAt = std::chrono::steady_clock::time_point::max();
    std::uint64_t m_lastId = 0;
    std::uint64_t m_dropped = 0;
    bool m_consumerWaits = false;
    bool m_closed = false;
};

} // namespace herdcore::observe
