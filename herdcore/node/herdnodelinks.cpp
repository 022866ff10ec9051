// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// HerdNode's part in setting up links: greetings, and which connection carries which link.

#include "herdcore/node/herdnode.h"

#include "herdcore/protocol/parser.h"

namespace herdcore::node {

using base::ConnectionId, base::EventId, base::EventKind, base::Reason, base::ServerIndex;

void HerdNode::greet(ServerIndex neighbour, ConnectionId connection, EventId cause, Effects &effects)
{
    const protocol::Greeting greeting{ m_config.name, m_links.neighbour(neighbour).name, m_config.bootId };
    effects.push_back(Send{ connection, protocol::writeGreeting(greeting) + '\n', {}, cause });
}

void HerdNode::onGreeting(Input input, const QByteArray &line, base::Moment now)
{
    const auto greeting = protocol::parseGreeting(line);
    if (!greeting) {
        if (greeting.error().reason == Reason::UnsupportedVersion)
            refuseLink(input, Reason::UnsupportedVersion, line);
        else
            reject(input, greeting.error(), line);
        return;
    }
    const ServerIndex neighbour = m_links.find(greeting->from);
    if (greeting->from == m_config.name)
        refuseLink(input, Reason::SameName, line);
    else if (greeting->to != m_config.name)
        refuseLink(input, Reason::WrongAddressee, line);
    else if (neighbour == ServerIndex::None)
        refuseLink(input, Reason::NotANeighbour, line);
    else if (const ServerIndex called = m_links.dialledTo(input.id); called != ServerIndex::None && called != neighbour)
        refuseLink(input, Reason::WrongAddressee, line); // we called one and another answers
    else
        takeLink(input, neighbour, &greeting->bootId, now);
}

void HerdNode::onPlainNeighbour(Input input, base::Moment now)
{
    takeLink(input, m_links.dialledTo(input.id), nullptr, now);
}

// `bootId`: null where the neighbour does not greet.
void HerdNode::takeLink(Input input, ServerIndex neighbour, const QByteArray *bootId, base::Moment now)
{
    if (m_links.neighbourOn(input.id) != ServerIndex::None)
        return; // it greeted twice
    if (m_links.isCut(neighbour)) {
        close(input, Reason::CutByUser);
        return;
    }
    const bool weDialled = m_links.dialledTo(input.id) == neighbour;
    const Links::Decision decision = m_links.offer(neighbour, input.id, weDialled, bootId ? *bootId : QByteArray());
    if (decision.verdict == Links::Verdict::Refused) {
        close(input, Reason::ReplacedByDuplicate);
        return;
    }
    input.connection.isServers = true;
    if (decision.replaced != ConnectionId::None)
        close({ decision.replaced, m_connections[decision.replaced], input.cause, input.effects },
            Reason::ReplacedByDuplicate);
    input.effects.push_back(BindLink{ neighbour, input.id });
    if (!weDialled)
        greet(neighbour, input.id, input.cause, input.effects);
    if (decision.verdict == Links::Verdict::Up)
        input.effects.push_back(Note{ EventKind::LinkUp, Reason::None, neighbour, input.id, {}, input.cause });
    m_peers.erase(neighbour);
    say(neighbour, m_repair.onLinkUp(neighbour, m_links.neighbour(neighbour).name, bootId != nullptr, now.monotonicNs),
        input.cause, input.effects);
}

void HerdNode::refuseLink(Input input, Reason reason, const QByteArray &line)
{
    input.effects.push_back(
        Note{ EventKind::LinkRefused, reason, m_links.dialledTo(input.id), input.id, {}, input.cause, 0, line });
    close(input, reason);
}

} // namespace herdcore::node
