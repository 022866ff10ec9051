// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/admission.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace herdcore::node {

using base::ConnectionId, base::Reason, base::ServerIndex;
using protocol::Greeting, protocol::Role, protocol::Speakers;
using What = Admission::Step::What;

Admission::Admission(base::ServerName self, QByteArray bootId, AdmissionConfig config, const Links &links)
    : m_self(std::move(self))
    , m_bootId(std::move(bootId))
    , m_config(std::move(config))
    , m_links(links)
{ }

QByteArray Admission::onDialled(ServerIndex neighbour, ConnectionId connection)
{
    Greeting greeting = greetingTo(neighbour, 2);
    greeting.nonce = newNonce();
    return protocol::writeGreeting(m_dials[connection] = greeting);
}

Admission::Steps Admission::onGreeting(
    ConnectionId connection, const Greeting &greeting, const QByteArray &line, std::int64_t nowNs)
{
    const ServerIndex called = m_links.dialledTo(connection);
    const ServerIndex neighbour = m_links.find(greeting.from);
    if (const Reason wrong = wrongWith(connection, greeting); wrong != Reason::None)
        return { Step{ What::Refuse, connection, called, wrong, line } };
    if (m_links.neighbourOn(connection) != ServerIndex::None)
        return {}; // it greeted twice
    if (m_links.isCut(neighbour))
        return { Step{ What::Drop, connection, neighbour, Reason::CutByUser } };
    if (called != ServerIndex::None)
        return onAnswer(connection, greeting, line);
    return onClaim({ connection, neighbour, greeting, line, nowNs });
}

Reason Admission::wrongWith(ConnectionId connection, const Greeting &greeting) const
{
    const ServerIndex called = m_links.dialledTo(connection);
    const ServerIndex neighbour = m_links.find(greeting.from);
    if (greeting.from == m_self)
        return Reason::SameName;
    if (greeting.to != m_self)
        return Reason::WrongAddressee;
    if (neighbour == ServerIndex::None)
        return Reason::NotANeighbour;
    if (called != ServerIndex::None && called != neighbour)
        return Reason::WrongAddressee; // we called one and another answers
    const bool isOthers = !greeting.herdId.isEmpty() && !m_config.herdId.isEmpty();
    return isOthers && greeting.herdId != m_config.herdId ? Reason::OtherHerd : Reason::None;
}

Admission::Steps Admission::onAnswer(ConnectionId connection, const Greeting &greeting, const QByteArray &line)
{
    const ServerIndex neighbour = m_links.dialledTo(connection);
    const Greeting ours = m_dials[connection];
    m_dials.erase(connection);
    Steps steps;
    if (m_config.speakers == Speakers::Keyed) {
        if (m_config.key.isEmpty()
            || !protocol::isSameSecret(protocol::proofOf(m_config.key, Role::Dialled, ours, greeting), greeting.proof))
            return { Step{ What::Refuse, connection, neighbour, Reason::WrongKey, line } };
        const QByteArray proof = protocol::proofOf(m_config.key, Role::Dialler, ours, greeting);
        steps.push_back({ What::Say, connection, neighbour, Reason::None, protocol::writeProof(proof) });
    }
    steps.push_back({ What::Take, connection, neighbour, Reason::None, {}, greeting });
    return steps;
}

Admission::Steps Admission::onClaim(Claim claim)
{
    const ServerIndex neighbour = claim.neighbour;
    const Greeting &greeting = claim.greeting;
    const bool isKeyed = m_config.speakers == Speakers::Keyed;
    if (m_links.isDuplicate(neighbour, false, greeting.bootId))
        return { Step{ What::Drop, claim.connection, neighbour, Reason::ReplacedByDuplicate } };
    if (m_config.speakers == Speakers::Open && m_links.connectionOf(neighbour) == ConnectionId::None)
        return take(claim, false);
    if (claim.line.size() > mostClaimBytes)
        return { Step{ What::Refuse, claim.connection, neighbour, Reason::BadGreeting, claim.line } };
    const bool hasNonce = !greeting.nonce.isEmpty() && greeting.nonce.size() <= mostNonceBytes;
    if (!hasNonce || (isKeyed && m_config.key.isEmpty()) || claimsOf(neighbour) >= mostClaims) {
        const Reason reason = isKeyed ? Reason::WrongKey : Reason::Unconfirmed;
        return { Step{ What::Refuse, claim.connection, neighbour, reason, claim.line } };
    }
    Steps steps;
    if (isKeyed) {
        Greeting ours = greetingTo(neighbour, 2);
        ours.nonce = newNonce();
        ours.proof = protocol::proofOf(m_config.key, Role::Dialled, greeting, ours);
        claim.proof = protocol::proofOf(m_config.key, Role::Dialler, greeting, ours);
        steps.push_back({ What::Say, claim.connection, neighbour, Reason::None, protocol::writeGreeting(ours) });
    } else {
        beginCall(neighbour, claim.sinceNs, steps);
    }
    m_claims.push_back(std::move(claim));
    return steps;
}

void Admission::beginCall(ServerIndex neighbour, std::int64_t nowNs, Steps &steps)
{
    Call &call = m_calls[neighbour];
    if (call.isUnderWay || (!call.isFirst && nowNs - call.beganNs < callPaceNs))
        return; // onTimer
    call = { true, false, ConnectionId::None, nowNs, false, call.busy };
    steps.push_back({ What::CallBack, ConnectionId::None, neighbour });
}

Admission::Steps Admission::onConfirm(
    ConnectionId connection, const protocol::Confirm &confirm, const QByteArray &line) const
{
    const ServerIndex neighbour = m_links.find(confirm.from);
    if (confirm.to != m_self)
        return { Step{ What::Refuse, connection, ServerIndex::None, Reason::WrongAddressee, line } };
    if (neighbour == ServerIndex::None)
        return { Step{ What::Refuse, connection, ServerIndex::None, Reason::NotANeighbour, line } };
    std::vector<QByteArray> ours;
    for (const auto &[dialled, greeting] : m_dials) {
        if (m_links.dialledTo(dialled) != neighbour)
            continue;
        for (const QByteArray &nonce : confirm.nonces) {
            if (protocol::isSameSecret(nonce, greeting.nonce))
                ours.push_back(nonce);
        }
    }
    return { Step{ What::Say, connection, neighbour, Reason::None, protocol::writeConfirmed(ours) } };
}

bool Admission::isHeld(ConnectionId connection) const
{
    return callOn(connection) != ServerIndex::None || claimOn(connection) < m_claims.size();
}

Admission::Steps Admission::onHeldLine(ConnectionId connection, const QByteArray &line)
{
    const ServerIndex called = callOn(connection);
    return called != ServerIndex::None ? onCallLine(called, line) : onProof(claimOn(connection), line);
}

Admission::Steps Admission::onRefusal(ConnectionId connection, const QByteArray &line) const
{
    const ServerIndex called = m_links.dialledTo(connection);
    const ServerIndex neighbour = called != ServerIndex::None ? called : m_links.neighbourOn(connection);
    const auto reason = protocol::parseRefusal(line);
    if (neighbour == ServerIndex::None || !reason)
        return {};
    return { Step{ What::Refused, connection, neighbour, *reason, line },
        Step{ What::Drop, connection, neighbour, *reason } };
}

// Whoever is held waits for our greeting, or proves that it knows the key.
Admission::Steps Admission::onProof(std::size_t number, const QByteArray &line)
{
    const Claim claim = m_claims[number];
    m_claims.erase(m_claims.begin() + static_cast<std::ptrdiff_t>(number));
    const auto proof = protocol::parseProof(line);
    if (!claim.proof.isEmpty() && proof && protocol::isSameSecret(*proof, claim.proof))
        return take(claim, true);
    const Reason reason = claim.proof.isEmpty() ? Reason::Unconfirmed : Reason::WrongKey;
    return { Step{ What::Refuse, claim.connection, claim.neighbour, reason, claim.line } };
}

Admission::Steps Admission::take(const Claim &claim, bool isGreeted) const
{
    const QByteArray ours
        = isGreeted ? QByteArray() : protocol::writeGreeting(greetingTo(claim.neighbour, claim.greeting.version));
    return { Step{ What::Take, claim.connection, claim.neighbour, Reason::None, ours, claim.greeting } };
}

Admission::Steps Admission::onCalledBack(ServerIndex neighbour, ConnectionId connection)
{
    protocol::Confirm confirm{ m_self, m_links.neighbour(neighbour).name, {} };
    for (Claim &claim : m_claims) {
        if (claim.neighbour != neighbour)
            continue;
        claim.isAsked = true;
        confirm.nonces.push_back(claim.greeting.nonce);
    }
    Call &call = m_calls[neighbour];
    if (confirm.nonces.empty() || !call.isUnderWay) {
        call.isUnderWay = false;
        return { Step{ What::Drop, connection, neighbour, Reason::EndOfInput } };
    }
    call.connection = connection;
    return { Step{ What::Say, connection, neighbour, Reason::None, protocol::writeConfirm(confirm) } };
}

Admission::Steps Admission::onCallLine(ServerIndex neighbour, const QByteArray &line)
{
    Call &call = m_calls[neighbour];
    const ConnectionId connection = std::exchange(call.connection, ConnectionId::None);
    call.isUnderWay = false;
    const bool isBusy = line == protocol::serverFullLine && ++call.busy < mostBusyCalls;
    if (isBusy) {
        for (Claim &claim : m_claims)
            claim.isAsked &= claim.neighbour != neighbour; // the next call asks again, in onTimer()
        return { Step{ What::Drop, connection, neighbour, Reason::EndOfInput } };
    }
    call.busy = 0;
    const auto confirmed = protocol::parseConfirmed(line).value_or(std::vector<QByteArray>());
    const auto isConfirmed = [&](const Claim &claim) {
        return claim.neighbour == neighbour && claim.isAsked
            && std::find(confirmed.begin(), confirmed.end(), claim.greeting.nonce) != confirmed.end();
    };
    Steps steps;
    for (const Claim &claim : m_claims) {
        if (isConfirmed(claim))
            steps.push_back(take(claim, false).front());
    }
    std::erase_if(m_claims, isConfirmed);
    const Steps refused = refuseAll(neighbour, true);
    call.isFirst = refused.empty(); // it was no liar who made us call: the next call need not wait
    steps.insert(steps.end(), refused.begin(), refused.end());
    steps.push_back({ What::Drop, connection, neighbour, Reason::EndOfInput });
    return steps;
}

Admission::Steps Admission::refuseAll(ServerIndex neighbour, bool onlyAsked)
{
    const auto isRefused = [&](const Claim &claim) {
        return claim.neighbour == neighbour && claim.proof.isEmpty() && (claim.isAsked || !onlyAsked);
    };
    Steps steps;
    for (const Claim &claim : m_claims) {
        if (isRefused(claim))
            steps.push_back({ What::Refuse, claim.connection, neighbour, Reason::Unconfirmed, claim.line });
    }
    std::erase_if(m_claims, isRefused);
    return steps;
}

void Admission::onCallFailed(ServerIndex neighbour)
{
    Call &call = m_calls[neighbour];
    const bool isAnyRefused = call.isUnderWay && claimsOf(neighbour) > 0;
    call = { isAnyRefused, isAnyRefused, ConnectionId::None, call.beganNs, call.isFirst };
}

void Admission::onClosed(ConnectionId connection)
{
    m_dials.erase(connection);
    std::erase_if(m_claims, [connection](const Claim &claim) { return claim.connection == connection; });
    if (const ServerIndex called = callOn(connection); called != ServerIndex::None)
        onCallFailed(called);
}

Admission::Steps Admission::onTimer(std::int64_t nowNs)
{
    Steps steps;
    const auto add = [&steps](const Steps &more) {
        steps.insert(steps.end(), more.begin(), more.end());
    };
    for (auto &[neighbour, call] : m_calls) {
        if (call.isUnderWay && (call.hasFailed || nowNs - call.beganNs >= patienceNs)) {
            if (call.connection != ConnectionId::None)
                steps.push_back({ What::Drop, call.connection, neighbour, Reason::FirstLineTimeout });
            call = { false, false, ConnectionId::None, call.beganNs, false };
            add(refuseAll(neighbour, false));
        }
        const bool isToBeCalled = std::any_of(m_claims.begin(), m_claims.end(),
            [to = neighbour](const Claim &claim) { return claim.neighbour == to && claim.proof.isEmpty(); });
        if (isToBeCalled)
            beginCall(neighbour, nowNs, steps);
    }
    const auto isLate = [nowNs](const Claim &claim) {
        return !claim.proof.isEmpty() && nowNs - claim.sinceNs >= patienceNs;
    };
    for (const Claim &claim : m_claims) {
        if (isLate(claim))
            steps.push_back({ What::Refuse, claim.connection, claim.neighbour, Reason::WrongKey, claim.line });
    }
    std::erase_if(m_claims, isLate);
    return steps;
}

std::int64_t Admission::nextNs() const
{
    std::int64_t next = std::numeric_limits<std::int64_t>::max();
    for (const Claim &claim : m_claims) {
        if (!claim.proof.isEmpty()) {
            next = std::min(next, claim.sinceNs + patienceNs);
            continue;
        }
        const Call &call = m_calls.at(claim.neighbour);
        const std::int64_t waitNs = call.hasFailed ? 0 : call.isUnderWay ? patienceNs : callPaceNs;
        next = std::min(next, call.beganNs + waitNs);
    }
    return next;
}

Greeting Admission::greetingTo(ServerIndex neighbour, int version) const
{
    return { m_self, m_links.neighbour(neighbour).name, m_bootId, version, m_config.herdId, m_repair };
}

std::size_t Admission::claimsOf(ServerIndex neighbour) const
{
    return static_cast<std::size_t>(std::count_if(
        m_claims.begin(), m_claims.end(), [neighbour](const Claim &claim) { return claim.neighbour == neighbour; }));
}

std::size_t Admission::claimOn(ConnectionId connection) const
{
    const auto found = std::find_if(
        m_claims.begin(), m_claims.end(), [connection](const Claim &claim) { return claim.connection == connection; });
    return static_cast<std::size_t>(found - m_claims.begin());
}

ServerIndex Admission::callOn(ConnectionId connection) const
{
    for (const auto &[neighbour, call] : m_calls) {
        if (call.connection == connection)
            return neighbour;
    }
    return ServerIndex::None;
}

} // namespace herdcore::node
