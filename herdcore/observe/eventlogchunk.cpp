// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/eventlogchunk.h"

#include <algorithm>

namespace herdcore::observe {

EventLog::Chunk::Chunk(std::uint64_t firstId, std::size_t capacity)
    : m_firstId(firstId)
    , m_capacity(capacity)
    , m_events(std::make_unique<EventView[]>(capacity))
    , m_bytes(capacity * sizeof(EventView))
    , m_recent(std::make_unique<Recent>())
{ }

void EventLog::Chunk::add(const Event &event)
{
    Q_ASSERT(m_size < m_capacity);
    EventView &kept = m_events[m_size];
    kept = event;
    kept.id = base::EventId{ m_firstId + m_size };
    kept.client = keep(event.update.client.bytes());
    kept.bytes = keep(event.bytes);
    ++m_size;
}

void EventLog::Chunk::seal()
{
    m_recent.reset();
}

QByteArrayView EventLog::Chunk::keep(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return {};
    QByteArrayView &slot = (*m_recent)[qHash(QByteArrayView(bytes)) & (recentSlots - 1)];
    if (slot != bytes) {
        const auto size = static_cast<std::size_t>(bytes.size());
        char *place = room(size);
        std::copy_n(bytes.constData(), size, place);
        slot = QByteArrayView(place, bytes.size());
    }
    return slot;
}

char *EventLog::Chunk::room(std::size_t bytes)
{
    if (bytes > m_left) {
        // A long run of bytes gets a block of its own, so that what is left of the current one is not wasted.
        const bool own = bytes > blockBytes / 4;
        const std::size_t size = own ? bytes : blockBytes;
        m_blocks.push_back(std::make_unique_for_overwrite<char[]>(size));
        m_bytes += size;
        if (own)
            return m_blocks.back().get();
        m_free = m_blocks.back().get();
        m_left = size;
    }
    char *place = m_free;
    m_free += bytes;
    m_left -= bytes;
    return place;
}

} // namespace herdcore::observe
