// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/greetings.h"

#include "herdcore/node/nodeconfig.h"

#include <utility>

namespace herdcore::node {

using base::ConnectionId, base::EventKind, base::Reason, base::ServerIndex;
using protocol::Speakers;
using Step = Admission::Step;

namespace {

constexpr qsizetype quotedBytes = 200; // of a line that is refused

} // namespace

Greetings::Greetings(const NodeConfig &config, const Links &links)
    : m_links(links)
    , m_speakers(config.admission.speakers)
    , m_admission(config.name, config.bootId, config.admission, links)
    , m_externals(config.neighbours)
{
    m_admission.setRepair(config.repair.mode);
}

std::optional<Greetings::Decisions> Greetings::onLine(ConnectionId connection, const QByteArray &line, Context to)
{
    if (m_admission.isHeld(connection))
        return apply(m_admission.onHeldLine(connection, line), to);
    if (protocol::isGreeting(line))
        return onGreeting(connection, line, to);
    if (protocol::isConfirm(line)) {
        const auto confirm = protocol::parseConfirm(line);
        return confirm ? std::optional(apply(m_admission.onConfirm(connection, *confirm, line), to)) : std::nullopt;
    }
    const bool isLink = m_links.neighbourOn(connection) != ServerIndex::None;
    if (protocol::isGreetingRefused(line) && !isLink && m_links.dialledTo(connection) != ServerIndex::None)
        return onPlainNeighbour(connection, to);
    const Admission::Steps refused = m_admission.onRefusal(connection, line);
    return refused.empty() ? std::nullopt : std::optional(apply(refused, to));
}

std::optional<Greetings::Decisions> Greetings::onGreeting(ConnectionId connection, const QByteArray &line, Context to)
{
    const auto greeting = protocol::parseGreeting(line);
    if (greeting)
        return apply(m_admission.onGreeting(connection, *greeting, line, to.now.monotonicNs), to);
    if (greeting.error().reason != Reason::UnsupportedVersion)
        return {};
    const ServerIndex called = m_links.dialledTo(connection);
    return Decisions{ refuse({ Step::What::Refuse, connection, called, Reason::UnsupportedVersion, line }, to) };
}

// It does not know PEER: it is told of locations all the same.
Greetings::Decisions Greetings::onPlainNeighbour(ConnectionId connection, Context to)
{
    const ServerIndex neighbour = m_links.dialledTo(connection);
    if (m_speakers == Speakers::Keyed)
        return { refuse({ Step::What::Refuse, connection, neighbour, Reason::WrongKey }, to) };
    m_plain.onAnswered(neighbour);
    return { Decision{ connection, Reason::GreetingUnknown, neighbour } };
}

void Greetings::onDialled(ServerIndex neighbour, ConnectionId connection, Effects &effects)
{
    if (m_speakers != Speakers::Keyed)
        m_plain.onDialled(neighbour, connection);
    effects.push_back(Send{ connection, m_admission.onDialled(neighbour, connection) + '\n' });
}

Greetings::Decisions Greetings::onCalledBack(ServerIndex neighbour, ConnectionId connection, Context to)
{
    return apply(m_admission.onCalledBack(neighbour, connection), to);
}

ServerIndex Greetings::onClosed(ConnectionId connection, Reason reason)
{
    m_admission.onClosed(connection);
    return m_plain.onClosed(connection, reason);
}

void Greetings::onSpoke(ConnectionId connection, const QByteArray &line)
{
    if (!protocol::isGreetingRefused(line))
        m_plain.onSpoke(connection);
}

bool Greetings::takePlain(ServerIndex neighbour)
{
    const bool wasPlain = m_plain.isPlain(neighbour);
    m_plain.onGreeted(neighbour);
    return wasPlain;
}

Greetings::Decisions Greetings::onTimer(Context to)
{
    for (Note &note : m_refusals.due(to.now.monotonicNs))
        to.effects.push_back(std::move(note));
    return apply(m_admission.onTimer(to.now.monotonicNs), to);
}

Greetings::Decisions Greetings::apply(const Admission::Steps &steps, Context to)
{
    Decisions decisions;
    for (const Step &step : steps) {
        switch (step.what) {
        case Step::What::Say:
            to.effects.push_back(Send{ step.connection, step.line + '\n', {}, to.cause });
            break;
        case Step::What::Take:
            decisions.push_back({ step.connection, Reason::None, step.neighbour, step.greeting, step.line });
            break;
        case Step::What::Refuse:
            decisions.push_back(refuse(step, to));
            break;
        case Step::What::Drop:
            decisions.push_back({ step.connection, step.reason });
            break;
        case Step::What::CallBack:
            to.effects.push_back(CallBack{ step.neighbour });
            break;
        case Step::What::Refused:
            note(EventKind::LinkDenied, step, to);
            break;
        }
    }
    return decisions;
}

// Who greets is told why. A line of another kind is not answered: two servers that answer each other's errors never
// stop.
Greetings::Decision Greetings::refuse(const Step &step, Context to)
{
    note(EventKind::LinkRefused, step, to);
    if (const QByteArray told = protocol::writeRefusal(step.reason); !told.isEmpty())
        to.effects.push_back(Send{ step.connection, told + '\n', {}, to.cause });
    return { step.connection, step.reason };
}

Greetings::Decisions Greetings::refuse(ConnectionId connection, const QByteArray &line, Context to)
{
    return { refuse({ Step::What::Refuse, connection, ServerIndex::None, Reason::NotALink, line }, to) };
}

void Greetings::note(EventKind kind, const Step &step, Context to)
{
    Note note{ kind, step.reason, step.neighbour, step.connection, {}, to.cause };
    const PeerAddress address = m_addressOf ? m_addressOf(step.connection) : PeerAddress();
    if (!address.host.isEmpty())
        note.bytes = address.host + ':' + QByteArray::number(address.port) + ": ";
    note.bytes += step.line.size() > quotedBytes ? step.line.left(quotedBytes) + "..." : step.line;
    if (auto logged = m_refusals.add(std::move(note), to.now.monotonicNs))
        to.effects.push_back(*std::move(logged));
}

ServerIndex Greetings::speakerOn(ConnectionId connection) const
{
    const ServerIndex neighbour = m_links.neighbourOn(connection);
    return neighbour == ServerIndex::None && m_addressOf ? m_externals.only(m_addressOf(connection).host) : neighbour;
}

const SpokenDialects *Greetings::believedOn(ConnectionId connection, const SpokenDialects &all) const
{
    const bool isDialled = m_links.dialledTo(connection) != ServerIndex::None; // so we know where it is
    const bool isBelieved = m_speakers == Speakers::Open || (m_speakers == Speakers::Listed && isDialled)
        || m_links.neighbourOn(connection) != ServerIndex::None;
    if (isBelieved)
        return &all;
    return m_speakers == Speakers::Listed && m_addressOf ? m_externals.at(m_addressOf(connection).host) : nullptr;
}

} // namespace herdcore::node
