// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/herdstate.h"
#include "ui/live/clock.h"
#include "ui/map/mapcamera.h"

#include <QPointF>

#include <optional>
#include <set>
#include <vector>

namespace ui {

// One client as the map shows it.
struct MapMarker {
    herdcore::base::ClientId client;
    herdcore::base::UpdateKey update;
    QPointF world; // where its record places it
    int beyond = 0; // closer to a pole than the map reaches: -1 north, 1 south
    int server = -1; // the origin's place in the profile; -1: a server that is not in it
    std::int64_t learnedNs = 0;
    // With a viewpoint: the newest record's place, if the server holds another record; whether it holds none at all.
    std::optional<QPointF> newest;
    bool isUnknown = false;
    friend bool operator==(const MapMarker &, const MapMarker &) = default;
};

// The herd's clients, ordered by id: by the records that `viewpoint` holds, or (None) by the newest records anywhere.
[[nodiscard]] std::vector<MapMarker> markersOf(
    const herdcore::state::HerdState &state, herdcore::base::ServerIndex viewpoint);

// How strongly to paint a record of that age: 1 for the first seconds, down to 0.45 after ten minutes.
[[nodiscard]] double strengthOf(std::int64_t ageNs);

// "kiwi", "+34.068930-118.445127", its time, "known by 4 of 5 servers": plain text.
[[nodiscard]] QString describe(const herdcore::state::HerdState &state, const MapMarker &marker, const Clock &clock);

// One thing on the screen: a client, or a cluster of several.
struct MapItem {
    QPointF at; // pixels
    std::vector<size_t> members; // indices of the markers
    QPointF home; // where a spread member belongs; else as `at`

    [[nodiscard]] bool isCluster() const { return members.size() > 1; }
};

// Where the markers go on the screen: in every visible copy of the world; clustered where they would overlap, but
// for `apart`, which always stands alone, and `spread`, which are laid out around their common place.
class MapArrangement
{
public:
    struct Request {
        MapCamera camera;
        double radius = 10; // of a marker, pixels
        herdcore::base::ClientId apart;
        std::set<herdcore::base::ClientId> spread;
    };

    MapArrangement() = default;
    MapArrangement(const std::vector<MapMarker> &markers, const Request &request);

    [[nodiscard]] const std::vector<MapItem> &items() const { return m_items; } // bottom to top
    [[nodiscard]] const MapItem *itemAt(QPointF screen) const; // the topmost; null: none
    [[nodiscard]] double radiusOf(const MapItem &item) const; // larger for a cluster

private:
    void cluster(std::vector<MapItem> singles);
    void layOut(std::vector<MapItem> spread);

    double m_radius = 10;
    std::vector<MapItem> m_items;
};

} // namespace ui
