// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/message.h"

#include <QByteArrayView>

#include <cstdint>
#include <memory>

namespace herdcore::node {

// A record as a table keeps it: in one piece of memory, a third of what a Record takes, because tables of a million are
// what a herd's memory is made of. It does not change: a newer record is another one.
class StoredRecord
{
public:
    struct Free {
        void operator()(StoredRecord *record) const;
    };
    using Pointer = std::unique_ptr<StoredRecord, Free>;

    [[nodiscard]] static Pointer from(const protocol::Record &record);
    // What one for that record would take, with what the allocator adds.
    [[nodiscard]] static std::size_t bytesFor(const protocol::Record &record);
    [[nodiscard]] std::size_t bytes() const;

    [[nodiscard]] QByteArrayView client() const { return field(Field::Client); }
    [[nodiscard]] std::int64_t timeNs() const { return m_timeNs; }
    [[nodiscard]] std::uint64_t label() const { return m_label; }
    [[nodiscard]] std::uint64_t hash() const { return m_hash; } // recordHash()

    [[nodiscard]] protocol::Record record() const;
    // Borrows the bytes: to be looked at while this is there, and not to be kept. Without latitude and longitude.
    [[nodiscard]] protocol::Record borrowed() const;

private:
    enum class Field : std::uint8_t { Client, Origin, Difference, Location, Time };
    static constexpr std::size_t fields = 5;

    StoredRecord(const protocol::Record &record);
    [[nodiscard]] const char *text() const { return reinterpret_cast<const char *>(this + 1); }
    [[nodiscard]] QByteArrayView field(Field which) const;

    std::uint64_t m_hash;
    std::int64_t m_timeNs;
    std::uint64_t m_label;
    std::uint32_t m_ends[fields]; // of the fields, which stand behind this one after the other
};

} // namespace herdcore::node
