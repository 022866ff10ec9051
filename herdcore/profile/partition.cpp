// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/partition.h"

#include <algorithm>
#include <cstdlib>

namespace herdcore::profile {

using base::ServerIndex;

std::vector<LinkProfile> linksToCut(const Profile &profile, Partition partition, ServerIndex server)
{
    const int count = static_cast<int>(profile.servers.size());
    const int half = count / 2;
    const int chosen = server == ServerIndex::None ? half : base::number(server);
    // With `reach` servers on either side and itself, a server sees count / 2 + 1 of all.
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
            // The bridge belongs to neither half.
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

} // namespace herdcore::profile
