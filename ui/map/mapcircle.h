// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/map/basemapprojection.h"

#include <QPolygonF>

namespace ui {

constexpr double maxQueryRadiusKm = 50; // the protocol's bound for WHATSAT

// The area of a WHATSAT: everything within the radius.
struct QueryCircle {
    GeoPoint centre;
    double radiusKm = 0;
    friend bool operator==(const QueryCircle &, const QueryCircle &) = default;
};

// On the sphere that QGeoCoordinate uses.
[[nodiscard]] double distanceKm(GeoPoint a, GeoPoint b);
// The place `km` away along a great circle; bearing in degrees, 0 north, 90 east.
[[nodiscard]] GeoPoint destination(GeoPoint from, double bearing, double km);

// The circle's outline in world coordinates, x unwrapped; around a pole it is closed along the world's edge.
[[nodiscard]] QPolygonF outlineOf(const QueryCircle &circle);
// Where its handle is: due east of the centre.
[[nodiscard]] GeoPoint handleOf(const QueryCircle &circle);
// The radius that puts the circle through a place: whole tenths of a kilometre, 50 at most.
[[nodiscard]] double radiusThrough(const QueryCircle &circle, GeoPoint place);

// "+34.0689-118.4451": ISO 6709, which is also how IAMAT wants it; 4 to 6 decimals.
[[nodiscard]] QString isoText(GeoPoint place, int decimals);
// The decimals that a pixel of that size is worth, and the place rounded to them.
[[nodiscard]] int decimalsFor(double kilometresPerPixel);
[[nodiscard]] GeoPoint rounded(GeoPoint place, int decimals);

} // namespace ui
