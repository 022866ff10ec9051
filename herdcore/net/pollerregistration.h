// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/poller.h"

namespace herdcore::net {

// Whether and for what one descriptor is registered with a poller. Calls the poller only when something changes.
// Does not leave by itself: leave() comes before the descriptor is closed.
class PollerRegistration
{
public:
    PollerRegistration(Poller &poller, Poller::Handler &handler)
        : m_poller(poller)
        , m_handler(handler)
    { }

    // Not registered, it registers only where there is something to wait for.
    void setInterest(int fd, bool readable, bool writable)
    {
        if (!m_isRegistered && !readable && !writable)
            return;
        enter(fd);
        if (readable == m_readable && writable == m_writable)
            return;
        m_readable = readable;
        m_writable = writable;
        m_poller.setInterest(fd, readable, writable);
    }
    void again(int fd)
    {
        enter(fd);
        m_poller.again(fd);
    }
    void leave(int fd)
    {
        if (m_isRegistered)
            m_poller.remove(fd);
        m_isRegistered = false;
    }

private:
    void enter(int fd)
    {
        if (m_isRegistered)
            return;
        m_poller.add(fd, &m_handler);
        m_isRegistered = true;
        m_readable = m_writable = false;
    }

    Poller &m_poller;
    Poller::Handler &m_handler;
    bool m_isRegistered = false;
    bool m_readable = false;
    bool m_writable = false;
};

} // namespace herdcore::net
