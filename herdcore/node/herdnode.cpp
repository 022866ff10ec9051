// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/herdnode.h"

#include "herdcore/protocol/parser.h"

#include <algorithm>

namespace herdcore::node {

using base::ConnectionId, base::EventId, base::EventKind, base::Reason, base::ServerIndex;
using Outcome = LocationTable::Outcome;

HerdNode::HerdNode(NodeConfig config)
    : m_config(std::move(config))
    , m_dialects{ m_config.dialect }
    , m_table(*m_config.dialect, m_config.maxClients)
    , m_links(m_config.name, m_config.neighbours)
    , m_repair(m_table, m_config.name, m_config.repair)
{
    for (const Neighbour &neighbour : m_config.neighbours) {
        m_greets |= neighbour.isPersistent;
        const bool isKnown = std::find(m_dialects.begin(), m_dialects.end(), neighbour.dialect) != m_dialects.end();
        if (neighbour.dialect && !isKnown)
            m_dialects.push_back(neighbour.dialect);
    }
}

bool HerdNode::isServersLine(QByteArrayView line) const
{
    return isClaimed(line) || (m_greets && protocol::isGreeting(line));
}

bool HerdNode::isClaimed(QByteArrayView line) const
{
    return std::any_of(
        m_dialects.begin(), m_dialects.end(), [line](const auto *dialect) { return dialect->claims(line); });
}

std::size_t HerdNode::waitingAnswers(ConnectionId connection) const
{
    const auto found = m_connections.find(connection);
    return found == m_connections.end() ? 0 : found->second.answers.size();
}

void HerdNode::onLine(
    ConnectionId connection, const QByteArray &line, base::Moment now, EventId cause, Effects &effects)
{
    const auto [known, isFirstLine] = m_connections.try_emplace(connection);
    const Input input{ connection, known->second, cause, effects };
    const bool hadItsAnswer = m_config.oneAnswerPerConnection && !input.connection.answers.isEmpty();
    if (input.connection.isClosing || hadItsAnswer)
        return;
    if (isFirstLine)
        input.connection.isServers = isClaimed(line);

    const ServerIndex neighbour = m_links.neighbourOn(connection);
    m_repair.onHeard(neighbour, now.monotonicNs);
    if (m_greets && protocol::isGreeting(line))
        onGreeting(input, line, now);
    else if (m_greets && protocol::isGreetingRefused(line) && m_links.dialledTo(connection) != ServerIndex::None)
        onPlainNeighbour(input, now);
    else if (neighbour != ServerIndex::None && protocol::isRepairLine(line))
        onRepairLine(input, neighbour, line);
    else if (isClaimed(line) || !input.connection.unfinished.isEmpty())
        onNeighbourLine(input, line, now);
    else if (protocol::looksLikeHttp(line) && !input.connection.isServers)
        refuse(input, Reason::HttpRequest);
    else
        onClientLine(input, line, now);
}

void HerdNode::onLineTooLong(ConnectionId connection, const QByteArray &head, EventId cause, Effects &effects)
{
    const auto [known, isFirstLine] = m_connections.try_emplace(connection);
    const Input input{ connection, known->second, cause, effects };
    if (input.connection.isClosing)
        return;
    if (isFirstLine)
        input.connection.isServers = isClaimed(head);
    input.connection.end = Reason::LineTooLong;
    reject(input, { Reason::LineTooLong, {} }, head + "...");
    afterAnswers(input);
}

void HerdNode::onInputEnd(ConnectionId connection, base::Moment now, Effects &effects)
{
    const Input input{ connection, m_connections[connection], EventId::None, effects };
    finishNeighbourLine(input, now);
    if (input.connection.end == Reason::None)
        input.connection.end = Reason::EndOfInput;
    afterAnswers(input);
}

void HerdNode::onClosed(ConnectionId connection, Reason reason, Effects &effects)
{
    if (const ServerIndex down = m_links.drop(connection); down != ServerIndex::None) {
        m_repair.onLinkDown(down);
        m_peers.erase(down);
        effects.push_back(Note{ EventKind::LinkDown, reason, down, connection });
    }
    const auto known = m_connections.find(connection);
    if (known == m_connections.end())
        return;
    for (const AnswerQueue::Answer &answer : known->second.answers.waiting())
        m_tickets.erase(answer.ticket);
    m_connections.erase(known);
}

void HerdNode::onDialled(ServerIndex neighbour, ConnectionId connection, Effects &effects)
{
    m_connections[connection].isServers = true;
    m_links.dialled(neighbour, connection);
    greet(neighbour, connection, EventId::None, effects);
}

void HerdNode::onPlaces(
    std::uint64_t ticket, const QByteArray &json, std::int32_t count, Reason reason, Effects &effects, bool mayBeStored)
{
    const auto found = m_tickets.find(ticket);
    if (found == m_tickets.end())
        return; // the client left meanwhile
    const ConnectionId id = found->second;
    m_tickets.erase(found);
    const Input input{ id, m_connections.at(id), EventId::None, effects };
    AnswerQueue::Answer *answered = input.connection.answers.complete(ticket, json + "\n\n");
    answered->storeFirstLineOnly = !mayBeStored;
    effects.push_back(
        Note{ EventKind::PlacesAnswered, reason, ServerIndex::None, id, answered->update, answered->cause, count });
    afterAnswers(input);
}

void HerdNode::onClientLine(Input input, const QByteArray &line, base::Moment now)
{
    const auto message = protocol::parseClientLine(line);
    if (!message) {
        reject(input, message.error(), line);
        return;
    }
    if (const auto *iAmAt = std::get_if<protocol::IAmAt>(&*message))
        onIAmAt(input, *iAmAt, line, now);
    else
        onWhatsAt(input, std::get<protocol::WhatsAt>(*message), line);
}

void HerdNode::onIAmAt(Input input, const protocol::IAmAt &message, const QByteArray &line, base::Moment now)
{
    const protocol::Record record{ message.client, m_config.name, base::signedSeconds(now.wallNs - message.time.ns),
        message.location, message.time };
    const protocol::Record *held = m_table.find(message.client);
    const bool isRepeat = held && held->time.ns == record.time.ns && held->location.text == record.location.text;
    const bool isOlder = held && held->time.ns > record.time.ns;
    if (isRepeat || isOlder) {
        // The total order alone would let a repeat with a greater difference through; the client said nothing new.
        const auto kind = isRepeat ? EventKind::Duplicate : EventKind::Stale;
        const QByteArray stored = protocol::writeAt(*held);
        input.effects.push_back(
            Note{ kind, Reason::None, ServerIndex::None, input.id, record.update(), input.cause, 0, stored });
        answer(input, (m_config.answersStaleWithStored ? stored : protocol::writeAt(record)) + '\n', record.update());
        return;
    }
    if (learn(input, { record, {} }, ServerIndex::None, now) == Outcome::Full) {
        reject(input, { Reason::TooManyClientsKnown, {} }, line);
        return;
    }
    // Where the time is the same, the order may have decided for the record held before.
    const protocol::Record &answered = m_config.answersStaleWithStored ? *m_table.find(message.client) : record;
    answer(input, protocol::writeAt(answered) + '\n', record.update());
}

void HerdNode::onWhatsAt(Input input, const protocol::WhatsAt &message, const QByteArray &line)
{
    const protocol::Record *held = m_table.find(message.client);
    if (!held) {
        reject(input, { Reason::UnknownClient, message.client.bytes() }, line);
        return;
    }
    const std::uint64_t ticket = ++m_lastTicket;
    m_tickets.emplace(ticket, input.id);
    input.connection.answers.push({ ticket, protocol::writeAt(*held) + '\n', held->update(), input.cause });
    input.effects.push_back(Note{ EventKind::PlacesAsked, Reason::None, ServerIndex::None, input.id, held->update(),
        input.cause, message.bound });
    input.effects.push_back(AskPlaces{
        ticket, input.id, held->location.latitude, held->location.longitude, message.radiusKm, message.bound });
}

void HerdNode::reject(Input input, const protocol::Rejection &rejection, const QByteArray &line)
{
    input.effects.push_back(Note{ EventKind::Rejected, rejection.reason, m_links.neighbourOn(input.id), input.id, {},
        input.cause, 0, rejection.offending });
    if (!input.connection.isServers)
        answer(input, protocol::invalidAnswer(line) + '\n', {});
}

void HerdNode::refuse(Input input, Reason reason)
{
    input.effects.push_back(Note{ EventKind::Rejected, reason, ServerIndex::None, input.id, {}, input.cause });
    close(input, reason);
}

void HerdNode::answer(Input input, QByteArray bytes, const base::UpdateKey &update)
{
    input.connection.answers.push({ 0, std::move(bytes), update, input.cause });
    afterAnswers(input);
}

// Sends what is ready in order and closes the connection when it has nothing more to say or to hear.
void HerdNode::afterAnswers(Input input)
{
    while (!input.connection.isClosing) {
        auto ready = input.connection.answers.takeReady();
        if (!ready)
            break;
        input.effects.push_back(
            Send{ input.id, std::move(ready->bytes), ready->update, ready->cause, ready->storeFirstLineOnly });
        if (m_config.oneAnswerPerConnection)
            close(input, Reason::OneAnswerGiven);
    }
    if (input.connection.answers.isEmpty() && input.connection.end != Reason::None)
        close(input, input.connection.end);
}

void HerdNode::close(Input input, Reason reason)
{
    if (input.connection.isClosing)
        return;
    input.connection.isClosing = true;
    input.effects.push_back(Close{ input.id, reason });
}

} // namespace herdcore::node
