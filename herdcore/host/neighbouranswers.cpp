// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/neighbouranswers.h"

#include <utility>

namespace herdcore::host {

using base::EventKind, base::Reason;

namespace {

constexpr qsizetype quotedBytes = 200;

// "?" as this protocol has it; and what an interpreter prints about an error that nobody caught.
bool isObjection(const QByteArray &line)
{
    return line.startsWith('?') || line.contains("Traceback") || line.contains("Error") || line.contains("Exception");
}

} // namespace

void NeighbourAnswers::take(HostConnection &connection, const QByteArray &line)
{
    connection.partialSinceNs = 0;
    if (connection.answers++ >= mostLines)
        return connection.line->closeWhenSent(Reason::EndOfInput);
    observe::Event received = connection.event(EventKind::LineReceived);
    received.bytes = line;
    const base::Moment now = m_core.reporter.now();
    const base::EventId cause = m_core.reporter.report(std::move(received), now);
    if (!connection.question.isEmpty())
        return m_questions.onAnswer(connection, line, cause, now);
    if (!isObjection(line))
        return;
    const QByteArray quoted = line.size() > quotedBytes ? line.left(quotedBytes) + "..." : line;
    auto told = m_objections.add(
        { EventKind::NeighbourObjects, Reason::None, connection.peer, connection.line->id(), {}, cause, 0, quoted },
        now.monotonicNs);
    if (told)
        m_core.reporter.reportNote(*told);
}

void NeighbourAnswers::tellWhatIsDue(std::int64_t nowNs)
{
    for (const node::Note &note : m_objections.due(nowNs))
        m_core.reporter.reportNote(note);
}

} // namespace herdcore::host
