// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/net/lineconnection.h"
#include "rawpair.h"
#include "recorder.h"
#include "turns.h"

#include <memory>

namespace netfixture {

class TurnedClock final : public base::Clock
{
public:
    [[nodiscard]] base::Moment now() const override { return { ns, ns }; }
    std::int64_t ns = 1'000 * base::nsPerSecond;
};

// A poller that the test turns by hand: what one call does is what one turn does.
class HandPoller final : public net::Poller
{
public:
    void add(int number, Handler *added) override
    {
        fd = number;
        handler = added;
        readable = writable = false;
    }
    void setInterest(int, bool wantsRead, bool wantsWrite) override
    {
        readable = wantsRead;
        writable = wantsWrite;
    }
    void remove(int) override
    {
        handler = nullptr;
        againWanted = false;
    }
    void again(int) override { againWanted = true; }

    void callAgain()
    {
        againWanted = false;
        handler->onAgain();
    }

    int fd = -1;
    Handler *handler = nullptr;
    bool readable = false;
    bool writable = false;
    bool againWanted = false;
};

// One accepted connection and its client.
struct Conversation {
    explicit Conversation(net::Poller &poller, const net::ConnectionLimits &limits = {}, int receiveBuffer = 0)
    {
        Pair pair = connectedPair(receiveBuffer);
        client = std::move(pair.client);
        connection
            = std::make_unique<net::LineConnection>(base::ConnectionId{ 1 }, pair.server, poller, clock, limits, owner);
    }

    TurnedClock clock;
    Recorder owner;
    RawSocket client;
    std::unique_ptr<net::LineConnection> connection;
};

} // namespace netfixture
