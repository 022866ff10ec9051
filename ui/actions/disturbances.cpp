// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/actions/disturbances.h"

#include <algorithm>

namespace ui {

using herdcore::control::Command;
using herdcore::profile::Fault, herdcore::profile::FaultDirection, herdcore::profile::LinkProfile;
using herdcore::state::ActiveFault, herdcore::state::HerdState;
using Kind = Command::Kind;

namespace {

struct Numbered {
    herdcore::profile::FaultNumber number;
    Fault fault;
};

// One for each number, although both ends report theirs.
std::vector<Numbered> faultsOf(const HerdState &state)
{
    std::vector<Numbered> faults;
    for (const ActiveFault &active : state.faults().faults()) {
        const auto how = herdcore::base::impairmentFromWords(active.words);
        if (!how)
            continue;
        const LinkProfile link{ std::min(active.from, active.to), std::max(active.from, active.to) };
        const auto way = active.from == link.a ? FaultDirection::AToB : FaultDirection::BToA;
        const auto same = std::find_if(
            faults.begin(), faults.end(), [&](const Numbered &one) { return one.number == active.number; });
        if (same == faults.end())
            faults.push_back({ active.number, { link, way, *how } });
        else if (same->fault.direction != way)
            same->fault.direction = FaultDirection::Both;
    }
    return faults;
}

bool isIn(const std::vector<Fault> &faults, const Fault &fault)
{
    return std::find(faults.begin(), faults.end(), fault) != faults.end();
}

void restoreLink(int number, const Disturbances &wanted, const HerdState &state, std::vector<Command> &commands)
{
    const LinkProfile link = state.profile().links.at(static_cast<std::size_t>(number));
    const bool shouldBeCut = wanted.cuts.contains(number);
    const bool heals = state.isCut(link) && !shouldBeCut;
    if (heals)
        commands.push_back(Command::onLink(Kind::Heal, link)); // and ends its faults
    std::vector<Fault> left;
    for (const Numbered &one : faultsOf(state)) {
        if (one.fault.link != link || heals)
            continue;
        if (isIn(wanted.faults, one.fault))
            left.push_back(one.fault);
        else
            commands.push_back(Command::healFault(one.number));
    }
    if (shouldBeCut && !state.isCut(link))
        commands.push_back(Command::onLink(Kind::Cut, link));
    for (const Fault &fault : wanted.faults) {
        if (fault.link == link && !isIn(left, fault))
            commands.push_back(Command::setFault(fault));
    }
}

} // namespace

Disturbances Disturbances::of(const HerdState &state)
{
    Disturbances found;
    const auto &links = state.profile().links;
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (state.isCut(links[i]))
            found.cuts.insert(static_cast<int>(i));
    }
    for (const Numbered &one : faultsOf(state))
        found.faults.push_back(one.fault);
    found.frozen = state.faults().frozen();
    return found;
}

std::vector<Command> commandsToRestore(const Disturbances &wanted, const HerdState &state)
{
    std::vector<Command> commands;
    for (std::size_t i = 0; i < state.profile().links.size(); ++i)
        restoreLink(static_cast<int>(i), wanted, state, commands);
    for (const auto server : state.faults().frozen()) {
        if (!wanted.frozen.contains(server))
            commands.push_back(Command::onServer(Kind::Thaw, server));
    }
    for (const auto server : wanted.frozen) {
        if (!state.faults().frozen().contains(server))
            commands.push_back(Command::onServer(Kind::Freeze, server));
    }
    return commands;
}

} // namespace ui
