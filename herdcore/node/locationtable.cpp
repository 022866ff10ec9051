// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/locationtable.h"

namespace herdcore::node {

LocationTable::Outcome LocationTable::merge(protocol::Record record)
{
    const auto held = m_records.find(record.client);
    if (record.label == 0)
        record.label = held == m_records.end() ? 1 : held->label + 1;
    if (held == m_records.end()) {
        if (size() >= m_maxClients)
            return Outcome::Full;
        m_sum += protocol::recordHash(record);
        m_records.insert(record.client, record);
        return Outcome::Fresh;
    }
    if (!m_order.wins(record, *held) && !m_order.wins(*held, record))
        return Outcome::Duplicate;
    const bool conflict = held->time.ns == record.time.ns && held->location.text != record.location.text;
    if (!m_order.wins(record, *held))
        return conflict ? Outcome::StaleConflict : Outcome::Stale;
    m_sum += protocol::recordHash(record) - protocol::recordHash(*held);
    *held = record;
    return conflict ? Outcome::FreshConflict : Outcome::Fresh;
}

protocol::BucketSums LocationTable::bucketSums(std::uint32_t buckets) const
{
    protocol::BucketSums sums(buckets);
    for (const protocol::Record &record : m_records)
        sums[protocol::bucketOf(record.client, buckets)] += protocol::recordHash(record);
    return sums;
}

const protocol::Record *LocationTable::find(const base::ClientId &client) const
{
    const auto held = m_records.constFind(client);
    return held == m_records.cend() ? nullptr : &*held;
}

} // namespace herdcore::node
