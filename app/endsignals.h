// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <atomic>
#include <functional>
#include <thread>

namespace app {

// SIGTERM, SIGINT and SIGHUP as a call in the event loop, where anything may be done; and a limit to the time that the
// end then takes. Make it before any other thread starts, in main(), so that it outlives all that has to end. A signal
// that was ignored when the program began (nohup) stays ignored; SIGPIPE is ignored from now on.
//
// Whatever keeps the program from ending, a disk that does not answer or a debugger, it is gone after that time, or up
// to 5 s later where the machine is so busy that the program gets no time: a thread of its own ends it. If everything
// had been written by then (settled()), with the status of an orderly end; else with 1, a line on stderr, and after
// `lastWill`.
class EndSignals : public QObject
{
    Q_OBJECT
public:
    static constexpr int limitMs =
#ifdef __SANITIZE_ADDRESS__
        20'000; // a sanitized program takes its time, and looks for leaks at the end
#else
        900;
#endif

    // `lastWill` is called in another thread while this one may be doing anything.
    explicit EndSignals(std::function<void()> lastWill = {});
    ~EndSignals() override;

    void settled()
    {
        m_isSettled = true;
    } // nothing of value is left to be done

Q_SIGNALS:
    void asked(); // to end; in the thread that this was made in, once

private:
    void wait();

    const std::function<void()> m_lastWill;
    int m_signals = -1; // a signalfd
    int m_stop = -1; // an eventfd: the program has ended in time
    std::atomic<bool> m_isSettled = false;
    std::thread m_thread;
};

} // namespace app
