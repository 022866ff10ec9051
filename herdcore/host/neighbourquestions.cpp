// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/neighbourquestions.h"

#include "herdcore/protocol/dialect.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace herdcore::host {

using base::ClientId, base::EventKind, base::Reason, base::ServerIndex;

namespace {

// The answer to WHATSAT begins with an AT line as clients are sent it, or as the neighbour words it between servers.
std::optional<protocol::Record> recordIn(const QByteArray &line, const protocol::Dialect *dialect)
{
    if (auto record = protocol::parseAt(line); record && line.startsWith("AT "))
        return std::move(record).value();
    if (!dialect || !dialect->claims(line))
        return std::nullopt;
    auto flood = dialect->parse(line);
    return flood ? std::optional(std::move(flood->record)) : std::nullopt;
}

} // namespace

NeighbourQuestions::NeighbourQuestions(HostCore &core, Dial dial)
    : m_core(core)
    , m_dial(std::move(dial))
{
    for (const NeighbourAddress &neighbour : core.config.neighbours) {
        if (neighbour.askNs <= 0)
            continue;
        Waiting &waiting = m_waiting[neighbour.neighbour.index];
        waiting.address = &neighbour;
        waiting.timer = core.context.timers.make([this, &waiting] { ask(waiting); });
    }
}

void NeighbourQuestions::onSent(ServerIndex neighbour, const ClientId &client)
{
    const auto found = m_waiting.find(neighbour);
    if (found == m_waiting.end() || client.isEmpty())
        return;
    Waiting &waiting = found->second;
    const bool isAsked = std::find(waiting.clients.begin(), waiting.clients.end(), client) != waiting.clients.end();
    if (isAsked || waiting.clients.size() >= mostWaiting)
        return;
    waiting.clients.push_back(client);
    if (!waiting.timer->isActive())
        waiting.timer->start(waiting.address->askNs);
}

void NeighbourQuestions::ask(Waiting &waiting)
{
    for (int i = 0; i < atOnce && !waiting.clients.empty() && m_core.life.isRunning(); ++i) {
        HostConnection *const connection = m_dial(waiting.address->neighbour.index);
        if (!connection)
            break;
        connection->question = std::move(waiting.clients.front());
        waiting.clients.pop_front();
    }
    if (!waiting.clients.empty())
        waiting.timer->start(waiting.address->askNs);
}

void NeighbourQuestions::onConnected(HostConnection &connection)
{
    observe::Event sent = connection.event(EventKind::LineSent);
    sent.bytes = "WHATSAT " + connection.question.bytes() + " 1 1";
    connection.line->send(sent.bytes + '\n');
    m_core.reporter.report(std::move(sent));
    connection.line->shutdownWriting();
}

void NeighbourQuestions::onAnswer(
    HostConnection &connection, const QByteArray &line, base::EventId cause, base::Moment now)
{
    const auto record = recordIn(line, m_waiting.at(connection.peer).address->neighbour.dialect);
    if (record && record->client == connection.question) {
        observe::Event holds = connection.event(EventKind::NeighbourHolds);
        holds.update = record->update();
        holds.cause = cause;
        holds.bytes = protocol::writeAt(*record);
        m_core.reporter.report(std::move(holds), now);
    }
    connection.line->closeWhenSent(Reason::EndOfInput); // the places are not of interest
}

} // namespace herdcore::host
