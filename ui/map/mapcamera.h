// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/map/basemapprojection.h"

#include <QRectF>
#include <QSizeF>

#include <vector>

namespace ui {

// Which part of the world a view shows: a value. Screen positions are in logical pixels from the view's top left,
// world coordinates as in basemapprojection.h. Its centre always lies on the world's square, its zoom within limits.
class MapCamera
{
public:
    static constexpr double maxZoom = 17; // a pixel is about a metre

    MapCamera() = default;
    explicit MapCamera(QSizeF size);

    [[nodiscard]] QSizeF size() const { return m_size; }
    [[nodiscard]] QPointF centre() const { return m_centre; }
    [[nodiscard]] double zoom() const { return m_zoom; }
    [[nodiscard]] double minZoom() const; // the square world just fits
    [[nodiscard]] double coveringZoom() const; // the square world just covers the view
    [[nodiscard]] double scale() const; // pixels across one world
    [[nodiscard]] QRectF visible() const; // world coordinates; x may reach beyond 0..1
    [[nodiscard]] double kilometresPerPixel() const; // at the centre

    [[nodiscard]] QPointF toScreen(QPointF world) const; // of the copy nearest to the centre
    [[nodiscard]] QPointF toScreenExactly(QPointF world) const; // of this very copy
    [[nodiscard]] QPointF toWorld(QPointF screen) const;
    // Whole worlds to add to an x in 0..1, so that it may be visible within `margin` pixels.
    [[nodiscard]] std::vector<double> copies(double margin = 0) const;

    void resize(QSizeF size); // keeps centre and zoom
    void look(QPointF centre, double zoom);
    void panBy(QPointF pixels); // what was at p is then at p + pixels
    void zoomAbout(QPointF screen, double zoom); // what is at `screen` stays there
    // All of `world` in view, with a margin in pixels; not nearer than `nearest`.
    void fit(const QRectF &world, double margin, double nearest);

    // The same look with that many pixels more on each side, be the world large enough or not.
    [[nodiscard]] MapCamera widened(double margin) const;

    // The smallest rectangle, possibly across 180 degrees, that holds all points (x in 0..1); null for none.
    [[nodiscard]] static QRectF boundsOf(const std::vector<QPointF> &worlds);

    friend bool operator==(const MapCamera &, const MapCamera &) = default;

private:
    void settle();

    QSizeF m_size{ 640, 480 };
    QPointF m_centre{ 0.5, 0.5 };
    double m_zoom = 1;
};

} // namespace ui
