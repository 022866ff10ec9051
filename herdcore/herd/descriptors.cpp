// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/descriptors.h"

#include "herdcore/net/descriptorbudget.h"

#include <algorithm>

namespace herdcore::herd {

using base::ServerIndex;

namespace {

constexpr int perListener = 2; // IPv4 and IPv6
constexpr int perProgram = 4; // its output and what QProcess has
constexpr int perCall = 2; // with which a server asks a neighbour whether a claim is true; both may be here

} // namespace

bool runsHere(const profile::Profile &profile, const HerdOptions &options, ServerIndex server)
{
    if (const auto &external = profile.server(server).external; external && external->command.isEmpty())
        return false;
    const auto &local = options.local;
    return local.empty() || std::find(local.begin(), local.end(), server) != local.end();
}

DescriptorsNeeded descriptorsNeeded(const profile::Profile &profile, const HerdOptions &options)
{
    const auto isOurs = [&](ServerIndex server) {
        return !profile.server(server).external && runsHere(profile, options, server);
    };
    DescriptorsNeeded needed;
    for (std::size_t i = 0; i < profile.servers.size(); ++i) {
        const auto server = static_cast<ServerIndex>(i);
        if (!runsHere(profile, options, server))
            continue;
        needed.apart += options.logDir.isEmpty() ? 0 : 1;
        needed.calls += isOurs(server) ? perCall : 0;
        needed.apart += isOurs(server) ? perListener + (options.journalDir.isEmpty() ? 0 : 1) : perProgram;
    }
    for (const profile::LinkProfile &link : profile.links)
        needed.links += (isOurs(link.a) ? 1 : 0) + (isOurs(link.b) ? 1 : 0);
    return needed;
}

int descriptorsOpen()
{
    return net::openDescriptors();
}

std::optional<QString> lackOfDescriptors(const profile::Profile &profile, const HerdOptions &options, int open)
{
    const DescriptorsNeeded herd = descriptorsNeeded(profile, options);
    const int needed = open + net::DescriptorBudget::defaultReserve + herd.apart + herd.links + herd.calls;
    const int allowed = net::raiseDescriptorLimit();
    if (needed <= allowed)
        return {};
    return QStringLiteral(
        "the herd needs %1 file descriptors, %2 of them for its links, and the system allows this "
        "process %3: raise the hard limit (ulimit -Hn %1), or run fewer of its servers in one process")
        .arg(needed)
        .arg(herd.links)
        .arg(allowed);
}

} // namespace herdcore::herd
