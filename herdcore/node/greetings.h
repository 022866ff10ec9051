// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/node/admission.h"
#include "herdcore/node/effect.h"
#include "herdcore/node/externalspeakers.h"
#include "herdcore/node/plainneighbours.h"
#include "herdcore/node/refusals.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace herdcore::node {

struct NodeConfig;

struct PeerAddress {
    QByteArray host; // an IP address; empty: not known
    std::uint16_t port = 0;
};
using AddressOf = std::function<PeerAddress(base::ConnectionId)>;

// What servers say to each other about who they are, of one server: does what Admission decides, but for taking and
// closing connections, and tells, not too often, what was refused and where it came from.
class Greetings
{
public:
    struct Decision {
        base::ConnectionId connection;
        base::Reason reason = base::Reason::None; // to be closed; None: it is the link to
        base::ServerIndex neighbour = base::ServerIndex::None; // this one,
        std::optional<protocol::Greeting> theirs = {}; // which said this; nothing: it does not greet;
        QByteArray ours = {}; // and is to be told this on the link
    };
    using Decisions = std::vector<Decision>;
    struct Context {
        base::Moment now;
        base::EventId cause;
        Effects &effects;
    };

    Greetings(const NodeConfig &config, const Links &links); // `links` must outlive it
    void setAddressOf(AddressOf addressOf) { m_addressOf = std::move(addressOf); }
    void setRepair(protocol::Repair mode) { m_admission.setRepair(mode); }

    // Nothing if the line is about something else, or malformed.
    [[nodiscard]] std::optional<Decisions> onLine(base::ConnectionId connection, const QByteArray &line, Context to);
    void onDialled(base::ServerIndex neighbour, base::ConnectionId connection, Effects &effects);
    [[nodiscard]] Decisions onCalledBack(base::ServerIndex neighbour, base::ConnectionId connection, Context to);
    void onCallFailed(base::ServerIndex neighbour) { m_admission.onCallFailed(neighbour); }
    // The neighbour that turns out not to know greetings; None: no news.
    [[nodiscard]] base::ServerIndex onClosed(base::ConnectionId connection, base::Reason reason);
    void onSpoke(base::ConnectionId connection, const QByteArray &line); // any line
    // Whether it was taken for one that does not know greetings; it has greeted now.
    [[nodiscard]] bool takePlain(base::ServerIndex neighbour);
    // Of those that were, the ones that are to be greeted again.
    [[nodiscard]] std::vector<base::ServerIndex> toGreetAgain(std::int64_t nowNs)
    {
        return m_plain.toGreetAgain(nowNs);
    }
    [[nodiscard]] Decisions onTimer(Context to);
    [[nodiscard]] std::int64_t nextNs() const
    {
        return std::min({ m_admission.nextNs(), m_refusals.nextNs(), m_plain.nextNs() });
    }

    // The dialects in which lines of servers are believed on a connection: `all` on a link; null: none.
    [[nodiscard]] const SpokenDialects *believedOn(base::ConnectionId connection, const SpokenDialects &all) const;
    // The neighbour that must be at the other end, as far as its address tells.
    [[nodiscard]] base::ServerIndex speakerOn(base::ConnectionId connection) const;
    // Such a line on another connection.
    [[nodiscard]] Decisions refuse(base::ConnectionId connection, const QByteArray &line, Context to);

private:
    [[nodiscard]] std::optional<Decisions> onGreeting(
        base::ConnectionId connection, const QByteArray &line, Context to);
    [[nodiscard]] Decisions onPlainNeighbour(base::ConnectionId connection, Context to);
    [[nodiscard]] Decisions apply(const Admission::Steps &steps, Context to);
    [[nodiscard]] Decision refuse(const Admission::Step &step, Context to);
    void note(base::EventKind kind, const Admission::Step &step, Context to);

    const Links &m_links;
    const protocol::Speakers m_speakers;
    Admission m_admission;
    ExternalSpeakers m_externals;
    Refusals m_refusals;
    PlainNeighbours m_plain;
    AddressOf m_addressOf;
};

} // namespace herdcore::node
