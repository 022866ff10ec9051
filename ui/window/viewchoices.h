// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"
#include "ui/kit/settings.h"
#include "ui/live/logfollower.h"

namespace ui {

class MapView;
class TopologyView;

// What the user chooses about how things are shown, besides theme and text size: the clock of the window and reduced
// motion, which is as the desktop has it until the user chooses. Keeps both in `settings`.
class ViewChoices : public QObject
{
    Q_OBJECT
public:
    // All must outlive this.
    ViewChoices(const Actions &actions, Settings &settings, LogFollower &follower, TopologyView &topology, MapView &map,
        QObject *parent);

Q_SIGNALS:
    void changed(); // `settings`, by the user

private:
    void apply();

    const Actions &m_actions;
    Settings &m_settings;
    LogFollower &m_follower;
    TopologyView &m_topology;
    MapView &m_map;
};

} // namespace ui
