// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/eventring.h"

namespace herdcore::observe {

using base::EventId;

EventRing::EventRing(std::size_t capacity)
    : m_capacity(capacity)
{ }

EventId EventRing::take(Event event)
{
    std::unique_lock lock(m_mutex);
    m_drained.wait(lock, [this] { return m_waiting.size() < m_capacity || m_closed; });
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

std::uint64_t EventRing::droppedAfterClose() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

} // namespace herdcore::observe
