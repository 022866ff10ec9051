// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/recorder.h"

#include <algorithm>
#include <chrono>
#include <span>

namespace herdcore::observe {

using namespace std::chrono_literals;

namespace {

// After a batch smaller than this the recorder rests, so that the next one is bigger.
constexpr std::size_t smallBatch = 4096;
constexpr auto rest = 2ms;

} // namespace

Recorder::Recorder(EventRing &ring, EventLog &log, std::unique_ptr<LogFiles> files, const base::Clock &clock,
    std::function<void()> listener)
    : m_ring(ring)
    , m_log(log)
    , m_files(std::move(files))
    , m_clock(clock)
    , m_listener(std::move(listener))
    , m_thread(&Recorder::run, this)
{ }

Recorder::~Recorder()
{
    stop();
}

void Recorder::acknowledge()
{
    m_told.store(false);
}

void Recorder::stop()
{
    stop(std::chrono::steady_clock::time_point::max());
}

void Recorder::stop(std::chrono::steady_clock::time_point atTheLatest)
{
    m_writesUntil.store(atTheLatest);
    m_ring.close();
    if (m_thread.joinable())
        m_thread.join();
}

void Recorder::run()
{
    std::vector<Event> batch;
    while (m_ring.drain(batch, m_files && m_files->hasUnreported() ? 1000ms : EventRing::noLimit)) {
        m_log.append(batch);
        if (m_files)
            writeFiles(batch);
        if (!batch.empty())
            tell();
        if (batch.size() < smallBatch)
            std::this_thread::sleep_for(rest);
    }
}

void Recorder::writeFiles(const std::vector<Event> &batch)
{
    constexpr std::size_t atOnce = 256; // between looks at the clock, which matter at the end only
    const std::span<const Event> all(batch);
    for (std::size_t from = 0; from < all.size(); from += atOnce) {
        if (isTooLate()) {
            m_unwritten += all.size() - from;
            break;
        }
        m_files->write(all.subspan(from, std::min(atOnce, all.size() - from)));
    }
    for (Event &report : m_files->flush(m_clock.now()))
        m_ring.takeAtOnce(std::move(report));
}

bool Recorder::isTooLate() const
{
    const auto until = m_writesUntil.load();
    return until != std::chrono::steady_clock::time_point::max() && std::chrono::steady_clock::now() >= until;
}

void Recorder::tell()
{
    if (m_listener && !m_told.exchange(true))
        m_listener();
}

} // namespace herdcore::observe
