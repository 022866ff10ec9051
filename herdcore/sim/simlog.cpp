// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simlog.h"

#include "herdcore/observe/words.h"

#include <cstdio>

namespace herdcore::sim {

using base::EventKind, base::ServerIndex;
using observe::Event;

SimLog::SimLog(const SimOptions &options, SimOracle &oracle, SimOutcome &outcome)
    : m_options(options)
    , m_oracle(oracle)
    , m_outcome(outcome)
{ }

base::EventId SimLog::take(Event event)
{
    if (m_options.trace)
        print(event);
    if (event.kind == EventKind::Learned)
        m_oracle.learned(base::number(event.server), *protocol::parseAt(event.bytes));
    else if (event.kind == EventKind::Forgotten && !event.bytes.isEmpty())
        m_oracle.forgotten(base::number(event.server), *protocol::parseAt(event.bytes));
    else if (event.kind == EventKind::JournalFailed)
        m_oracle.broken("a journal is not kept: " + event.bytes);
    else if (event.kind == EventKind::LinkUp)
        ++m_linkUps;
    else if (event.kind == EventKind::LineSent)
        count(event);
    return base::EventId{ ++m_last };
}

void SimLog::count(const Event &sent)
{
    if (sent.peer != ServerIndex::None) {
        ++m_outcome.lines;
        if (sent.bytes.startsWith("AT "))
            ++m_outcome.floods;
        m_outcome.fingerprint = (m_outcome.fingerprint ^ qHash(sent.bytes, 0)) * 0x100000001b3
            + static_cast<std::uint64_t>(base::number(sent.server));
    } else if (const auto record = protocol::parseAt(sent.bytes)) {
        m_oracle.answered(base::number(sent.server), *record);
    }
}

void SimLog::print(const Event &event) const
{
    const QByteArray peer
        = event.peer == ServerIndex::None ? QByteArray() : QByteArray::number(base::number(event.peer));
    std::printf("%12.3f ms  server %d  %s (%s) %s %d %s\n", static_cast<double>(event.monotonicNs) / 1e6,
        base::number(event.server), observe::inWords(event.kind).toByteArray().constData(),
        observe::inWords(event.reason).toByteArray().constData(), peer.constData(), event.count,
        event.bytes.left(120).constData());
}

} // namespace herdcore::sim
