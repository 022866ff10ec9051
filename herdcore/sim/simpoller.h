// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/handlertable.h"
#include "herdcore/net/poller.h"
#include "herdcore/net/sockets.h"
#include "herdcore/sim/simtimers.h"

namespace herdcore::sim {

// What a descriptor is ready for.
struct Readiness {
    bool isReadable = false;
    bool isWritable = false;
    bool isBroken = false; // an error, or finished on both sides
};

// Calls handlers as epoll does: level-triggered, errors and hang-ups in the same way, in the order in which descriptors
// became ready.
class SimPoller final : public net::Poller
{
public:
    class Source
    {
    public:
        virtual ~Source() = default;
        [[nodiscard]] virtual Readiness readinessOf(int fd) const = 0;
    };

    SimPoller(net::Sockets &sockets, const Source &source, SimTimers &timers);

    void add(int fd, Handler *handler) override;
    void setInterest(int fd, bool readable, bool writable) override;
    void remove(int fd) override;
    void again(int fd) override;

    void look(int fd); // it may have become ready

private:
    void wake();
    void turn();
    void serve(net::HandlerTable::Ticket ticket);

    const Source &m_source;
    SimTimers &m_timers;
    net::HandlerTable m_table;
    std::vector<net::HandlerTable::Ticket> m_looks;
    std::vector<bool> m_isListed; // in m_looks, by descriptor
    bool m_isAwake = false; // a turn will come
};

} // namespace herdcore::sim
