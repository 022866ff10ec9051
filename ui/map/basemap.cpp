// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/basemap.h"

#include "ui/map/basemapprojection.h"

#include <QResource>

#include <array>
#include <atomic>
#include <mutex>

// A static library's resources register themselves only if asked to, and Q_INIT_RESOURCE works in no namespace.
static void registerBasemapResource()
{
    static std::once_flag once;
    std::call_once(once, [] { Q_INIT_RESOURCE(basemap); });
}

namespace ui {

namespace {

QByteArray embedded(const char *name)
{
    registerBasemapResource();
    return QResource(QStringLiteral(":/herdscope/basemap/") + QLatin1StringView(name)).uncompressedData();
}

const char *fileOf(BasemapDetail detail)
{
    switch (detail) {
    case BasemapDetail::World:
        return "countries-110m.json";
    case BasemapDetail::Region:
        return "countries-50m.json";
    case BasemapDetail::Local:
        return "countries-10m.json";
    }
    return "";
}

struct Slot {
    std::once_flag once;
    std::atomic<bool> isLoaded = false;
    BasemapLayer layer;
};

Slot &slotOf(BasemapDetail detail)
{
    static std::array<Slot, 3> slots;
    return slots[static_cast<size_t>(detail)];
}

BasemapStates loadStates()
{
    BasemapStates states;
    if (const auto topology = BasemapTopology::parse(embedded("counties-10m.json"))) {
        states.states = topology->borders(QLatin1StringView("states"));
        states.counties = topology->borders(QLatin1StringView("counties"));
        states.names = topology->names(QLatin1StringView("states"));
    }
    return states;
}

std::vector<BasemapCity> loadCities()
{
    std::vector<BasemapCity> cities;
    // population, latitude, longitude, C for a capital, name
    for (const QByteArray &line : embedded("cities.tsv").split('\n')) {
        const QByteArrayList fields = line.split('\t');
        if (fields.size() != 5)
            continue;
        const GeoPoint place{ fields[1].toDouble(), fields[2].toDouble() };
        cities.push_back({ worldOf(place), QString::fromUtf8(fields[4]), fields[3] == "C" });
    }
    return cities;
}

} // namespace

bool Basemap::isLoaded(BasemapDetail detail)
{
    return slotOf(detail).isLoaded;
}

const BasemapLayer &Basemap::layer(BasemapDetail detail)
{
    Slot &slot = slotOf(detail);
    std::call_once(slot.once, [&slot, detail] {
        if (const auto topology = BasemapTopology::parse(embedded(fileOf(detail)))) {
            slot.layer.land = topology->areas(QLatin1StringView("land"));
            slot.layer.borders = topology->borders(QLatin1StringView("countries"));
            slot.layer.names = topology->names(QLatin1StringView("countries"));
        }
        slot.isLoaded = true;
    });
    return slot.layer;
}

const BasemapStates &Basemap::states()
{
    static const BasemapStates states = loadStates();
    return states;
}

const std::vector<BasemapCity> &Basemap::cities()
{
    static const std::vector<BasemapCity> cities = loadCities();
    return cities;
}

} // namespace ui
