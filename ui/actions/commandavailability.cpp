// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/actions/commandavailability.h"

#include <algorithm>

namespace ui {

using namespace herdcore::state;
using herdcore::base::ServerIndex;

namespace {

// With fewer servers than these there is nothing that they would cut.
constexpr size_t fewestForBridge = 3, fewestForRing = 4;

void addPartitions(CommandAvailability &sense, const Selection &selection, const herdcore::profile::Profile &profile)
{
    const size_t count = profile.servers.size();
    sense.halves = !profile.links.empty();
    sense.bridge = sense.halves && count >= fewestForBridge;
    sense.ring = sense.halves && count >= fewestForRing;
    sense.isolate = selection.subject() == Selection::Subject::Server
        && std::any_of(profile.links.begin(), profile.links.end(),
            [&](const auto &link) { return link.a == selection.server() || link.b == selection.server(); });
}

} // namespace

CommandAvailability CommandAvailability::of(ServerIndex server, const HerdState &state)
{
    const ServerFacts &facts = state.server(server);
    const auto &external = state.profile().server(server).external;
    CommandAvailability sense;
    sense.stop = sense.crash = facts.isExternal ? facts.runsCommand : facts.state == ServerState::Listening;
    sense.start = !sense.stop && (!external || !external->command.isEmpty());
    sense.thaw = facts.isFrozen;
    sense.freeze = sense.stop && !facts.isFrozen;
    sense.injectHere = isPresent(facts.state);
    return sense;
}

CommandAvailability CommandAvailability::of(const Selection &selection, const HerdState &state)
{
    CommandAvailability sense;
    const auto &profile = state.profile();
    for (size_t i = 0; i < profile.servers.size(); ++i) {
        const CommandAvailability one = of(ServerIndex(static_cast<qint16>(i)), state);
        sense.startAll |= one.start;
        sense.stopAll |= one.stop;
        sense.injectHere |= one.injectHere;
    }
    sense.healAll = !state.faults().isEmpty()
        || std::any_of(profile.links.begin(), profile.links.end(), [&](const auto &link) { return state.isCut(link); });
    addPartitions(sense, selection, profile);
    sense.sync = herdcore::protocol::rowOf(profile.dialect).isRepaired;
    sense.clearSelection = selection.subject() != Selection::Subject::Nothing || !selection.update().isNull();
    switch (selection.subject()) {
    case Selection::Subject::Server: {
        const CommandAvailability one = of(selection.server(), state);
        sense.start = one.start;
        sense.stop = sense.crash = one.stop;
        sense.freeze = one.freeze;
        sense.thaw = one.thaw;
        sense.injectHere = one.injectHere;
        break;
    }
    case Selection::Subject::Link:
        sense.cut = !state.isCut(selection.link());
        sense.heal = !sense.cut || state.isDisturbed(selection.link());
        sense.resetLink = state.linkEnd(selection.link().a, selection.link().b).state == LinkEndState::Up
            || state.linkEnd(selection.link().b, selection.link().a).state == LinkEndState::Up;
        break;
    case Selection::Subject::Nothing:
    case Selection::Subject::Client:
    case Selection::Subject::Event:
        break;
    }
    return sense;
}

} // namespace ui
