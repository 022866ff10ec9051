// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/viewchoices.h"

#include "ui/kit/reducedmotion.h"
#include "ui/map/mapview.h"
#include "ui/topology/topologyview.h"

#include <array>
#include <utility>

namespace ui {

namespace {

constexpr std::array clocks{ std::pair{ WindowCommand::ClockLocal, Clock::Kind::Local },
    std::pair{ WindowCommand::ClockUtc, Clock::Kind::Utc },
    std::pair{ WindowCommand::ClockSinceStart, Clock::Kind::SinceStart } };

} // namespace

ViewChoices::ViewChoices(const Actions &actions, Settings &settings, LogFollower &follower, TopologyView &topology,
    MapView &map, QObject *parent)
    : QObject(parent)
    , m_actions(actions)
    , m_settings(settings)
    , m_follower(follower)
    , m_topology(topology)
    , m_map(map)
{
    for (const auto &[command, kind] : clocks) {
        connect(actions[command], &QAction::triggered, this, [this, chosen = kind] {
            m_settings.clock = static_cast<int>(chosen);
            apply();
            Q_EMIT changed();
        });
    }
    connect(actions[WindowCommand::ReducedMotion], &QAction::triggered, this, [this](bool checked) {
        m_settings.reducedMotion = checked;
        apply();
        Q_EMIT changed();
    });
    apply();
}

void ViewChoices::apply()
{
    for (const auto &[command, kind] : clocks) {
        if (static_cast<int>(kind) == m_settings.clock) {
            m_follower.clock().setKind(kind);
            m_actions[command]->setChecked(true);
        }
    }
    const bool reduced = m_settings.reducedMotion.value_or(desktopReducesMotion());
    m_actions[WindowCommand::ReducedMotion]->setChecked(reduced);
    m_topology.setReducedMotion(reduced);
    m_map.setAnimated(!reduced);
}

} // namespace ui
