// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"
#include "herdcore/base/time.h"

#include <cstdint>
#include <unordered_map>

namespace herdcore::node {

// Copies of one update that come again and again: servers exist that pass on whatever they hear, and two of them never
// stop (1,600 lines a second were seen). Counts the copies of each update, second by second. Of a healthy herd come as
// many as there are neighbours, or twice as many where they send it back.
class Circulation
{
public:
    static constexpr int fewCopies = 20; // a second, and two for each neighbour
    static constexpr std::int64_t paceNs = 10 * base::nsPerSecond; // between two that are to be told of one update
    static constexpr std::size_t mostUpdates = 1'024; // that are counted; as if others did not circulate

    explicit Circulation(std::size_t neighbours)
        : m_most(fewCopies + 2 * static_cast<std::int32_t>(neighbours))
    { }

    struct Verdict {
        bool circulates = false; // as long as they keep coming
        std::int32_t toTell = 0; // copies in the last second; 0: nothing new
    };
    [[nodiscard]] Verdict onCopy(const base::UpdateKey &update, std::int64_t nowNs);

private:
    struct Copies {
        std::int64_t sinceNs = 0; // the second that is counted
        std::int32_t count = 0;
        bool circulates = false;
        bool isTold = false;
        std::int64_t toldNs = 0;
    };
    Copies *copiesOf(const base::UpdateKey &update, std::int64_t nowNs);

    const std::int32_t m_most;
    std::unordered_map<std::uint64_t, Copies> m_copies;
};

} // namespace herdcore::node
