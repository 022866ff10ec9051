// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"
#include "herdcore/host/gatefault.h"

#include <QByteArray>

#include <deque>
#include <optional>
#include <vector>

namespace herdcore::host {

// A line on its way to a neighbour.
struct LinkLine {
    QByteArray bytes; // without line end
    base::UpdateKey update = {};
    base::EventId cause = base::EventId::None; // of its being sent; once that is observed, that itself
    base::ConnectionId connection = base::ConnectionId::None; // None: it gets one of its own
    bool isSaid = false; // its being sent is observed
    bool storeFirstLineOnly = false; // as in Event
    std::int32_t pieceBytes = 0; // to be written in pieces of so many; 0: in one
};

// The gate in one direction of a link: takes lines with the time, and gives them back when they are to be written.
// Pure: no timer, no clock. Each line waits for a time of its own, so that latency never limits how many lines pass;
// their order stays but where Reorder asks for another. While isOpen(), lines need not be given to it at all.
class LineGate
{
public:
    // What the faults make of a line that is about to enter; their counts are used up by it.
    struct Fate {
        bool isDropped = false;
        bool isDoubled = false; // it is to be taken twice
        bool isOvertaken = false; // by the next one; if none comes for a while, it goes on
        std::int64_t delayNs = 0;
        std::int64_t bytesPerSecond = 0; // 0: as many as there are
        std::int32_t pieceBytes = 0;
    };
    struct Ended {
        base::FaultNumber number;
        base::ImpairmentKind kind;
        bool byCount; // what it has delayed stays so; otherwise it goes on at once
    };
    static constexpr std::int64_t never = GateFault::never;

    explicit LineGate(std::uint64_t seed = 1); // of the jitter

    void add(const GateFault &fault);
    void end(base::FaultNumber number, std::int64_t nowNs);
    [[nodiscard]] std::vector<Ended> takeEnded(std::int64_t nowNs); // since it was asked last, for whatever reason

    [[nodiscard]] bool isOpen() const { return m_faults.empty() && m_queue.empty() && !m_overtaken && m_ended.empty(); }
    [[nodiscard]] Fate judge(std::int64_t nowNs);
    void take(LinkLine line, const Fate &fate, std::int64_t nowNs);
    [[nodiscard]] std::optional<LinkLine> next(std::int64_t nowNs); // one that is to be written by now
    void release(int lines); // lets so many of those pass that Hold keeps
    [[nodiscard]] std::vector<LinkLine> takeOf(base::ConnectionId connection); // they can no longer be written
    [[nodiscard]] std::vector<LinkLine> takeAll();

    [[nodiscard]] std::int64_t nextNs() const; // when next() or takeEnded() may have something; never
    // More waits than is good while the way is narrow or closed; what only takes its time may be a lot.
    [[nodiscard]] bool isFull(qsizetype limit) const;

private:
    struct Fault {
        GateFault set;
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
    std::optional<Waiting> m_overtaken; // due when nobody has overtaken it by then
    qsizetype m_queuedBytes = 0;
    std::int64_t m_busyUntilNs = 0; // a narrow link
    std::size_t m_released = 0; // lines that a hold lets pass
    std::uint64_t m_random;
};

} // namespace herdcore::host
