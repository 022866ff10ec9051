// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/herdcontrol.h"
#include "ui/live/logfollower.h"

#include <QObject>
#include <QRandomGenerator>
#include <QTimer>

#include <vector>

namespace ui {

// An endless demonstration: a few clients move around Los Angeles, report their locations to the servers and sometimes
// ask for places nearby. The walk is the same every time. Sends real lines over real connections, and nothing that a
// user could not send.
class Demo : public QObject
{
    Q_OBJECT
public:
    Demo(herdcore::control::HerdControl &control, const LogFollower &follower, QObject *parent = nullptr);

    void setRunning(bool on);
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }
    void step(std::int64_t wallNs); // moves one client; called by the timer

private:
    struct Walker {
        QByteArray id;
        double latitude;
        double longitude;
        double heading; // radians
    };
    void move(Walker &walker);
    [[nodiscard]] std::vector<herdcore::base::ServerIndex> running() const;

    herdcore::control::HerdControl &m_control;
    const LogFollower &m_follower;
    QTimer m_timer;
    QRandomGenerator m_random;
    std::vector<Walker> m_walkers;
    size_t m_next = 0;
    int m_steps = 0;
};

} // namespace ui
