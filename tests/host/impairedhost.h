// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/words.h"
#include "tests/host/hostfixture.h"

#include <QTest>

#include <algorithm>

namespace herdtest {

using namespace herdcore;
using base::FaultNumber;

// Hill, its neighbour Jaquez as a bare socket, and a client of Hill's.
struct ImpairedHost {
    Ground ground;
    RawListener listener;
    std::unique_ptr<host::ServerHost> hill;
    RawSocket client;
    int faults = 0;

    explicit ImpairedHost(bool isPersistent = true, const std::vector<host::LinkImpairment> &already = {})
    {
        host::HostConfig config = configOf(herdtest::hill, { { jaquez, listener.port() } });
        config.node.bootId = "boot";
        config.node.admission.secret = "secret";
        config.node.neighbours[0].isPersistent = config.neighbours[0].neighbour.isPersistent = isPersistent;
        config.neighbours[0].faults = already;
        hill = ground.host(config);
        if (!hill->start())
            qFatal("cannot listen");
        client = RawSocket::connectedTo(hill->port());
    }
    // The latest caller: the link, or the latest one-shot connection.
    RawSocket &neighbour() { return listener.callers().back(); }
    bool comesUp(int times = 1)
    {
        const auto count = static_cast<std::size_t>(times);
        if (!QTest::qWaitFor([&] { return listener.count() == count && !neighbour().received().isEmpty(); }))
            return false;
        neighbour().send("PEER 1 Jaquez Hill boot9\n");
        return QTest::qWaitFor([&] { return ground.log.count(herdtest::hill, EventKind::LinkUp) == times; });
    }
    FaultNumber set(const QByteArray &words)
    {
        const FaultNumber number{ ++faults };
        hill->impair(jaquez, fault(number, words));
        return number;
    }
    static host::LinkImpairment fault(FaultNumber number, const QByteArray &words)
    {
        return host::LinkImpairment::from(
            number, *base::impairmentFromWords(words), base::SystemClock().now().monotonicNs);
    }
    // True once Hill has answered, so that it has flooded too.
    bool report(const QByteArray &name)
    {
        const auto lines = client.received().count('\n');
        client.send(QByteArray("IAMAT " + name + " +34-118 90\n"));
        return QTest::qWaitFor([&] { return client.received().count('\n') > lines; });
    }
    [[nodiscard]] int sentToNeighbour() const
    {
        const auto all = ground.log.of(herdtest::hill);
        return static_cast<int>(std::count_if(all.begin(), all.end(),
            [](const auto &one) { return one.kind == EventKind::LineSent && one.peer == jaquez; }));
    }
    [[nodiscard]] QByteArrayList about(std::initializer_list<EventKind> kinds) const
    {
        return ground.log.lines(herdtest::hill, kinds);
    }
};

inline QByteArray at(const QByteArray &name)
{
    return "AT Hill +10.000000000 " + name + " +34-118 90";
}

inline const QByteArray greeting
    = "PEER 2 Hill Jaquez boot r=none n=" + herdcore::protocol::nonceFrom("secret", 1) + '\n';

} // namespace herdtest
