// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/herdcontrol.h"
#include "ui/live/logfollower.h"

#include <QObject>

#include <vector>

namespace herdscope {

// Brings a herd into the state that the command line asks for: links are cut at once, servers crash when all of them
// have been up for a moment, so that their neighbours have something to lose.
class StartState : public QObject
{
    Q_OBJECT
public:
    StartState(herdcore::control::HerdControl &control, const ui::LogFollower &follower,
        std::vector<herdcore::base::ServerIndex> crash, QObject *parent = nullptr);

private:
    void look();

    herdcore::control::HerdControl &m_control;
    const ui::LogFollower &m_follower;
    std::vector<herdcore::base::ServerIndex> m_crash;
};

} // namespace herdscope
