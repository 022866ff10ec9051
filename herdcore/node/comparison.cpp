// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/comparison.h"

#include <algorithm>
#include <utility>

namespace herdcore::node {

using protocol::Bucket, protocol::BucketSums, protocol::Holding, protocol::Holdings;

namespace {

constexpr std::size_t mostTodo = 16'384; // what is beyond differs still when the tables are compared next
constexpr std::size_t listedUpTo = 64; // records of a bucket; of more, the sums of its parts are told
constexpr std::uint32_t parts = 64;
constexpr qsizetype lineBytes = 16 * 1024; // a quarter of the longest line
constexpr qsizetype longestListed = 32 * 1024; // a longer name is not listed; its record is simply sent
constexpr qsizetype batchBytes = 32 * 1024;
constexpr std::uint64_t batchRecords = 16'384; // while they travel, another neighbour may send the next ones

Holding holdingOf(const StoredRecord &record)
{
    return { base::ClientId(record.client().toByteArray()), record.timeNs(), protocol::recordCheck(record.hash()) };
}

} // namespace

struct Comparison::Listing {
    std::vector<Holding> held;
    std::vector<std::uint64_t> unlisted; // by hash
    qsizetype bytes = 0;
};

// One line of each kind is under way: a bucket is added to it if it can be, and otherwise the line is finished.
struct Comparison::Draft {
    Batch batch;
    BucketSums sums{ parts, {}, {} };
    Holdings have{ 1, 1, {}, {} };
    qsizetype haveBytes = 0;
    qsizetype bytes = 0;
    std::uint64_t records = 0;

    static bool fitsBehind(const std::vector<Bucket> &line, Bucket bucket)
    {
        return line.empty() || (line.back().of == bucket.of && line.back().number < bucket.number);
    }

    void addSums(Bucket bucket, const std::vector<std::uint64_t> &more)
    {
        constexpr std::size_t sumsInLine = lineBytes / 17;
        if (!fitsBehind(sums.within, bucket) || sums.sums.size() + more.size() > sumsInLine)
            finishSums();
        sums.within.push_back(bucket);
        sums.sums.insert(sums.sums.end(), more.begin(), more.end());
        bytes += static_cast<qsizetype>(more.size()) * 17;
    }

    void addListing(Bucket bucket, Listing listing)
    {
        if (!fitsBehind(have.within, bucket) || (haveBytes > 0 && haveBytes + listing.bytes > lineBytes))
            finishHave();
        have.within.push_back(bucket);
        have.held.insert(have.held.end(), std::make_move_iterator(listing.held.begin()),
            std::make_move_iterator(listing.held.end()));
        batch.unlisted.clientHashes.insert(
            batch.unlisted.clientHashes.end(), listing.unlisted.begin(), listing.unlisted.end());
        haveBytes += listing.bytes + 8;
        bytes += listing.bytes + 8;
    }

    void finishSums()
    {
        if (!sums.within.empty())
            batch.lines += protocol::write(sums);
        sums = { parts, {}, {} };
    }

    void finishHave()
    {
        if (!have.within.empty())
            batch.lines += protocol::write(have);
        have = { 1, 1, {}, {} };
        haveBytes = 0;
    }
};

void Comparison::add(const BucketSums &theirs, std::uint32_t first)
{
    std::vector<Todo> differing;
    for (std::size_t i = 0; i < theirs.sums.size(); ++i) {
        const auto part = static_cast<std::uint32_t>(i % theirs.parts);
        const Bucket bucket = theirs.within[i / theirs.parts].part(part, theirs.parts);
        if (m_table.sumOf(bucket) != theirs.sums[i])
            differing.push_back({ bucket, theirs.sums[i] });
    }
    std::sort(differing.begin(), differing.end(),
        [](const Todo &a, const Todo &b) { return a.bucket.number < b.bucket.number; });
    const auto begin = std::find_if(
        differing.begin(), differing.end(), [first](const Todo &todo) { return todo.bucket.number >= first; });
    std::rotate(differing.begin(), begin, differing.end());
    const std::size_t room = mostTodo - std::min(mostTodo, m_todo.size());
    differing.resize(std::min(room, differing.size()));
    m_todo.insert(m_todo.end(), differing.begin(), differing.end());
}

Comparison::Batch Comparison::next(std::uint64_t theirClients)
{
    Draft draft;
    while (!m_todo.empty() && draft.bytes < batchBytes && draft.records < batchRecords) {
        const Todo todo = m_todo.front();
        m_todo.pop_front();
        if (todo.theirSum && m_table.sumOf(todo.bucket) == *todo.theirSum)
            continue;
        describe(todo, draft);
        draft.records += theirClients / todo.bucket.of + 1;
    }
    draft.finishSums();
    draft.finishHave();
    return std::move(draft.batch);
}

void Comparison::describe(const Todo &todo, Draft &draft)
{
    const bool isDivisible = todo.bucket.of <= protocol::maxBuckets / parts;
    if (isDivisible && m_table.countIn(todo.bucket) > listedUpTo)
        return draft.addSums(todo.bucket, m_table.sums(todo.bucket, parts));
    Listing listed = listing(todo.bucket);
    if (isDivisible && listed.bytes > lineBytes && listed.held.size() > 1) {
        m_todo.push_front({ todo.bucket.part(1, 2), {} });
        m_todo.push_front({ todo.bucket.part(0, 2), {} });
        return;
    }
    // Names made up to have the same hash cannot be told apart by dividing.
    while (listed.bytes > lineBytes && listed.held.size() > 1) {
        listed.bytes -= listed.held.back().client.bytes().size() + 30;
        listed.unlisted.push_back(protocol::clientHash(listed.held.back().client.bytes()));
        listed.held.pop_back();
    }
    draft.addListing(todo.bucket, std::move(listed));
}

Comparison::Listing Comparison::listing(Bucket bucket) const
{
    Listing listing;
    m_table.forEachIn(bucket, [&listing](const StoredRecord &record) {
        if (record.client().size() > longestListed) {
            listing.unlisted.push_back(protocol::clientHash(record.client()));
            return;
        }
        listing.held.push_back(holdingOf(record));
        listing.bytes += record.client().size() + 30;
    });
    return listing;
}

std::optional<Comparison::Batch> Comparison::everything() const
{
    Listing all = listing({});
    if (all.bytes > lineBytes && all.held.size() > 1)
        return std::nullopt;
    return Batch{ { protocol::write(Holdings{ 1, 1, { {} }, std::move(all.held) }) }, { std::move(all.unlisted), {} } };
}

} // namespace herdcore::node
