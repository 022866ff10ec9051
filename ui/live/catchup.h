// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"

#include <QTimer>
#include <QWidget>

#include <functional>

namespace ui {

// Lets a panel follow the log only while it is seen: one step per tick of the follower, one per frame while it is
// behind, none while hidden. A step takes 4 ms at most and says whether it got to the follower's position.
class CatchUp : public QObject
{
    Q_OBJECT
public:
    using Step = std::function<bool()>;
    // `panel` owns this.
    CatchUp(const LogFollower &follower, QWidget *panel, Step step);

    void now(); // does a step at once if the panel is seen
    [[nodiscard]] bool isBehind() const { return m_behind; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_panel;
    Step m_step;
    QTimer m_timer;
    bool m_behind = true;
};

} // namespace ui
