// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPolygonF>
#include <QRectF>

#include <vector>

namespace ui {

// The part of a shape that a painter needs: at a high zoom a coast would reach millions of pixels beyond the view.

// The part of a filled ring inside the rectangle (Sutherland-Hodgman); follows the rectangle's edge where it was cut.
[[nodiscard]] QPolygonF clippedRing(const QPolygonF &ring, const QRectF &rect);

// The parts of a line inside the rectangle.
[[nodiscard]] std::vector<QPolygonF> clippedLine(const QPolygonF &line, const QRectF &rect);

// From world coordinates to pixels, leaving out points nearer than most of a pixel to the one before; keeps both ends.
[[nodiscard]] QPolygonF toPixels(const QPolygonF &world, QPointF origin, double scale);

} // namespace ui
