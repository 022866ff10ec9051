// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/map/basemaptopology.h"

namespace ui {

// Questions about one ring of the basemap, in world coordinates.

// What of it is to be stroked: all but the stretches along which the data was cut at 180 degrees.
[[nodiscard]] std::vector<BasemapLine> coastsOf(const QPolygonF &ring);

[[nodiscard]] double ringArea(const QPolygonF &ring);

// The middle of the widest stretch inside the ring along a few level lines; a centroid may lie in the sea.
[[nodiscard]] QPointF labelPoint(const QPolygonF &ring, const QRectF &bounds);

} // namespace ui
