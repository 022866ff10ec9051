// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"
#include "herdcore/observe/eventlog.h"
#include "herdcore/profile/profile.h"
#include "herdcore/state/faultlist.h"

#include <QHash>
#include <QString>

#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace herdcore::state {

// Of our own servers: Stopped, Listening, Failed, Crashed. Of an external one only what our servers see is known:
// Elsewhere (no attempt yet), Started (its command runs, no attempt yet), Reached, Silent (the last attempt failed);
// and Stopped, Failed, Crashed of its command. Frozen: how a frozen server is shown, whatever its state.
enum class ServerState { Stopped, Listening, Failed, Crashed, Elsewhere, Started, Reached, Silent, Frozen };
enum class LinkEndState { Down, Dialling, Up, Cut, Unknown }; // Unknown: between two external servers

// Whether a client may connect to it: shown as present.
[[nodiscard]] bool isPresent(ServerState state);

// The port in the "HOST PORT" of ServerListening and ListenFailed; 0 where there is none.
[[nodiscard]] quint16 portOf(const observe::EventView &event);

// A record in one server's table, as its Learned event stated it.
struct HeldRecord {
    herdcore::base::UpdateKey update;
    herdcore::base::ServerName origin;
    QByteArray line; // the native AT line
    double latitude = 0;
    double longitude = 0;
    std::int64_t learnedNs = 0; // monotonic
    std::int64_t learnedWallNs = 0;
    herdcore::base::EventId learnedBy;
};

struct ServerFacts {
    ServerState state = ServerState::Stopped; // never Frozen
    [[nodiscard]] ServerState shown() const { return isFrozen ? ServerState::Frozen : state; }
    bool isFrozen = false;
    std::int64_t frozenNs = 0; // monotonic, since when
    herdcore::base::Reason reason = herdcore::base::Reason::None; // why Failed
    QString endpoint; // "127.0.0.1 12205" once listening or failed
    quint16 port = 0; // of the endpoint
    int clients = 0; // connected now
    quint64 linesIn = 0;
    quint64 linesOut = 0;
    quint64 rejected = 0;
    bool isExternal = false;
    bool runsCommand = false; // an external server's process, started by the herd
    // An external server's: what it has sent, or has answered when it was asked; not what it was sent.
    QHash<herdcore::base::ClientId, HeldRecord> table;
};

// One end of a link, as its own server believes it.
struct LinkEnd {
    LinkEndState state = LinkEndState::Down;
    herdcore::base::Reason reason = herdcore::base::Reason::None; // why Down
    quint64 linesOut = 0;
    std::int64_t cutNs = 0; // monotonic, since when, while it is Cut
    int underWay = 0; // lines sent that have not arrived at the other end, where that is one of ours
};

// What is known of a mobile client over the whole herd: its newest record anywhere, and where it has been. A client
// that the user has forgotten is none, once no server holds anything of it.
struct ClientFacts {
    HeldRecord newest;
    std::deque<HeldRecord> trail; // oldest first, at most 50, without `newest`
};

// The herd's state at one event, folded from the log, one event after the other. A pure value without a clock, so the
// same fold gives the state at any earlier moment.
class HerdState
{
public:
    // Records: whether to keep what servers and clients know. A reader that needs links, faults and servers only is
    // spared a million clients.
    enum class Records { Kept, Ignored };
    explicit HerdState(herdcore::profile::Profile profile, Records records = Records::Kept);

    void fold(const herdcore::observe::EventView &event);

    [[nodiscard]] const herdcore::profile::Profile &profile() const { return m_profile; }
    [[nodiscard]] const ServerFacts &server(herdcore::base::ServerIndex index) const;
    // The end of the link that `server` sees towards `peer`; a link that is not in the profile is Down.
    [[nodiscard]] const LinkEnd &linkEnd(herdcore::base::ServerIndex server, herdcore::base::ServerIndex peer) const;
    [[nodiscard]] bool isCut(herdcore::profile::LinkProfile link) const; // as one end at least says
    [[nodiscard]] bool isDisturbed(herdcore::profile::LinkProfile link) const; // in one direction at least
    // What the user has done and not taken back; and how often that has changed.
    [[nodiscard]] const FaultList &faults() const { return m_faults; }
    [[nodiscard]] quint64 faultChanges() const { return m_faultChanges; }
    [[nodiscard]] herdcore::profile::Repair repair() const { return m_repair; } // as last set
    [[nodiscard]] const std::map<herdcore::base::ClientId, ClientFacts> &clients() const { return m_clients; }
    // "127.0.0.1:40312"; kept for the last 10,000 connections that closed, then empty.
    [[nodiscard]] QString clientAddress(herdcore::base::ConnectionId connection) const;
    [[nodiscard]] QString serverName(herdcore::base::ServerIndex index) const; // escaped for view
    [[nodiscard]] std::int64_t lastNs() const { return m_lastNs; } // monotonic time of the last event folded

private:
    void fold(const herdcore::observe::EventView &event, ServerFacts &facts);
    void foldFault(const herdcore::observe::EventView &event, ServerFacts &facts);
    void foldExternal(const herdcore::observe::EventView &event);
    void foldContact(const herdcore::observe::EventView &event, ServerFacts &external);
    void foldEcho(const herdcore::observe::EventView &event, ServerFacts &external);
    void foldServer(const herdcore::observe::EventView &event, ServerFacts &facts);
    void foldClient(const herdcore::observe::EventView &event, ServerFacts &facts);
    void foldLink(const herdcore::observe::EventView &event);
    void foldLine(const herdcore::observe::EventView &event, ServerFacts &facts);
    void foldLearned(const herdcore::observe::EventView &event, ServerFacts &facts);
    void foldForgotten(const herdcore::observe::EventView &event, ServerFacts &facts);
    [[nodiscard]] const HeldRecord *newestHeld(const herdcore::base::ClientId &client) const;
    void forgetRun(
        herdcore::base::ServerIndex server, bool isStart = false); // what a server that starts or ends no longer has
    [[nodiscard]] ServerFacts *findServer(herdcore::base::ServerIndex server);
    [[nodiscard]] LinkEnd *findEnd(herdcore::base::ServerIndex server, herdcore::base::ServerIndex peer);

    herdcore::profile::Profile m_profile;
    Records m_records;
    std::vector<ServerFacts> m_servers;
    std::map<std::pair<herdcore::base::ServerIndex, herdcore::base::ServerIndex>, LinkEnd> m_linkEnds;
    FaultList m_faults;
    quint64 m_faultChanges = 0;
    herdcore::profile::Repair m_repair;
    std::map<herdcore::base::ClientId, ClientFacts> m_clients;
    QHash<quint64, QString> m_addresses;
    std::deque<quint64> m_closed; // connections that closed, oldest first
    std::int64_t m_lastNs = 0;
};

} // namespace herdcore::state
