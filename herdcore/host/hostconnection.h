// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/bytemeter.h"
#include "herdcore/net/lineconnection.h"
#include "herdcore/observe/event.h"

#include <memory>
#include <unordered_map>

namespace herdcore::host {

// One connection of a server, and what it is to that server.
struct HostConnection {
    enum class Role : std::uint8_t {
        Unknown, // accepted, and no line has come yet
        Client,
        Server,
        Link,
        Dialled, // and not a link yet
        CallBack, // dialled to ask a neighbour about a claim, and not reached yet
        OneShot, // dialled for one message
    };

    explicit HostConnection(base::ByteMeter *owed)
        : waiting(owed)
    { }

    std::unique_ptr<net::LineConnection> line;
    Role role = Role::Unknown;
    base::ServerIndex peer = base::ServerIndex::None;
    std::int64_t acceptedNs = 0; // 0: dialled
    std::int64_t partialSinceNs = 0; // what has come of a line that silence may end; 0: of none
    QByteArray endedBySilence; // a client's request, of which more may come
    bool hasSpoken = false; // a line has come
    std::int64_t heardNs = 0; // its last line, if the first one was a location of a neighbour's; otherwise 0
    bool isHalfClosed = false; // for the neighbour to see that nothing comes back
    QByteArray unfinished; // a neighbour's line that goes on behind its line end
    int answers = 0; // lines that have come on a one-shot connection
    base::ClientId question; // that the neighbour is asked about on it; empty: it is for a line of a link
    bool isPaused = false; // until some of its answers are given, or taken
    bool isCountedByAddress = false;
    base::MeteredBytes waiting; // what the node keeps for it: answers that wait for places

    // Of what was accepted: all but a link, for which there is a budget of its own.
    [[nodiscard]] bool isRestrained() const
    {
        return role == Role::Unknown || role == Role::Client || role == Role::Server;
    }
    [[nodiscard]] QHostAddress peerAddress() const; // an IPv4 client of a socket for both is at its IPv4 address
    [[nodiscard]] qsizetype owedBytes() const { return line->unsentBytes() + waiting.bytes(); }
    // It brought a neighbour's lines, all of them complete, and none since then.
    [[nodiscard]] bool isOneMessageOld(std::int64_t sinceNs) const
    {
        return (role == Role::Server || role == Role::Client) && heardNs != 0 && partialSinceNs == 0
            && heardNs <= sinceNs;
    }
    // Many neighbours leave it to us to close the connection of their message. Some of them wait until nothing more can
    // come back: they are shown that first, and what they say until the second call still counts.
    void letGo(net::ConnectionLimits limits);
    // About this connection; the reporter stamps it.
    [[nodiscard]] observe::Event event(base::EventKind kind, base::Reason reason = base::Reason::None) const;
};

using HostConnectionTable = std::unordered_map<base::ConnectionId, HostConnection>;

} // namespace herdcore::host
