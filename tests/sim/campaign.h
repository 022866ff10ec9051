// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/sim/simherd.h"

#include <vector>

namespace herdtest {

using namespace herdcore::sim;

// Many schedules of one kind, on one herd or on random ones.
struct Campaign {
    const char *name;
    Mix mix;
    int perMille = 1000; // of the schedules that are asked for: some kinds are larger
    SimOptions options = {};
    int servers = 0; // 0: random herds
    Edges edges = {};
    bool isPromised = true; // with sync; otherwise the table says how often it holds
};

struct Score {
    int runs = 0;
    int broken = 0; // schedules with which a promise was broken
    int diverged = 0; // those of them after which the servers never agreed
    std::uint64_t events = 0;
    std::uint64_t firstBroken = 0; // its seed
    std::vector<std::int64_t> convergedNs;
};

// `isBrief`: no more after the first that breaks a promise.
[[nodiscard]] Score run(const Campaign &campaign, std::uint64_t firstSeed, int seeds, bool isBrief = false);

// The six links between the five servers of the default herd.
[[nodiscard]] const Edges &sixLinks();

// Every kind of fault there is, with what each repair is to be measured against; the first `provenCampaigns` of them
// must never fail.
[[nodiscard]] const std::vector<Campaign> &campaigns();

// What is left of a schedule that fails when as much as possible is left out, as text with its problem.
[[nodiscard]] QByteArray shortened(const Campaign &campaign, std::uint64_t seed);

} // namespace herdtest
