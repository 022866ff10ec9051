// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/outbox.h"

#include <algorithm>

namespace herdcore::node {

using protocol::Bucket;

namespace {

constexpr std::size_t openedAtOnce = 256; // records of a bucket

bool isWithin(Bucket inner, Bucket outer)
{
    return outer.of <= inner.of && outer.holds(inner.number);
}

} // namespace

void Outbox::add(std::uint64_t clientHash)
{
    if (m_isNamed.contains(clientHash) || isWholeTable())
        return;
    if (m_named.size() >= maxNamed)
        return add(Bucket());
    m_isNamed.insert(clientHash);
    m_named.push_back(clientHash);
}

void Outbox::add(Bucket bucket)
{
    const auto covers = [bucket](Bucket other) {
        return isWithin(bucket, other);
    };
    if (std::any_of(m_buckets.begin(), m_buckets.end(), covers))
        return;
    if (bucket == Bucket() || m_buckets.size() >= maxBuckets) {
        clear();
        bucket = {};
    }
    m_buckets.push_back(bucket);
}

void Outbox::take(Outbox &other)
{
    for (const std::uint64_t hash : other.m_named)
        add(hash);
    for (const Bucket bucket : other.m_buckets)
        add(bucket);
    other.clear();
}

void Outbox::clear()
{
    m_named.clear();
    m_isNamed.clear();
    m_buckets.clear();
}

void Outbox::takeNext(const LocationTable &table, const LocationTable::Visit &visit)
{
    while (m_named.empty() && !m_buckets.empty()) {
        const Bucket bucket = m_buckets.front();
        m_buckets.pop_front();
        open(table, bucket);
    }
    if (m_named.empty())
        return;
    const std::uint64_t next = m_named.front();
    m_named.pop_front();
    m_isNamed.erase(next);
    table.forEachNamed(next, visit);
}

// In halves while it is large.
void Outbox::open(const LocationTable &table, Bucket bucket)
{
    if (bucket.of < protocol::maxBuckets && table.countIn(bucket) > openedAtOnce) {
        m_buckets.push_front(bucket.part(1, 2));
        m_buckets.push_front(bucket.part(0, 2));
        return;
    }
    table.forEachIn(bucket, [this](const StoredRecord &record) {
        const std::uint64_t hash = protocol::clientHash(record.client());
        if (m_isNamed.insert(hash).second)
            m_named.push_back(hash);
    });
}

} // namespace herdcore::node
