// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/framecounter.h"

#include <QEvent>

#include <algorithm>

namespace ui {

FrameCounter::FrameCounter(QWidget *window)
    : QObject(window)
{
    m_clock.start();
    window->installEventFilter(this);
}

int FrameCounter::inLastSecond() const
{
    const qint64 since = m_clock.elapsed() - 1000;
    return static_cast<int>(std::count_if(m_frames.begin(), m_frames.end(), [since](qint64 ms) { return ms > since; }));
}

// Qt sends a window one UpdateRequest for all that its widgets want to paint anew.
bool FrameCounter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::UpdateRequest) {
        const qint64 now = m_clock.elapsed();
        m_frames.push_back(now);
        while (m_frames.front() <= now - 1000)
            m_frames.pop_front();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace ui
