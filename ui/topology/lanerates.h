// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"

#include <QHash>

#include <array>

namespace ui {

// One direction of a link, or (None at one end) the path between a server and its clients.
struct Lane {
    herdcore::base::ServerIndex from = herdcore::base::ServerIndex::None;
    herdcore::base::ServerIndex to = herdcore::base::ServerIndex::None;
    friend bool operator==(const Lane &, const Lane &) = default;
    friend size_t qHash(const Lane &lane, size_t seed = 0)
    {
        return qHashMulti(seed, herdcore::base::number(lane.from), herdcore::base::number(lane.to));
    }
};

// How many messages passed each lane in the last second, to a tenth of a second. A pure value; the cost of a message
// does not depend on their number, so every one is counted when there are too many to show.
class LaneRates
{
public:
    void count(Lane lane, double nowMs);
    void advance(double nowMs); // drops what is older than a second

    [[nodiscard]] int perSecond() const { return m_all.sum; }
    [[nodiscard]] int perSecond(Lane lane) const { return m_lanes.value(lane).sum; }
    [[nodiscard]] QList<Lane> lanes() const { return m_lanes.keys(); } // those that carried something

private:
    static constexpr int buckets = 10;
    static constexpr double bucketMs = 100;
    struct Count {
        std::array<int, buckets> inBucket{};
        int sum = 0;
    };
    Count m_all;
    QHash<Lane, Count> m_lanes;
    qint64 m_bucket = 0; // since the clock's start
};

} // namespace ui
