// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/linkimpairment.h"
#include "herdcore/host/linkline.h"

#include <deque>
#include <optional>
#include <vector>

namespace herdcore::host {

// The lines that impairments hold back in one direction of a link: takes each with the time, and gives it back when it
// is to be written. Pure: no timer, no clock. Each line waits for a time of its own, so that latency never limits how
// many lines pass; their order is kept unless Reorder asks for another. While isIdle(), lines need not pass it at all.
class ImpairedQueue
{
public:
    // What the impairments make of a line that is about to enter; it counts towards their ends.
    struct Fate {
        bool isDropped = false;
        bool isDuplicated = false; // it is to be taken twice
        bool isOvertaken = false; // by the next one; if none comes for a while, it goes on
        std::int64_t delayNs = 0;
        std::int64_t bytesPerSecond = 0; // 0: unlimited
        std::int32_t pieceBytes = 0;
    };
    struct Ended {
        base::FaultNumber number;
        base::ImpairmentKind kind;
        bool byCount; // then what it has delayed stays delayed; otherwise it goes on at once
    };
    static constexpr std::int64_t never = LinkImpairment::never;

    explicit ImpairedQueue(std::uint64_t seed = 1); // of the jitter

    void add(const LinkImpairment &fault);
    void end(base::FaultNumber number, std::int64_t nowNs);
    [[nodiscard]] std::vector<Ended> takeEnded(std::int64_t nowNs); // since the last call, for whatever reason

    [[nodiscard]] std::vector<LinkImpairment> impairments() const; // those that are on
    [[nodiscard]] bool isIdle() const { return m_faults.empty() && m_queue.empty() && !m_overtaken && m_ended.empty(); }
    [[nodiscard]] Fate judge(std::int64_t nowNs);
    void take(LinkLine line, const Fate &fate, std::int64_t nowNs);
    [[nodiscard]] std::optional<LinkLine> next(std::int64_t nowNs); // one that is to be written by now
    void release(int lines); // lets that many of those pass that Hold keeps
    [[nodiscard]] std::vector<LinkLine> takeOf(base::ConnectionId connection); // they can no longer be written
    [[nodiscard]] std::vector<LinkLine> takeAll();

    [[nodiscard]] std::int64_t nextNs() const; // when next() or takeEnded() may have something; never
    // Too much waits while the bandwidth is limited or lines are held; what is only delayed may be a lot.
    [[nodiscard]] bool isFull(qsizetype limit) const;

private:
    struct Fault {
        LinkImpairment set;
        std::int32_t linesLeft;
    };
    struct Waiting {
        LinkLine line;
        std::int64_t dueNs;
    };

    void useUp(Fault &fault);
    void expire(std::int64_t nowNs);
    void over(const Fault &fault, bool byCount, std::int64_t nowNs);
    void push(Waiting waiting);
    [[nodiscard]] bool has(base::ImpairmentKind kind) const;
    [[nodiscard]] std::int64_t jitter(std::int64_t upToNs);

    std::vector<Fault> m_faults;
    std::vector<Ended> m_ended;
    std::deque<Waiting> m_queue; // due in this order
    std::optional<Waiting> m_overtaken; // due when no line has overtaken it by then
    qsizetype m_queuedBytes = 0;
    std::int64_t m_busyUntilNs = 0; // with what is under way at a limited bandwidth
    std::size_t m_released = 0; // lines that Hold lets pass
    std::uint64_t m_random;
};

} // namespace herdcore::host
