// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simlistener.h"

#include <utility>

namespace herdcore::sim {

SimListener::SimListener(SimNet &net, SimSockets &sockets, SimTimers &timers, Owner &owner)
    : m_net(net)
    , m_sockets(sockets)
    , m_timers(timers)
    , m_owner(owner)
{ }

base::Reason SimListener::listen(const QHostAddress &, quint16 port)
{
    close();
    if (!m_net.open(port, *this))
        return base::Reason::PortTaken;
    m_port = port;
    return base::Reason::None;
}

void SimListener::close()
{
    if (m_port == 0)
        return;
    m_net.shut(std::exchange(m_port, 0));
    for (const SimConnectionPtr &caller : std::exchange(m_callers, {}))
        m_net.close(caller, 1, net::Goodbye::Reset);
}

void SimListener::setAccepting(bool on)
{
    m_isAccepting = on;
    acceptSoon();
}

void SimListener::onCaller(const SimConnectionPtr &connection)
{
    m_callers.push_back(connection);
    acceptSoon();
}

void SimListener::acceptSoon()
{
    m_timers.once(0, m_life, [this] {
        while (m_isAccepting && !m_callers.empty()) {
            const SimConnectionPtr caller = std::move(m_callers.front());
            m_callers.pop_front();
            m_owner.onAccepted(m_sockets.accept(caller));
        }
    });
}

} // namespace herdcore::sim
