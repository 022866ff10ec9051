// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/herdstate.h"

#include <QCoreApplication>

namespace ui {

// One active fault, as it is shown: a link that is cut, a fault in one or both directions of a link, a server that is
// frozen.
struct FaultRow {
    enum class Kind { Cut, Impairment, Frozen };
    Kind kind = Kind::Cut;
    herdcore::profile::LinkProfile link; // of a Cut and a Impairment, as in the profile
    bool fromA = true, fromB = true; // whose lines it concerns
    herdcore::base::ServerIndex server = herdcore::base::ServerIndex::None; // Frozen
    herdcore::profile::FaultNumber number = herdcore::profile::FaultNumber::None; // of a Impairment
    QByteArray words; // of a Impairment
    std::optional<herdcore::base::Impairment> how; // what the words say, when they say something
    std::int64_t sinceNs = 0; // monotonic

    // Whether it is the same one as before, though perhaps no longer in both directions.
    [[nodiscard]] bool isSame(const FaultRow &other) const;
    [[nodiscard]] bool isHold() const { return how && how->kind == herdcore::base::ImpairmentKind::Hold; }
    friend bool operator==(const FaultRow &, const FaultRow &) = default;
};

// All of them, the oldest first.
[[nodiscard]] std::vector<FaultRow> faultRows(const herdcore::state::HerdState &state);

// Those on that link.
[[nodiscard]] std::vector<FaultRow> impairmentsOf(
    const herdcore::state::HerdState &state, herdcore::profile::LinkProfile link);

// A row in words, each a fragment.
class FaultWords
{
    Q_DECLARE_TR_FUNCTIONS(ui::FaultWords)
public:
    [[nodiscard]] static QString what(
        const FaultRow &row, const herdcore::state::HerdState &state); // "latency 200ms", "cut"
    [[nodiscard]] static QString where(const FaultRow &row, const herdcore::state::HerdState &state); // "Hill → Smith"
    // When it ends by itself: "in 8 s or after 2 lines"; or what it takes: "until healed".
    [[nodiscard]] static QString until(const FaultRow &row, std::int64_t nowNs);
    // "Link Hill – Smith is cut", "3 faults active: 2 links cut, 1 server frozen"; empty when there are none.
    [[nodiscard]] static QString summary(const herdcore::state::HerdState &state);
    [[nodiscard]] static QString arrow(const herdcore::state::HerdState &state, herdcore::base::ServerIndex from,
        herdcore::base::ServerIndex to, bool bothWays);
};

} // namespace ui
