// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/commandsense.h"

#include <algorithm>

namespace ui {

using herdcore::base::ServerIndex;
using herdcore::herd::DialectKind;

namespace {

// With fewer servers than these there is nothing that they would cut.
constexpr size_t fewestForBridge = 3, fewestForRing = 4;

void addPartitions(CommandSense &sense, const Selection &selection, const herdcore::herd::Profile &profile)
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

CommandSense CommandSense::of(ServerIndex server, const HerdState &state)
{
    const ServerFacts &facts = state.server(server);
    const auto &foreign = state.profile().server(server).foreign;
    CommandSense sense;
    sense.stop = sense.crash = facts.isForeign ? facts.runsCommand : facts.state == ServerState::Listening;
    sense.start = !sense.stop && (!foreign || !foreign->command.isEmpty());
    sense.thaw = facts.isFrozen;
    sense.freeze = sense.stop && !facts.isFrozen;
    sense.injectHere = isPresent(facts.state);
    return sense;
}

CommandSense CommandSense::of(const Selection &selection, const HerdState &state)
{
    CommandSense sense;
    const auto &profile = state.profile();
    for (size_t i = 0; i < profile.servers.size(); ++i) {
        const CommandSense one = of(ServerIndex(static_cast<qint16>(i)), state);
        sense.startAll |= one.start;
        sense.stopAll |= one.stop;
        sense.injectHere |= one.injectHere;
    }
    sense.healAll = !state.faults().isEmpty()
        || std::any_of(profile.links.begin(), profile.links.end(), [&](const auto &link) { return state.isCut(link); });
    addPartitions(sense, selection, profile);
    sense.sync = profile.dialect == DialectKind::Sync || profile.dialect == DialectKind::At;
    sense.clearSelection = selection.subject() != Selection::Subject::Nothing || !selection.update().isNull();
    switch (selection.subject()) {
    case Selection::Subject::Server: {
        const CommandSense one = of(selection.server(), state);
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
