// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/eventlooptimers.h"
#include "herdcore/host/serverhost.h"
#include "tests/host/rawlistener.h"

#include <QByteArrayList>

#include <functional>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <vector>

namespace herdtest {

using herdcore::base::EventKind, herdcore::base::Reason, herdcore::base::ServerIndex;
using herdcore::observe::Event;

constexpr ServerIndex hill{ 0 };
constexpr ServerIndex jaquez{ 1 };
constexpr ServerIndex smith{ 2 };

// Keeps everything that is observed, by whatever thread.
class Recording final : public herdcore::observe::EventSink
{
public:
    herdcore::base::EventId take(Event event) override;

    [[nodiscard]] std::vector<Event> of(ServerIndex server) const;
    // In words, one line each: "Hill: received (reason) Jaquez: bytes". Addresses of clients are left out.
    [[nodiscard]] QByteArrayList lines() const;
    [[nodiscard]] QByteArrayList lines(ServerIndex server) const;
    [[nodiscard]] QByteArrayList lines(ServerIndex server, std::initializer_list<EventKind> kinds) const;
    [[nodiscard]] bool has(const QByteArray &line) const { return lines().contains(line); }
    [[nodiscard]] qsizetype count(const QByteArray &line) const { return lines().count(line); }
    [[nodiscard]] int count(ServerIndex server, EventKind kind) const;

private:
    mutable std::mutex m_mutex;
    std::vector<Event> m_all;
};

// Its wall stands still at 100 s after 1970; real time passes for limits.
class StandingClock final : public herdcore::base::Clock
{
public:
    [[nodiscard]] herdcore::base::Moment now() const override;
};

// A provider that answers when the test wants it to.
class HandPlaces final : public herdcore::places::PlacesSource
{
public:
    void ask(const herdcore::places::PlacesQuery &, Done done) override { m_waiting.push_back(std::move(done)); }
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }
    void answerAll(const QByteArray &json, bool mayBeStored = true);

private:
    std::vector<Done> m_waiting;
};

// What hosts need, in the thread that makes it.
struct Ground {
    std::unique_ptr<herdcore::net::Poller> poller = herdcore::net::Poller::create();
    herdcore::host::EventLoopTimers timers;
    StandingClock clock;
    Recording log;
    HandPlaces places;
    herdcore::net::DescriptorBudget budget;

    [[nodiscard]] herdcore::host::HostContext hostContext()
    {
        return { { *poller, clock, log }, timers, places, budget };
    }
    [[nodiscard]] std::unique_ptr<herdcore::host::ServerHost> host(const herdcore::host::HostConfig &config);
};

// A server of the herd Hill - Jaquez - Smith, on a port of the system's choice. `neighbours`: who, and where it is.
struct NeighbourAt {
    ServerIndex server;
    quint16 port;
};
[[nodiscard]] herdcore::host::HostConfig configOf(
    ServerIndex server, std::initializer_list<NeighbourAt> neighbours = {});

[[nodiscard]] herdcore::base::ServerName nameOf(ServerIndex server);

} // namespace herdtest
