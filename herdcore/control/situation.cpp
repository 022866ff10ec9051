// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/control/situation.h"

#include <algorithm>

namespace herdcore::control {

using base::ServerIndex;
using profile::LinkProfile;

bool Situation::isOurs(ServerIndex server) const
{
    return herd.isLocal(server) && !state.profile().server(server).external;
}

bool Situation::isStartable(ServerIndex server) const
{
    const auto &external = state.profile().server(server).external;
    return herd.isLocal(server) && (!external || !external->command.isEmpty());
}

bool Situation::isRunning(ServerIndex server) const
{
    const state::ServerFacts &facts = state.server(server);
    return facts.isExternal ? facts.runsCommand : facts.state == state::ServerState::Listening;
}

bool Situation::isCut(LinkProfile link) const
{
    const auto asked = herd.cuts();
    return state.isCut(link) || std::find(asked.begin(), asked.end(), link) != asked.end();
}

} // namespace herdcore::control
