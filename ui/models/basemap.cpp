// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/basemap.h"

#include "ui/models/basemapprojection.h"

#include <QResource>

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

} // namespace

const BasemapLayer &Basemap::layer(BasemapDetail detail)
{
    std::optional<BasemapLayer> &layer = m_layers[static_cast<size_t>(detail)];
    if (!layer) {
        layer.emplace();
        if (const auto topology = BasemapTopology::parse(embedded(fileOf(detail)))) {
            layer->land = topology->areas(QLatin1StringView("land"));
            layer->borders = topology->borders(QLatin1StringView("countries"));
            layer->names = topology->names(QLatin1StringView("countries"));
        }
    }
    return *layer;
}

const BasemapStates &Basemap::states()
{
    if (!m_states) {
        m_states.emplace();
        if (const auto topology = BasemapTopology::parse(embedded("counties-10m.json"))) {
            m_states->states = topology->borders(QLatin1StringView("states"));
            m_states->counties = topology->borders(QLatin1StringView("counties"));
            m_states->names = topology->names(QLatin1StringView("states"));
        }
    }
    return *m_states;
}

const std::vector<BasemapCity> &Basemap::cities()
{
    if (!m_cities) {
        m_cities.emplace();
        // population, latitude, longitude, C for a capital, name
        for (const QByteArray &line : embedded("cities.tsv").split('\n')) {
            const QByteArrayList fields = line.split('\t');
            if (fields.size() != 5)
                continue;
            const GeoPoint place{ fields[1].toDouble(), fields[2].toDouble() };
            m_cities->push_back({ worldOf(place), QString::fromUtf8(fields[4]), fields[3] == "C" });
        }
    }
    return *m_cities;
}

} // namespace ui
