// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapcircle.h"

#include <QString>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double earthRadiusKm = 6371.0072;
constexpr int corners = 180;

} // namespace

double distanceKm(GeoPoint a, GeoPoint b)
{
    const double latitudes = qDegreesToRadians(b.latitude - a.latitude) / 2;
    const double longitudes = qDegreesToRadians(b.longitude - a.longitude) / 2;
    const double h = std::pow(std::sin(latitudes), 2)
        + std::cos(qDegreesToRadians(a.latitude)) * std::cos(qDegreesToRadians(b.latitude))
            * std::pow(std::sin(longitudes), 2);
    return 2 * earthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
}

GeoPoint destination(GeoPoint from, double bearing, double km)
{
    const double angle = km / earthRadiusKm;
    const double course = qDegreesToRadians(bearing);
    const double latitude = qDegreesToRadians(from.latitude);
    const double sine = std::clamp(
        std::sin(latitude) * std::cos(angle) + std::cos(latitude) * std::sin(angle) * std::cos(course), -1.0, 1.0);
    const double turn = std::atan2(
        std::sin(course) * std::sin(angle) * std::cos(latitude), std::cos(angle) - std::sin(latitude) * sine);
    return { qRadiansToDegrees(std::asin(sine)), from.longitude + qRadiansToDegrees(turn) };
}

QPolygonF outlineOf(const QueryCircle &circle)
{
    QPolygonF outline;
    for (int i = 0; i <= corners; ++i) {
        QPointF point = worldOf(destination(circle.centre, 360.0 * i / corners, circle.radiusKm));
        if (!outline.isEmpty())
            point.setX(nearestCopy(point.x(), outline.last().x()));
        outline.append(point);
    }
    if (std::abs(outline.last().x() - outline.first().x()) > 0.5) { // once around a pole
        const double edge = circle.centre.latitude > 0 ? 0 : 1;
        outline << QPointF(outline.last().x(), edge) << QPointF(outline.first().x(), edge);
    }
    return outline;
}

GeoPoint handleOf(const QueryCircle &circle)
{
    return destination(circle.centre, 90, circle.radiusKm);
}

double radiusThrough(const QueryCircle &circle, GeoPoint place)
{
    return std::min(maxQueryRadiusKm, std::round(distanceKm(circle.centre, place) * 10) / 10);
}

QString isoText(GeoPoint place, int decimals)
{
    const auto signedDegrees = [decimals](double value, int digits) -> QString {
        const QString text = QString::number(std::abs(value), 'f', decimals);
        return (value < 0 ? QLatin1Char('-') : QLatin1Char('+')) + text.rightJustified(digits + 1 + decimals, u'0');
    };
    return signedDegrees(place.latitude, 2) + signedDegrees(place.longitude, 3);
}

int decimalsFor(double kilometresPerPixel)
{
    constexpr double kilometresPerDegree = 111.2;
    return std::clamp(static_cast<int>(std::ceil(-std::log10(kilometresPerPixel / kilometresPerDegree))), 4, 6);
}

GeoPoint rounded(GeoPoint place, int decimals)
{
    const double unit = std::pow(10, decimals);
    const auto round = [unit](double value) {
        return std::round(value * unit) / unit + 0.0;
    }; // no -0
    return { round(place.latitude), round(place.longitude) };
}

} // namespace ui
