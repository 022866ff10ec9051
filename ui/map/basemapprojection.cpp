// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/basemapprojection.h"

#include <QtMath>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double outlineLimit = 89;

QPointF projected(GeoPoint place, double limit)
{
    const double latitude = qDegreesToRadians(std::clamp(place.latitude, -limit, limit));
    return { place.longitude / 360 + 0.5, 0.5 - std::asinh(std::tan(latitude)) / (2 * M_PI) };
}

} // namespace

QPointF worldOf(GeoPoint place)
{
    QPointF world = projected(place, mapLatitudeLimit);
    world.setY(std::clamp(world.y(), 0.0, 1.0));
    return world;
}

QPointF worldBeyondLimit(GeoPoint place)
{
    return projected(place, outlineLimit);
}

GeoPoint geoOf(QPointF world)
{
    double x = world.x();
    if (x < 0 || x > 1)
        x -= std::floor(x);
    return { qRadiansToDegrees(std::atan(std::sinh((0.5 - world.y()) * 2 * M_PI))), (x - 0.5) * 360 };
}

double nearestCopy(double x, double reference)
{
    return x + std::round(reference - x);
}

} // namespace ui
