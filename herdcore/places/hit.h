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

// What a map should show to show the whole of a place, in degrees.
struct Viewport {
    double north = 0;
    double east = 0;
    double south = 0;
    double west = 0;
};

// One place that was found, with what is known of it and nothing more. What a map needs for a pin.
struct Hit {
    QByteArray name; // UTF-8, as the source spells it
    double latitude = 0; // degrees
    double longitude = 0; // degrees
    PlaceKind kind = PlaceKind::Locality;
    QByteArray placeId; // of the source: "GN..." GeoNames, "FAA..." the FAA's, "OSM..." OpenStreetMap's
    QByteArray vicinity; // UTF-8: the town that it belongs to; empty where not known
    double distanceKm = 0; // from where was asked
    QByteArrayList types = {}; // as the source words them; empty: what `kind` says
    std::optional<Viewport> viewport = {};
};

} // namespace herdcore::places
