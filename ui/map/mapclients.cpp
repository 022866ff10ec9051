// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapclients.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

using namespace herdcore::state;

namespace {

constexpr size_t mostSpread = 80; // more would fill the view; the rest stays under the middle
constexpr double pixelsAtMaxZoom = 256.0 * (1 << static_cast<int>(MapCamera::maxZoom));

} // namespace

bool MapClients::refresh(const HerdState &state)
{
    const std::vector<MapMarker> before = std::exchange(m_markers, markersOf(state, m_viewpoint));
    const auto isSameClient = [](const MapMarker &a, const MapMarker &b) {
        return a.client == b.client;
    };
    // It knows markers by their places in the list.
    if (!std::equal(m_markers.begin(), m_markers.end(), before.begin(), before.end(), isSameClient))
        m_arrangement = {};
    return before != m_markers;
}

void MapClients::arrange(const MapCamera &camera, double radius, const herdcore::base::ClientId &selected)
{
    m_radius = radius;
    m_arrangement = MapArrangement(m_markers, { camera, radius, selected, m_spread });
}

std::vector<QPointF> MapClients::places() const
{
    std::vector<QPointF> places;
    places.reserve(m_markers.size());
    for (const MapMarker &marker : m_markers)
        places.push_back(marker.world);
    return places;
}

const MapMarker *MapClients::find(const herdcore::base::ClientId &client) const
{
    const auto found = std::lower_bound(m_markers.begin(), m_markers.end(), client,
        [](const MapMarker &marker, const herdcore::base::ClientId &id) { return marker.client < id; });
    return found != m_markers.end() && found->client == client ? &*found : nullptr;
}

const MapMarker *MapClients::markerAt(QPointF screen) const
{
    const MapItem *item = m_arrangement.itemAt(screen);
    return item && !item->isCluster() ? &m_markers[item->members.front()] : nullptr;
}

QRectF MapClients::boundsOf(const MapItem &cluster) const
{
    std::vector<QPointF> places;
    for (const size_t member : cluster.members)
        places.push_back(m_markers[member].world);
    return MapCamera::boundsOf(places);
}

bool MapClients::isOnePlace(const MapItem &cluster) const
{
    const QRectF bounds = boundsOf(cluster);
    return std::max(bounds.width(), bounds.height()) * pixelsAtMaxZoom < 4 * m_radius;
}

void MapClients::spread(const MapItem &cluster)
{
    m_spread.clear();
    for (const size_t member : cluster.members) {
        if (m_spread.size() < mostSpread)
            m_spread.insert(m_markers[member].client);
    }
}

bool MapClients::gather()
{
    const bool wasSpread = !m_spread.empty();
    m_spread.clear();
    return wasSpread;
}

} // namespace ui
