// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/eventlog.h"

#include "herdcore/observe/eventlogchunk.h"
#include "herdcore/observe/linkcauses.h"

#include <algorithm>

namespace herdcore::observe {

using base::EventId;

namespace {

// What goes at once when the log is full is one chunk: at most this much, or a sixteenth of a small log.
constexpr std::uint64_t maxChunkEvents = 4096;

std::size_t chunkEvents(const EventLog::Limits &limits)
{
    return static_cast<std::size_t>(std::clamp<std::uint64_t>(limits.maxEvents / 16, 1, maxChunkEvents));
}

} // namespace

EventLog::EventLog()
    : EventLog(Limits{})
{ }

EventLog::EventLog(Limits limits)
    : m_limits(limits)
    , m_linkCauses(std::make_unique<LinkCauses>())
{ }

EventLog::~EventLog() = default;

void EventLog::append(std::vector<Event> &batch)
{
    for (Event &event : batch)
        appendOne(event);
    publish();
}

void EventLog::appendOne(Event &event)
{
    const auto id = EventId{ ++m_lastAppended };
    Q_ASSERT(event.id == EventId::None || event.id == id);
    event.id = id;
    m_linkCauses->resolve(event);

    const bool full = m_chunks.empty() || m_chunks.back()->size() == m_chunks.back()->capacity()
        || m_chunks.back()->bytes() > m_limits.maxBytes / 16 + m_chunks.back()->capacity() * sizeof(EventView);
    if (full) {
        publish();
        if (!m_chunks.empty())
            m_chunks.back()->seal();
        auto chunk = std::make_shared<Chunk>(m_lastAppended, chunkEvents(m_limits));
        const std::lock_guard lock(m_mutex);
        m_chunks.push_back(std::move(chunk));
    }
    m_chunks.back()->add(event);
}

// Lets readers see what has been added. Events are written before this and outside of the lock, so that a reader never
// waits for a long batch.
void EventLog::publish()
{
    if (m_chunks.empty())
        return;
    std::vector<std::shared_ptr<Chunk>> gone; // let go of outside of the lock
    {
        const std::lock_guard lock(m_mutex);
        Chunk &chunk = *m_chunks.back();
        m_bytes += chunk.bytes() - chunk.publishedBytes;
        chunk.publishedBytes = chunk.bytes();
        chunk.publishedSize = chunk.size();
        m_last = chunk.firstId() + chunk.size() - 1;
        evict(gone);
    }
}

void EventLog::evict(std::vector<std::shared_ptr<Chunk>> &gone)
{
    while (m_chunks.size() > 1 && (m_last - m_evicted > m_limits.maxEvents || m_bytes > m_limits.maxBytes)) {
        m_evicted += m_chunks.front()->publishedSize;
        m_bytes -= m_chunks.front()->publishedBytes;
        gone.push_back(std::move(m_chunks.front()));
        m_chunks.pop_front();
    }
}

EventLog::Span EventLog::read(EventId from, std::size_t max) const
{
    const std::lock_guard lock(m_mutex);
    const std::uint64_t first = std::max(number(from), m_evicted + 1);
    Span span;
    if (first > m_last || max == 0)
        return span;
    const auto after = std::upper_bound(m_chunks.cbegin(), m_chunks.cend(), first,
        [](std::uint64_t id, const std::shared_ptr<Chunk> &chunk) { return id < chunk->firstId(); });
    const std::shared_ptr<Chunk> &chunk = *std::prev(after);
    const std::size_t offset = first - chunk->firstId();
    span.m_chunk = chunk;
    span.m_first = chunk->events() + offset;
    span.m_size = std::min(max, chunk->publishedSize - offset);
    return span;
}

EventLog::Span EventLog::at(EventId id) const
{
    Span span = read(id, 1);
    return span.isEmpty() || span.begin()->id != id ? Span() : span;
}

EventId EventLog::firstId() const
{
    const std::lock_guard lock(m_mutex);
    return EventId{ m_evicted + 1 };
}

EventId EventLog::lastId() const
{
    const std::lock_guard lock(m_mutex);
    return EventId{ m_last };
}

std::uint64_t EventLog::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_last - m_evicted;
}

std::uint64_t EventLog::evicted() const
{
    const std::lock_guard lock(m_mutex);
    return m_evicted;
}

std::uint64_t EventLog::bytesUsed() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

} // namespace herdcore::observe
