// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapcamera.h"

#include <QtMath>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double tileSize = 256; // pixels across the world at zoom 0, by convention
constexpr double overscroll = 64; // pixels beyond the poles, so that what is there is not under the controls
constexpr double equatorKm = 40075.016686;

} // namespace

MapCamera::MapCamera(QSizeF size)
{
    resize(size);
    look({ 0.5, 0.5 }, coveringZoom());
}

double MapCamera::minZoom() const
{
    return std::log2(std::max(1.0, std::min(m_size.width(), m_size.height())) / tileSize);
}

double MapCamera::coveringZoom() const
{
    return std::log2(std::max(1.0, std::max(m_size.width(), m_size.height())) / tileSize);
}

double MapCamera::scale() const
{
    return tileSize * std::exp2(m_zoom);
}

QRectF MapCamera::visible() const
{
    const QSizeF extent = m_size / scale();
    return { m_centre - QPointF(extent.width() / 2, extent.height() / 2), extent };
}

double MapCamera::kilometresPerPixel() const
{
    return equatorKm * std::cos(qDegreesToRadians(geoOf(m_centre).latitude)) / scale();
}

QPointF MapCamera::toScreenExactly(QPointF world) const
{
    return (world - m_centre) * scale() + QPointF(m_size.width() / 2, m_size.height() / 2);
}

QPointF MapCamera::toScreen(QPointF world) const
{
    return toScreenExactly({ nearestCopy(world.x(), m_centre.x()), world.y() });
}

QPointF MapCamera::toWorld(QPointF screen) const
{
    return (screen - QPointF(m_size.width() / 2, m_size.height() / 2)) / scale() + m_centre;
}

std::vector<double> MapCamera::copies(double margin) const
{
    const QRectF view = visible();
    const double reach = margin / scale();
    std::vector<double> all;
    const double last = std::floor(view.right() + reach);
    for (double copy = std::floor(view.left() - reach); copy <= last; copy += 1)
        all.push_back(copy);
    return all;
}

void MapCamera::resize(QSizeF size)
{
    m_size = size;
    settle();
}

void MapCamera::look(QPointF centre, double zoom)
{
    m_centre = centre;
    m_zoom = zoom;
    settle();
}

void MapCamera::panBy(QPointF pixels)
{
    m_centre -= pixels / scale();
    settle();
}

void MapCamera::zoomAbout(QPointF screen, double zoom)
{
    const QPointF fixed = toWorld(screen);
    m_zoom = std::clamp(zoom, minZoom(), maxZoom);
    m_centre += fixed - toWorld(screen);
    settle();
}

void MapCamera::fit(const QRectF &world, double margin, double nearest)
{
    const double width = std::max(1.0, m_size.width() - 2 * margin);
    const double height = std::max(1.0, m_size.height() - 2 * margin);
    double zoom = nearest;
    if (world.width() > 0)
        zoom = std::min(zoom, std::log2(width / world.width() / tileSize));
    if (world.height() > 0)
        zoom = std::min(zoom, std::log2(height / world.height() / tileSize));
    look(world.center(), zoom);
}

MapCamera MapCamera::widened(double margin) const
{
    MapCamera wide = *this;
    wide.m_size += QSizeF(2 * margin, 2 * margin);
    return wide;
}

QRectF MapCamera::boundsOf(const std::vector<QPointF> &worlds)
{
    if (worlds.empty())
        return {};
    std::vector<double> xs;
    double top = 1;
    double bottom = 0;
    for (const QPointF &point : worlds) {
        xs.push_back(point.x());
        top = std::min(top, point.y());
        bottom = std::max(bottom, point.y());
    }
    std::sort(xs.begin(), xs.end());
    // Start after the widest gap, going around the globe.
    double widest = xs.front() + 1 - xs.back();
    double left = xs.front();
    for (size_t i = 1; i < xs.size(); ++i) {
        if (xs[i] - xs[i - 1] > widest) {
            widest = xs[i] - xs[i - 1];
            left = xs[i];
        }
    }
    return { left, top, 1 - widest, bottom - top };
}

void MapCamera::settle()
{
    m_zoom = std::clamp(m_zoom, minZoom(), maxZoom);
    m_centre.setX(m_centre.x() - std::floor(m_centre.x()));
    // Not much emptiness beyond the square, unless it is smaller than the view.
    const double half = std::clamp((m_size.height() / 2 - overscroll) / scale(), 0.0, 0.5);
    m_centre.setY(std::clamp(m_centre.y(), half, 1 - half));
}

} // namespace ui
