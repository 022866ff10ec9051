// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/lanerates.h"

#include <algorithm>

namespace ui {

void LaneRates::count(Lane lane, double nowMs)
{
    advance(nowMs);
    const auto bucket = static_cast<std::size_t>(m_bucket % buckets);
    for (Count *each : { &m_all, &m_lanes[lane] }) {
        ++each->inBucket[bucket];
        ++each->sum;
    }
}

void LaneRates::advance(double nowMs)
{
    const auto now = static_cast<qint64>(nowMs / bucketMs);
    if (now <= m_bucket)
        return;
    const qint64 passed = std::min<qint64>(now - m_bucket, buckets);
    const auto forget = [&](Count &each) {
        for (qint64 b = now - passed + 1; b <= now; ++b) {
            int &old = each.inBucket[static_cast<std::size_t>(b % buckets)];
            each.sum -= old;
            old = 0;
        }
        return each.sum == 0;
    };
    forget(m_all);
    erase_if(m_lanes, [&](auto it) { return forget(it.value()); });
    m_bucket = now;
}

} // namespace ui
