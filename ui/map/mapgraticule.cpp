// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapgraticule.h"

#include <QCoreApplication>

#include <cmath>

namespace ui {

namespace {

constexpr double leastDistance = 80; // pixels between meridians

// Whole steps of a ten-thousandth of a degree, so that no line is lost or named wrongly by rounding.
constexpr int unitsPerDegree = 10'000;
constexpr int steps[] = { 5, 10, 20, 50, 100, 200, 500, 1'000, 2'000, 5'000, 10'000, 20'000, 50'000, 100'000, 150'000,
    300'000, 450'000, 900'000 };

int stepFor(const MapCamera &camera)
{
    for (const int step : steps) {
        if (camera.scale() * step / unitsPerDegree / 360 >= leastDistance)
            return step;
    }
    return 900'000;
}

QString degrees(long long units, const char *positive, const char *negative)
{
    const double value = static_cast<double>(std::abs(units)) / unitsPerDegree;
    const QString number = QString::number(value, 'g', 8) + QChar(0x00B0);
    if (units == 0 || std::abs(units) == 180LL * unitsPerDegree)
        return number;
    return number + QLatin1StringView(units > 0 ? positive : negative);
}

} // namespace

MapGraticule MapGraticule::of(const MapCamera &camera)
{
    constexpr long long around = 360LL * unitsPerDegree;
    const long long step = stepFor(camera);
    const QRectF view = camera.visible();
    MapGraticule graticule;

    const auto firstX = static_cast<long long>(std::floor((view.left() - 0.5) * around / static_cast<double>(step)));
    const auto lastX = static_cast<long long>(std::ceil((view.right() - 0.5) * around / static_cast<double>(step)));
    for (long long i = firstX; i <= lastX; ++i) {
        const double x = static_cast<double>(i * step) / around + 0.5;
        long long units = (i * step) % around;
        if (units > around / 2)
            units -= around;
        if (units < -around / 2)
            units += around;
        graticule.meridians.push_back({ camera.toScreenExactly({ x, 0.5 }).x(), degrees(units, "E", "W") });
    }
    const double south = geoOf({ 0.5, std::min(1.0, view.bottom()) }).latitude;
    const double north = geoOf({ 0.5, std::max(0.0, view.top()) }).latitude;
    const auto firstY = static_cast<long long>(std::ceil(south * unitsPerDegree / static_cast<double>(step)));
    const auto lastY = static_cast<long long>(std::floor(north * unitsPerDegree / static_cast<double>(step)));
    for (long long i = firstY; i <= lastY; ++i) {
        const double latitude = static_cast<double>(i * step) / unitsPerDegree;
        const double y = camera.toScreenExactly(worldOf({ latitude, 0 })).y();
        graticule.parallels.push_back({ y, degrees(i * step, "N", "S") });
    }
    return graticule;
}

MapScaleBar MapScaleBar::of(const MapCamera &camera, double maxPixels)
{
    const double perPixel = camera.kilometresPerPixel();
    const double longest = maxPixels * perPixel;
    const double magnitude = std::pow(10, std::floor(std::log10(longest)));
    double length = magnitude;
    for (const double factor : { 2.0, 5.0 }) {
        if (magnitude * factor <= longest)
            length = magnitude * factor;
    }
    const bool inKm = length >= 1;
    const QString number = QString::number(inKm ? length : length * 1000, 'g', 6);
    const QString text = inKm ? QCoreApplication::translate("ui::MapView", "%1 km").arg(number)
                              : QCoreApplication::translate("ui::MapView", "%1 m").arg(number);
    return { length / perPixel, text };
}

} // namespace ui
