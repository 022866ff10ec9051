// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// However a stream is cut into pieces, the same lines come of it, and those that a plain split would give.
// The first byte tells the limit, the second how the rest is cut.

#include "herdcore/net/lineframer.h"
#include "tests/fuzz/fuzz.h"

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

using herdcore::net::LineFramer;

namespace {

constexpr qsizetype headBytes = 64;

struct Outcome {
    QByteArrayList lines = {};
    std::optional<QByteArray> rest = {};
    std::optional<QByteArray> tooLong = {};
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

void take(LineFramer &framer, Outcome &outcome)
{
    while (auto line = framer.next())
        outcome.lines += *line;
}

Outcome inPieces(QByteArrayView stream, qsizetype limit, unsigned chance)
{
    LineFramer framer(limit);
    Outcome outcome;
    while (!stream.isEmpty()) {
        chance = chance * 1664525 + 1013904223;
        const qsizetype size = std::min<qsizetype>(stream.size(), 1 + (chance >> 16) % (chance % 7 == 0 ? 100 : 5));
        framer.feed(stream.first(size));
        stream = stream.sliced(size);
        if ((chance >> 8) % 3 != 0) // sometimes the owner does not look before more comes
            take(framer, outcome);
        FUZZ_EXPECT(framer.partial().size() <= stream.size() + limit + 200);
    }
    take(framer, outcome);
    FUZZ_EXPECT(!framer.hasMore());
    outcome.rest = framer.takePartial();
    if (framer.overflowed())
        outcome.tooLong = framer.overflowHead();
    framer.feed("\n");
    FUZZ_EXPECT(framer.next().has_value() != outcome.tooLong.has_value());
    return outcome;
}

Outcome bySplitting(QByteArrayView stream, qsizetype limit)
{
    Outcome outcome;
    const qsizetype headSize = std::min(headBytes, limit + 1);
    while (!stream.isEmpty()) {
        const qsizetype end = stream.indexOf('\n');
        const QByteArrayView line = end < 0 ? stream : stream.first(end);
        if (line.size() > limit) {
            outcome.tooLong = line.first(std::min(headSize, line.size())).toByteArray();
            return outcome;
        }
        if (end < 0) {
            outcome.rest = line.toByteArray();
            return outcome;
        }
        outcome.lines += line.toByteArray();
        stream = stream.sliced(end + 1);
    }
    return outcome;
}

} // namespace

void fuzzOne(QByteArrayView bytes)
{
    if (bytes.size() < 2)
        return;
    const auto limit = static_cast<unsigned char>(bytes[0]);
    const auto chance = static_cast<unsigned char>(bytes[1]);
    const QByteArrayView stream = bytes.sliced(2);
    const Outcome expected = bySplitting(stream, limit);
    FUZZ_EXPECT(inPieces(stream, limit, chance) == expected);
    LineFramer whole(limit);
    whole.feed(stream);
    Outcome atOnce;
    take(whole, atOnce);
    FUZZ_EXPECT(atOnce.lines == expected.lines && whole.overflowed() == expected.tooLong.has_value());
}
