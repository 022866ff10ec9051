// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>

namespace herdcore::places {

// The world in one-degree cells: bands of latitude from the south pole, columns of longitude from -180 eastwards.
// The far edges, +90 and +180, belong to the last band and column.
constexpr int bandCount = 180;
constexpr int columnCount = 360;

[[nodiscard]] int bandOf(double latitude);
[[nodiscard]] int columnOf(double longitude);

[[nodiscard]] constexpr std::size_t cellOf(int band, int column)
{
    return static_cast<std::size_t>(band * columnCount + column);
}

// A circle on the sphere, and the cells that it can touch: never too few, also at the poles and across +-180.
class GeoCircle
{
public:
    using Run = std::pair<int, int>; // first and last, both included

    // |latitude| <= 90; the longitude is any finite angle; radiusKm >= 0.
    GeoCircle(double latitude, double longitude, double radiusKm);

    [[nodiscard]] double south() const; // degrees, not beyond the pole
    [[nodiscard]] double north() const;
    [[nodiscard]] Run bands() const { return { bandOf(south()), bandOf(north()) }; }
    // One run of columns, or two where the circle crosses +-180.
    [[nodiscard]] std::span<const Run> columnRuns() const { return { m_columnRuns.data(), m_runCount }; }

    [[nodiscard]] double radiusKm() const { return m_radiusKm; }
    // From its centre, by the haversine on QGeoCoordinate's sphere; 0 below a millimetre.
    [[nodiscard]] double distanceKm(double latitude, double longitude) const;

private:
    void addColumns(double west, double east);

    double m_latitude;
    double m_longitude; // -180 to 180
    double m_radiusKm;
    double m_cosLatitude;
    double m_reach; // degrees of latitude
    std::array<Run, 2> m_columnRuns{};
    std::size_t m_runCount = 0;
};

} // namespace herdcore::places
