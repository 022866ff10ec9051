// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/state/faultlist.h"

#include <algorithm>
#include <tuple>

namespace herdcore::state {

using base::EventKind, base::FaultNumber, base::ServerIndex;
using profile::LinkProfile;

void FaultList::take(const observe::EventView &event)
{
    const auto isMeant = [&event](const ActiveFault &one) {
        return one.number == FaultNumber{ event.count } && one.from == event.server && one.to == event.peer;
    };
    if (event.kind == EventKind::FaultSet) {
        std::erase_if(m_faults, isMeant);
        m_faults.push_back(
            { FaultNumber{ event.count }, event.server, event.peer, event.bytes.toByteArray(), event.monotonicNs });
        std::sort(m_faults.begin(), m_faults.end(), [](const ActiveFault &one, const ActiveFault &other) {
            return std::tie(one.number, one.from, one.to) < std::tie(other.number, other.from, other.to);
        });
    } else if (event.kind == EventKind::FaultEnded) {
        std::erase_if(m_faults, isMeant);
    } else if (event.kind == EventKind::LinkCut) {
        m_cutEnds.insert({ event.server, event.peer });
    } else if (event.kind == EventKind::LinkHealed) {
        m_cutEnds.erase({ event.server, event.peer });
    } else if (event.kind == EventKind::ServerFrozen) {
        m_frozen.insert(event.server);
    } else if (event.kind == EventKind::ServerThawed) {
        m_frozen.erase(event.server);
    } else if (event.kind == EventKind::ServerStopped || event.kind == EventKind::ServerCrashed) {
        forget(event.server);
    }
}

// Its ends of the links are gone with it. Started again, it says anew what is wrong with them.
void FaultList::forget(ServerIndex server)
{
    std::erase_if(m_faults, [server](const ActiveFault &one) { return one.from == server; });
    std::erase_if(m_cutEnds, [server](const auto &end) { return end.first == server; });
    m_frozen.erase(server);
}

bool FaultList::isCut(ServerIndex server, ServerIndex peer) const
{
    return m_cutEnds.contains({ server, peer });
}

std::vector<LinkProfile> FaultList::cuts() const
{
    std::vector<LinkProfile> links;
    for (const auto &[server, peer] : m_cutEnds) {
        const LinkProfile link{ std::min(server, peer), std::max(server, peer) };
        if (std::find(links.begin(), links.end(), link) == links.end())
            links.push_back(link);
    }
    std::sort(links.begin(), links.end(), [](const LinkProfile &one, const LinkProfile &other) {
        return std::tie(one.a, one.b) < std::tie(other.a, other.b);
    });
    return links;
}

} // namespace herdcore::state
