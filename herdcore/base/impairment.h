// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/expected.h"

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace herdcore::base {

// A fault's number in its herd, from 1, never used twice. None where no fault is meant.
enum class FaultNumber : std::int32_t { None = 0 };

// Drop, Duplicate and Reorder are nothing that TCP does: they stand for what programs in between do.
enum class ImpairmentKind : std::uint8_t {
    Latency, // each line arrives later; the order stays, and as many lines pass as before
    Bandwidth,
    BlackHole, // everything is swallowed, and the connection stays
    Slicing, // a line is written in pieces, a little apart
    Drop,
    Duplicate,
    Reorder, // a line is overtaken by the next one
    Hold, // lines wait until they are released one by one
};
constexpr std::size_t impairmentKindCount = static_cast<std::size_t>(ImpairmentKind::Hold) + 1;

// What is done to the lines that go one way over a link. In words, for people, scripts and the log alike:
//   latency 200ms jitter 50ms     bandwidth 1000B/s     black-hole     slices 3B     drop     duplicate     reorder
//   hold
// each with an end, if it is to have one: by count ("drop next 2"; of held lines the next 2 must be released), by time
// ("for 10s"), or whichever comes first. Times are written with ns, us, ms, s or min, bandwidths with B/s, kB/s or
// MB/s.
struct Impairment {
    ImpairmentKind kind = ImpairmentKind::Latency;
    std::int64_t latencyNs = 0; // Latency: at least this
    std::int64_t jitterNs = 0; // and at most this much more
    std::int64_t bytesPerSecond = 0; // Bandwidth
    std::int32_t pieceBytes = 0; // Slicing
    std::optional<std::int32_t> lines = std::nullopt; // ends after so many
    std::optional<std::int64_t> lastsNs = std::nullopt; // ends by itself after this

    friend bool operator==(const Impairment &, const Impairment &) = default;
};

// impairmentFromWords() reads it back as the same value.
[[nodiscard]] QByteArray inWords(const Impairment &impairment);

// One line for people: what is wrong and what is expected.
struct ImpairmentError {
    QByteArray message;
};
[[nodiscard]] Expected<Impairment, ImpairmentError> impairmentFromWords(QByteArrayView words);

[[nodiscard]] const char *toWord(ImpairmentKind kind); // "black-hole"

// The kinds with what each takes, for help: one a line.
[[nodiscard]] QByteArray impairmentForms();

} // namespace herdcore::base
