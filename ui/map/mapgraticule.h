// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/map/mapcamera.h"

#include <QString>

#include <vector>

namespace ui {

// The meridians and parallels for a zoom: lines at round degrees, at least eighty pixels apart.
struct MapGraticule {
    struct Line {
        double position = 0; // pixels from the left (meridian) or top (parallel)
        QString text; // "118.5°W", "34°N", "0°"
    };
    std::vector<Line> meridians;
    std::vector<Line> parallels;

    [[nodiscard]] static MapGraticule of(const MapCamera &camera);
};

// A round length for the scale bar, at most `maxPixels` wide at the view's centre: "500 m", "20 km".
struct MapScaleBar {
    double pixels = 0;
    QString text;

    [[nodiscard]] static MapScaleBar of(const MapCamera &camera, double maxPixels);
};

} // namespace ui
