// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/eventlog.h"

#include <array>
#include <memory>
#include <vector>

namespace herdcore::observe {

// Some thousands of consecutive events and the bytes they point to, in blocks of their own: once added, nothing in it
// ever moves or changes, so that it can be read while more is added behind. Equal bytes that come close together, as
// they do when one line floods the herd, are mostly kept once.
class EventLog::Chunk
{
public:
    Chunk(std::uint64_t firstId, std::size_t capacity);

    [[nodiscard]] std::uint64_t firstId() const { return m_firstId; }
    [[nodiscard]] const EventView *events() const { return m_events.get(); }
    [[nodiscard]] std::size_t size() const { return m_size; } // for the appending thread
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; } // for the appending thread

    void add(const Event &event); // size() < capacity()
    void seal(); // nothing more comes: lets go of what only adding needs

    // What the log has counted of this chunk; guarded by the log's mutex.
    std::size_t publishedSize = 0;
    std::uint64_t publishedBytes = 0;

private:
    static constexpr std::size_t blockBytes = 64 * 1024;
    static constexpr std::size_t recentSlots = 512; // a power of two
    using Recent = std::array<QByteArrayView, recentSlots>;

    QByteArrayView keep(const QByteArray &bytes);
    char *room(std::size_t bytes);

    const std::uint64_t m_firstId;
    const std::size_t m_capacity;
    std::unique_ptr<EventView[]> m_events;
    std::size_t m_size = 0;
    std::uint64_t m_bytes = 0;
    std::vector<std::unique_ptr<char[]>> m_blocks;
    char *m_free = nullptr;
    std::size_t m_left = 0;
    std::unique_ptr<Recent> m_recent; // by hash; a newer one takes the slot
};

} // namespace herdcore::observe
