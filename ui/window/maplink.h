// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"
#include "ui/map/placesreader.h"

#include <QObject>

namespace ui {

class Injector;
class MapView;

// Joins the map and the injector: a place clicked on the map goes into the injector's form, the query in the form is a
// circle on the map around its client, the places in the answer are pins.
class MapLink : public QObject
{
    Q_OBJECT
public:
    MapLink(const LogFollower &follower, MapView &map, Injector &injector, QObject *parent);

private:
    void drawQuery();

    const LogFollower &m_follower;
    MapView &m_map;
    herdcore::base::ClientId m_client;
    double m_radiusKm = 0;
    PlacesReader m_places;
};

} // namespace ui
