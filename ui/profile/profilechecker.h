// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profilewords.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>

namespace ui {

// Checks a profile while it is edited, in another thread: its problems, ports in use, single and double points of
// failure. A new profile cancels the check of the one before.
class ProfileChecker : public QObject
{
    Q_OBJECT
public:
    struct Findings {
        QList<ProfileNote> problems; // the worst first
        QList<ProfileNote> splits;
        [[nodiscard]] bool isRight() const; // no problem that prevents running or saving it
    };

    explicit ProfileChecker(QObject *parent = nullptr);
    ~ProfileChecker() override; // waits for the running check

    // Ports in use by the herd that would be replaced.
    void setOwnPorts(std::function<QSet<quint16>()> own) { m_own = std::move(own); }
    void check(const herdcore::profile::Profile &profile); // soon, in the background
    void cancel(); // no check is running, no port probed
    [[nodiscard]] const Findings &findings() const { return m_findings; } // of the last profile checked

Q_SIGNALS:
    void found();

private:
    struct Job {
        herdcore::profile::Profile profile;
        QSet<quint16> own;
        std::atomic<bool> cancelled{ false };
    };
    void begin();
    [[nodiscard]] static Findings lookAt(const Job &job);

    std::function<QSet<quint16>()> m_own;
    herdcore::profile::Profile m_profile;
    QTimer m_soon;
    std::shared_ptr<Job> m_job;
    Findings m_findings;
};

} // namespace ui
