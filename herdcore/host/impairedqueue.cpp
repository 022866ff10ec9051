// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/impairedqueue.h"

#include "herdcore/base/time.h"

#include <algorithm>
#include <utility>

namespace herdcore::host {

using base::ConnectionId, base::ImpairmentKind;

namespace {

constexpr std::int64_t overtakingNs = base::nsPerSecond; // how long a line waits for another to overtake it
constexpr qsizetype manyBytes = 8 * 1024 * 1024; // under way, whatever the bandwidth

template <typename Number> Number narrower(Number one, Number other)
{
    return one == 0 ? other : std::min(one, other);
}

} // namespace

ImpairedQueue::ImpairedQueue(std::uint64_t seed)
    : m_random(seed)
{ }

void ImpairedQueue::add(const LinkImpairment &fault)
{
    m_faults.push_back({ fault, fault.how.lines.value_or(0) });
}

void ImpairedQueue::end(base::FaultNumber number, std::int64_t nowNs)
{
    const auto found = std::find_if(
        m_faults.begin(), m_faults.end(), [number](const Fault &one) { return one.set.number == number; });
    if (found == m_faults.end())
        return;
    const Fault fault = *found;
    m_faults.erase(found);
    over(fault, false, nowNs);
}

std::vector<LinkImpairment> ImpairedQueue::impairments() const
{
    std::vector<LinkImpairment> all;
    for (const Fault &fault : m_faults)
        all.push_back(fault.set);
    return all;
}

std::vector<ImpairedQueue::Ended> ImpairedQueue::takeEnded(std::int64_t nowNs)
{
    expire(nowNs);
    return std::exchange(m_ended, {});
}

ImpairedQueue::Fate ImpairedQueue::judge(std::int64_t nowNs)
{
    expire(nowNs);
    Fate fate;
    const auto swallowing = std::find_if(m_faults.begin(), m_faults.end(), [](const Fault &one) {
        return one.set.how.kind == ImpairmentKind::BlackHole || one.set.how.kind == ImpairmentKind::Drop;
    });
    fate.isDropped = swallowing != m_faults.end();
    if (fate.isDropped) {
        useUp(*swallowing);
        expire(nowNs);
        return fate;
    }
    for (Fault &fault : m_faults) {
        const base::Impairment &how = fault.set.how;
        switch (how.kind) {
        case ImpairmentKind::Latency:
            fate.delayNs += how.latencyNs + jitter(how.jitterNs);
            break;
        case ImpairmentKind::Bandwidth:
            fate.bytesPerSecond = narrower(fate.bytesPerSecond, how.bytesPerSecond);
            break;
        case ImpairmentKind::Slicing:
            fate.pieceBytes = narrower(fate.pieceBytes, how.pieceBytes);
            break;
        case ImpairmentKind::Duplicate:
            if (fate.isDuplicated)
                continue;
            fate.isDuplicated = true;
            break;
        case ImpairmentKind::Reorder:
            if (fate.isOvertaken || m_overtaken)
                continue; // it overtakes the one that waits
            fate.isOvertaken = true;
            break;
        case ImpairmentKind::Hold: // counts those that it lets go
        case ImpairmentKind::BlackHole:
        case ImpairmentKind::Drop:
            continue;
        }
        useUp(fault);
    }
    expire(nowNs);
    return fate;
}

void ImpairedQueue::take(LinkLine line, const Fate &fate, std::int64_t nowNs)
{
    line.pieceBytes = fate.pieceBytes;
    std::int64_t start = nowNs;
    if (fate.bytesPerSecond > 0) {
        const std::int64_t size = line.bytes.size() + 1;
        start = std::max(nowNs, m_busyUntilNs) + size * base::nsPerSecond / fate.bytesPerSecond;
        m_busyUntilNs = start;
    }
    m_queuedBytes += line.bytes.size() + 1;
    Waiting waiting{ std::move(line), start + fate.delayNs };
    if (fate.isOvertaken && !m_overtaken) {
        waiting.dueNs += overtakingNs;
        m_overtaken = std::move(waiting);
        return;
    }
    push(std::move(waiting));
    if (auto overtaken = std::exchange(m_overtaken, std::nullopt)) {
        overtaken->dueNs -= overtakingNs;
        push(std::move(*overtaken));
    }
}

// No line is due before the one in front of it.
void ImpairedQueue::push(Waiting waiting)
{
    if (!m_queue.empty())
        waiting.dueNs = std::max(waiting.dueNs, m_queue.back().dueNs);
    m_queue.push_back(std::move(waiting));
}

std::optional<LinkLine> ImpairedQueue::next(std::int64_t nowNs)
{
    expire(nowNs);
    if (m_overtaken && m_overtaken->dueNs <= nowNs)
        push(*std::exchange(m_overtaken, std::nullopt));
    if (m_queue.empty())
        return std::nullopt;
    if (has(ImpairmentKind::Hold)) {
        if (m_released == 0)
            return std::nullopt;
        --m_released;
        for (Fault &fault : m_faults) {
            if (fault.set.how.kind == ImpairmentKind::Hold)
                useUp(fault);
        }
    } else if (m_queue.front().dueNs > nowNs) {
        return std::nullopt;
    }
    LinkLine line = std::move(m_queue.front().line);
    m_queue.pop_front();
    m_queuedBytes -= line.bytes.size() + 1;
    return line;
}

void ImpairedQueue::release(int lines)
{
    if (lines > 0 && has(ImpairmentKind::Hold))
        m_released = std::min(m_released + static_cast<std::size_t>(lines), m_queue.size());
}

std::vector<LinkLine> ImpairedQueue::takeOf(ConnectionId connection)
{
    std::vector<LinkLine> taken;
    std::deque<Waiting> kept;
    if (m_overtaken && m_overtaken->line.connection == connection)
        push(*std::exchange(m_overtaken, std::nullopt));
    for (Waiting &waiting : m_queue) {
        if (waiting.line.connection != connection) {
            kept.push_back(std::move(waiting));
            continue;
        }
        m_queuedBytes -= waiting.line.bytes.size() + 1;
        taken.push_back(std::move(waiting.line));
    }
    m_queue = std::move(kept);
    m_released = std::min(m_released, m_queue.size());
    return taken;
}

std::vector<LinkLine> ImpairedQueue::takeAll()
{
    if (m_overtaken)
        push(*std::exchange(m_overtaken, std::nullopt));
    std::vector<LinkLine> taken;
    for (Waiting &waiting : m_queue)
        taken.push_back(std::move(waiting.line));
    m_queue.clear();
    m_queuedBytes = 0;
    m_released = 0;
    return taken;
}

std::int64_t ImpairedQueue::nextNs() const
{
    if (!m_ended.empty())
        return 0;
    std::int64_t next = m_overtaken ? m_overtaken->dueNs : never;
    if (!m_queue.empty() && !has(ImpairmentKind::Hold))
        next = std::min(next, m_queue.front().dueNs);
    for (const Fault &fault : m_faults)
        next = std::min(next, fault.set.untilNs);
    return next;
}

bool ImpairedQueue::isFull(qsizetype limit) const
{
    const bool isNarrow = has(ImpairmentKind::Hold) || has(ImpairmentKind::Bandwidth);
    return m_queuedBytes > (isNarrow ? limit : manyBytes);
}

// Where a count is set, each line reduces it by one.
void ImpairedQueue::useUp(Fault &fault)
{
    if (fault.set.how.lines)
        --fault.linesLeft;
}

// Ends the faults whose count or time is up.
void ImpairedQueue::expire(std::int64_t nowNs)
{
    for (std::size_t i = 0; i < m_faults.size();) {
        const Fault fault = m_faults[i];
        const bool isUsedUp = fault.set.how.lines && fault.linesLeft <= 0;
        if (!isUsedUp && fault.set.untilNs > nowNs) {
            ++i;
            continue;
        }
        m_faults.erase(m_faults.begin() + static_cast<std::ptrdiff_t>(i));
        over(fault, isUsedUp, nowNs);
    }
}

void ImpairedQueue::over(const Fault &fault, bool byCount, std::int64_t nowNs)
{
    const ImpairmentKind kind = fault.set.how.kind;
    m_ended.push_back({ fault.set.number, kind, byCount });
    if (!has(ImpairmentKind::Hold))
        m_released = 0;
    if (byCount)
        return;
    if (kind == ImpairmentKind::Reorder && m_overtaken)
        push(*std::exchange(m_overtaken, std::nullopt));
    const bool isDelay = kind == ImpairmentKind::Latency || kind == ImpairmentKind::Bandwidth;
    if (isDelay || kind == ImpairmentKind::Reorder) {
        m_busyUntilNs = 0;
        for (Waiting &waiting : m_queue)
            waiting.dueNs = std::min(waiting.dueNs, nowNs);
    }
    if (kind == ImpairmentKind::Slicing) {
        for (Waiting &waiting : m_queue)
            waiting.line.pieceBytes = 0;
    }
}

bool ImpairedQueue::has(ImpairmentKind kind) const
{
    return std::any_of(
        m_faults.begin(), m_faults.end(), [kind](const Fault &fault) { return fault.set.how.kind == kind; });
}

// A linear congruential generator (Knuth); the quality of the randomness does not matter here.
std::int64_t ImpairedQueue::jitter(std::int64_t upToNs)
{
    if (upToNs <= 0)
        return 0;
    m_random = m_random * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
    return static_cast<std::int64_t>((m_random >> 11) % static_cast<std::uint64_t>(upToNs + 1));
}

} // namespace herdcore::host
