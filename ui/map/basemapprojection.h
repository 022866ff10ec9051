// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointF>

namespace ui {

// A place on the globe, degrees.
struct GeoPoint {
    double latitude = 0;
    double longitude = 0;
    friend bool operator==(const GeoPoint &, const GeoPoint &) = default;
};

// Web Mercator. World coordinates: x from 0 (180 west) to 1 (180 east), y from 0 (85.05 north) to 1 (85.05 south), so
// that the world is a square; x beyond 0..1 is the next copy of the world.
constexpr double mapLatitudeLimit = 85.051128779806592;

// Nearer to the poles than the limit: on the edge of the square. The longitude may be any angle.
[[nodiscard]] QPointF worldOf(GeoPoint place);
// The same without the limit, up to 89 degrees: for outlines that reach beyond the square, such as Antarctica's.
[[nodiscard]] QPointF worldBeyondLimit(GeoPoint place);
// The longitude comes back within -180..180; y outside of the square gives latitudes beyond the limit.
[[nodiscard]] GeoPoint geoOf(QPointF world);

// `x` plus the whole number of worlds that brings it nearest to `reference`.
[[nodiscard]] double nearestCopy(double x, double reference);

} // namespace ui
