// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/logcursor.h"
#include "herdcore/state/herdstate.h"
#include "ui/live/clock.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace ui {

// Brings the log to the window, frame by frame: at most one tick per 16 ms, at most 4 ms of folding per tick, the
// next tick later when the views' work took long. Folds into the HerdState, then says advanced(); a view then
// reads what it needs from state() and, with a cursor of its own, from log(). Hidden views may skip and catch up.
class LogFollower : public QObject
{
    Q_OBJECT
public:
    LogFollower(const herdcore::observe::EventLog &log, herdcore::profile::Profile profile, QObject *parent = nullptr);

    [[nodiscard]] const herdcore::observe::EventLog &log() const { return m_cursor.log(); }
    [[nodiscard]] const herdcore::state::HerdState &state() const { return m_state; }
    // The last event that state() holds; views must not read further, or they would show another moment.
    [[nodiscard]] herdcore::base::EventId position() const { return m_cursor.position(); }

    // How moments are written in this herd's window; starts with its first event.
    [[nodiscard]] const Clock &clock() const { return m_written; }
    [[nodiscard]] Clock &clock() { return m_written; }

    // The herd has ended for good: the log is all there will ever be.
    void setEnded() { m_ended = true; }
    [[nodiscard]] bool hasEnded() const { return m_ended; }

    // The log has grown (Herd::advanced): schedules a tick.
    void wake();

Q_SIGNALS:
    void advanced();

private:
    void tick();

    herdcore::observe::LogCursor m_cursor;
    herdcore::state::HerdState m_state;
    Clock m_written;
    bool m_ended = false;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_nextTickMs = 0; // not before this
};

} // namespace ui
