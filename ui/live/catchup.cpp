// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/catchup.h"

#include <QEvent>

#include <utility>

namespace ui {

namespace {

constexpr int frameMs = 16;

} // namespace

CatchUp::CatchUp(const LogFollower &follower, QWidget *panel, Step step)
    : QObject(panel)
    , m_panel(panel)
    , m_step(std::move(step))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CatchUp::now);
    connect(&follower, &LogFollower::advanced, this, &CatchUp::now);
    panel->installEventFilter(this);
}

void CatchUp::now()
{
    if (!m_panel->isVisible()) {
        m_behind = true;
        return;
    }
    m_behind = !m_step();
    if (m_behind)
        m_timer.start(frameMs);
}

bool CatchUp::eventFilter(QObject *watched, QEvent *event)
{
    // Shown: not in the event itself, where the panel's layout may not be done yet.
    if (watched == m_panel && event->type() == QEvent::Show)
        m_timer.start(0);
    return QObject::eventFilter(watched, event);
}

} // namespace ui
