// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/herdnode.h"

#include "herdcore/protocol/parser.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace herdcore::node {

using base::ConnectionId, base::EventId, base::EventKind, base::Reason, base::ServerIndex;
using Outcome = LocationTable::Outcome;

namespace {

bool contains(const std::vector<base::ServerName> &names, const base::ServerName &name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool startsWithBlank(const QByteArray &line)
{
    return line.startsWith(' ') || line.startsWith('\t');
}

} // namespace

HerdNode::HerdNode(NodeConfig config)
    : m_config(std::move(config))
    , m_dialects(*m_config.dialect, m_config.neighbours)
    , m_table(*m_config.dialect, m_config.maxClients, m_config.maxTableBytes)
    , m_links(m_config.name, m_config.neighbours)
    , m_propagation(m_table, m_links, m_config.name, *m_config.dialect, m_config.repair)
    , m_learner(m_config, m_table, m_propagation)
    , m_greetings(m_config, m_links)
{
    for (const Neighbour &neighbour : m_config.neighbours)
        m_greets |= neighbour.isPersistent;
}

bool HerdNode::isServersLine(QByteArrayView line) const
{
    return m_dialects.claims(line) || (m_greets && (protocol::isGreeting(line) || protocol::isConfirm(line)));
}

std::size_t HerdNode::waitingAnswers(ConnectionId connection) const
{
    const auto found = m_connections.find(connection);
    return found == m_connections.end() ? 0 : found->second.answers.size();
}

qsizetype HerdNode::waitingBytes(ConnectionId connection) const
{
    const auto found = m_connections.find(connection);
    if (found == m_connections.end())
        return 0;
    qsizetype bytes = found->second.unfinished.size();
    for (const AnswerQueue::Answer &answer : found->second.answers.waiting())
        bytes += answer.bytes.size();
    return bytes;
}

void HerdNode::onLine(
    ConnectionId connection, const QByteArray &line, base::Moment now, EventId cause, Effects &effects)
{
    const auto [known, isFirstLine] = m_connections.try_emplace(connection);
    const Input input{ connection, known->second, cause, effects };
    const bool hadItsAnswer = m_config.oneAnswerPerConnection && !input.connection.answers.isEmpty();
    if (input.connection.isClosing || hadItsAnswer)
        return;
    if (input.connection.isServers)
        m_greetings.onSpoke(connection, line);
    if (isFirstLine)
        input.connection.isServers = m_dialects.claims(line);
    // What was appended behind the line end of a neighbour's line says nothing that is missed.
    const bool isAppended = input.connection.isServers && startsWithBlank(line) && !m_dialects.claims(line);
    if (isAppended && input.connection.unfinished.isEmpty())
        return;

    const ServerIndex neighbour = m_links.neighbourOn(connection);
    m_propagation.onHeard(neighbour, now);
    const Greetings::Context to{ now, cause, effects };
    if (const auto decisions = m_greets ? m_greetings.onLine(connection, line, to) : std::nullopt)
        apply(*decisions, to);
    else if (m_greets && protocol::isGreeting(line))
        reject(input, { Reason::BadGreeting, {} }, line);
    else if (neighbour != ServerIndex::None && protocol::isRepairLine(line))
        onRepairLine(input, neighbour, line, now);
    else if (protocol::isRepairLine(line) && m_links.dialledTo(connection) != ServerIndex::None)
        refuse(input, Reason::BadGreeting); // its greeting was lost on the way: it believes that there is a link
    else if (m_dialects.claims(line) || !input.connection.unfinished.isEmpty())
        onNeighbourLine(input, line, now);
    else
        onClientLine(input, line, now);
}

void HerdNode::onNoLine(ConnectionId connection, const QByteArray &bytes, Reason why, EventId cause, Effects &effects)
{
    const auto [known, isFirstLine] = m_connections.try_emplace(connection);
    const Input input{ connection, known->second, cause, effects };
    if (input.connection.isClosing)
        return;
    if (isFirstLine)
        input.connection.isServers = m_dialects.claims(bytes);
    input.connection.end = why;
    reject(input, { why, {} }, bytes);
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
        m_propagation.onLinkDown(down, effects);
        effects.push_back(Note{ EventKind::LinkDown, reason, down, connection });
    }
    if (const ServerIndex plain = m_greetings.onClosed(connection, reason); plain != ServerIndex::None)
        speakPlainly(plain, reason, { {}, EventId::None, effects });
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
    m_greetings.onDialled(neighbour, connection, effects);
}

void HerdNode::onCalledBack(ServerIndex neighbour, ConnectionId connection, Effects &effects)
{
    m_connections[connection].isServers = true;
    const Greetings::Context to{ {}, EventId::None, effects };
    apply(m_greetings.onCalledBack(neighbour, connection, to), to);
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
        const QByteArray likeness
            = message.error().reason == Reason::UnknownVerb ? protocol::looksLike(line) : QByteArray();
        reject(
            input, likeness.isEmpty() ? message.error() : protocol::Rejection{ Reason::OtherDialect, likeness }, line);
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
    if (const StoredRecord *const stored = m_table.stored(message.client)) {
        const protocol::Record held = stored->borrowed();
        const bool isRepeat = held.time.ns == record.time.ns && held.location.text == record.location.text;
        if (isRepeat || held.time.ns > record.time.ns) {
            // The total order alone would let a repeat with a greater difference through; the client said nothing new.
            const auto kind = isRepeat ? EventKind::Duplicate : EventKind::Stale;
            const QByteArray at = protocol::writeAt(held);
            input.effects.push_back(
                Note{ kind, Reason::None, ServerIndex::None, input.id, record.update(), input.cause, 0, at });
            answer(input, (m_config.answersStaleWithStored ? at : protocol::writeAt(record)) + '\n', record.update());
            return;
        }
    }
    if (m_config.refusesFuture && m_learner.isFuture(record, now)) {
        reject(input, { Reason::TimeTooFarAhead, message.time.text }, line);
        return;
    }
    const Learner::Source source{ input.id, input.cause, ServerIndex::None, ServerIndex::None,
        input.connection.isServers };
    if (m_learner.learn({ record, {} }, source, now, input.effects) == Outcome::Full) {
        reject(input, { Reason::TooManyClientsKnown, {} }, line);
        return;
    }
    // Where the time is the same, the order may have decided for the record held before.
    const auto answered = m_config.answersStaleWithStored ? m_table.find(message.client) : std::optional(record);
    answer(input, protocol::writeAt(*answered) + '\n', record.update());
}

void HerdNode::onWhatsAt(Input input, const protocol::WhatsAt &message, const QByteArray &line)
{
    const std::optional<protocol::Record> held = m_table.find(message.client);
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
    // A line that is refused for what it asks for is a client's, whatever its id looks like.
    const bool isValid = rejection.reason == Reason::UnknownClient || rejection.reason == Reason::TooManyClientsKnown;
    const bool isLinks
        = m_links.neighbourOn(input.id) != ServerIndex::None || m_links.dialledTo(input.id) != ServerIndex::None;
    if (!isValid && !isLinks && protocol::looksLikeWeb(line))
        return refuse(input, Reason::HttpRequest);
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

// Sends what is ready in order and closes the connection once nothing more is to be sent or received.
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
    // A cut wire says nothing. An orderly end would show a neighbour that does not know greetings.
    input.effects.push_back(Close{ input.id, reason, reason == Reason::CutByUser });
}

// Between servers: lines of neighbours, and what is learnt from them

void HerdNode::onNeighbourLine(Input input, QByteArray line, base::Moment now)
{
    if (m_dialects.claims(line))
        finishNeighbourLine(input, now); // what was begun has no second half
    if (input.connection.unfinished.isEmpty())
        input.connection.believed = m_greetings.believedOn(input.id, m_dialects);
    const SpokenDialects *const believed = input.connection.believed;
    if (!believed || (input.connection.unfinished.isEmpty() && !believed->claims(line))) {
        const Greetings::Context to{ now, input.cause, input.effects };
        apply(m_greetings.refuse(input.id, line, to), to);
        return;
    }
    const bool goesOn = m_dialects.isIncomplete(line);
    line.prepend(input.connection.unfinished);
    input.connection.unfinished = goesOn ? line : QByteArray();
    if (!goesOn)
        onFlood(input, line, now);
}

void HerdNode::finishNeighbourLine(Input input, base::Moment now)
{
    const QByteArray line = std::exchange(input.connection.unfinished, {});
    if (!line.isEmpty())
        onFlood(input, line, now);
}

void HerdNode::onFlood(Input input, const QByteArray &line, base::Moment now)
{
    auto flood = input.connection.believed->parse(line);
    if (!flood) {
        reject(input, flood.error(), line);
        return;
    }
    protocol::Record &record = flood.value().record;
    if (record.origin.isEmpty()) {
        record.origin = m_config.name;
        record.difference = base::signedSeconds(now.wallNs - record.time.ns);
    }
    ServerIndex from = m_links.neighbourOn(input.id);
    const bool isLink = from != ServerIndex::None;
    // Names may have been appended that nobody here knows.
    for (auto name = flood->visited.rbegin(); from == ServerIndex::None && name != flood->visited.rend(); ++name)
        from = m_links.find(*name);
    const ServerIndex speaker = from == ServerIndex::None ? m_greetings.speakerOn(input.id) : from;
    const Learner::Source source{ input.id, input.cause, from, speaker };
    if (!isLink && m_learner.circulates(record, source, now, input.effects))
        return;
    if (m_config.dialect->dropsOwnName() && contains(flood->visited, m_config.name))
        input.effects.push_back(
            Note{ EventKind::Duplicate, Reason::OwnNameVisited, from, input.id, record.update(), input.cause });
    else if (m_config.refusesFuture && m_learner.isFuture(record, now))
        reject(input, { Reason::TimeTooFarAhead, record.time.text }, line);
    else if (!m_learner.refusesForgotten(record, source, input.effects))
        m_learner.learn(std::move(flood).value(), source, now, input.effects);
}

HerdNode::Restored HerdNode::restore(protocol::Record record, base::Moment now)
{
    if (m_config.refusesFuture && m_learner.isFuture(record, now))
        return Restored::TooFarAhead;
    if (forgetting().isForgotten(record))
        return Restored::Forgotten;
    return m_table.merge(record) == Outcome::Full ? Restored::NoRoom : Restored::Kept;
}

// Which connection carries which link

void HerdNode::apply(const Greetings::Decisions &decisions, Greetings::Context to)
{
    for (const Greetings::Decision &decision : decisions) {
        const Input input{ decision.connection, m_connections[decision.connection], to.cause, to.effects };
        if (decision.reason == Reason::None)
            takeLink(input, decision, to.now);
        else
            close(input, decision.reason);
        if (decision.reason == Reason::GreetingUnknown)
            speakPlainly(decision.neighbour, decision.reason, to);
    }
}

// As to an external server: each line on a connection of its own, and nothing about repair.
void HerdNode::speakPlainly(ServerIndex neighbour, Reason reason, Greetings::Context to)
{
    m_links.setPersistent(neighbour, false);
    to.effects.push_back(Note{ EventKind::NeighbourPlain, reason, neighbour, ConnectionId::None, {}, to.cause });
    to.effects.push_back(SpeakPlainly{ neighbour, true });
    m_propagation.onLinkUp(neighbour, false, to.now, to.cause, to.effects);
}

void HerdNode::speakAgain(ServerIndex neighbour, Effects &effects)
{
    m_links.setPersistent(neighbour, true);
    effects.push_back(SpeakPlainly{ neighbour, false });
}

void HerdNode::takeLink(Input input, const Greetings::Decision &link, base::Moment now)
{
    const ServerIndex neighbour = link.neighbour;
    if (m_links.isCut(neighbour)) {
        close(input, Reason::CutByUser);
        return;
    }
    const bool weDialled = m_links.dialledTo(input.id) == neighbour;
    const QByteArray bootId = link.theirs ? link.theirs->bootId : QByteArray();
    const Links::Decision decision = m_links.offer(neighbour, input.id, weDialled, bootId);
    if (decision.verdict == Links::Verdict::Refused) {
        close(input, Reason::ReplacedByDuplicate);
        return;
    }
    input.connection.isServers = true;
    if (decision.replaced != ConnectionId::None)
        close({ decision.replaced, m_connections[decision.replaced], input.cause, input.effects },
            Reason::ReplacedByDuplicate);
    if (link.theirs && m_greetings.takePlain(neighbour))
        speakAgain(neighbour, input.effects);
    input.effects.push_back(BindLink{ neighbour, input.id });
    if (!link.ours.isEmpty())
        input.effects.push_back(Send{ input.id, link.ours + '\n', {}, input.cause });
    if (decision.verdict == Links::Verdict::Up)
        input.effects.push_back(Note{ EventKind::LinkUp, Reason::None, neighbour, input.id, {}, input.cause });
    m_propagation.onLinkUp(neighbour, link.theirs.has_value(), now, input.cause, input.effects);
}

// Repair

void HerdNode::onRepairLine(Input input, ServerIndex neighbour, const QByteArray &line, base::Moment now)
{
    if (const auto rejection = m_propagation.onRepairLine(neighbour, line, now, input.cause, input.effects))
        reject(input, *rejection, line);
}

void HerdNode::onNeighbourBack(ServerIndex neighbour, base::Moment now, Effects &effects)
{
    m_propagation.onLinkUp(neighbour, false, now, EventId::None, effects);
}

void HerdNode::setRepair(protocol::Repair mode, base::Moment now)
{
    m_propagation.setRepair(mode, now);
    m_greetings.setRepair(mode);
}

void HerdNode::onTimer(base::Moment now, Effects &effects)
{
    const Greetings::Context to{ now, EventId::None, effects };
    apply(m_greetings.onTimer(to), to);
    for (const ServerIndex neighbour : m_greetings.toGreetAgain(now.monotonicNs))
        speakAgain(neighbour, effects);
    for (const Repair::Due &due : m_propagation.onTimer(now, effects)) {
        Connection &connection = m_connections[m_links.connectionOf(due.neighbour)];
        if (connection.isClosing)
            continue;
        connection.isClosing = due.isSilent;
        if (due.isSilent)
            effects.push_back(Close{ m_links.connectionOf(due.neighbour), Reason::SilentNeighbour, true });
        else
            effects.push_back(SendToNeighbour{ due.neighbour, due.line });
    }
}

} // namespace herdcore::node
