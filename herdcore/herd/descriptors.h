// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herd.h"

#include <optional>

namespace herdcore::herd {

// Of our own or by its command, and one of those that are to run in this process.
[[nodiscard]] bool runsHere(const profile::Profile &profile, const HerdOptions &options, base::ServerIndex server);

// What a herd takes of the process's descriptors, without its clients.
struct DescriptorsNeeded {
    int apart = 0; // listeners, log files, journals and programs, which the budget of connections does not count
    int links = 0; // one for each end of a link that is here
    int calls = 0; // that servers make now and then, one each at a time
};
[[nodiscard]] DescriptorsNeeded descriptorsNeeded(const profile::Profile &profile, const HerdOptions &options);

[[nodiscard]] int descriptorsOpen(); // of this process, now

// Counts before a herd starts, for one that runs out later blames its ports and neighbours. Raises the soft limit as
// far as it may be; where that is not enough, says in words for people how many descriptors are needed. `open`: those
// that the process has open without a herd.
[[nodiscard]] std::optional<QString> lackOfDescriptors(
    const profile::Profile &profile, const HerdOptions &options, int open);

} // namespace herdcore::herd
