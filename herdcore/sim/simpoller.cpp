// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simpoller.h"

#include <utility>

namespace herdcore::sim {

using net::HandlerTable;

SimPoller::SimPoller(net::Sockets &sockets, const Source &source, SimTimers &timers)
    : Poller(sockets)
    , m_source(source)
    , m_timers(timers)
{ }

void SimPoller::add(int fd, Handler *handler)
{
    m_table.add(fd, handler);
    if (static_cast<std::size_t>(fd) >= m_isListed.size())
        m_isListed.resize(static_cast<std::size_t>(fd) * 2 + 8);
    m_isListed[static_cast<std::size_t>(fd)] = false;
    look(fd);
}

void SimPoller::setInterest(int fd, bool readable, bool writable)
{
    if (HandlerTable::Entry *entry = m_table.find(fd)) {
        entry->readable = readable;
        entry->writable = writable;
        look(fd);
    }
}

void SimPoller::remove(int fd)
{
    m_table.remove(fd);
}

void SimPoller::again(int fd)
{
    m_table.wantAgain(fd);
    wake();
}

void SimPoller::look(int fd)
{
    const HandlerTable::Entry *entry = m_table.find(fd);
    if (!entry || m_isListed[static_cast<std::size_t>(fd)])
        return;
    m_isListed[static_cast<std::size_t>(fd)] = true;
    m_looks.push_back({ fd, entry->generation });
    wake();
}

void SimPoller::wake()
{
    if (std::exchange(m_isAwake, true))
        return;
    m_timers.post([this] {
        m_isAwake = false;
        turn();
    });
}

void SimPoller::turn()
{
    const std::vector<HandlerTable::Ticket> again = m_table.takeAgain();
    for (const HandlerTable::Ticket ticket : std::exchange(m_looks, {}))
        serve(ticket);
    m_table.callAgain(again);
}

void SimPoller::serve(HandlerTable::Ticket ticket)
{
    const HandlerTable::Entry *entry = m_table.find(ticket);
    if (!entry)
        return;
    m_isListed[static_cast<std::size_t>(ticket.fd)] = false;
    const Readiness ready = m_source.readinessOf(ticket.fd);
    const bool isBrokenForWriting = ready.isBroken && entry->writable && !entry->readable;
    const bool isReadable = (entry->readable && ready.isReadable) || (ready.isBroken && !isBrokenForWriting);
    const bool isWritable = ready.isWritable || isBrokenForWriting;
    if (isReadable) {
        entry->handler->onReadable();
        entry = m_table.find(ticket);
    }
    const bool isWriting = isWritable && entry && entry->writable;
    if (isWriting)
        entry->handler->onWritable();
    if (isReadable || isWriting)
        look(ticket.fd); // there may be more
}

} // namespace herdcore::sim
