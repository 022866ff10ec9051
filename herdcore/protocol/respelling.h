// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/grammar.h"
#include "herdcore/protocol/message.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>

namespace herdcore::protocol {

// Neighbours read numbers into floats and print them again: signs get lost, zeros and digits too, exponents appear, and
// latitude and longitude come apart. What they send is read all the same, and written as this protocol has it. What is
// well-formed already is kept byte for byte.

// [+-]digits[.digits] without an exponent: ".5" is "0.5", "5." is "5", "1e-05" is "0.00001". The sign is kept if there
// is one. Nothing if it is no number, or one with more than 30 places of exponent.
[[nodiscard]] std::optional<QByteArray> plainNumber(QByteArrayView text);

// With its sign, which may be missing, and the exponent that it may have: it is only ever echoed. A whole number of one
// or two digits without a sign is none: servers exist that have the hops left in its place.
[[nodiscard]] std::optional<QByteArray> readDifference(QByteArrayView text);

// The location in the fields from `first` on: one field, or two where latitude and longitude are apart.
struct ReadLocation {
    Location location;
    std::size_t fields = 1;
};
[[nodiscard]] Parsed<ReadLocation> readLocation(const Fields &fields, std::size_t first);
[[nodiscard]] Parsed<ClientTime> readTime(QByteArrayView text);

// Whether one of these times can be the other at a coarser precision: rounded to fewer decimals, or through a double.
// A time is as precise as its last digit that is not 0.
[[nodiscard]] bool mayBeRounded(std::int64_t aNs, std::int64_t bNs);
[[nodiscard]] bool isMorePrecise(std::int64_t aNs, std::int64_t bNs); // than b
// Whether they can be nothing else: the coarser one has three decimals or more, and no client reports so often.
[[nodiscard]] bool mustBeRounded(std::int64_t aNs, std::int64_t bNs);
// Whether these two records of one client are one report in two spellings: the same origin, numerically the same place,
// and a difference and a time that are equal at the coarser precision.
[[nodiscard]] bool isRespelling(const Record &a, const Record &b);
[[nodiscard]] bool isSamePlace(const Location &a, const Location &b); // by their texts

} // namespace herdcore::protocol
