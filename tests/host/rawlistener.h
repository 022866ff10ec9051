// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/net/rawsocket.h"

#include <optional>
#include <vector>

namespace herdtest {

using netfixture::RawSocket;

// An external server as a bare socket: takes connections and does nothing by itself.
class RawListener
{
public:
    RawListener()
        : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0))
    {
        sockaddr_in address = RawSocket::loopback(0);
        socklen_t size = sizeof address;
        if (::bind(m_fd, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(m_fd, 100) != 0
            || ::getsockname(m_fd, reinterpret_cast<sockaddr *>(&address), &size) != 0)
            qFatal("cannot listen: errno %d", errno);
        m_port = ntohs(address.sin_port);
    }
    ~RawListener() { ::close(m_fd); }
    Q_DISABLE_COPY_MOVE(RawListener)

    [[nodiscard]] quint16 port() const { return m_port; }

    // Whoever has called until now, in order.
    std::vector<RawSocket> &callers()
    {
        int fd = -1;
        while ((fd = ::accept(m_fd, nullptr, nullptr)) >= 0)
            m_callers.emplace_back(fd);
        return m_callers;
    }
    [[nodiscard]] std::size_t count() { return callers().size(); }

private:
    int m_fd;
    quint16 m_port = 0;
    std::vector<RawSocket> m_callers;
};

// Whether this port can be bound as a program does that knows no SO_REUSEADDR.
inline bool canBindPlainly(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = RawSocket::loopback(port);
    const bool bound = ::bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    ::close(fd);
    return bound;
}

} // namespace herdtest
