// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/run.h"

#include "ui/window/mainwindowbars.h"

#include <QLocale>

namespace ui {

using namespace herdcore::state;

Run::Run(herdcore::profile::Profile profile, const QString &file, const herdcore::herd::HerdOptions &options,
    const SettingsStore &store)
    : m_file(file)
    , m_herd(std::move(profile), options)
    , m_follower(m_herd.log(), m_herd.profile())
    , m_control(m_herd, m_follower.state())
    , m_window(m_control, m_follower, store)
{
    if (herdcore::herd::reachOf(options.bindAddress) == herdcore::herd::Reach::OtherMachines)
        addClassroomBar(m_window, options.bindAddress);
    connect(&m_herd, &herdcore::herd::Herd::advanced, &m_follower, &LogFollower::wake);
}

QSet<quint16> Run::ports() const
{
    QSet<quint16> ports;
    for (std::size_t i = 0; i < profile().servers.size(); ++i) {
        const ServerFacts &facts = m_follower.state().server(static_cast<herdcore::base::ServerIndex>(i));
        if (facts.state == ServerState::Listening)
            ports.insert(facts.port);
    }
    return ports;
}

void Run::end()
{
    m_control.retire();
    m_herd.end();
}

void Run::retire()
{
    m_retired = true;
    m_endedNs = herdcore::base::SystemClock().now().wallNs;
    m_window.retire(tr("%1, %2 (ended) \u2013 Herdscope").arg(profile().name, period()));
}

QString Run::period() const
{
    const Clock &clock = m_follower.clock();
    return tr("%1 to %2").arg(clock.moment(m_beganNs, 0), clock.moment(m_endedNs, 0));
}

QString Run::summary() const
{
    const auto &log = m_herd.log();
    return tr("%1, %2, %3 events").arg(profile().name, period(), QLocale().toString(log.size() + log.evicted()));
}

} // namespace ui
