// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inject/demo.h"

#include "ui/inject/injectorline.h"

#include "herdcore/base/time.h"

#include <cmath>
#include <numbers>

namespace ui {

using namespace herdcore::state;
using herdcore::base::ServerIndex;

namespace {

constexpr int stepMs = 450;
constexpr int stepsToQuestion = 9;
constexpr double stride = 0.006; // degrees, about 600 m
// The clients stay where the offline map has detail.
constexpr double south = 33.80, north = 34.22, west = -118.52, east = -118.02;

} // namespace

Demo::Demo(herdcore::control::HerdControl &control, const LogFollower &follower, QObject *parent)
    : QObject(parent)
    , m_control(control)
    , m_follower(follower)
    , m_random(20240611)
    , m_walkers{
        { "kiwi", 34.0689, -118.4451, 2.6 }, // UCLA
        { "emu", 34.0522, -118.2437, 0.4 }, // downtown
        { "rhea", 33.9416, -118.4085, 1.2 }, // the airport
        { "ostrich", 34.1478, -118.1445, 4.2 }, // Pasadena
        { "cassowary", 33.8358, -118.3406, 0.9 }, // Torrance
        { "tinamou", 34.1808, -118.3090, 5.3 }, // Burbank
    }
{
    m_timer.setInterval(stepMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { step(herdcore::base::SystemClock().now().wallNs); });
}

void Demo::setRunning(bool on)
{
    if (on)
        m_timer.start();
    else
        m_timer.stop();
}

std::vector<ServerIndex> Demo::running() const
{
    std::vector<ServerIndex> servers;
    for (size_t i = 0; i < m_follower.state().profile().servers.size(); ++i) {
        const auto index = ServerIndex(static_cast<qint16>(i));
        if (m_follower.state().server(index).state == ServerState::Listening)
            servers.push_back(index);
    }
    return servers;
}

void Demo::step(std::int64_t wallNs)
{
    const std::vector<ServerIndex> servers = running();
    if (servers.empty())
        return;
    const auto any = [&] {
        return servers[m_random.bounded(static_cast<quint32>(servers.size()))];
    };
    Walker &walker = m_walkers[m_next];
    m_next = (m_next + 1) % m_walkers.size();
    if (++m_steps % stepsToQuestion == 0) {
        m_control.send(any(), { whatsatLine(walker.id, 5 + m_random.bounded(20), 5) + '\n' });
        return;
    }
    move(walker);
    m_control.send(any(), { iamatLine(walker.id, walker.latitude, walker.longitude, wallNs) + '\n' });
}

void Demo::move(Walker &walker)
{
    walker.heading += m_random.bounded(1.2) - 0.6;
    const double stretch = std::cos(walker.latitude * std::numbers::pi / 180);
    double latitude = walker.latitude + stride * std::cos(walker.heading);
    double longitude = walker.longitude + stride * std::sin(walker.heading) / stretch;
    if (latitude < south || latitude > north || longitude < west || longitude > east) {
        walker.heading += std::numbers::pi; // turns back
        latitude = std::clamp(latitude, south, north);
        longitude = std::clamp(longitude, west, east);
    }
    walker.latitude = latitude;
    walker.longitude = longitude;
}

} // namespace ui
