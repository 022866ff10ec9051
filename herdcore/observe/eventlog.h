// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/event.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace herdcore::observe {

class LinkCauses;

// The heart: an append-only log of events with ids 1, 2, 3, ... One thread appends (the recorder), any thread
// reads. When there are more than `maxEvents`, or their memory exceeds `maxBytes`, the oldest chunk is evicted and
// counted in evicted(): the log says what it no longer has. The views that are read point into shared chunks and stay
// valid as long as the Span that they were read through.
class EventLog
{
public:
    struct Limits {
        std::uint64_t maxEvents = 1'000'000;
        std::uint64_t maxBytes = 512ULL << 20;
    };

    class Chunk;

    // A run of consecutive events; keeps them alive.
    class Span
    {
    public:
        Span() = default;
        [[nodiscard]] std::size_t size() const { return m_size; }
        [[nodiscard]] bool isEmpty() const { return m_size == 0; }
        [[nodiscard]] const EventView *begin() const { return m_first; }
        [[nodiscard]] const EventView *end() const { return m_first + m_size; }

    private:
        friend class EventLog;
        std::shared_ptr<const Chunk> m_chunk;
        const EventView *m_first = nullptr;
        std::size_t m_size = 0;
    };

    EventLog();
    explicit EventLog(Limits limits);
    ~EventLog();
    EventLog(const EventLog &) = delete;
    EventLog &operator=(const EventLog &) = delete;

    // Appends in order of id; resolves the cause of a line received from a server of this process, and who sent it
    // where the link did not say, and fills both in in `batch` too. An event without an id gets the next one.
    void append(std::vector<Event> &batch);
    void append(std::vector<Event> &&batch) { append(batch); }

    // The events from `from` on, at most `max` and at most to the end of `from`'s chunk. Empty when there is nothing
    // there yet; starts at firstId() when `from` has been evicted. To read on and on, use a LogCursor.
    [[nodiscard]] Span read(base::EventId from, std::size_t max = 4096) const;
    // That one event; empty when it has been evicted or is not there yet.
    [[nodiscard]] Span at(base::EventId id) const;

    [[nodiscard]] base::EventId firstId() const; // 1 until something was evicted
    [[nodiscard]] base::EventId lastId() const; // None while empty
    [[nodiscard]] std::uint64_t size() const;
    [[nodiscard]] std::uint64_t evicted() const;
    [[nodiscard]] std::uint64_t bytesUsed() const;

private:
    void appendOne(Event &event);
    void publish();
    void evict(std::vector<std::shared_ptr<Chunk>> &gone);

    const Limits m_limits;
    std::unique_ptr<LinkCauses> m_linkCauses;
    std::uint64_t m_lastAppended = 0; // known to the appending thread alone

    // Guards what follows. Only the appending thread changes it, so that one may read it without the lock.
    mutable std::mutex m_mutex;
    std::deque<std::shared_ptr<Chunk>> m_chunks;
    std::uint64_t m_last = 0; // the last id that readers may see
    std::uint64_t m_evicted = 0;
    std::uint64_t m_bytes = 0;
};

} // namespace herdcore::observe
