// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/ringorder.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace ui {

using herdcore::base::number;
using herdcore::profile::LinkProfile;

int crossings(const std::vector<int> &order, const std::vector<LinkProfile> &links)
{
    std::vector<int> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        place[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
    std::vector<std::pair<int, int>> chords;
    for (const LinkProfile &link : links)
        chords.push_back(std::minmax(
            place.at(static_cast<std::size_t>(number(link.a))), place.at(static_cast<std::size_t>(number(link.b)))));
    int count = 0;
    for (std::size_t i = 0; i < chords.size(); ++i) {
        const auto [from, to] = chords[i];
        // Of two chords that cross, each has exactly one end of the other between its own.
        count += static_cast<int>(std::count_if(chords.begin(), chords.begin() + static_cast<std::ptrdiff_t>(i),
            [from, to](const std::pair<int, int> &other) {
                const bool first = from < other.first && other.first < to;
                const bool second = from < other.second && other.second < to;
                const bool share
                    = other.first == from || other.first == to || other.second == from || other.second == to;
                return first != second && !share;
            }));
    }
    return count;
}

std::vector<int> ringOrder(const herdcore::profile::Profile &profile)
{
    std::vector<int> order(profile.servers.size());
    std::iota(order.begin(), order.end(), 0);
    if (order.size() < 4 || order.size() > maxOnRing)
        return order;
    std::vector<int> best = order;
    int fewest = crossings(order, profile.links);
    while (fewest > 0 && std::next_permutation(order.begin() + 1, order.end())) {
        const int count = crossings(order, profile.links);
        if (count < fewest) {
            fewest = count;
            best = order;
        }
    }
    return best;
}

} // namespace ui
