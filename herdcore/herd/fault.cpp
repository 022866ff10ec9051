// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/fault.h"

#include <algorithm>
#include <tuple>

namespace herdcore::herd {

using base::ObservationKind, base::ServerIndex;

void FaultList::take(const observe::Entry &entry)
{
    const auto isMeant = [&entry](const ActiveFault &one) {
        return one.number == FaultNumber{ entry.count } && one.from == entry.server && one.to == entry.peer;
    };
    if (entry.kind == ObservationKind::FaultSet) {
        std::erase_if(m_faults, isMeant);
        m_faults.push_back(
            { FaultNumber{ entry.count }, entry.server, entry.peer, entry.bytes.toByteArray(), entry.monotonicNs });
        std::sort(m_faults.begin(), m_faults.end(), [](const ActiveFault &one, const ActiveFault &other) {
            return std::tie(one.number, one.from, one.to) < std::tie(other.number, other.from, other.to);
        });
    } else if (entry.kind == ObservationKind::FaultEnded) {
        std::erase_if(m_faults, isMeant);
    } else if (entry.kind == ObservationKind::LinkCut) {
        m_cutEnds.insert({ entry.server, entry.peer });
    } else if (entry.kind == ObservationKind::LinkHealed) {
        m_cutEnds.erase({ entry.server, entry.peer });
    } else if (entry.kind == ObservationKind::ServerFrozen) {
        m_frozen.insert(entry.server);
    } else if (entry.kind == ObservationKind::ServerThawed) {
        m_frozen.erase(entry.server);
    } else if (entry.kind == ObservationKind::ServerStopped || entry.kind == ObservationKind::ServerCrashed) {
        forget(entry.server);
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

std::vector<LinkProfile> linksToCut(const Profile &profile, Partition partition, ServerIndex server)
{
    const int count = static_cast<int>(profile.servers.size());
    const int half = count / 2;
    const int chosen = server == ServerIndex::None ? half : base::number(server);
    // With `reach` on either side and itself, a server keeps count / 2 + 1 of them all.
    const int reach = (half + 1) / 2;
    const auto isCut = [&](const LinkProfile &link) {
        const int a = base::number(link.a);
        const int b = base::number(link.b);
        const bool touchesChosen = a == chosen || b == chosen;
        switch (partition) {
        case Partition::Halves:
            return (a < half) != (b < half);
        case Partition::Isolate:
            return touchesChosen;
        case Partition::Bridge: {
            // The bridge stands in neither half.
            const auto isFirst = [&](int one) {
                return one - (one > chosen ? 1 : 0) < half;
            };
            return !touchesChosen && isFirst(a) != isFirst(b);
        }
        case Partition::Ring: {
            const int apart = std::abs(a - b);
            return std::min(apart, count - apart) > reach;
        }
        }
        return false;
    };
    std::vector<LinkProfile> cut;
    std::copy_if(profile.links.begin(), profile.links.end(), std::back_inserter(cut), isCut);
    return cut;
}

} // namespace herdcore::herd
