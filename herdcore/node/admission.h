// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/node/links.h"
#include "herdcore/protocol/greeting.h"

#include <QByteArray>

#include <map>
#include <unordered_map>
#include <vector>

namespace herdcore::node {

struct AdmissionConfig {
    protocol::Speakers speakers = protocol::Speakers::Open;
    QByteArray herdId; // the same at all servers of a herd, without white space; empty: not said and not asked for
    QByteArray key; // of the herd, with Speakers::Keyed
    QByteArray secret; // of this run of this server: its nonces come from it
};

// Who is at the other end of a connection that greets: decides whether it becomes a link (protocol.md section 3).
//
// A greeting on a connection that we dialled to the neighbour's listed address is believed, or proved with the key. One
// that comes to us is a claim. With a key it has to be proved. Without one it is confirmed: we call the neighbour at
// its listed address and ask whether this connection is its own, which it knows by the nonce that it said there. With
// Speakers::Open that is asked only where the claim would replace a link that is up. Until then the connection is held:
// nothing that is said on it counts, and a link that is up stays as it is.
//
// One call is under way to a neighbour at a time, and it asks for all claims that have come meanwhile; 64 of them are
// held. After a call that did not confirm all of them the next one waits a second. So does one after a call for which
// the neighbour had no room; after ten of these in a row the claims are refused.
class Admission
{
public:
    static constexpr std::int64_t callPaceNs = base::nsPerSecond;
    static constexpr std::int64_t patienceNs = 10 * base::nsPerSecond; // for a call, and for a proof
    static constexpr std::size_t mostClaims = 64; // for one neighbour
    static constexpr int mostBusyCalls = 10; // one after the other, that a full server did not answer
    static constexpr qsizetype mostNonceBytes = 64;
    static constexpr qsizetype mostClaimBytes = 4096; // a line

    // What is to be done, in this order.
    struct Step {
        enum class What {
            Say, // `line` on the connection
            Take, // it is the link; `line` is our greeting, to be said then; empty: it has been
            Refuse, // close it for a reason that both ends log; `line` is what was said there
            Drop, // close it
            CallBack, // dial the neighbour, then onCalledBack, or onCallFailed
            Refused, // the neighbour refuses us, for this reason; `line` is what it said
        };
        What what;
        base::ConnectionId connection = base::ConnectionId::None;
        base::ServerIndex neighbour = base::ServerIndex::None; // that it claims to be; None: not one
        base::Reason reason = base::Reason::None;
        QByteArray line = {};
        protocol::Greeting greeting = {}; // Take: the neighbour's
    };
    using Steps = std::vector<Step>;

    // `links` must outlive it.
    Admission(base::ServerName self, QByteArray bootId, AdmissionConfig config, const Links &links);

    void setRepair(protocol::Repair mode) { m_repair = mode; } // what our greetings say

    // We have dialled it: our greeting.
    [[nodiscard]] QByteArray onDialled(base::ServerIndex neighbour, base::ConnectionId connection);
    [[nodiscard]] Steps onGreeting(
        base::ConnectionId connection, const protocol::Greeting &greeting, const QByteArray &line, std::int64_t nowNs);
    [[nodiscard]] Steps onConfirm(
        base::ConnectionId connection, const protocol::Confirm &confirm, const QByteArray &line) const;
    // Whether the connection is held or a call of ours; any line on it.
    [[nodiscard]] bool isHeld(base::ConnectionId connection) const;
    [[nodiscard]] Steps onHeldLine(base::ConnectionId connection, const QByteArray &line);
    // REFUSED on a connection that we dialled or that is a link; nothing if it is another line.
    [[nodiscard]] Steps onRefusal(base::ConnectionId connection, const QByteArray &line) const;

    [[nodiscard]] Steps onCalledBack(base::ServerIndex neighbour, base::ConnectionId connection);
    // Claims that this leaves unconfirmed are refused by onTimer(), which is due then.
    void onCallFailed(base::ServerIndex neighbour);
    void onClosed(base::ConnectionId connection);
    [[nodiscard]] Steps onTimer(std::int64_t nowNs);
    [[nodiscard]] std::int64_t nextNs() const; // when onTimer() is next to be called

private:
    struct Claim {
        base::ConnectionId connection;
        base::ServerIndex neighbour;
        protocol::Greeting greeting;
        QByteArray line;
        std::int64_t sinceNs;
        QByteArray proof = {}; // that is awaited; empty: it is to be confirmed
        bool isAsked = false; // by the call that is under way
    };
    struct Call {
        bool isUnderWay = false;
        bool hasFailed = false;
        base::ConnectionId connection = base::ConnectionId::None; // None: not reached yet
        std::int64_t beganNs = 0;
        bool isFirst = true;
        int busy = 0; // calls, one after the other
    };

    [[nodiscard]] protocol::Greeting greetingTo(base::ServerIndex neighbour, int version) const;
    [[nodiscard]] QByteArray newNonce() { return protocol::nonceFrom(m_config.secret, ++m_lastNonce); }
    [[nodiscard]] base::Reason wrongWith(base::ConnectionId connection, const protocol::Greeting &greeting) const;
    [[nodiscard]] Steps onAnswer(
        base::ConnectionId connection, const protocol::Greeting &greeting, const QByteArray &line);
    [[nodiscard]] Steps onClaim(Claim claim);
    [[nodiscard]] Steps onCallLine(base::ServerIndex neighbour, const QByteArray &line);
    [[nodiscard]] Steps onProof(std::size_t claim, const QByteArray &line);
    [[nodiscard]] Steps take(const Claim &claim, bool isGreeted) const;
    [[nodiscard]] Steps refuseAll(base::ServerIndex neighbour, bool onlyAsked);
    void beginCall(base::ServerIndex neighbour, std::int64_t nowNs, Steps &steps);
    [[nodiscard]] std::size_t claimsOf(base::ServerIndex neighbour) const;
    [[nodiscard]] std::size_t claimOn(base::ConnectionId connection) const; // m_claims.size(): none
    [[nodiscard]] base::ServerIndex callOn(base::ConnectionId connection) const;

    base::ServerName m_self;
    QByteArray m_bootId;
    AdmissionConfig m_config;
    const Links &m_links;
    protocol::Repair m_repair = protocol::Repair::None;
    std::uint64_t m_lastNonce = 0;
    std::unordered_map<base::ConnectionId, protocol::Greeting> m_dials; // ours, until the neighbour has greeted
    std::vector<Claim> m_claims; // the oldest first
    std::map<base::ServerIndex, Call> m_calls;
};

} // namespace herdcore::node
