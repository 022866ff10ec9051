// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapmarkers.h"

#include "herdcore/base/escape.h"

#include <QCoreApplication>
#include <QHash>
#include <QLineF>
#include <QPoint>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using namespace herdcore::state;
using herdcore::base::ServerIndex;

constexpr double fullSeconds = 10;
constexpr double fadedSeconds = 600;
constexpr double faded = 0.45;

MapMarker markerOf(const HeldRecord &record, const QHash<herdcore::base::ServerName, int> &servers)
{
    MapMarker marker;
    marker.update = record.update;
    marker.client = record.update.client;
    marker.world = worldOf({ record.latitude, record.longitude });
    if (std::abs(record.latitude) > mapLatitudeLimit)
        marker.beyond = record.latitude > 0 ? -1 : 1;
    marker.server = servers.value(record.origin, -1);
    marker.learnedNs = record.learnedNs;
    return marker;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::MapView", text);
}

} // namespace

std::vector<MapMarker> markersOf(const HerdState &state, ServerIndex viewpoint)
{
    QHash<herdcore::base::ServerName, int> servers;
    for (const auto &server : state.profile().servers)
        servers.insert(server.name, static_cast<int>(servers.size()));
    std::vector<MapMarker> markers;
    markers.reserve(state.clients().size());
    for (const auto &[id, facts] : state.clients()) {
        MapMarker marker = markerOf(facts.newest, servers);
        if (viewpoint != ServerIndex::None) {
            const auto &table = state.server(viewpoint).table;
            const auto held = table.constFind(id);
            marker.isUnknown = held == table.cend();
            if (!marker.isUnknown && held->line != facts.newest.line) {
                const QPointF newest = marker.world;
                marker = markerOf(*held, servers);
                marker.newest = newest;
            }
        }
        marker.client = id;
        markers.push_back(std::move(marker));
    }
    return markers;
}

double strengthOf(std::int64_t ageNs)
{
    const double seconds = static_cast<double>(ageNs) / 1e9;
    if (seconds <= fullSeconds)
        return 1;
    const double share = std::log(seconds / fullSeconds) / std::log(fadedSeconds / fullSeconds);
    return 1 - (1 - faded) * std::min(1.0, share);
}

QString describe(const HerdState &state, const MapMarker &marker, const Clock &clock)
{
    const auto facts = state.clients().find(marker.client);
    if (facts == state.clients().end())
        return {};
    HeldRecord shown = facts->second.newest;
    int knowing = 0;
    for (size_t i = 0; i < state.profile().servers.size(); ++i) {
        const auto &table = state.server(ServerIndex{ static_cast<std::int16_t>(i) }).table;
        const auto held = table.constFind(marker.client);
        if (held != table.cend() && held->update == marker.update) {
            ++knowing;
            shown = *held;
        }
    }
    // AT server difference client location time
    const QByteArrayList fields = shown.line.simplified().split(' ');
    QStringList lines{ herdcore::base::escapedText(marker.client.bytes(), 200) };
    if (fields.size() >= 6) {
        lines << herdcore::base::escapedText(fields[4], 100);
        lines << herdcore::base::escapedText(fields[5], 100) + QLatin1StringView("  ")
                + clock.moment(marker.update.timeNs, 0);
    }
    lines << tr("reported to %1").arg(herdcore::base::escapedText(shown.origin.bytes(), 100));
    lines << tr("known by %1 of %2 servers").arg(knowing).arg(state.profile().servers.size());
    if (marker.isUnknown)
        lines << tr("not known to the selected server");
    return lines.join(u'\n');
}

MapArrangement::MapArrangement(const std::vector<MapMarker> &markers, const Request &request)
    : m_radius(request.radius)
{
    const MapCamera &camera = request.camera;
    const double reach = 2 * m_radius;
    const QRectF picture = QRectF(QPointF(), camera.size()).adjusted(-reach, -reach, reach, reach);
    const std::vector<double> copies = camera.copies(reach);
    std::vector<MapItem> singles;
    std::vector<MapItem> spread;
    std::vector<MapItem> apart;
    for (size_t i = 0; i < markers.size(); ++i) {
        for (const double copy : copies) {
            QPointF at = camera.toScreenExactly(markers[i].world + QPointF(copy, 0));
            if (markers[i].beyond != 0) // inside the edge, where all of it is visible
                at.ry() -= markers[i].beyond * m_radius * 1.6;
            if (!picture.contains(at))
                continue;
            const bool isSpread = request.spread.contains(markers[i].client);
            auto &list = isSpread ? spread : markers[i].client == request.apart ? apart : singles;
            list.push_back({ at, { i }, at });
        }
    }
    cluster(std::move(singles));
    layOut(std::move(spread));
    m_items.insert(m_items.end(), apart.begin(), apart.end());
}

double MapArrangement::radiusOf(const MapItem &item) const
{
    return item.isCluster() ? m_radius * (1.15 + 0.25 * std::log10(static_cast<double>(item.members.size())))
                            : m_radius;
}

const MapItem *MapArrangement::itemAt(QPointF screen) const
{
    const auto found = std::find_if(m_items.rbegin(), m_items.rend(),
        [&](const MapItem &item) { return QLineF(item.at, screen).length() <= radiusOf(item) + 2; });
    return found == m_items.rend() ? nullptr : &*found;
}

void MapArrangement::cluster(std::vector<MapItem> singles)
{
    // The first one not yet in a cluster gathers its neighbours; a grid as wide as the reach finds them in nine cells.
    const double reach = 2.2 * m_radius;
    QHash<QPoint, std::vector<size_t>> cells;
    const auto cellOf = [reach](QPointF at) {
        return QPoint(qFloor(at.x() / reach), qFloor(at.y() / reach));
    };
    for (size_t i = 0; i < singles.size(); ++i)
        cells[cellOf(singles[i].at)].push_back(i);
    std::vector<bool> taken(singles.size(), false);
    for (size_t i = 0; i < singles.size(); ++i) {
        if (taken[i])
            continue;
        MapItem cluster = singles[i];
        QPointF sum;
        cluster.members.clear();
        const QPoint cell = cellOf(singles[i].at);
        for (const QPoint &offset : { QPoint(-1, -1), QPoint(0, -1), QPoint(1, -1), QPoint(-1, 0), QPoint(0, 0),
                 QPoint(1, 0), QPoint(-1, 1), QPoint(0, 1), QPoint(1, 1) }) {
            const auto near = cells.constFind(cell + offset);
            if (near == cells.cend())
                continue;
            for (const size_t other : *near) {
                if (taken[other] || QLineF(singles[i].at, singles[other].at).length() > reach)
                    continue;
                taken[other] = true;
                cluster.members.push_back(singles[other].members.front());
                sum += singles[other].at;
            }
        }
        cluster.at = cluster.home = sum / static_cast<double>(cluster.members.size());
        m_items.push_back(std::move(cluster));
    }
}

void MapArrangement::layOut(std::vector<MapItem> spread)
{
    // Rings around the common place, as many on each as fit.
    const double distance = 2.6 * m_radius;
    double ringRadius = distance * 1.4;
    size_t onRing = 0;
    size_t room = static_cast<size_t>(2 * M_PI * ringRadius / distance);
    for (size_t i = 0; i < spread.size(); ++i, ++onRing) {
        if (onRing == room) {
            onRing = 0;
            ringRadius += distance;
            room = static_cast<size_t>(2 * M_PI * ringRadius / distance);
        }
        const size_t members = std::min(room, spread.size() - (i - onRing));
        const double angle = 2 * M_PI * static_cast<double>(onRing) / static_cast<double>(members) - M_PI / 2;
        spread[i].at += ringRadius * QPointF(std::cos(angle), std::sin(angle));
        m_items.push_back(spread[i]);
    }
}

} // namespace ui
