// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/observe/eventlog.h"
#include "herdcore/observe/eventring.h"
#include "herdcore/observe/logfiles.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace herdcore::observe {

// The thread between the engines and everything that reads: it takes events from the ring, appends them to the
// event log, writes them to the log files and then notifies one listener, who can read them in the log and in the
// files. A single event is through at once; a busy herd costs a wake-up every 2 ms and no more.
class Recorder
{
public:
    // `files` may be null: no log files. `listener` is called from the recorder's thread and must not block; after a
    // call it is not called again until acknowledge(). All others must outlive the recorder.
    Recorder(EventRing &ring, EventLog &log, std::unique_ptr<LogFiles> files, const base::Clock &clock,
        std::function<void()> listener);
    ~Recorder(); // stops
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    // From any thread. Call it before reading the log, so that what comes while reading is notified again.
    void acknowledge();

    // Closes the ring, and returns when everything taken before is in the log and in the files. More calls do nothing.
    void stop();
    // The same, but what is not written into the files by that moment is not written at all: unwritten() has it.
    void stop(std::chrono::steady_clock::time_point atTheLatest);
    [[nodiscard]] std::uint64_t unwritten() const { return m_unwritten.load(); } // events, after stop()

private:
    void run();
    void writeFiles(const std::vector<Event> &batch);
    void tell();
    [[nodiscard]] bool isTooLate() const;

    EventRing &m_ring;
    EventLog &m_log;
    const std::unique_ptr<LogFiles> m_files;
    const base::Clock &m_clock;
    const std::function<void()> m_listener;
    std::atomic<bool> m_told{ false };
    std::atomic<std::uint64_t> m_unwritten{ 0 };
    std::atomic<std::chrono::steady_clock::time_point> m_writesUntil{ std::chrono::steady_clock::time_point::max() };
    std::thread m_thread; // last, for it uses the others
};

} // namespace herdcore::observe
