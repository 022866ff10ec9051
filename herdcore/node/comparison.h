// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/flooding.h"
#include "herdcore/protocol/repairlines.h"

#include <QByteArrayList>

#include <deque>
#include <optional>

namespace herdcore::node {

// What of two tables is still to be compared, at the end that describes its own: a list of the buckets that differ, as
// far as is known. They are described some at a time, large ones by the sums of their parts and small ones by what they
// hold; what has become equal meanwhile is passed over. Holds no record and at most some thousand buckets.
class Comparison
{
public:
    explicit Comparison(const LocationTable &table)
        : m_table(table)
    { }

    // The neighbour's sums: what differs from ours is to be described, from the bucket `first` on and then from 0.
    void add(const protocol::BucketSums &theirs, std::uint32_t first = 0);
    void clear() { m_todo.clear(); }
    [[nodiscard]] bool isDone() const { return m_todo.empty(); }

    // Says no more than the neighbour can be expected to answer with so many records: SUMS and HAVE lines.
    // What cannot be listed is simply to be sent.
    struct Batch {
        QByteArrayList lines;
        ToSend unlisted;
    };
    [[nodiscard]] Batch next(std::uint64_t theirClients);
    // One HAVE of all there is; nothing when that would be too long for one line.
    [[nodiscard]] std::optional<Batch> everything() const;

private:
    struct Todo {
        protocol::Bucket bucket;
        std::optional<std::uint64_t> theirSum;
    };
    struct Draft; // of a batch
    struct Listing;

    void describe(const Todo &todo, Draft &draft);
    [[nodiscard]] Listing listing(protocol::Bucket bucket) const;

    const LocationTable &m_table;
    std::deque<Todo> m_todo;
};

} // namespace herdcore::node
