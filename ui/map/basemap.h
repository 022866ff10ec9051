// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/map/basemaptopology.h"

#include <vector>

namespace ui {

enum class BasemapDetail { World, Region, Local }; // Natural Earth 1:110 m, 1:50 m, 1:10 m

struct BasemapLayer {
    std::vector<BasemapArea> land;
    std::vector<BasemapLine> borders; // between countries
    std::vector<BasemapName> names; // of countries
};

struct BasemapStates { // of the United States
    std::vector<BasemapLine> states;
    std::vector<BasemapLine> counties; // the states' borders among them
    std::vector<BasemapName> names; // of states
};

struct BasemapCity {
    QPointF at; // world coordinates
    QString name;
    bool isCapital = false;
};

// The embedded basemap (resources/basemap/), each part decoded by the first caller, then shared by all: the world takes
// about 10 ms, Local several hundred. Any thread; what is returned is immutable and stays. Not for the GUI thread.
class Basemap
{
public:
    [[nodiscard]] static bool isLoaded(BasemapDetail detail); // layer() will not take long
    [[nodiscard]] static const BasemapLayer &layer(BasemapDetail detail);
    [[nodiscard]] static const BasemapStates &states();
    [[nodiscard]] static const std::vector<BasemapCity> &cities(); // the largest first
};

} // namespace ui
