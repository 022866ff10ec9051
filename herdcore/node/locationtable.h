// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/repairlines.h"

#include <QHash>

#include <cstddef>

namespace herdcore::node {

// What one server holds: the winning record of each client. Merging is commutative, associative and idempotent,
// because the dialect's order is total: the table does not depend on the order in which records arrive.
// A record that comes without a label gets the next one, for neighbours that go by labels.
class LocationTable
{
public:
    enum class Outcome {
        Fresh, // the table changed
        FreshConflict, // it changed, and what it held had the same time but another place
        Duplicate, // the very same record
        Stale, // what it holds wins
        StaleConflict, // what it holds wins, and has the same time but another place
        Full, // a new client, and there is no room for it
    };

    LocationTable(const protocol::Dialect &order, std::size_t maxClients)
        : m_order(order)
        , m_maxClients(maxClients)
    { }

    Outcome merge(protocol::Record record);

    [[nodiscard]] const protocol::Record *find(const base::ClientId &client) const; // valid until the next merge
    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(m_records.size()); }
    [[nodiscard]] const QHash<base::ClientId, protocol::Record> &records() const { return m_records; }
    // Kept up with each merge.
    [[nodiscard]] protocol::Digest digest() const { return { size(), m_sum }; }
    [[nodiscard]] protocol::BucketSums bucketSums(std::uint32_t buckets) const; // a power of two

private:
    const protocol::Dialect &m_order;
    std::size_t m_maxClients;
    QHash<base::ClientId, protocol::Record> m_records;
    std::uint64_t m_sum = 0;
};

} // namespace herdcore::node
