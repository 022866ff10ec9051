// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/circulation.h"

#include "herdcore/protocol/repairlines.h"

#include <utility>

namespace herdcore::node {

Circulation::Copies *Circulation::copiesOf(const base::UpdateKey &update, std::int64_t nowNs)
{
    if (m_copies.size() >= mostUpdates)
        std::erase_if(m_copies, [nowNs](const auto &one) { return nowNs - one.second.sinceNs >= paceNs; });
    const std::uint64_t key
        = protocol::clientHash(update.client.bytes()) ^ static_cast<std::uint64_t>(update.timeNs) * 0x9e3779b97f4a7c15;
    if (m_copies.size() >= mostUpdates && !m_copies.contains(key))
        return nullptr;
    return &m_copies.try_emplace(key, Copies{ nowNs }).first->second;
}

Circulation::Verdict Circulation::onCopy(const base::UpdateKey &update, std::int64_t nowNs)
{
    Copies *const copies = copiesOf(update, nowNs);
    if (!copies)
        return {};
    Verdict verdict;
    if (const std::int64_t passed = nowNs - copies->sinceNs; passed >= base::nsPerSecond) {
        const auto rate = static_cast<std::int32_t>(copies->count * base::nsPerSecond / passed);
        copies->circulates = rate > m_most;
        const bool isDue = !copies->isTold || nowNs - copies->toldNs >= paceNs;
        if (copies->circulates && isDue) {
            copies->isTold = true;
            copies->toldNs = nowNs;
            verdict.toTell = rate;
        }
        copies->sinceNs = nowNs;
        copies->count = 0;
    }
    copies->circulates |= ++copies->count > m_most;
    verdict.circulates = copies->circulates;
    return verdict;
}

} // namespace herdcore::node
