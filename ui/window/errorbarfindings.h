// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/freeports.h"
#include "herdcore/state/herdstate.h"

#include <QString>

#include <map>
#include <vector>

namespace ui {

// Something in the herd that the user should know about or act on.
struct Finding {
    // Event: what its row in the core's table says is all there is to say, and it stands until it is dismissed.
    enum class Kind { PortTaken, ListenFailed, LogDropped, LinkRefused, LinkDenied, CommandEnded, ClockAhead, Event };
    Kind kind = Kind::ListenFailed;
    herdcore::base::EventKind event = herdcore::base::EventKind::Count; // Event
    herdcore::base::ServerIndex server = herdcore::base::ServerIndex::None;
    herdcore::base::ServerIndex peer = herdcore::base::ServerIndex::None; // LinkRefused (a claim), LinkDenied, Event
    herdcore::base::Reason reason = herdcore::base::Reason::None;
    // "127.0.0.1 12205"; LogDropped: a file, and why; CommandEnded: the command, if it could not be started;
    // LinkRefused, LinkDenied: what was said, and where; Event: its bytes
    QString endpoint;
    quint64 count = 1; // times, or events lost; CommandEnded: its status; Event: its count; ClockAhead: of clients
    // ClockAhead: of the report, what the clock of `server` then showed, and whom it was sent to. Without a client: of
    // so many that they are only counted
    herdcore::base::UpdateKey update = {};
    std::int64_t wallNs = 0;
    QString origin = {};
    struct TakenPort {
        herdcore::base::ServerIndex server;
        quint16 port;
    };
    std::vector<TakenPort> taken = {}; // PortTaken: all of them
    // PortTaken: a port that is free, where one is taken; the first of as many as the herd has servers. 0: there is
    // none
    quint16 proposedPort = 0;
    quint16 proposedFirst = 0;

    [[nodiscard]] bool isSame(const Finding &other) const // the same problem again
    {
        return kind == other.kind && event == other.event && server == other.server && peer == other.peer
            && update.client == other.update.client;
    }
    [[nodiscard]] bool isBad() const
    {
        return kind != Kind::LinkRefused && kind != Kind::LinkDenied && kind != Kind::ClockAhead;
    }
};

// The current findings, oldest first, folded from the log: a problem that has gone takes its finding with it.
class Findings
{
public:
    using IsPortFree = std::function<bool(const QString &address, quint16 port)>;
    explicit Findings(const herdcore::profile::Profile &profile, IsPortFree isFree = herdcore::herd::isPortFree);

    // True when something changed.
    bool fold(const herdcore::observe::EventView &event);
    // What no server holds any more, though it was not seen to be forgotten. True when something changed.
    bool dropOutdated(const herdcore::state::HerdState &state);
    void dismiss(const Finding &finding);

    [[nodiscard]] const std::vector<Finding> &standing() const { return m_standing; }
    [[nodiscard]] quint64 notWritten() const; // events that no log file holds

private:
    void add(Finding finding);
    bool addEvent(const herdcore::observe::EventView &event);
    bool addAhead(const herdcore::observe::EventView &event);
    bool removeEvent(herdcore::base::EventKind event, herdcore::base::ServerIndex server);
    void addRefusal(const herdcore::observe::EventView &event);
    bool removeRefusals(herdcore::base::ServerIndex server, herdcore::base::ServerIndex peer);
    bool remove(Finding::Kind kind, herdcore::base::ServerIndex server, herdcore::base::ServerIndex peer);
    void addLost(const herdcore::observe::EventView &event);
    void addTaken(const herdcore::observe::EventView &event);
    bool removeTaken(herdcore::base::ServerIndex server);

    std::vector<quint16> m_ports; // of the profile
    IsPortFree m_isFree;
    std::vector<Finding> m_standing;
    std::map<herdcore::base::ServerIndex, quint64> m_lost; // events that its log does not hold, as last said
};

} // namespace ui
