// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"
#include "ui/log/messagespanel.h"
#include "ui/window/errorbarfindings.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

namespace ui {

// The state of the herd in one sentence: the worst problem, or that all is well.
struct HerdHealth {
    enum class Level { Good, Notice, Bad };
    Level level = Level::Good;
    QString text;

    [[nodiscard]] static HerdHealth of(const herdcore::state::HerdState &state, const std::vector<Finding> &findings);
};

// The status bar's line: the herd's health, and the only line of figures there is, each of which means one thing.
// Updated four times a second; what is 0 and cannot be missed is left out.
class StatusPanel : public QWidget
{
    Q_OBJECT
public:
    // What a part of the window shows of the log: the messages panel's figures while it is seen, frames per second.
    struct Window {
        std::function<std::optional<TableFigures>()> table;
        std::function<int()> frames;
    };
    // `findings` must outlive this.
    StatusPanel(const LogFollower &follower, const Findings &findings, Window of, QWidget *parent = nullptr);

    void refresh();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refit();
    [[nodiscard]] QString figures();
    [[nodiscard]] double linesPerSecond();

    const LogFollower &m_follower;
    const Findings &m_findings;
    Window m_window;
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
