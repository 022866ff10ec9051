// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/connectionlimits.h"

#include <cstdint>
#include <limits>

namespace herdcore::net {

// The time limits of one connection as plain arithmetic on the moments when things happened; owns no timer.
// next() moves earlier only by connected(), lineBegun(), resumed(), slowReader() and closing(), so whoever keeps a
// queue of deadlines may be lazy: where a limit may start at any moment, next() asks for a look in time.
class Deadlines
{
public:
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    enum class Due : std::uint8_t { Nothing, Look, Dialling, FirstLine, Line, Idle, SlowReader, Lingering };

    Deadlines(std::int64_t nowNs, bool dialling);

    void connected(std::int64_t nowNs);
    void activity(std::int64_t nowNs) { m_activeNs = nowNs; } // bytes came or went
    void lineBegun(std::int64_t nowNs); // the first byte of a line; later ones do not restart the limit
    void lineEnded();
    void inputEnded();
    void paused(std::int64_t nowNs); // time until resumed() is not the other end's fault
    void resumed(std::int64_t nowNs);
    void slowReader(std::int64_t nowNs); // too much is unsent; later calls do not restart the limit
    void readerCaughtUp() { m_slowNs = never; }
    void closing(std::int64_t nowNs); // only what is unsent still matters
    void lingering(std::int64_t nowNs); // everything is sent, the other end has yet to finish

    [[nodiscard]] std::int64_t next(const ConnectionLimits &limits, bool unsent) const;
    // What has passed its limit. Look: nothing, and next() has moved on.
    [[nodiscard]] Due due(const ConnectionLimits &limits, bool unsent, std::int64_t nowNs);

private:
    enum class Phase : std::uint8_t { Dialling, Open, Closing, Lingering };
    struct Deadline {
        std::int64_t atNs = never;
        Due due = Due::Nothing;
        void add(std::int64_t startNs, std::int64_t limitNs, Due what);
    };
    [[nodiscard]] Deadline earliest(const ConnectionLimits &limits, bool unsent) const;

    std::int64_t m_openedNs;
    std::int64_t m_activeNs;
    std::int64_t m_lineNs = never; // when the incomplete line began
    std::int64_t m_slowNs = never;
    std::int64_t m_pausedNs = never;
    std::int64_t m_lookNs = 0; // of the latest look while closing; since when it lingers
    Phase m_phase;
    bool m_firstLineWanted = true;
};

} // namespace herdcore::net
