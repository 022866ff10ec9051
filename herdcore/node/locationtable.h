// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/storedrecord.h"
#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/repairlines.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace herdcore::node {

// What one server holds: the winning record of each client. Merging is commutative, associative and idempotent,
// because the dialect's order is total: the table does not depend on the order in which records arrive.
// A record that comes without a label gets the next one, for neighbours that go by labels.
//
// Two servers compare their tables piece by piece, so it is kept in pieces: by the low bits of the clients' hashes, as
// protocol::Bucket has them, with the sum of each piece. It grows one piece at a time: no input ever waits until a
// million records are moved. It never gets fewer pieces. In a piece records are in order, for anyone can make up names
// whose hashes have the same low bits.
class LocationTable
{
public:
    enum class Outcome {
        Fresh, // the table changed
        FreshConflict, // it changed, and what it held had the same time but another place
        Duplicate, // the very same record, or a rounded or re-spelt copy of it
        Stale, // what it holds wins
        StaleConflict, // what it holds wins, and has the same time but another place
        Full, // there is no room for it
    };
    using Visit = std::function<void(const StoredRecord &)>;

    // Holds at most so many clients, and so many bytes with everything that belongs to a record.
    LocationTable(const protocol::Dialect &order, std::size_t maxClients, std::size_t maxBytes);

    Outcome merge(protocol::Record &record); // gives it its label
    Outcome merge(protocol::Record &&record) { return merge(record); }

    bool erase(QByteArrayView client); // false: it was not there

    [[nodiscard]] std::optional<protocol::Record> find(const base::ClientId &client) const;
    // Null: it is not there. Valid until the next merge or erase.
    [[nodiscard]] const StoredRecord *stored(const base::ClientId &client) const;
    [[nodiscard]] bool contains(const base::ClientId &client) const { return stored(client) != nullptr; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    // Whether a client that it does not know would be refused, if its record were an ordinary one.
    [[nodiscard]] bool isFull() const;

    void forEach(const Visit &visit) const { forEachIn({ 0, 1 }, visit); }
    // Those in one bucket, and those whose name has that hash. A table may not change meanwhile.
    void forEachIn(protocol::Bucket bucket, const Visit &visit) const;
    void forEachNamed(std::uint64_t clientHash, const Visit &visit) const;
    [[nodiscard]] std::size_t countIn(protocol::Bucket bucket) const;

    // Kept up with each change.
    [[nodiscard]] protocol::Digest digest() const { return { size(), m_sum }; }
    [[nodiscard]] std::uint64_t sumOf(protocol::Bucket bucket) const;
    // Of the `parts` buckets that `within` falls into, a power of two.
    [[nodiscard]] std::vector<std::uint64_t> sums(protocol::Bucket within, std::uint32_t parts) const;

private:
    struct Slot {
        std::uint64_t clientHash;
        StoredRecord::Pointer record;
    };
    struct Piece {
        std::vector<Slot> slots; // by hash, then by name
        std::uint64_t sum = 0;
    };
    using Slots = std::vector<Slot>;

    [[nodiscard]] std::size_t pieceOf(std::uint64_t clientHash) const;
    [[nodiscard]] std::size_t wholePieces() const; // the greatest power of two of pieces that there are
    template <typename Do> void forPieces(protocol::Bucket bucket, const Do &act) const;
    void growByOne();

    const protocol::Dialect &m_order;
    const std::size_t m_maxClients;
    const std::size_t m_maxBytes;
    std::vector<Piece> m_pieces;
    std::size_t m_size = 0;
    std::size_t m_bytes = 0;
    std::uint64_t m_sum = 0;
};

} // namespace herdcore::node
