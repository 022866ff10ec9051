// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/host/impairedqueue.h"

#include <QByteArrayList>

namespace herdtest {

using namespace herdcore;
using namespace herdcore::host;
using base::ConnectionId, base::FaultNumber;

constexpr std::int64_t ms = base::nsPerMillisecond;

// A queue with a hand clock, in milliseconds.
class Bench
{
public:
    ImpairedQueue queue;
    std::int64_t nowMs = 0;

    void fault(const QByteArray &words)
    {
        const auto how = base::impairmentFromWords(words);
        if (!how)
            qFatal("%s", how.error().message.constData());
        queue.add(LinkImpairment::from(FaultNumber{ ++m_faults }, *how, nowMs * ms));
    }
    void enter(const QByteArray &line, ConnectionId connection = ConnectionId{ 1 })
    {
        const ImpairedQueue::Fate fate = queue.judge(nowMs * ms);
        if (fate.isDropped)
            m_lost.append(line);
        LinkLine one{ line };
        one.connection = connection;
        for (int copies = fate.isDropped ? 0 : fate.isDuplicated ? 2 : 1; copies > 0; --copies)
            queue.take(one, fate, nowMs * ms);
    }
    // Turns the clock from one moment that the queue names to the next; "20 a": what came out, and when.
    QByteArray runUntil(std::int64_t endMs)
    {
        QByteArrayList out;
        for (;;) {
            while (const auto line = queue.next(nowMs * ms))
                out.append(QByteArray::number(nowMs) + ' ' + line->bytes);
            for (const ImpairedQueue::Ended &ended : queue.takeEnded(nowMs * ms))
                out.append(QByteArray::number(nowMs) + " end" + QByteArray::number(base::number(ended.number)));
            const std::int64_t nextNs = queue.nextNs();
            if (nextNs > endMs * ms)
                break;
            const std::int64_t next = (nextNs + ms - 1) / ms;
            if (next <= nowMs)
                return "stands still";
            nowMs = next;
        }
        nowMs = endMs;
        return out.join(", ");
    }
    [[nodiscard]] QByteArray lost() const { return m_lost.join(' '); }

private:
    int m_faults = 0;
    QByteArrayList m_lost;
};

inline QByteArray inWords(const std::vector<LinkLine> &lines)
{
    QByteArrayList words;
    for (const LinkLine &line : lines)
        words.append(line.bytes);
    return words.join(' ');
}

} // namespace herdtest
