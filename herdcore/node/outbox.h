// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/locationtable.h"

#include <cstdint>
#include <deque>
#include <unordered_set>

namespace herdcore::node {

// The clients whose records one neighbour is still to be sent, in the order in which they came to wait: some by the
// hashes of their names, and whole buckets of the table, which are looked into when it is their turn. No queue of
// lines: what changes ten times while a link is slow is sent once, as it is then. It takes no more than some
// megabytes, however large the table is and whatever the neighbour asks for.
class Outbox
{
public:
    static constexpr std::size_t maxNamed = 65'536;
    static constexpr std::size_t maxBuckets = 1'024;

    // Beyond maxNamed, or maxBuckets, all of the table waits.
    void add(std::uint64_t clientHash);
    void add(protocol::Bucket bucket);
    void take(Outbox &other); // all of it
    void clear();

    [[nodiscard]] bool isEmpty() const { return m_named.empty() && m_buckets.empty(); }
    [[nodiscard]] bool isWholeTable() const { return !m_buckets.empty() && m_buckets.front() == protocol::Bucket(); }

    // The records that come next: one, or those that share its hash, or none where they are gone from the table.
    void takeNext(const LocationTable &table, const LocationTable::Visit &visit);

private:
    void open(const LocationTable &table, protocol::Bucket bucket);

    std::deque<std::uint64_t> m_named;
    std::unordered_set<std::uint64_t> m_isNamed;
    std::deque<protocol::Bucket> m_buckets; // none within another
};

} // namespace herdcore::node
