// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/jsonreader.h"
#include "herdcore/profile/profile.h"

#include <QStringList>

#include <vector>

namespace herdcore::profile {

// The rules of a profile that go beyond the type of one value. Each tells `problem` and changes nothing.

constexpr std::size_t maxServers = 500;

void checkServerCount(std::size_t count, FirstProblem &problem);

// Names fit for a line of the protocol, a command line (--ports Hill=8000,...) and a file; ports and names distinct.
void checkServers(const std::vector<ServerProfile> &servers, FirstProblem &problem);

// The links that servers[i] lists in talksTo[i]; each must be listed by both of its servers, once.
[[nodiscard]] std::vector<LinkProfile> linksOf(
    const std::vector<ServerProfile> &servers, const std::vector<QStringList> &talksTo, FirstProblem &problem);

// A file of its own for every server.
void checkLogFiles(const Profile &profile, FirstProblem &problem);

} // namespace herdcore::profile
