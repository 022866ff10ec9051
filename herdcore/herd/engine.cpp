// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/engine.h"

#include "herdcore/places/placesfactory.h"

#include <QDeadlineTimer>

#include <atomic>

namespace herdcore::herd {

using base::ServerIndex;

namespace {

constexpr int farewellMs = 100; // for what is still unsent when a server stops

} // namespace

Engine::Engine(const base::Clock &clock, observe::EventSink &sink, net::DescriptorBudget &budget,
    const places::PlacesSettings &places)
    : m_clock(clock)
    , m_sink(sink)
    , m_budget(budget)
{
    post([places](Engine &self) {
        self.m_places = std::make_unique<places::PlacesSwitch>(places::makePlacesSource(places));
    });
}

Engine::~Engine()
{
    post([](Engine &self) {
        self.m_sendClients.clear();
        self.m_leaving.clear();
        self.m_hosts.clear();
        self.endExternal(farewellMs);
        self.m_places.reset();
    });
}

std::future<void> Engine::windUp()
{
    const auto done = std::make_shared<std::promise<void>>();
    post([done](Engine &self) {
        self.m_sendClients.clear();
        self.endExternal(farewellMs);
        done->set_value();
    });
    return done->get_future();
}

// Those that do not end by themselves in time are killed, all before the first one is waited for.
void Engine::endExternal(int graceMs)
{
    for (const auto &[server, process] : m_external)
        process->terminate();
    const QDeadlineTimer end(graceMs);
    for (const auto &[server, process] : m_external)
        process->waitForEnd(static_cast<int>(end.remainingTime()));
    for (const auto &[server, process] : m_external)
        process->kill();
    m_external.clear();
}

void Engine::post(std::function<void(Engine &)> task)
{
    m_thread.post([this, task = std::move(task)] { task(*this); });
}

void Engine::start(host::HostConfig config, const std::function<void(quint16)> &listening)
{
    const ServerIndex server = config.server;
    if (m_hosts.contains(server))
        return;
    auto host = std::make_unique<host::ServerHost>(std::move(config), hostContext());
    if (!host->start())
        return listening(0);
    listening(host->port());
    m_hosts.emplace(server, std::move(host));
}

void Engine::startExternal(const host::ExternalCommand &command)
{
    std::unique_ptr<host::ExternalProcess> &process = m_external[command.server];
    if (!process)
        process = std::make_unique<host::ExternalProcess>(command.server, hostContext());
    process->start(command);
}

void Engine::stop(ServerIndex server, bool crash)
{
    if (const auto external = m_external.find(server); external != m_external.end())
        return crash ? external->second->kill() : external->second->terminate();
    const auto found = m_hosts.find(server);
    if (found == m_hosts.end())
        return;
    std::unique_ptr<host::ServerHost> host = std::move(found->second);
    m_hosts.erase(found);
    if (crash) {
        host->crash();
        return;
    }
    host->stop();
    QTimer::singleShot(farewellMs, host.get(), [this, leaving = host.get()] {
        std::erase_if(m_leaving, [leaving](const auto &one) { return one.get() == leaving; });
    });
    m_leaving.push_back(std::move(host));
}

void Engine::endAll(const std::vector<std::unique_ptr<Engine>> &engines, const std::function<void()> &ended)
{
    const auto left = std::make_shared<std::atomic<std::size_t>>(engines.size());
    const auto farewell = [left, ended] {
        if (--*left == 0)
            ended();
    };
    for (const auto &engine : engines) {
        engine->post([farewell](Engine &self) {
            while (!self.m_hosts.empty())
                self.stop(self.m_hosts.begin()->first, false);
            self.m_sendClients.clear();
            for (const auto &[server, process] : self.m_external)
                process->terminate();
            QTimer::singleShot(2 * farewellMs, [&self, farewell] {
                self.endExternal(0);
                farewell();
            });
        });
    }
}

host::ServerHost *Engine::host(ServerIndex server)
{
    const auto found = m_hosts.find(server);
    return found == m_hosts.end() ? nullptr : found->second.get();
}

void Engine::send(host::SendOrder order)
{
    // An earlier command may have started the server on a port that the caller does not know yet.
    if (const host::ServerHost *const running = host(order.server))
        order.port = running->port();
    const base::ConnectionId id = order.connection;
    m_sendClients.emplace(id,
        std::make_unique<host::SendClient>(std::move(order), hostContext(), [this, id] { m_sendClients.erase(id); }));
}

void Engine::setPlaces(const places::PlacesSettings &settings)
{
    if (auto source = places::makePlacesSource(settings))
        m_places->setSource(std::move(source));
}

host::HostContext Engine::hostContext()
{
    return { { m_thread.poller(), m_clock, m_sink }, m_thread.timers(), *m_places, m_budget };
}

} // namespace herdcore::herd
