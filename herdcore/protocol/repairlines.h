// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/message.h"

#include <QByteArray>

#include <cstdint>
#include <vector>

namespace herdcore::protocol {

// How servers catch up after a fault. None: not at all, as the papers' herds. Push: the whole table on every link that
// comes up. Sync: sums are compared when a link comes up and every ten seconds, and what differs is exchanged.
enum class Repair { None, Push, Sync };

// The lines with which two of our own servers find out what one of them lacks (reliability.md section 2). The data
// itself always travels as ordinary AT lines.

// One of so many equal pieces of all clients there can be: those whose hash has these low bits.
struct Bucket {
    std::uint32_t number = 0;
    std::uint32_t of = 1; // a power of two

    [[nodiscard]] bool holds(std::uint64_t clientHash) const { return (clientHash & (of - 1)) == number; }
    [[nodiscard]] Bucket part(std::uint32_t i, std::uint32_t parts) const { return { number + of * i, of * parts }; }
    friend bool operator==(const Bucket &, const Bucket &) = default;
};
constexpr std::uint32_t maxBuckets = 1U << 30;

// SYNC 412 9f86d081884c7d65: I hold 412 clients, and this is the sum of their records' hashes.
struct Digest {
    std::uint64_t clients = 0;
    std::uint64_t sum = 0; // modulo 2^64, so that it depends on no order
    friend bool operator==(const Digest &, const Digest &) = default;
};
struct Sync {
    Digest digest;
    bool hasMore = false; // SYNC ... more: I compare, so do not begin anew, and say SYNC when you have answered
    bool isFull = false; // SYNC ... full: I have no room for clients that I do not know
};

// SUMS 256 9f86... 0 ...: the sums of all my 256 buckets, in order.
// SUMS 64/1024:3,17 9f86... 0 ...: of the buckets 3 and 17 of 1024, each in 64 parts.
struct BucketSums {
    std::uint32_t parts = 1; // of each bucket, a power of two
    std::vector<Bucket> within = { {} }; // at least one; all of the same number, rising
    std::vector<std::uint64_t> sums; // parts times within
};

// HAVE 1/1 kiwi=1520023934.918963997/5f1c lime=...: what I hold; with 1/1/256:3,17 only what falls into the buckets
// 3 and 17 of 256. Where it says 1/2, this is one of two parts.
struct Holding {
    base::ClientId client;
    std::int64_t timeNs = 0;
    std::uint16_t check = 0; // of the record's hash: tells apart what has the same time
};
struct Holdings {
    std::uint32_t part = 1; // 1 to parts
    std::uint32_t parts = 1;
    std::vector<Bucket> within = { {} }; // at least one; all of the same number, rising
    std::vector<Holding> held;
};

// FORGET kiwi=1520023934.918963997/5f1c lime=...: the user forgot exactly these records, so whoever holds them forgets
// them and passes it on. Part of no comparison: it is said at once, and to whoever tells of such a record again.

// The same on every machine and in every version: what two servers say of one record must be comparable.
[[nodiscard]] std::uint64_t recordHash(const Record &record);
[[nodiscard]] std::uint16_t recordCheck(std::uint64_t hash);
[[nodiscard]] std::uint64_t clientHash(QByteArrayView client);
[[nodiscard]] Holding holdingOf(const Record &record);

[[nodiscard]] bool isRepairLine(QByteArrayView line); // by its first word: SYNC, SUMS, HAVE, WANT or FORGET
[[nodiscard]] bool isForgetLine(QByteArrayView line); // of these, FORGET

[[nodiscard]] Parsed<Sync> parseSync(QByteArrayView line);
[[nodiscard]] Parsed<BucketSums> parseBucketSums(QByteArrayView line);
[[nodiscard]] Parsed<Holdings> parseHoldings(QByteArrayView line);
// WANT lime pear: send me these.
[[nodiscard]] Parsed<std::vector<base::ClientId>> parseWanted(QByteArrayView line);
[[nodiscard]] Parsed<std::vector<Holding>> parseForget(QByteArrayView line);

[[nodiscard]] QByteArray write(const Sync &sync);
[[nodiscard]] QByteArray write(const BucketSums &sums);
[[nodiscard]] QByteArray write(const Holdings &holdings);
[[nodiscard]] QByteArray writeWanted(const std::vector<base::ClientId> &clients);
[[nodiscard]] QByteArray writeForget(const std::vector<Holding> &records);

} // namespace herdcore::protocol
