// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/basemaptopology.h"

#include <array>
#include <optional>
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

// The embedded basemap (resources/basemap/), each part decoded when it is first asked for and then kept: the world
// takes about 10 ms, Local several hundred. No lock: it belongs to the one thread that draws with it, which is not the
// GUI's.
class Basemap
{
public:
    [[nodiscard]] bool isLoaded(BasemapDetail detail) const { return slot(detail).has_value(); }
    [[nodiscard]] const BasemapLayer &layer(BasemapDetail detail);
    [[nodiscard]] const BasemapStates &states();
    [[nodiscard]] const std::vector<BasemapCity> &cities(); // the largest first

private:
    [[nodiscard]] const std::optional<BasemapLayer> &slot(BasemapDetail detail) const
    {
        return m_layers[static_cast<size_t>(detail)];
    }

    std::array<std::optional<BasemapLayer>, 3> m_layers;
    std::optional<BasemapStates> m_states;
    std::optional<std::vector<BasemapCity>> m_cities;
};

} // namespace ui
