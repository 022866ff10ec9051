// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"

#include <algorithm>
#include <array>

namespace herdcore::protocol {

namespace {

constexpr std::array<DialectRow, static_cast<std::size_t>(DialectKind::Count)> dialects{ {
    // kind, word, verb, greets, names its sender, is repaired
    { DialectKind::Sync, "sync", "AT", true, false, true, &atDialect },
    { DialectKind::At, "at", "AT", false, false, true, &atDialect },
    { DialectKind::AtVisited, "at-visited", "AT", false, true, false, &atVisitedDialect },
    { DialectKind::Flooding, "flooding", "FLOODING", false, true, false, &floodingDialect },
    { DialectKind::Update, "update", "UPDATE", false, true, false, &updateDialect },
    { DialectKind::AtSplit, "at-split", "AT", false, false, false, &atSplitDialect },
} };

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < dialects.size(); ++i) {
        if (static_cast<std::size_t>(dialects[i].kind) != i || dialects[i].word == nullptr)
            return false;
    }
    return true;
}

static_assert(isInOrder(), "a dialect has no row, or its row is at another place");

} // namespace

std::span<const DialectRow> allDialects()
{
    return dialects;
}

const DialectRow &rowOf(DialectKind kind)
{
    return dialects.at(static_cast<std::size_t>(kind));
}

const Dialect &dialect(DialectKind kind)
{
    return rowOf(kind).dialect();
}

bool isFloodVerb(QByteArrayView verb)
{
    return std::any_of(dialects.begin(), dialects.end(), [verb](const DialectRow &row) { return row.verb == verb; });
}

} // namespace herdcore::protocol
