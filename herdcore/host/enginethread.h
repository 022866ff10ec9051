// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace herdcore::base {
class Timers;
}
namespace herdcore::net {
class Poller;
}

namespace herdcore::host {

// A thread with an event loop and a poller, for hosts to live in.
class EngineThread
{
public:
    EngineThread();
    ~EngineThread(); // runs what was posted, then ends the thread; hosts must be gone by then
    EngineThread(const EngineThread &) = delete;
    EngineThread &operator=(const EngineThread &) = delete;

    // Runs `task` in the thread, after those posted before it.
    void post(std::function<void()> task);
    [[nodiscard]] net::Poller &poller() const { return *m_poller; } // only from inside a task, as all that follows
    [[nodiscard]] base::Timers &timers() const { return *m_timers; }

private:
    QThread m_thread;
    QObject m_context; // lives in m_thread: tasks are delivered to it
    std::unique_ptr<net::Poller> m_poller;
    std::unique_ptr<base::Timers> m_timers;
};

} // namespace herdcore::host
