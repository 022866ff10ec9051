// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/repairlines.h"

#include "herdcore/base/time.h"
#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/grammar.h"
#include "herdcore/protocol/parser.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>
#include <optional>

namespace herdcore::protocol {

using base::ClientId, base::Reason;

namespace {

// More fields than a line of 64 KiB can have.
constexpr qsizetype allFields = 1 << 16;
constexpr std::uint32_t mostParts = 1024; // of a bucket, in one line

Rejection bad(QByteArrayView what)
{
    return { Reason::BadRepairLine, what.toByteArray() };
}

template <typename Number> std::optional<Number> numberIn(QByteArrayView text, int base = 10)
{
    Number number = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), number, base);
    return error == std::errc() && end == text.end() && !text.isEmpty() ? std::optional(number) : std::nullopt;
}

// Takes what stands before the mark, or all that is left.
QByteArrayView takeUntil(QByteArrayView &text, char mark)
{
    const qsizetype at = text.indexOf(mark);
    const QByteArrayView taken = at < 0 ? text : text.first(at);
    text = at < 0 ? QByteArrayView() : text.sliced(at + 1);
    return taken;
}

// FNV-1a, and a finisher that spreads its weak low bits: sums of raw FNV hashes would cancel out too easily.
std::uint64_t hashOf(QByteArrayView bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
    return hash ^ (hash >> 31);
}

// 256:3,17
std::optional<std::vector<Bucket>> parseBuckets(QByteArrayView text)
{
    const auto of = numberIn<std::uint32_t>(takeUntil(text, ':'));
    if (!of || *of > maxBuckets || !std::has_single_bit(*of))
        return std::nullopt;
    if (*of == 1)
        return text.isEmpty() ? std::optional(std::vector{ Bucket() }) : std::nullopt;
    std::vector<Bucket> buckets;
    while (!text.isEmpty()) {
        const auto number = numberIn<std::uint32_t>(takeUntil(text, ','));
        if (!number || *number >= *of || (!buckets.empty() && *number <= buckets.back().number))
            return std::nullopt;
        buckets.push_back({ *number, *of });
    }
    return buckets.empty() ? std::nullopt : std::optional(buckets);
}

// 1/2 or 1/2/256:3,17
bool parseExtent(QByteArrayView text, Holdings &holdings)
{
    const auto part = numberIn<std::uint32_t>(takeUntil(text, '/'));
    const auto parts = numberIn<std::uint32_t>(takeUntil(text, '/'));
    if (!part || !parts || *part < 1 || *part > *parts)
        return false;
    holdings.part = *part;
    holdings.parts = *parts;
    if (text.isEmpty())
        return true;
    auto buckets = parseBuckets(text);
    if (!buckets)
        return false;
    holdings.within = std::move(*buckets);
    return true;
}

QByteArray inWords(const std::vector<Bucket> &buckets)
{
    QByteArray text = '/' + QByteArray::number(buckets.front().of);
    char mark = ':';
    for (const Bucket bucket : buckets) {
        text += mark + QByteArray::number(bucket.number);
        mark = ',';
    }
    return text;
}

// kiwi=1520023934.918963997/5f1c, where the client's name may hold = and / as well
std::optional<Holding> parseHolding(QByteArrayView text)
{
    const qsizetype slash = text.lastIndexOf('/');
    const qsizetype equals = slash < 0 ? -1 : text.first(slash).lastIndexOf('=');
    if (equals < 1)
        return std::nullopt;
    const auto time = parseTime(text.sliced(equals + 1, slash - equals - 1));
    const auto check = numberIn<std::uint16_t>(text.sliced(slash + 1), 16);
    if (!time || !check)
        return std::nullopt;
    return Holding{ ClientId(text.first(equals).toByteArray()), time->ns, *check };
}

Parsed<std::vector<Holding>> parseHoldingsFrom(std::size_t first, const Fields &fields)
{
    std::vector<Holding> held;
    for (std::size_t i = first; i < fields.field.size(); ++i) {
        auto holding = parseHolding(fields.field[i]);
        if (!holding)
            return bad(fields.field[i]);
        held.push_back(std::move(*holding));
    }
    return held;
}

QByteArray inWords(const std::vector<Holding> &holdings)
{
    QByteArray text;
    for (const Holding &holding : holdings)
        text += ' ' + holding.client.bytes() + '=' + base::plainSeconds(holding.timeNs) + '/'
            + QByteArray::number(holding.check, 16).rightJustified(4, '0');
    return text;
}

} // namespace

std::uint64_t recordHash(const Record &record)
{
    return hashOf(writeAt(record));
}

std::uint16_t recordCheck(std::uint64_t hash)
{
    return static_cast<std::uint16_t>(hash >> 48);
}

std::uint64_t clientHash(QByteArrayView client)
{
    return hashOf(client);
}

Holding holdingOf(const Record &record)
{
    return { record.client, record.time.ns, recordCheck(recordHash(record)) };
}

bool isRepairLine(QByteArrayView line)
{
    const QByteArrayView verb = firstField(line);
    return verb == QByteArrayView("SYNC") || verb == QByteArrayView("SUMS") || verb == QByteArrayView("HAVE")
        || verb == QByteArrayView("WANT") || isForgetLine(line);
}

bool isForgetLine(QByteArrayView line)
{
    return firstField(line) == QByteArrayView("FORGET");
}

Parsed<Sync> parseSync(QByteArrayView line)
{
    const Fields fields = splitFields(line, allFields);
    if (fields.count < 3)
        return bad(line);
    const auto clients = numberIn<std::uint64_t>(fields.field[1]);
    const auto sum = numberIn<std::uint64_t>(fields.field[2], 16);
    if (!clients || !sum)
        return bad(line);
    const auto says = [&fields](QByteArrayView word) {
        return std::find(fields.field.begin() + 3, fields.field.end(), word) != fields.field.end();
    };
    return Sync{ { *clients, *sum }, says("more"), says("full") };
}

Parsed<BucketSums> parseBucketSums(QByteArrayView line)
{
    const Fields fields = splitFields(line, allFields);
    if (fields.count < 2)
        return bad(line);
    QByteArrayView extent = fields.field[1];
    const auto parts = numberIn<std::uint32_t>(takeUntil(extent, '/'));
    BucketSums all;
    if (!parts || !std::has_single_bit(*parts) || *parts > mostParts)
        return bad(line);
    all.parts = *parts;
    if (!extent.isEmpty()) {
        auto buckets = parseBuckets(extent);
        if (!buckets || buckets->front().of > maxBuckets / *parts)
            return bad(fields.field[1]);
        all.within = std::move(*buckets);
    }
    if (fields.field.size() != all.within.size() * all.parts + 2)
        return bad(line);
    for (std::size_t i = 2; i < fields.field.size(); ++i) {
        const auto sum = numberIn<std::uint64_t>(fields.field[i], 16);
        if (!sum)
            return bad(fields.field[i]);
        all.sums.push_back(*sum);
    }
    return all;
}

Parsed<Holdings> parseHoldings(QByteArrayView line)
{
    const Fields fields = splitFields(line, allFields);
    Holdings holdings;
    if (fields.count < 2 || !parseExtent(fields.field[1], holdings))
        return bad(line);
    auto held = parseHoldingsFrom(2, fields);
    if (!held)
        return held.error();
    holdings.held = std::move(held).value();
    return holdings;
}

Parsed<std::vector<ClientId>> parseWanted(QByteArrayView line)
{
    const Fields fields = splitFields(line, allFields);
    std::vector<ClientId> clients;
    for (std::size_t i = 1; i < fields.field.size(); ++i)
        clients.emplace_back(fields.field[i].toByteArray());
    return clients;
}

Parsed<std::vector<Holding>> parseForget(QByteArrayView line)
{
    return parseHoldingsFrom(1, splitFields(line, allFields));
}

QByteArray write(const Sync &sync)
{
    QByteArray line = "SYNC " + QByteArray::number(qulonglong(sync.digest.clients)) + ' '
        + QByteArray::number(qulonglong(sync.digest.sum), 16).rightJustified(16, '0');
    if (sync.hasMore)
        line += " more";
    if (sync.isFull)
        line += " full";
    return line;
}

QByteArray write(const BucketSums &sums)
{
    QByteArray line = "SUMS " + QByteArray::number(sums.parts);
    if (sums.within.front() != Bucket())
        line += inWords(sums.within);
    for (const std::uint64_t sum : sums.sums)
        line += ' ' + QByteArray::number(qulonglong(sum), 16);
    return line;
}

QByteArray write(const Holdings &holdings)
{
    QByteArray line = "HAVE " + QByteArray::number(holdings.part) + '/' + QByteArray::number(holdings.parts);
    if (holdings.within.front() != Bucket())
        line += inWords(holdings.within);
    return line + inWords(holdings.held);
}

QByteArray writeWanted(const std::vector<ClientId> &clients)
{
    QByteArray line = "WANT";
    for (const ClientId &client : clients)
        line += ' ' + client.bytes();
    return line;
}

QByteArray writeForget(const std::vector<Holding> &records)
{
    return "FORGET" + inWords(records);
}

} // namespace herdcore::protocol
