// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/jsonreader.h"
#include "herdcore/profile/profile.h"

#include <QStringList>

#include <vector>

namespace herdcore::profile {

// The rules of a profile beyond the types of single values. Each reports to `problem` and changes nothing.

constexpr std::size_t maxServers = 500;

void checkServerCount(std::size_t count, FirstProblem &problem);

// Names must be valid in a protocol line, on a command line (--ports Hill=8000,...) and in a file name; ports and names
// must be distinct.
void checkServers(const std::vector<ServerProfile> &servers, FirstProblem &problem);

// The links that servers[i] lists in talksTo[i]; each must be listed by both of its servers, once.
[[nodiscard]] std::vector<LinkProfile> linksOf(
    const std::vector<ServerProfile> &servers, const std::vector<QStringList> &talksTo, FirstProblem &problem);

// Every server must have its own file.
void checkLogFiles(const Profile &profile, FirstProblem &problem);

} // namespace herdcore::profile
