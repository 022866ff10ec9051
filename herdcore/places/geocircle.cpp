// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/geocircle.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace herdcore::places {

namespace {

constexpr double earthRadiusKm = 6371.0072; // QGeoCoordinate's
constexpr double sameSpotKm = 1e-6; // a millimetre: -180 and 180, or two longitudes of a pole, are one spot
constexpr double margin = 1e-6; // degrees, 11 cm: rounding must not lose a place on the edge

constexpr double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

constexpr double degrees(double radians)
{
    return radians * 180 / std::numbers::pi;
}

double haversine(double angle)
{
    const double s = std::sin(angle / 2);
    return s * s;
}

int cellIndex(double degreesFromEdge, int count)
{
    return std::clamp(static_cast<int>(std::floor(degreesFromEdge)), 0, count - 1);
}

} // namespace

int bandOf(double latitude)
{
    return cellIndex(latitude + 90, bandCount);
}

int columnOf(double longitude)
{
    return cellIndex(longitude + 180, columnCount);
}

GeoCircle::GeoCircle(double latitude, double longitude, double radiusKm)
    : m_latitude(latitude)
    , m_longitude(std::remainder(longitude, 360.0))
    , m_radiusKm(radiusKm)
    , m_cosLatitude(std::cos(radians(latitude)))
    , m_reach(std::min(degrees(radiusKm / earthRadiusKm) + margin, 180.0))
{
    if (latitude - m_reach <= -90 || latitude + m_reach >= 90) { // it contains a pole, and so touches every meridian
        addColumns(-180, 180);
        return;
    }
    const double side = degrees(std::asin(std::min(1.0, std::sin(radians(m_reach)) / m_cosLatitude))) + margin;
    addColumns(std::max(m_longitude - side, -180.0), std::min(m_longitude + side, 180.0));
    if (m_longitude - side < -180)
        addColumns(m_longitude - side + 360, 180);
    else if (m_longitude + side > 180)
        addColumns(-180, m_longitude + side - 360);
}

void GeoCircle::addColumns(double west, double east)
{
    m_columnRuns[m_runCount++] = { columnOf(west), columnOf(east) };
}

double GeoCircle::south() const
{
    return std::max(m_latitude - m_reach, -90.0);
}

double GeoCircle::north() const
{
    return std::min(m_latitude + m_reach, 90.0);
}

double GeoCircle::distanceKm(double latitude, double longitude) const
{
    const double h = haversine(radians(latitude - m_latitude))
        + m_cosLatitude * std::cos(radians(latitude)) * haversine(radians(longitude - m_longitude));
    const double distance = 2 * earthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
    return distance < sameSpotKm ? 0 : distance;
}

} // namespace herdcore::places
