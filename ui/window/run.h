// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/control/herdcontrol.h"
#include "herdcore/herd/herd.h"
#include "ui/window/mainwindow.h"

#include <QSet>

namespace ui {

// One herd from its first start to its end, with the window on it. Ended it keeps its log and its views for as long as
// it lives.
class Run : public QObject
{
    Q_OBJECT
public:
    // `file`: where the profile is from; empty: from no file.
    Run(herdcore::profile::Profile profile, const QString &file, const herdcore::herd::HerdOptions &options,
        const SettingsStore &store);

    [[nodiscard]] herdcore::herd::Herd &herd() { return m_herd; }
    [[nodiscard]] herdcore::control::HerdControl &control() { return m_control; }
    [[nodiscard]] const LogFollower &follower() const { return m_follower; }
    [[nodiscard]] MainWindow &window() { return m_window; }
    [[nodiscard]] const herdcore::profile::Profile &profile() const { return m_herd.profile(); }

    [[nodiscard]] const QString &file() const { return m_file; }
    [[nodiscard]] QSet<quint16> ports() const; // where its servers listen now

    void end(); // Herd::ended() follows; every command is refused from now on
    void retire(); // it has ended: the window says so and asks for nothing
    [[nodiscard]] bool isRetired() const { return m_retired; }
    // "at-2024, 14:05:12 to 14:10:01, 1,234 events".
    [[nodiscard]] QString summary() const;

private:
    [[nodiscard]] QString period() const;

    const QString m_file;
    herdcore::herd::Herd m_herd;
    LogFollower m_follower;
    herdcore::control::HerdControl m_control;
    MainWindow m_window;
    const std::int64_t m_beganNs = herdcore::base::SystemClock().now().wallNs;
    std::int64_t m_endedNs = 0;
    bool m_retired = false;
};

} // namespace ui
