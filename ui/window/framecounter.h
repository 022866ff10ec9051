// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QWidget>

#include <deque>

namespace ui {

// Counts how often a window paints: whatever of it has changed, it is one frame.
class FrameCounter : public QObject
{
    Q_OBJECT
public:
    explicit FrameCounter(QWidget *window); // a top-level widget, which owns this

    [[nodiscard]] int inLastSecond() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QElapsedTimer m_clock;
    std::deque<qint64> m_frames; // ms on m_clock, those of the last second
};

} // namespace ui
