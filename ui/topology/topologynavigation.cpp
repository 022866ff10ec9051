// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologynavigation.h"

#include <cmath>
#include <limits>

namespace ui {

namespace {

int count(const TopologyScene &scene)
{
    return static_cast<int>(scene.nodes.size() + scene.links.size());
}

TopologyItem itemNumber(const TopologyScene &scene, int number)
{
    const int servers = static_cast<int>(scene.nodes.size());
    if (number < servers)
        return { TopologyItem::Kind::Server, number };
    return { TopologyItem::Kind::Link, number - servers };
}

} // namespace

std::optional<TopologyItem> itemAfter(const TopologyScene &scene, TopologyItem item, int step)
{
    int next = 0;
    switch (item.kind) {
    case TopologyItem::Kind::Nothing:
        next = step > 0 ? 0 : count(scene) - 1;
        break;
    case TopologyItem::Kind::Server:
        next = item.index + step;
        break;
    case TopologyItem::Kind::Link:
        next = static_cast<int>(scene.nodes.size()) + item.index + step;
        break;
    }
    if (next < 0 || next >= count(scene))
        return {};
    return itemNumber(scene, next);
}

std::optional<TopologyItem> itemTowards(const TopologyScene &scene, TopologyItem item, QPointF direction)
{
    if (item.kind == TopologyItem::Kind::Nothing)
        return itemAfter(scene, item, 1);
    const QPointF here = scene.anchor(item);
    std::optional<TopologyItem> best;
    double bestCost = std::numeric_limits<double>::max();
    for (int i = 0; i < count(scene); ++i) {
        const TopologyItem other = itemNumber(scene, i);
        const QPointF to = scene.anchor(other) - here;
        const double ahead = QPointF::dotProduct(to, direction);
        const double aside = std::abs(to.x() * direction.y() - to.y() * direction.x());
        if (other == item || ahead < 1 || aside > ahead * 1.5)
            continue;
        const double cost = ahead + 2 * aside;
        if (cost < bestCost) {
            bestCost = cost;
            best = other;
        }
    }
    return best;
}

} // namespace ui
