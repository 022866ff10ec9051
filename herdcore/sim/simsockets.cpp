// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simsockets.h"

#include "herdcore/sim/simlistener.h"

#include <cerrno>
#include <utility>

namespace herdcore::sim {

SimSockets::SimSockets(SimNet &net, SimTimers &timers, int server)
    : m_net(net)
    , m_timers(timers)
    , m_server(server)
    , m_poller(*this, *this, timers)
{ }

int SimSockets::newDescriptor(Socket socket)
{
    if (m_free.empty()) {
        m_sockets.push_back(std::move(socket));
        return static_cast<int>(m_sockets.size()) - 1;
    }
    const int fd = m_free.back();
    m_free.pop_back();
    at(fd) = std::move(socket);
    return fd;
}

int SimSockets::open(const QHostAddress &)
{
    return newDescriptor({});
}

int SimSockets::accept(const SimConnectionPtr &connection)
{
    const int fd = newDescriptor({ connection, 1 });
    connection->end[1].poller = &m_poller;
    connection->end[1].fd = fd;
    return fd;
}

int SimSockets::startConnecting(int fd, const QHostAddress &, quint16 port)
{
    at(fd).connection = m_net.dial(m_server, port - firstPort, port, m_poller, fd);
    return 0;
}

int SimSockets::dialResult(int fd)
{
    return m_net.dialResult(*at(fd).connection);
}

qsizetype SimSockets::send(int fd, QByteArrayView bytes)
{
    return m_net.send(at(fd).connection, at(fd).end, bytes);
}

qsizetype SimSockets::receive(int fd, char *into, qsizetype size)
{
    return m_net.receive(at(fd).connection, at(fd).end, into, size);
}

int SimSockets::peek(int fd)
{
    return m_net.peek(*at(fd).connection, at(fd).end);
}

void SimSockets::finishWriting(int fd)
{
    m_net.finish(at(fd).connection, at(fd).end);
}

void SimSockets::close(int fd, net::Goodbye goodbye)
{
    const Socket socket = std::exchange(at(fd), {});
    m_free.push_back(fd);
    if (socket.connection)
        m_net.close(socket.connection, socket.end, goodbye);
}

net::Endpoint SimSockets::endpoint(int fd, bool isOwn)
{
    net::Endpoint endpoint;
    endpoint.family = 4;
    endpoint.address = { 127, 0, 0, 1 };
    const Socket &socket = at(fd);
    if (socket.connection && isOwn == (socket.end == 1))
        endpoint.port = portOf(socket.connection->end[1].server);
    else
        endpoint.port = static_cast<quint16>(40'000 + fd); // a caller's is the system's choice
    return endpoint;
}

net::Endpoint SimSockets::localEndpoint(int fd)
{
    return endpoint(fd, true);
}

net::Endpoint SimSockets::peerEndpoint(int fd)
{
    return endpoint(fd, false);
}

std::unique_ptr<net::Listener> SimSockets::makeListener(net::Listener::Owner &owner)
{
    return std::make_unique<SimListener>(m_net, *this, m_timers, owner);
}

Readiness SimSockets::readinessOf(int fd) const
{
    const Socket &socket = m_sockets[static_cast<std::size_t>(fd)];
    return socket.connection ? m_net.readiness(*socket.connection, socket.end) : Readiness();
}

} // namespace herdcore::sim
