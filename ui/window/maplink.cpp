// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/maplink.h"

#include "ui/inject/injector.h"
#include "ui/map/mapview.h"

namespace ui {

using namespace herdcore::state;

MapLink::MapLink(const LogFollower &follower, MapView &map, Injector &injector, QObject *parent)
    : QObject(parent)
    , m_follower(follower)
    , m_map(map)
    , m_places(follower)
{
    connect(&map, &MapView::locationPicked, &injector,
        [&injector](double latitude, double longitude) { injector.setLocation(latitude, longitude); });
    connect(&map, &MapView::locationSendRequested, &injector, &Injector::sendFrom);
    connect(&map, &MapView::clientMoveRequested, &injector, &Injector::moveClient);
    connect(&map, &MapView::radiusChanged, &injector, &Injector::setRadius);
    connect(&injector, &Injector::queryChanged, this, [this](const herdcore::base::ClientId &client, double radiusKm) {
        m_client = client;
        m_radiusKm = radiusKm;
        if (client.isEmpty())
            m_map.setPlaces({});
        drawQuery();
    });
    connect(&injector, &Injector::said, this,
        [this](quint64 conversation) { m_places.watch(herdcore::base::ConnectionId{ conversation }); });
    connect(&m_places, &PlacesReader::found, &map, &MapView::setPlaces);
    connect(&follower, &LogFollower::advanced, this, [this] {
        if (!m_client.isEmpty())
            drawQuery(); // the client may have moved
    });
}

void MapLink::drawQuery()
{
    const auto &clients = m_follower.state().clients();
    const auto found = m_client.isEmpty() ? clients.end() : clients.find(m_client);
    if (found == clients.end()) {
        m_map.setQueryCircle({});
        return;
    }
    const HeldRecord &newest = found->second.newest;
    m_map.setQueryCircle(QueryCircle{ { newest.latitude, newest.longitude }, m_radiusKm });
}

} // namespace ui
