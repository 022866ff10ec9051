// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/observe/logcursor.h"
#include "herdcore/profile/profile.h"

#include <set>
#include <utility>
#include <vector>

namespace uitest {

using namespace herdcore::base;
using herdcore::observe::Event, herdcore::observe::EventView, herdcore::observe::LogCursor;
using herdcore::profile::Profile;

constexpr ServerIndex hill{ 0 }, jaquez{ 1 }, smith{ 2 }, campbell{ 3 }, singleton{ 4 };

// The default herd: five servers, six links.
[[nodiscard]] Profile defaultProfile();

// Tells a log what a small herd does, with causes, on a clock of its own: each fact 0.1 ms after the one before.
//   HerdStory story;
//   story.startAll();
//   story.iamat(hill, "kiwi", 34.068930, -118.445127);   // floods: 8 sends, 4 useful, 4 redundant
//   story.cut(hill, smith);
class HerdStory
{
public:
    explicit HerdStory(Profile profileOfIt = defaultProfile(), herdcore::observe::EventLog::Limits limits = {})
        : profile(std::move(profileOfIt))
        , log(limits)
    { }

    Profile profile;
    herdcore::observe::EventLog log;
    std::int64_t monotonicNs = nsPerSecond;
    std::int64_t wallNs = 1'520'023'934 * nsPerSecond;

    // Everything told so far, in order, after that event.
    template <typename Visit> void read(Visit &&visit, EventId after = EventId::None) const
    {
        LogCursor(log, after).readToEnd(std::forward<Visit>(visit));
    }

    // Gives it its id and both times and appends it.
    EventId add(Event event);
    void pass(std::int64_t ns) { monotonicNs += ns, wallNs += ns; }

    void startAll(); // every server listens, every link is up
    void start(ServerIndex server); // listens
    void crash(ServerIndex server);
    void stop(ServerIndex server);
    void cut(ServerIndex a, ServerIndex b);
    void heal(ServerIndex a, ServerIndex b);

    // A client connects and stays, sends a line or receives one, and goes.
    ConnectionId connect(ServerIndex server);
    EventId client(EventKind kind, ServerIndex server, ConnectionId connection, const QByteArray &line,
        const UpdateKey &update = {}, EventId cause = EventId::None);
    void disconnect(ServerIndex server, ConnectionId connection);

    // A client reports where it is: one connection, the answer, and the flood to every live server that is reached.
    UpdateKey iamat(ServerIndex server, const QByteArray &id, double latitude, double longitude);
    // The AT line spreads from `server`, which has just received it by `cause`.
    void flood(ServerIndex server, const QByteArray &at, const UpdateKey &update, EventId cause);

    // A fact of one server, about a neighbour or none.
    EventId fact(EventKind kind, ServerIndex server, ServerIndex peer = ServerIndex::None, Reason reason = Reason::None,
        const QByteArray &bytes = {}, const UpdateKey &update = {}, EventId cause = EventId::None);

    // A fault of that number on what `server` sends to `peer`, set or ended.
    EventId fault(EventKind kind, ServerIndex server, ServerIndex peer, int number, const QByteArray &words = {});

private:
    void bothEnds(ServerIndex a, ServerIndex b, EventKind kind, Reason reason = Reason::None);
    void die(ServerIndex server, EventKind kind, Reason seenByPeers);
    [[nodiscard]] std::vector<ServerIndex> reachable(ServerIndex server) const;

    std::uint64_t m_connections = 0;
    std::set<std::pair<ServerIndex, ServerIndex>> m_cut;
    std::set<ServerIndex> m_dead;
};

} // namespace uitest
