// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/repair.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace herdcore::node {

using base::ClientId, base::ServerIndex;
using protocol::BucketSums, protocol::Digest, protocol::Holding, protocol::Holdings, protocol::Sync;

namespace {

constexpr std::uint64_t bucketsFrom = 1'000; // clients; up to here HAVE lists them all, if it can
constexpr std::uint64_t clientsPerBucket = 16;
constexpr std::uint32_t mostBuckets = 1'024; // in one line
constexpr std::int64_t fullPeriods = 6; // between comparisons with a server that has no room for more
constexpr std::size_t muchMore = 1'000; // clients
constexpr std::size_t fewUnlisted = 64; // what a bucket may hold beyond what is listed and be looked through at once

std::uint32_t bucketsFor(std::uint64_t clients)
{
    const std::uint64_t wanted = std::bit_ceil(clients / clientsPerBucket);
    return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(wanted, 2, mostBuckets));
}

} // namespace

// Of what a neighbour has listed.
struct Repair::Differing {
    std::vector<ClientId> wanted;
    std::vector<Holding> forgotten;
    ToSend records; // that are newer here
};

Repair::Repair(const LocationTable &table, const Forgetting &forgetting, base::ServerName self, RepairConfig config)
    : m_table(table)
    , m_forgetting(forgetting)
    , m_self(std::move(self))
    , m_config(config)
    , m_random(config.seed)
{ }

void Repair::setMode(protocol::Repair mode, std::int64_t nowNs)
{
    m_config.mode = mode;
    for (auto &[neighbour, link] : m_links) {
        link.syncNs = nowNs;
        link.nextBeginNs = nowNs;
        link.syncByNs = std::numeric_limits<std::int64_t>::max();
        link.hasSynced = false; // it may have changed its mind as well
        link.foreignSyncs = 0;
        if (mode != protocol::Repair::Sync)
            link.comparison.clear();
    }
}

Repair::Reply Repair::onLinkUp(ServerIndex neighbour, const base::ServerName &name, bool speaks, std::int64_t nowNs)
{
    Reply reply;
    const bool compares = speaks && m_config.mode == protocol::Repair::Sync;
    if (speaks) {
        m_links.erase(neighbour);
        Link &link = m_links.emplace(neighbour, m_table).first->second;
        link.answers = m_self < name;
        const std::uint64_t pair = protocol::clientHash(name.bytes()) ^ protocol::clientHash(m_self.bytes());
        link.firstBucket = static_cast<std::uint32_t>(pair);
        link.heardNs = nowNs;
        link.syncNs = nextSync(nowNs);
        if (compares) {
            reply.lines += syncLine(link);
            link.syncByNs = nowNs + patienceNs(); // who greets answers with SYNC, whatever its own mode is
        }
    }
    reply.records.everything = !compares && m_config.mode != protocol::Repair::None;
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

protocol::Parsed<Repair::Reply> Repair::onLine(ServerIndex neighbour, QByteArrayView line, std::int64_t nowNs)
{
    const auto found = m_links.find(neighbour);
    if (found == m_links.end())
        return Reply{};
    Link &link = found->second;
    const auto answer = [](const auto &parsed, auto reply) -> protocol::Parsed<Reply> {
        if (!parsed)
            return parsed.error();
        return reply(*parsed);
    };
    if (line.startsWith("SYNC"))
        return answer(protocol::parseSync(line), [&](const Sync &sync) { return onSync(link, sync, nowNs); });
    if (line.startsWith("SUMS"))
        return answer(
            protocol::parseBucketSums(line), [&](const BucketSums &sums) { return onBucketSums(link, sums); });
    if (line.startsWith("HAVE"))
        return answer(protocol::parseHoldings(line), [&](const Holdings &held) { return onHoldings(link, held); });
    return answer(protocol::parseWanted(line), [this](const auto &wanted) {
        Reply reply;
        for (const ClientId &client : wanted) {
            if (m_table.contains(client)) // a neighbour may ask for anything
                reply.records.clientHashes.push_back(protocol::clientHash(client.bytes()));
        }
        return reply;
    });
}

Repair::Reply Repair::onSync(Link &link, const Sync &sync, std::int64_t nowNs)
{
    link.hasSynced = true;
    link.syncByNs = std::numeric_limits<std::int64_t>::max();
    link.theirClients = sync.digest.clients;
    link.isTheirsFull = sync.isFull;
    link.isAwaited = false;
    link.awaitsUs |= sync.hasMore;
    if (sync.digest == m_table.digest())
        link.comparison.clear();
    Reply reply;
    if (m_config.mode != protocol::Repair::Sync) {
        ++link.foreignSyncs;
        // Often enough to be taken for alive, and never answered with another one at once.
        if (nowNs - link.repliedNs >= m_config.periodNs / 2 || link.foreignSyncs == 1) {
            link.repliedNs = nowNs;
            reply.lines += syncLine(link);
        }
    }
    if (mayBegin(link, sync, nowNs)) {
        Reply answer = begin(link);
        reply.lines += answer.lines;
        reply.records = std::move(answer.records);
    }
    return reply;
}

bool Repair::mayBegin(Link &link, const Sync &sync, std::int64_t nowNs)
{
    const Digest ours = m_table.digest();
    const bool isUnderWay = sync.hasMore || !link.comparison.isDone();
    if (!link.answers || sync.digest == ours || isUnderWay || nowNs < link.nextBeginNs)
        return false;
    // Where nothing came of it, and nothing has changed since, it is tried ever more seldom.
    const bool isSame = ours == link.ours && sync.digest == link.theirs;
    link.fruitless = isSame ? std::min(link.fruitless + 1, 4) : 0;
    link.ours = ours;
    link.theirs = sync.digest;
    const std::int64_t half = m_config.periodNs / 2;
    const bool isFull = sync.isFull || m_table.isFull();
    const std::int64_t periods = isFull ? fullPeriods : link.fruitless > 1 ? 1 << (link.fruitless - 1) : 1;
    link.nextBeginNs = nowNs + (periods - 1) * m_config.periodNs + half;
    return true;
}

Repair::Reply Repair::begin(Link &link) const
{
    const std::uint64_t clients = std::max<std::uint64_t>(link.theirClients, m_table.size());
    if (clients <= bucketsFrom) {
        if (auto all = link.comparison.everything())
            return { std::move(all->lines), std::move(all->unlisted) };
    }
    const std::uint32_t buckets = bucketsFor(clients);
    return { { protocol::write(BucketSums{ buckets, { {} }, m_table.sums({}, buckets) }) } };
}

Repair::Reply Repair::onBucketSums(Link &link, const BucketSums &sums) const
{
    const bool isOfAll = sums.within.front() == protocol::Bucket();
    if (isOfAll)
        link.comparison.clear();
    link.comparison.add(sums, isOfAll ? link.firstBucket & (sums.parts - 1) : 0);
    return {};
}

Repair::Reply Repair::onHoldings(Link &link, const Holdings &holdings) const
{
    if (holdings.part == 1) {
        link.listed.clear();
        link.nextPart = 1;
    }
    if (holdings.part != link.nextPart)
        return {}; // one was lost; the next SYNC begins again
    ++link.nextPart;
    Differing differing;
    for (const Holding &holding : holdings.held) {
        compare(holding, differing);
        if (m_table.contains(holding.client))
            link.listed.insert(holding.client);
    }
    Reply reply{ {}, std::move(differing.records) };
    if (!differing.forgotten.empty())
        reply.lines += protocol::writeForget(differing.forgotten);
    if (!differing.wanted.empty())
        reply.lines += protocol::writeWanted(differing.wanted);
    if (holdings.part != holdings.parts)
        return reply;
    sendUnlisted(link, holdings, reply.records);
    link.nextPart = 0;
    link.listed.clear();
    return reply;
}

void Repair::compare(const Holding &holding, Differing &differing) const
{
    const bool isForgotten = m_forgetting.isForgotten(holding);
    if (isForgotten)
        differing.forgotten.push_back(holding);
    const StoredRecord *ours = m_table.stored(holding.client);
    // Of two spellings of one report the later time need not be the one that stays: both ends see both.
    const bool isConflict = ours && protocol::mayBeRounded(ours->timeNs(), holding.timeNs)
        && protocol::recordCheck(ours->hash()) != holding.check;
    // Once it has forgotten that, it holds nothing of the client.
    if (ours && (ours->timeNs() > holding.timeNs || isConflict || isForgotten))
        differing.records.clientHashes.push_back(protocol::clientHash(holding.client.bytes()));
    const bool hasRoom = (ours || !m_table.isFull()) && !isForgotten;
    if (hasRoom && (!ours || ours->timeNs() < holding.timeNs || isConflict))
        differing.wanted.push_back(holding.client);
}

// What the neighbour has not listed it does not have; and would refuse, if it has no room.
void Repair::sendUnlisted(const Link &link, const Holdings &holdings, ToSend &records) const
{
    if (link.isTheirsFull)
        return;
    const auto listed = static_cast<std::size_t>(link.listed.size());
    for (const protocol::Bucket bucket : holdings.within) {
        if (m_table.countIn(bucket) > fewUnlisted + 4 * listed) {
            records.buckets.push_back(bucket);
            continue;
        }
        m_table.forEachIn(bucket, [&](const StoredRecord &record) {
            const QByteArrayView name = record.client();
            const ClientId borrowed(QByteArray::fromRawData(name.data(), name.size()));
            if (!link.listed.contains(borrowed))
                records.clientHashes.push_back(protocol::clientHash(name));
        });
    }
}

Repair::Reply Repair::onIdle(ServerIndex neighbour)
{
    const auto found = m_links.find(neighbour);
    if (found == m_links.end())
        return {};
    Link &link = found->second;
    if (!link.isAwaited && !link.comparison.isDone()) {
        Comparison::Batch batch = link.comparison.next(link.theirClients);
        link.isAwaited = !batch.lines.isEmpty();
        if (link.isAwaited)
            return { batch.lines + QByteArrayList{ syncLine(link) }, std::move(batch.unlisted) };
    }
    if (!std::exchange(link.awaitsUs, false))
        return {};
    return { { syncLine(link) } };
}

bool Repair::isFilling(ServerIndex neighbour) const
{
    const auto found = m_links.find(neighbour);
    return found != m_links.end() && m_config.mode == protocol::Repair::Sync
        && found->second.theirClients > m_table.size() + muchMore;
}

Repair::Reply Repair::compareAnew(ServerIndex neighbour, std::int64_t nowNs)
{
    const auto found = m_links.find(neighbour);
    if (found == m_links.end() || m_config.mode != protocol::Repair::Sync) {
        Reply everything;
        everything.records.everything = true;
        return everything;
    }
    Link &link = found->second;
    link.nextBeginNs = nowNs;
    return { { syncLine(link) } };
}

bool Repair::takeDiffers(ServerIndex neighbour)
{
    constexpr int noChance = 2; // one may have been under way when the user changed this server's kind
    const auto found = m_links.find(neighbour);
    if (found == m_links.end() || found->second.foreignSyncs != noChance)
        return false;
    ++found->second.foreignSyncs;
    return true;
}

QByteArray Repair::syncLine(const Link &link) const
{
    return protocol::write(Sync{ m_table.digest(), !link.comparison.isDone() || link.isAwaited, m_table.isFull() });
}

std::int64_t Repair::nextNs() const
{
    std::int64_t next = std::numeric_limits<std::int64_t>::max();
    if (m_config.mode != protocol::Repair::Sync)
        return next;
    for (const auto &[neighbour, link] : m_links) {
        next = std::min({ next, link.syncNs, link.syncByNs });
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
            due.push_back({ neighbour, false, syncLine(link) });
            link.syncNs = nextSync(nowNs);
        }
    }
    return due;
}

bool Repair::isDead(const Link &link, std::int64_t nowNs) const
{
    return nowNs >= link.syncByNs || (link.hasSynced && nowNs - link.heardNs >= patienceNs());
}

std::int64_t Repair::nextSync(std::int64_t nowNs)
{
    m_random = m_random * 6364136223846793005 + 1442695040888963407;
    const double chance = static_cast<double>(m_random >> 11) / static_cast<double>(1ULL << 53);
    return nowNs + static_cast<std::int64_t>(static_cast<double>(m_config.periodNs) * (0.8 + 0.4 * chance));
}

} // namespace herdcore::node
