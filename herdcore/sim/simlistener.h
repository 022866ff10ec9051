// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/sim/simsockets.h"

#include <deque>

namespace herdcore::sim {

// Accepts the callers of one port of a SimNet, from its process's event loop.
class SimListener final : public net::Listener, private SimNet::Door
{
public:
    SimListener(SimNet &net, SimSockets &sockets, SimTimers &timers, Owner &owner);
    ~SimListener() override { close(); }
    SimListener(const SimListener &) = delete;
    SimListener &operator=(const SimListener &) = delete;

    [[nodiscard]] base::Reason listen(const QHostAddress &address, quint16 port) override;
    void setAccepting(bool on) override;
    void close() override;
    [[nodiscard]] quint16 port() const override { return m_port; }

private:
    void onCaller(const SimConnectionPtr &connection) override;
    void acceptSoon();

    SimNet &m_net;
    SimSockets &m_sockets;
    SimTimers &m_timers;
    Owner &m_owner;
    quint16 m_port = 0;
    bool m_isAccepting = true;
    std::deque<SimConnectionPtr> m_callers;
    std::shared_ptr<bool> m_life = std::make_shared<bool>(true);
};

} // namespace herdcore::sim
