// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps of a transcript that are done to the node.

#include "tests/support/transcript.h"

#include "tests/support/transcripttext.h"

namespace herdtest {

using namespace herdcore;
using base::EventId, base::Reason, base::ServerIndex;

namespace {

const protocol::Dialect *dialectNamed(const QByteArray &name)
{
    if (name == "at-visited")
        return &protocol::atVisitedDialect();
    if (name == "flooding")
        return &protocol::floodingDialect();
    if (name == "update")
        return &protocol::updateDialect();
    return name == "at-split" ? &protocol::atSplitDialect() : &protocol::atDialect();
}

} // namespace

bool Transcript::configure(const QByteArray &step)
{
    QByteArray rest = step;
    const QByteArray verb = takeWord(rest);
    if (verb == "name") {
        m_config.name = base::ServerName(rest);
    } else if (verb == "neighbours") {
        while (!rest.isEmpty()) {
            const auto index = static_cast<ServerIndex>(m_config.neighbours.size() + 1);
            m_config.neighbours.push_back({ index, base::ServerName(takeWord(rest)) });
        }
    } else if (verb == "option") {
        option(rest);
    } else if (verb == "from") {
        const QByteArray name = takeWord(rest);
        m_hosts[name] = rest;
        node().setAddressOf([this](base::ConnectionId connection) {
            return node::PeerAddress{ m_hosts.value(nameOf(connection), "127.0.0.1"), 4000 };
        });
    } else if (verb == "at") {
        m_now.wallNs = nanoseconds(rest);
    } else {
        return false;
    }
    return true;
}

void Transcript::option(QByteArray text)
{
    const QByteArray name = takeWord(text);
    m_config.oneAnswerPerConnection |= name == "one-answer";
    m_config.answersStaleWithStored |= name == "stored";
    if (name == "per-message")
        m_isPersistent = false;
    if (name == "dialect")
        m_config.dialect = dialectNamed(text.trimmed());
    if (name == "repair")
        m_config.repair.mode = text.trimmed() == "push" ? protocol::Repair::Push : protocol::Repair::Sync;
    if (name == "clients")
        m_config.maxClients = text.toULong();
    m_config.refusesFuture |= name == "refuse-future";
    if (name == "speakers")
        m_config.admission.speakers
            = text.trimmed() == "listed" ? protocol::Speakers::Listed : protocol::Speakers::Keyed;
    if (name == "key")
        m_config.admission.key = text.trimmed();
    if (name == "herd")
        m_config.admission.herdId = text.trimmed();
    if (name == "external")
        external(text);
    if (name == "bound")
        m_config.futureBoundNs = nanoseconds(text);
}

void Transcript::external(QByteArray text)
{
    const ServerIndex index = neighbour(takeWord(text));
    for (node::Neighbour &one : m_config.neighbours) {
        if (one.index != index)
            continue;
        one.dialect = dialectNamed(takeWord(text));
        one.host = text.trimmed();
    }
}

bool Transcript::input(const QByteArray &step)
{
    QByteArray rest = step;
    const QByteArray verb = takeWord(rest);
    if (verb.endsWith('<')) {
        const qsizetype arrow = step.indexOf('<');
        line(step.left(arrow).trimmed(), unspelled(step.mid(arrow + 2)));
        return true;
    }
    m_current = 0;
    return moreInput(verb, rest);
}

bool Transcript::moreInput(const QByteArray &verb, QByteArray rest)
{
    if (verb == "places") {
        const auto question = takeWord(rest).toULongLong();
        const QByteArray count = takeWord(rest);
        const Reason reason = count == "-" ? Reason::PlacesFailed : Reason::None;
        node().onPlaces(question, unspelled(rest), count.toInt(), reason, m_effects);
        return true;
    }
    const QByteArray name = takeWord(rest);
    if (verb == "link") {
        link(name);
        return rest.isEmpty() || moreInput(verb, rest);
    }
    if (verb == "later") {
        const std::int64_t passed = nanoseconds(name);
        m_now.monotonicNs += passed;
        m_now.wallNs += passed;
        node().onTimer(m_now, m_effects);
    } else if (verb == "full") {
        node().onLinkFull(neighbour(name));
    } else if (verb == "writable") {
        node().onLinkWritable(neighbour(name), m_now, m_effects);
    } else if (verb == "back") {
        node().onNeighbourBack(neighbour(name), m_now, m_effects);
    } else if (verb == "dial") {
        node().onDialled(neighbour(name), connection(rest), m_effects);
    } else if (verb == "called") {
        node().onCalledBack(neighbour(name), connection(rest), m_effects);
    } else if (verb == "uncalled") {
        node().onCallFailed(neighbour(name));
        node().onTimer(m_now, m_effects);
    } else if (verb == "cut" || verb == "heal") {
        node().setCut(neighbour(name), verb == "cut");
    } else if (verb == "long") {
        const EventId cause = nextCause(name);
        node().onNoLine(connection(name), unspelled(rest) + "...", base::Reason::LineTooLong, cause, m_effects);
    } else if (verb == "forget") {
        node().forget(base::ClientId(unspelled(name)), m_effects);
    } else if (verb == "end") {
        node().onInputEnd(connection(name), m_now, m_effects);
    } else if (verb == "gone") {
        node().onClosed(connection(name), Reason::PeerClosed, m_effects);
    } else if (verb == "over" || verb == "silent") {
        const Reason reason = verb == "over" ? Reason::EndOfInput : Reason::FirstLineTimeout;
        node().onClosed(connection(name), reason, m_effects);
    } else {
        return false;
    }
    return true;
}

} // namespace herdtest
