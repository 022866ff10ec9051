// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <cstdint>
#include <optional>

namespace herdcore::places {

enum class PlaceKind : std::uint8_t {
    Locality, // a city, town or village
    Neighborhood, // a part of one
    Airport, // an airfield of any size, a seaplane base included
    Heliport,
};

// The area that a map should show to show all of a place, in degrees.
struct Viewport {
    double north = 0;
    double east = 0;
    double south = 0;
    double west = 0;
};

// One place found, with what is known of it. Enough for a pin on a map.
struct Hit {
    QByteArray name; // UTF-8, as the source spells it
    double latitude = 0; // degrees
    double longitude = 0; // degrees
    PlaceKind kind = PlaceKind::Locality;
    QByteArray placeId; // of the source: "GN..." GeoNames, "FAA..." the FAA's, "OSM..." OpenStreetMap's
    QByteArray vicinity; // UTF-8: the town that it belongs to; empty where not known
    double distanceKm = 0; // from the centre of the query
    QByteArrayList types = {}; // as the source calls them; empty: from `kind`
    std::optional<Viewport> viewport = {};
};

} // namespace herdcore::places
