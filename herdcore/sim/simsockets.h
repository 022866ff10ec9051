// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/sim/simnet.h"

#include <vector>

namespace herdcore::sim {

// The descriptors of one simulated process: the system calls of net::Sockets on connections of a SimNet. A server's
// port says which server it is.
class SimSockets final : public net::Sockets, public SimPoller::Source
{
public:
    // `server`: whose process it is; -1: of clients.
    SimSockets(SimNet &net, SimTimers &timers, int server);

    [[nodiscard]] static quint16 portOf(int server) { return static_cast<quint16>(firstPort + server); }
    [[nodiscard]] SimPoller &poller() { return m_poller; }

    int open(const QHostAddress &host) override;
    void prepare(int) override { }
    int startConnecting(int fd, const QHostAddress &host, quint16 port) override;
    int dialResult(int fd) override;
    qsizetype send(int fd, QByteArrayView bytes) override;
    qsizetype receive(int fd, char *into, qsizetype size) override;
    int peek(int fd) override;
    void finishWriting(int fd) override;
    void close(int fd, net::Goodbye goodbye) override;
    net::Endpoint localEndpoint(int fd) override;
    net::Endpoint peerEndpoint(int fd) override;
    std::unique_ptr<net::Listener> makeListener(net::Listener::Owner &owner) override;
    [[nodiscard]] Readiness readinessOf(int fd) const override;

    [[nodiscard]] int accept(const SimConnectionPtr &connection);

private:
    static constexpr int firstPort = 10'000;
    struct Socket {
        SimConnectionPtr connection; // null: not dialled yet
        int end = 0;
    };
    [[nodiscard]] Socket &at(int fd) { return m_sockets[static_cast<std::size_t>(fd)]; }
    [[nodiscard]] int newDescriptor(Socket socket);
    [[nodiscard]] net::Endpoint endpoint(int fd, bool isOwn);

    SimNet &m_net;
    SimTimers &m_timers;
    const int m_server;
    SimPoller m_poller;
    std::vector<Socket> m_sockets; // by descriptor
    std::vector<int> m_free;
};

} // namespace herdcore::sim
