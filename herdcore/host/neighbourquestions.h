// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostconnection.h"
#include "herdcore/host/hostcore.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>

namespace herdcore::host {

// Asks external neighbours what became of what they were sent, as a client would, each question on a connection of its
// own: a line that was delivered may have been thrown away. Only where their NeighbourAddress says how often.
//
// A client is asked about once for all that was sent of it meanwhile. Of those that wait some are asked about at a
// time, the oldest first, and beyond a thousand others are left out.
class NeighbourQuestions
{
public:
    static constexpr std::size_t mostWaiting = 1'000; // for one neighbour
    static constexpr int atOnce = 8;

    // Dials a neighbour; null: it cannot be dialled now.
    using Dial = std::function<HostConnection *(base::ServerIndex)>;
    NeighbourQuestions(HostCore &core, Dial dial);

    void onSent(base::ServerIndex neighbour, const base::ClientId &client);
    void onConnected(HostConnection &connection); // one with a question
    void onAnswer(
        HostConnection &connection, const QByteArray &line, base::EventId cause, base::Moment now); // the first

private:
    struct Waiting {
        const NeighbourAddress *address;
        std::deque<base::ClientId> clients;
        std::unique_ptr<base::Timers::Timer> timer;
    };

    void ask(Waiting &waiting);

    HostCore &m_core;
    Dial m_dial;
    std::map<base::ServerIndex, Waiting> m_waiting; // of those that are asked
};

} // namespace herdcore::host
