// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/protocol/repairlines.h"

#include <QByteArray>

#include <cstdint>

namespace herdcore::sim {

struct SimOptions {
    protocol::Repair repair = protocol::Repair::Sync;
    bool trace = false; // what happens, on stdout
    // More than any schedule needs: beyond it something goes round for ever.
    std::uint64_t maxEvents = 20'000'000;
    std::uint64_t maxLines = 1'000'000;
    std::int64_t patienceNs = 120 * base::nsPerSecond; // for all tables to agree once everything is healed
};

struct SimOutcome {
    QByteArray problem; // empty: every promise was kept
    bool hasDiverged = false; // the servers never agreed
    std::int64_t convergedNs = 0; // after everything was healed
    std::uint64_t lines = 0; // between servers
    std::uint64_t floods = 0; // those of them that are records
    std::uint64_t events = 0;
    std::uint64_t fingerprint = 0; // of everything that happened, in order: equal for equal runs
};

} // namespace herdcore::sim
