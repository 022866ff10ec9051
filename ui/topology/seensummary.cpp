// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/seensummary.h"

#include <algorithm>

namespace ui {

using herdcore::base::ServerIndex;
using Flight = MessageAnimation::Flight;
using Outcome = MessageAnimation::Outcome;

namespace {

void eraseOne(std::vector<UpdateSummary::Hop> &hops, const UpdateSummary::Hop &hop)
{
    const auto found = std::find(hops.begin(), hops.end(), hop);
    if (found != hops.end())
        hops.erase(found);
}

void takeBack(const Flight &flight, UpdateSummary &summary)
{
    const UpdateSummary::Hop hop{ flight.lane.from, flight.lane.to };
    const bool isClients = hop.from == ServerIndex::None; // its own report
    switch (flight.outcome) {
    case Outcome::Useful:
        summary.reached.remove(hop.to);
        eraseOne(summary.tree, hop);
        summary.useful -= isClients ? 0 : 1;
        break;
    case Outcome::Redundant:
        eraseOne(summary.repeats, hop);
        summary.redundant -= isClients ? 0 : 1;
        break;
    case Outcome::Lost:
        --summary.lost;
        break;
    case Outcome::Unknown:
    case Outcome::Rejected:
        break;
    }
}

} // namespace

UpdateSummary asSeen(UpdateSummary summary, const MessageAnimation &animation, double nowMs)
{
    for (const auto &[id, flight] : animation.flights()) {
        if (flight.update != summary.update || flight.lane.to == ServerIndex::None || nowMs >= flight.endMs)
            continue;
        takeBack(flight, summary);
        if (nowMs < flight.startMs && flight.lane.from != ServerIndex::None)
            --summary.sends;
    }
    summary.hops = 0;
    summary.tookNs = 0;
    for (const UpdateSummary::Reached &reached : std::as_const(summary.reached)) {
        summary.hops = std::max(summary.hops, reached.hops);
        summary.tookNs = std::max(summary.tookNs, reached.afterNs);
    }
    return summary;
}

} // namespace ui
