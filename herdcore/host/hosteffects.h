// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostcore.h"

namespace herdcore::host {

class HostConnections;
class HostJournal;
class HostLinks;

// Carries out what a server's node wants done: sends, closes, asks for places, writes down and logs, and runs the one
// timer of the node. Every input of the node puts its effects into pending(); apply() follows each of them.
class HostEffects
{
public:
    HostEffects(HostCore &core, HostConnections &connections, HostLinks &links, HostJournal &journal);

    [[nodiscard]] node::Effects &pending() { return m_pending; }
    void apply();
    // Writes the journal, and then sends what waits for that.
    void flush();

    // The neighbour's link takes more of what waits for it. Soon: from the event loop, where more may be asked for by
    // the very line that is being sent.
    void sendMore(base::ServerIndex neighbour);
    void sendMoreSoon(base::ServerIndex neighbour);

    void updateTimer(); // after an input of the node that has no effects
    void stopTimer(); // frozen or over
    void restartTimer(
        std::int64_t ns); // sets it again after that time, in which input that arrived while frozen is read

private:
    template <typename Effect> void applyWhenWritten(const Effect &effect);
    void apply(const node::Send &send);
    void apply(const node::SendToNeighbour &send);
    void apply(const node::Close &close);
    void apply(const node::MoreToSend &more);
    void apply(const node::CallBack &call);
    void apply(const node::SpeakPlainly &how);
    void apply(const node::BindLink &bind);
    void apply(const node::AskPlaces &ask);
    void apply(const node::Note &note);
    void hold();
    void forgotten(const node::Note &note);
    [[nodiscard]] QByteArray senderOf(const node::Note &rejected);
    void onPlaces(std::uint64_t ticket, const places::PlacesAnswer &answer);
    void onTimer();

    HostCore &m_core;
    HostConnections &m_connections;
    HostLinks &m_links;
    HostJournal &m_journal;
    node::Effects m_pending; // of the input at hand
    bool m_isHolding = false; // something was learnt in this turn, and the journal does not have it yet
    node::Effects m_held; // what would tell others of it, in order
    qsizetype m_heldBytes = 0;
    std::unique_ptr<base::Timers::Timer> m_timer;
    std::int64_t m_lookedNs = 0; // when a program was last looked for
    std::int64_t m_timerNs = -1; // when it is set for; -1: not at all
};

} // namespace herdcore::host
