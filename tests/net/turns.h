// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>

namespace netfixture {

// Runs the event loop until `done` holds; false after five seconds.
template <typename Condition> bool turnUntil(Condition done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        if (timer.elapsed() > 5000)
            return false;
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

// Enough turns for anything that is under way on the loopback to arrive.
inline void someTurns()
{
    int turns = 30;
    turnUntil([&turns] { return --turns < 0; });
}

} // namespace netfixture
