// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herd.h"
#include "herdcore/host/enginethread.h"
#include "herdcore/host/externalprocess.h"
#include "herdcore/host/sendclient.h"
#include "herdcore/host/serverhost.h"
#include "herdcore/places/placesswitch.h"

#include <map>
#include <memory>
#include <vector>

namespace herdcore::herd {

// One engine thread with what its hosts share: a poller, a source of places, and the hosts themselves. Everything but
// construction, destruction and post() happens inside the thread.
class Engine
{
public:
    Engine(const base::Clock &clock, observe::EventSink &sink, net::DescriptorBudget &budget,
        const places::PlacesSettings &places);
    ~Engine(); // lets the hosts go

    void post(std::function<void(Engine &)> task);
    // Stops every server and every external process of them all; `ended` is called once, in the thread of one of them,
    // when what was unsent has had its time to leave.
    static void endAll(const std::vector<std::unique_ptr<Engine>> &engines, const std::function<void()> &ended);

    // Inside the thread. `listening` is called with the port, there, when the server has begun to listen.
    void start(host::HostConfig config, const std::function<void(quint16)> &listening);
    void stop(base::ServerIndex server, bool crash); // ours or an external one
    void startExternal(const host::ExternalCommand &command);
    [[nodiscard]] host::ServerHost *host(base::ServerIndex server);
    void say(host::SendOrder order);
    void setPlaces(const places::PlacesSettings &settings);

private:
    [[nodiscard]] host::HostContext hostContext();

    const base::Clock &m_clock;
    observe::EventSink &m_sink;
    net::DescriptorBudget &m_budget;
    std::unique_ptr<places::PlacesSwitch> m_places;
    std::map<base::ServerIndex, std::unique_ptr<host::ServerHost>> m_hosts;
    std::vector<std::unique_ptr<host::ServerHost>> m_leaving; // stopped; what is unsent still leaves
    std::map<base::ServerIndex, std::unique_ptr<host::ExternalProcess>> m_external;
    std::map<base::ConnectionId, std::unique_ptr<host::SendClient>> m_sendClients;
    host::EngineThread m_thread; // last: its tasks use the others
};

} // namespace herdcore::herd
