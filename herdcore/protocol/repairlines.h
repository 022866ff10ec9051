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

// SYNC 412 9f86d081884c7d65: I hold 412 clients, and this is the sum of their records' hashes.
struct Digest {
    std::uint64_t clients = 0;
    std::uint64_t sum = 0; // modulo 2^64, so that it depends on no order
    friend bool operator==(const Digest &, const Digest &) = default;
};

// SUMS 256 9f86... 0 ...: the sums of my buckets, all of them, in order. A large table says so in place of HAVE.
using BucketSums = std::vector<std::uint64_t>;

// HAVE 1/2 kiwi=1520023934.918963997/5f1c lime=...: one part of what I hold; with 1/2/256:3,17 only what falls into the
// buckets 3 and 17 of 256.
struct Holding {
    base::ClientId client;
    std::int64_t timeNs = 0;
    std::uint16_t check = 0; // of the record's hash: tells apart what has the same time
};
struct Holdings {
    std::uint32_t part = 1; // 1 to parts
    std::uint32_t parts = 1;
    std::uint32_t buckets = 1; // 1: all of the table
    std::vector<std::uint32_t> inBuckets; // rising; empty where there is one
    std::vector<Holding> held;
};

constexpr std::uint32_t maxBuckets = 1024;

// The same on every machine and in every version: what two servers say of one record must be comparable.
[[nodiscard]] std::uint64_t recordHash(const Record &record);
[[nodiscard]] std::uint16_t recordCheck(std::uint64_t hash);
[[nodiscard]] std::uint32_t bucketOf(const base::ClientId &client, std::uint32_t buckets); // a power of two

[[nodiscard]] bool isRepairLine(QByteArrayView line); // by its first word: SYNC, SUMS, HAVE or WANT

[[nodiscard]] Parsed<Digest> parseDigest(QByteArrayView line);
[[nodiscard]] Parsed<BucketSums> parseBucketSums(QByteArrayView line);
[[nodiscard]] Parsed<Holdings> parseHoldings(QByteArrayView line);
// WANT lime pear: send me these.
[[nodiscard]] Parsed<std::vector<base::ClientId>> parseWanted(QByteArrayView line);

[[nodiscard]] QByteArray write(const Digest &digest);
[[nodiscard]] QByteArray write(const BucketSums &sums);
[[nodiscard]] QByteArray write(const Holdings &holdings);
[[nodiscard]] QByteArray writeWanted(const std::vector<base::ClientId> &clients);

} // namespace herdcore::protocol
