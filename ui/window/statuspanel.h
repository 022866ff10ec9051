// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"
#include "ui/window/errorbarfindings.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QTimer>
#include <QWidget>

#include <functional>

namespace ui {

// The state of the herd in one sentence: the worst problem, or that all is well.
struct HerdHealth {
    enum class Level { Good, Notice, Bad };
    Level level = Level::Good;
    QString text;

    [[nodiscard]] static HerdHealth of(const herdcore::state::HerdState &state, const std::vector<Finding> &findings);
};

// The status bar's line: the herd's health, and the load of log and window. Updated four times a second.
class StatusPanel : public QWidget
{
    Q_OBJECT
public:
    // `shown`: rows that the messages panel shows. `findings` must outlive this.
    StatusPanel(const LogFollower &follower, const Findings &findings, std::function<quint64()> shown,
        QWidget *parent = nullptr);

    void refresh();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QString figures();
    [[nodiscard]] double linesPerSecond();

    const LogFollower &m_follower;
    const Findings &m_findings;
    std::function<quint64()> m_shown;
    QLabel m_mark;
    QLabel m_health;
    QLabel m_figures;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_countedAtMs = 0;
    quint64 m_linesThen = 0;
    double m_rate = 0;
};

} // namespace ui
