// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdscope/startstate.h"

#include <QTimer>

#include <algorithm>

namespace herdscope {

using herdcore::control::Command;

namespace {

constexpr int momentMs = 1500;

} // namespace

StartState::StartState(herdcore::control::HerdControl &control, const ui::LogFollower &follower,
    std::vector<herdcore::base::ServerIndex> crash, QObject *parent)
    : QObject(parent)
    , m_control(control)
    , m_follower(follower)
    , m_crash(std::move(crash))
{
    connect(&follower, &ui::LogFollower::advanced, this, &StartState::look);
}

void StartState::look()
{
    const bool allUp = std::all_of(m_crash.begin(), m_crash.end(), [this](herdcore::base::ServerIndex server) {
        return m_follower.state().server(server).state == herdcore::state::ServerState::Listening;
    });
    if (m_crash.empty() || !allUp)
        return;
    m_follower.disconnect(this);
    QTimer::singleShot(momentMs, this, [this] {
        for (const herdcore::base::ServerIndex server : m_crash)
            m_control.apply(Command::onServer(Command::Kind::Crash, server));
    });
}

} // namespace herdscope
