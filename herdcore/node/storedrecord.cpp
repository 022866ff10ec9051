// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/storedrecord.h"

#include "herdcore/protocol/parser.h"
#include "herdcore/protocol/repairlines.h"

#include <array>
#include <cstring>
#include <new>
#include <type_traits>

namespace herdcore::node {

using protocol::Record;

namespace {

// In the order of StoredRecord::Field.
std::array<QByteArrayView, 5> textsOf(const Record &record)
{
    return { record.client.bytes(), record.origin.bytes(), record.difference, record.location.text, record.time.text };
}

std::size_t textBytes(const Record &record)
{
    qsizetype bytes = 0;
    for (const QByteArrayView text : textsOf(record))
        bytes += text.size();
    return static_cast<std::size_t>(bytes);
}

// As glibc's allocator does it: eight bytes for itself, in multiples of sixteen.
std::size_t allocated(std::size_t bytes)
{
    return (bytes + 8 + 15) / 16 * 16;
}

QByteArray borrow(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size());
}

} // namespace

static_assert(std::is_trivially_destructible_v<StoredRecord>);

StoredRecord::StoredRecord(const Record &record)
    : m_hash(protocol::recordHash(record))
    , m_timeNs(record.time.ns)
    , m_label(record.label)
{
    char *to = reinterpret_cast<char *>(this + 1);
    std::uint32_t end = 0;
    std::size_t i = 0;
    for (const QByteArrayView text : textsOf(record)) {
        std::memcpy(to + end, text.data(), static_cast<std::size_t>(text.size()));
        end += static_cast<std::uint32_t>(text.size());
        m_ends[i++] = end;
    }
}

StoredRecord::Pointer StoredRecord::from(const Record &record)
{
    return Pointer(new (::operator new(sizeof(StoredRecord) + textBytes(record))) StoredRecord(record));
}

void StoredRecord::Free::operator()(StoredRecord *record) const
{
    ::operator delete(record);
}

std::size_t StoredRecord::bytesFor(const Record &record)
{
    return allocated(sizeof(StoredRecord) + textBytes(record));
}

std::size_t StoredRecord::bytes() const
{
    return allocated(sizeof(StoredRecord) + m_ends[fields - 1]);
}

QByteArrayView StoredRecord::field(Field which) const
{
    const auto i = static_cast<std::size_t>(which);
    const std::uint32_t begin = i == 0 ? 0 : m_ends[i - 1];
    return { text() + begin, static_cast<qsizetype>(m_ends[i] - begin) };
}

Record StoredRecord::record() const
{
    // It was a location when it came.
    auto location = protocol::parseLocation(field(Field::Location));
    return { base::ClientId(client().toByteArray()), base::ServerName(field(Field::Origin).toByteArray()),
        field(Field::Difference).toByteArray(), location ? std::move(location).value() : protocol::Location{},
        { field(Field::Time).toByteArray(), m_timeNs }, m_label };
}

Record StoredRecord::borrowed() const
{
    return { base::ClientId(borrow(client())), base::ServerName(borrow(field(Field::Origin))),
        borrow(field(Field::Difference)), { borrow(field(Field::Location)) }, { borrow(field(Field::Time)), m_timeNs },
        m_label };
}

} // namespace herdcore::node
