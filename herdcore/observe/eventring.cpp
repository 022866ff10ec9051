// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/eventring.h"

#include <algorithm>
#include <utility>

namespace herdcore::observe {

using base::EventId;

EventRing::EventRing(std::size_t capacity, std::size_t maxBytes)
    : m_capacity(capacity)
    , m_maxBytes(maxBytes)
{ }

std::size_t EventRing::bytesOf(const Event &event)
{
    return sizeof(Event)
        + static_cast<std::size_t>(
            std::max(event.bytes.size(), event.bytes.capacity()) + event.update.client.bytes().size());
}

bool EventRing::hasRoom(std::size_t bytes) const
{
    const std::size_t held = m_waitingBytes + m_drainedBytes;
    return m_waiting.size() < m_capacity && (held == 0 || held + bytes <= m_maxBytes);
}

EventId EventRing::take(Event event)
{
    const std::size_t bytes = bytesOf(event);
    std::unique_lock lock(m_mutex);
    const auto mayPut = [this, bytes] {
        return hasRoom(bytes) || m_closed;
    };
    while (!mayPut()) {
        // Without a moment to close at, a wait_until() would cost a look at the clock.
        if (m_closesAt == std::chrono::steady_clock::time_point::max())
            m_drained.wait(lock);
        else if (m_drained.wait_until(lock, m_closesAt) == std::cv_status::timeout)
            m_closed = true;
    }
    return put(std::move(event), lock);
}

EventId EventRing::takeAtOnce(Event event)
{
    std::unique_lock lock(m_mutex);
    return put(std::move(event), lock);
}

EventId EventRing::put(Event &&event, std::unique_lock<std::mutex> &lock)
{
    const auto id = EventId{ ++m_lastId };
    if (m_closed) {
        ++m_dropped;
        return id;
    }
    event.id = id;
    m_waitingBytes += bytesOf(event);
    m_waiting.push_back(std::move(event));
    if (m_consumerWaits) {
        m_consumerWaits = false;
        lock.unlock();
        m_filled.notify_one();
    }
    return id;
}

bool EventRing::drain(std::vector<Event> &out, std::chrono::milliseconds atMost)
{
    out.clear();
    bool goesOn = true;
    {
        std::unique_lock lock(m_mutex);
        if (std::exchange(m_drainedBytes, 0) > 0)
            m_drained.notify_all(); // what was taken last is gone
        const auto awaited = [this] {
            return !m_waiting.empty() || m_closed;
        };
        m_consumerWaits = !awaited();
        if (atMost == noLimit)
            m_filled.wait(lock, awaited);
        else
            m_filled.wait_for(lock, atMost, awaited);
        m_consumerWaits = false;
        std::swap(out, m_waiting);
        m_drainedBytes = std::exchange(m_waitingBytes, 0);
        goesOn = !out.empty() || !m_closed;
    }
    m_drained.notify_all();
    return goesOn;
}

void EventRing::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_filled.notify_all();
    m_drained.notify_all();
}

void EventRing::closeAt(std::chrono::steady_clock::time_point moment)
{
    {
        const std::lock_guard lock(m_mutex);
        m_closesAt = moment;
    }
    m_drained.notify_all(); // who waits already waits until then
}

std::uint64_t EventRing::droppedAfterClose() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

} // namespace herdcore::observe
