// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herd.h"
#include "herdcore/host/enginethread.h"
#include "herdcore/host/externalprocess.h"
#include "herdcore/host/sendclient.h"
#include "herdcore/host/serverhost.h"
#include "herdcore/places/placesswitch.h"

#include <future>
#include <map>
#include <memory>
#include <vector>

namespace herdcore::herd {

// An engine thread, its hosts and what they share: a poller and a source of places. Everything except construction,
// destruction and post() runs in the thread.
class Engine
{
public:
    Engine(const base::Clock &clock, observe::EventSink &sink, net::DescriptorBudget &budget,
        const places::PlacesSettings &places);
    ~Engine(); // destroys the hosts, and what windUp() has not ended yet

    void post(std::function<void(Engine &)> task);
    // Stops all servers and external processes of all `engines`. `ended` is called once, in one of their threads, when
    // unsent data has been sent or its time limit has passed.
    static void endAll(const std::vector<std::unique_ptr<Engine>> &engines, const std::function<void()> &ended);

    // Ends the user's clients and external programs; those that were asked to end have 0.1 s to do it. Returns at once:
    // several engines do it at the same time.
    [[nodiscard]] std::future<void> windUp();

    // In the thread, like all that follows. `listening` is called there with the port once the server listens; with 0
    // when it cannot.
    void start(host::HostConfig config, const std::function<void(quint16)> &listening);
    void stop(base::ServerIndex server, bool crash); // ours or an external one
    void startExternal(const host::ExternalCommand &command);
    [[nodiscard]] host::ServerHost *host(base::ServerIndex server);
    void send(host::SendOrder order);
    void setPlaces(const places::PlacesSettings &settings);

private:
    [[nodiscard]] host::HostContext hostContext();
    void endExternal(int graceMs);

    const base::Clock &m_clock;
    observe::EventSink &m_sink;
    net::DescriptorBudget &m_budget;
    std::unique_ptr<places::PlacesSwitch> m_places;
    std::map<base::ServerIndex, std::unique_ptr<host::ServerHost>> m_hosts;
    std::vector<std::unique_ptr<host::ServerHost>> m_leaving; // stopped, but still sending what is unsent
    std::map<base::ServerIndex, std::unique_ptr<host::ExternalProcess>> m_external;
    std::map<base::ConnectionId, std::unique_ptr<host::SendClient>> m_sendClients;
    host::EngineThread m_thread; // last: its tasks use the others
};

} // namespace herdcore::herd
