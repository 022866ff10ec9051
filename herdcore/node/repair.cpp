// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/repair.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace herdcore::node {

using base::ClientId, base::ServerIndex;
using protocol::Digest, protocol::Holding, protocol::Holdings, protocol::BucketSums;

namespace {

constexpr std::uint64_t bucketsFrom = 1'000; // clients; up to here HAVE lists them all
constexpr std::uint64_t clientsPerBucket = 16;
constexpr qsizetype partBytes = 16 * 1024; // of HAVE and WANT: a quarter of the longest line
constexpr qsizetype longestListed = 32 * 1024; // a longer name is not listed; its record is simply sent

std::uint32_t bucketsFor(std::uint64_t clients)
{
    const std::uint64_t wanted = std::bit_ceil(clients / clientsPerBucket);
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, protocol::maxBuckets));
}

bool isIn(const ClientId &client, std::uint32_t buckets, const std::vector<std::uint32_t> &inBuckets)
{
    return buckets == 1 || std::binary_search(inBuckets.begin(), inBuckets.end(), protocol::bucketOf(client, buckets));
}

Holding holdingOf(const protocol::Record &record)
{
    return { record.client, record.time.ns, protocol::recordCheck(protocol::recordHash(record)) };
}

qsizetype bytesOf(const std::vector<ClientId> &clients)
{
    qsizetype bytes = 0;
    for (const ClientId &client : clients)
        bytes += client.bytes().size() + 1;
    return bytes;
}

QByteArrayList wantLines(const std::vector<ClientId> &clients)
{
    QByteArrayList lines;
    std::vector<ClientId> some;
    qsizetype bytes = 0;
    for (const ClientId &client : clients) {
        bytes += client.bytes().size() + 1;
        some.push_back(client);
        if (bytes < partBytes)
            continue;
        lines += protocol::writeWanted(some);
        some.clear();
        bytes = 0;
    }
    if (!some.empty())
        lines += protocol::writeWanted(some);
    return lines;
}

} // namespace

Repair::Repair(const LocationTable &table, base::ServerName self, RepairConfig config)
    : m_table(table)
    , m_self(std::move(self))
    , m_config(config)
    , m_random(config.seed)
{ }

void Repair::setMode(protocol::Repair mode, std::int64_t nowNs)
{
    m_config.mode = mode;
    for (auto &[neighbour, link] : m_links) {
        link.syncNs = nowNs;
        link.hasSynced = false; // it may have changed its mind as well
    }
}

Repair::Reply Repair::onLinkUp(ServerIndex neighbour, const base::ServerName &name, bool speaks, std::int64_t nowNs)
{
    if (speaks) {
        Link &link = m_links[neighbour] = {};
        link.answers = m_self < name;
        link.heardNs = nowNs;
        link.syncNs = nextSync(nowNs);
    }
    if (m_config.mode == protocol::Repair::None)
        return {};
    if (speaks && m_config.mode == protocol::Repair::Sync)
        return { { protocol::write(m_table.digest()) } };
    std::vector<const protocol::Record *> all;
    for (const protocol::Record &record : m_table.records())
        all.push_back(&record);
    std::sort(all.begin(), all.end(), [](const auto *a, const auto *b) { return a->time.ns < b->time.ns; });
    Reply reply;
    for (const protocol::Record *record : all)
        reply.records.push_back(record->client);
    return reply;
}

void Repair::onLinkDown(ServerIndex neighbour)
{
    m_links.erase(neighbour);
}

void Repair::onHeard(ServerIndex neighbour, std::int64_t nowNs)
{
    if (const auto link = m_links.find(neighbour); link != m_links.end())
        link->second.heardNs = nowNs;
}

protocol::Parsed<Repair::Reply> Repair::onLine(ServerIndex neighbour, QByteArrayView line)
{
    const auto found = m_links.find(neighbour);
    if (m_config.mode != protocol::Repair::Sync || found == m_links.end())
        return Reply{};
    Link &link = found->second;
    const auto answer = [](const auto &parsed, auto reply) -> protocol::Parsed<Reply> {
        if (!parsed)
            return parsed.error();
        return reply(*parsed);
    };
    if (line.startsWith("SYNC"))
        return answer(protocol::parseDigest(line), [&](const Digest &digest) { return onDigest(link, digest); });
    if (line.startsWith("SUMS"))
        return answer(protocol::parseBucketSums(line), [this](const BucketSums &sums) { return onBucketSums(sums); });
    if (line.startsWith("HAVE"))
        return answer(protocol::parseHoldings(line), [&](const Holdings &held) { return onHoldings(link, held); });
    return answer(protocol::parseWanted(line), [](const auto &wanted) { return Reply{ {}, wanted }; });
}

Repair::Reply Repair::onDigest(Link &link, const Digest &digest) const
{
    link.hasSynced = true;
    if (!link.answers || digest == m_table.digest())
        return {};
    const std::uint64_t clients = std::max<std::uint64_t>(digest.clients, m_table.size());
    if (clients <= bucketsFrom)
        return have(1, {});
    return { { protocol::write(m_table.bucketSums(bucketsFor(clients))) } };
}

Repair::Reply Repair::onBucketSums(const BucketSums &sums) const
{
    const auto buckets = static_cast<std::uint32_t>(sums.size());
    const BucketSums ours = m_table.bucketSums(buckets);
    std::vector<std::uint32_t> differing;
    for (std::uint32_t i = 0; i < buckets; ++i) {
        if (sums[i] != ours[i])
            differing.push_back(i);
    }
    if (buckets == 1)
        differing.clear(); // one bucket is all of the table
    return ours == sums ? Reply{} : have(buckets, differing);
}

// In parts, the last of which may list nothing; each says how many there are.
Repair::Reply Repair::have(std::uint32_t buckets, const std::vector<std::uint32_t> &inBuckets) const
{
    Reply reply;
    std::vector<Holdings> parts(1);
    qsizetype bytes = 0;
    for (const protocol::Record &record : m_table.records()) {
        if (!isIn(record.client, buckets, inBuckets))
            continue;
        const qsizetype size = record.client.bytes().size();
        if (size > longestListed) {
            reply.records.push_back(record.client);
            continue;
        }
        if (bytes > partBytes) {
            parts.emplace_back();
            bytes = 0;
        }
        parts.back().held.push_back(holdingOf(record));
        bytes += size + 30;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i].part = static_cast<std::uint32_t>(i + 1);
        parts[i].parts = static_cast<std::uint32_t>(parts.size());
        parts[i].buckets = buckets;
        parts[i].inBuckets = inBuckets;
        reply.lines += protocol::write(parts[i]);
    }
    return reply;
}

Repair::Reply Repair::onHoldings(Link &link, const Holdings &holdings) const
{
    if (holdings.part == 1) {
        link.listed.clear();
        link.wanted.clear();
        link.nextPart = 1;
    }
    if (holdings.part != link.nextPart)
        return {}; // one was lost; the next SYNC begins again
    ++link.nextPart;
    Reply reply;
    for (const Holding &holding : holdings.held)
        compare(link, holding, reply);
    const bool isLast = holdings.part == holdings.parts;
    // Not kept until the end: there may be no end.
    if (isLast || bytesOf(link.wanted) >= partBytes)
        reply.lines = wantLines(std::exchange(link.wanted, {}));
    if (!isLast)
        return reply;
    for (const protocol::Record &record : m_table.records()) {
        const bool isCovered = holdings.buckets == 1 || isIn(record.client, holdings.buckets, holdings.inBuckets);
        if (isCovered && !link.listed.contains(record.client))
            reply.records.push_back(record.client);
    }
    link.nextPart = 0;
    link.listed.clear();
    return reply;
}

void Repair::compare(Link &link, const Holding &holding, Reply &reply) const
{
    const protocol::Record *ours = m_table.find(holding.client);
    if (ours)
        link.listed.insert(holding.client);
    const bool isConflict = ours && ours->time.ns == holding.timeNs && holdingOf(*ours).check != holding.check;
    if (ours && (ours->time.ns > holding.timeNs || isConflict))
        reply.records.push_back(holding.client);
    if (!ours || ours->time.ns < holding.timeNs || isConflict)
        link.wanted.push_back(holding.client);
}

std::int64_t Repair::nextNs() const
{
    std::int64_t next = std::numeric_limits<std::int64_t>::max();
    if (m_config.mode != protocol::Repair::Sync)
        return next;
    for (const auto &[neighbour, link] : m_links) {
        next = std::min(next, link.syncNs);
        if (link.hasSynced)
            next = std::min(next, link.heardNs + patienceNs());
    }
    return next;
}

std::vector<Repair::Due> Repair::onTimer(std::int64_t nowNs)
{
    std::vector<Due> due;
    if (m_config.mode != protocol::Repair::Sync)
        return due;
    for (auto &[neighbour, link] : m_links) {
        if (isDead(link, nowNs)) {
            due.push_back({ neighbour, true, {} });
        } else if (nowNs >= link.syncNs) {
            due.push_back({ neighbour, false, protocol::write(m_table.digest()) });
            link.syncNs = nextSync(nowNs);
        }
    }
    return due;
}

bool Repair::isDead(const Link &link, std::int64_t nowNs) const
{
    return link.hasSynced && nowNs - link.heardNs >= patienceNs();
}

std::int64_t Repair::nextSync(std::int64_t nowNs)
{
    m_random = m_random * 6364136223846793005 + 1442695040888963407;
    const double chance = static_cast<double>(m_random >> 11) / static_cast<double>(1ULL << 53);
    return nowNs + static_cast<std::int64_t>(static_cast<double>(m_config.periodNs) * (0.8 + 0.4 * chance));
}

} // namespace herdcore::node
