// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/map/mapmarkers.h"

#include <set>
#include <vector>

namespace ui {

// The clients on the map: who they are (from the herd's state), where they stand on the screen (from the camera), and
// which cluster is spread out. refresh() and arrange() are called when a frame needs them, not with every event.
class MapClients
{
public:
    bool refresh(
        const herdcore::state::HerdState &state); // whether anything is different now // after the state has changed
    void arrange(const MapCamera &camera, double radius, const herdcore::base::ClientId &selected);

    void setViewpoint(herdcore::base::ServerIndex viewpoint) { m_viewpoint = viewpoint; }
    [[nodiscard]] herdcore::base::ServerIndex viewpoint() const { return m_viewpoint; }

    [[nodiscard]] const std::vector<MapMarker> &markers() const { return m_markers; }
    [[nodiscard]] const MapArrangement &arrangement() const { return m_arrangement; }
    [[nodiscard]] std::vector<QPointF> places() const; // world coordinates of all
    [[nodiscard]] const MapMarker *find(const herdcore::base::ClientId &client) const;
    // The single client at a place on the screen; null: a cluster or none.
    [[nodiscard]] const MapMarker *markerAt(QPointF screen) const;

    // Whether no zoom would separate them; then they are to be spread.
    [[nodiscard]] bool isOnePlace(const MapItem &cluster) const;
    [[nodiscard]] QRectF boundsOf(const MapItem &cluster) const; // world coordinates
    void spread(const MapItem &cluster);
    bool gather(); // false when nothing was spread

private:
    herdcore::base::ServerIndex m_viewpoint = herdcore::base::ServerIndex::None;
    std::vector<MapMarker> m_markers; // by client
    MapArrangement m_arrangement;
    std::set<herdcore::base::ClientId> m_spread;
    double m_radius = 10; // of a marker, as last arranged
};

} // namespace ui
