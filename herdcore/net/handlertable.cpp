// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/handlertable.h"

#include <QtGlobal>

namespace herdcore::net {

HandlerTable::Ticket HandlerTable::add(int fd, Poller::Handler *handler)
{
    Q_ASSERT(fd >= 0 && handler);
    const auto index = static_cast<std::size_t>(fd);
    if (index >= m_entries.size())
        m_entries.resize(qMax(index + 1, m_entries.size() * 2));
    m_entries[index] = { handler, ++m_lastGeneration, false, false, false };
    return { fd, m_lastGeneration };
}

void HandlerTable::remove(int fd)
{
    if (Entry *entry = find(fd))
        *entry = {};
}

HandlerTable::Entry *HandlerTable::find(int fd)
{
    const auto index = static_cast<std::size_t>(fd);
    return fd >= 0 && index < m_entries.size() && m_entries[index].handler ? &m_entries[index] : nullptr;
}

HandlerTable::Entry *HandlerTable::find(Ticket ticket)
{
    Entry *entry = find(ticket.fd);
    return entry && entry->generation == ticket.generation ? entry : nullptr;
}

void HandlerTable::wantAgain(int fd)
{
    Entry *entry = find(fd);
    if (!entry || entry->againWanted)
        return;
    entry->againWanted = true;
    m_again.push_back({ fd, entry->generation });
}

void HandlerTable::callAgain(const std::vector<Ticket> &tickets)
{
    for (const Ticket ticket : tickets) {
        if (Entry *entry = find(ticket)) {
            entry->againWanted = false; // before the call, which may want it again
            entry->handler->onAgain();
        }
    }
}

} // namespace herdcore::net
