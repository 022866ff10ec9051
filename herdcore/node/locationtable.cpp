// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/locationtable.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>
#include <utility>

namespace herdcore::node {

using protocol::Bucket, protocol::Record;

namespace {

constexpr std::size_t recordsPerPiece = 8;
// What a slot takes, with its share of a piece and of what vectors keep in reserve.
constexpr std::size_t slotBytes = 32;
constexpr std::size_t ordinaryRecord = 256;

template <typename Slots> auto firstWithHash(Slots &slots, std::uint64_t clientHash)
{
    return std::lower_bound(slots.begin(), slots.end(), clientHash,
        [](const auto &slot, std::uint64_t hash) { return slot.clientHash < hash; });
}

// Where the client is, or where it would be.
template <typename Slots> auto placeOf(Slots &slots, std::uint64_t clientHash, QByteArrayView client)
{
    auto at = firstWithHash(slots, clientHash);
    while (at != slots.end() && at->clientHash == clientHash && at->record->client() < client)
        ++at;
    return at;
}

template <typename Slots> bool isAt(const Slots &slots, std::uint64_t clientHash, QByteArrayView client)
{
    const auto at = placeOf(slots, clientHash, client);
    return at != slots.end() && at->clientHash == clientHash && at->record->client() == client;
}

std::uint64_t nextLabel(std::uint64_t label)
{
    return label == std::numeric_limits<std::uint64_t>::max() ? label : label + 1;
}

} // namespace

LocationTable::LocationTable(const protocol::Dialect &order, std::size_t maxClients, std::size_t maxBytes)
    : m_order(order)
    , m_maxClients(maxClients)
    , m_maxBytes(maxBytes)
    , m_pieces(1)
{ }

LocationTable::Outcome LocationTable::merge(Record &record)
{
    const std::uint64_t clientHash = protocol::clientHash(record.client.bytes());
    Piece &piece = m_pieces[pieceOf(clientHash)];
    const auto at = placeOf(piece.slots, clientHash, record.client.bytes());
    const bool isKnown = isAt(piece.slots, clientHash, record.client.bytes());
    if (record.label == 0)
        record.label = isKnown ? nextLabel(at->record->label()) : 1;
    const std::size_t bytes = StoredRecord::bytesFor(record);
    if (!isKnown) {
        if (m_size >= m_maxClients || m_bytes + bytes + slotBytes > m_maxBytes)
            return Outcome::Full;
        const auto added = piece.slots.insert(at, { clientHash, StoredRecord::from(record) });
        piece.sum += added->record->hash();
        m_sum += added->record->hash();
        m_bytes += bytes + slotBytes;
        if (++m_size > m_pieces.size() * recordsPerPiece)
            growByOne();
        return Outcome::Fresh;
    }
    const Record held = at->record->borrowed();
    const bool isWinner = m_order.wins(record, held);
    const bool isSame = m_order.isSame(record, held);
    if (!isWinner && (isSame || !m_order.wins(held, record)))
        return Outcome::Duplicate;
    const bool conflict = !isSame && held.time.ns == record.time.ns && held.location.text != record.location.text;
    if (!isWinner)
        return conflict ? Outcome::StaleConflict : Outcome::Stale;
    const std::size_t before = at->record->bytes();
    if (bytes > before && m_bytes - before + bytes > m_maxBytes)
        return Outcome::Full;
    StoredRecord::Pointer winner = StoredRecord::from(record);
    const std::uint64_t change = winner->hash() - at->record->hash();
    piece.sum += change;
    m_sum += change;
    m_bytes += bytes - before;
    at->record = std::move(winner);
    return conflict ? Outcome::FreshConflict : Outcome::Fresh;
}

bool LocationTable::erase(QByteArrayView client)
{
    const std::uint64_t clientHash = protocol::clientHash(client);
    Piece &piece = m_pieces[pieceOf(clientHash)];
    if (!isAt(piece.slots, clientHash, client))
        return false;
    const auto at = placeOf(piece.slots, clientHash, client);
    piece.sum -= at->record->hash();
    m_sum -= at->record->hash();
    m_bytes -= at->record->bytes() + slotBytes;
    --m_size;
    piece.slots.erase(at);
    return true;
}

// The pieces are split in the order in which there are: piece 0 of n into 0 and n, then 1 into 1 and n + 1, and so on.
void LocationTable::growByOne()
{
    const std::size_t whole = wholePieces();
    const std::size_t split = m_pieces.size() - whole;
    Piece &added = m_pieces.emplace_back();
    Piece &piece = m_pieces[split];
    const auto leaves = [whole](const Slot &slot) {
        return (slot.clientHash & whole) != 0;
    };
    const auto first = std::stable_partition(
        piece.slots.begin(), piece.slots.end(), [&leaves](const Slot &slot) { return !leaves(slot); });
    added.slots.assign(std::make_move_iterator(first), std::make_move_iterator(piece.slots.end()));
    piece.slots.erase(first, piece.slots.end());
    for (const Slot &slot : added.slots)
        added.sum += slot.record->hash();
    piece.sum -= added.sum;
}

std::size_t LocationTable::wholePieces() const
{
    return std::bit_floor(m_pieces.size());
}

std::size_t LocationTable::pieceOf(std::uint64_t clientHash) const
{
    const std::size_t whole = wholePieces();
    const std::size_t piece = clientHash & (2 * whole - 1);
    return piece < m_pieces.size() ? piece : piece & (whole - 1);
}

std::optional<Record> LocationTable::find(const base::ClientId &client) const
{
    const StoredRecord *const held = stored(client);
    return held ? std::optional(held->record()) : std::nullopt;
}

const StoredRecord *LocationTable::stored(const base::ClientId &client) const
{
    const std::uint64_t clientHash = protocol::clientHash(client.bytes());
    const Slots &slots = m_pieces[pieceOf(clientHash)].slots;
    const auto at = placeOf(slots, clientHash, client.bytes());
    return isAt(slots, clientHash, client.bytes()) ? at->record.get() : nullptr;
}

bool LocationTable::isFull() const
{
    return m_size >= m_maxClients || m_bytes + ordinaryRecord > m_maxBytes;
}

// The pieces that hold nothing but this bucket's, or the one that holds all of the bucket and more.
template <typename Do> void LocationTable::forPieces(Bucket bucket, const Do &act) const
{
    if (bucket.of > wholePieces())
        return act(m_pieces[pieceOf(bucket.number)], true);
    for (std::size_t i = bucket.number; i < m_pieces.size(); i += bucket.of)
        act(m_pieces[i], false);
}

void LocationTable::forEachIn(Bucket bucket, const Visit &visit) const
{
    forPieces(bucket, [&](const Piece &piece, bool holdsMore) {
        for (const Slot &slot : piece.slots) {
            if (!holdsMore || bucket.holds(slot.clientHash))
                visit(*slot.record);
        }
    });
}

void LocationTable::forEachNamed(std::uint64_t clientHash, const Visit &visit) const
{
    const Slots &slots = m_pieces[pieceOf(clientHash)].slots;
    for (auto at = firstWithHash(slots, clientHash); at != slots.end() && at->clientHash == clientHash; ++at)
        visit(*at->record);
}

std::size_t LocationTable::countIn(Bucket bucket) const
{
    std::size_t count = 0;
    forPieces(bucket, [&](const Piece &piece, bool holdsMore) {
        const auto isIn = [bucket](const Slot &slot) {
            return bucket.holds(slot.clientHash);
        };
        count += holdsMore ? static_cast<std::size_t>(std::count_if(piece.slots.begin(), piece.slots.end(), isIn))
                           : piece.slots.size();
    });
    return count;
}

std::uint64_t LocationTable::sumOf(Bucket bucket) const
{
    std::uint64_t sum = 0;
    forPieces(bucket, [&](const Piece &piece, bool holdsMore) {
        if (!holdsMore) {
            sum += piece.sum;
            return;
        }
        for (const Slot &slot : piece.slots)
            sum += bucket.holds(slot.clientHash) ? slot.record->hash() : 0;
    });
    return sum;
}

std::vector<std::uint64_t> LocationTable::sums(Bucket within, std::uint32_t parts) const
{
    std::vector<std::uint64_t> sums(parts);
    for (std::uint32_t i = 0; i < parts; ++i)
        sums[i] = sumOf(within.part(i, parts));
    return sums;
}

} // namespace herdcore::node
