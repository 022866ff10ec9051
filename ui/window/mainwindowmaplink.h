// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"
#include "ui/map/mainwindowplaces.h"

#include <QObject>

namespace ui {

class Injector;
class MapView;

// What the map and the injector have to tell each other: a place clicked goes into the form, the question in the form
// is a circle on the map around the client it asks about, the places in the answer are pins.
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
