// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rawsocket.h"

namespace netfixture {

// A listening socket of the test's own.
class RawListener
{
public:
    explicit RawListener(int backlog = 64)
        : m_fd(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in any = RawSocket::loopback(0);
        socklen_t size = sizeof any;
        ::bind(m_fd, reinterpret_cast<sockaddr *>(&any), size);
        ::listen(m_fd, backlog);
        ::getsockname(m_fd, reinterpret_cast<sockaddr *>(&any), &size);
        m_port = ntohs(any.sin_port);
    }
    ~RawListener() { close(); }
    Q_DISABLE_COPY_MOVE(RawListener)
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int accept() const { return ::accept(m_fd, nullptr, nullptr); } // waits
    void close()
    {
        if (m_fd >= 0)
            ::close(std::exchange(m_fd, -1));
    }

private:
    int m_fd;
    quint16 m_port = 0;
};

struct Pair {
    int server = -1; // whoever takes it closes it
    RawSocket client;
};

inline Pair connectedPair(int receiveBuffer = 0)
{
    const RawListener listener;
    Pair pair;
    pair.client = RawSocket::connectedTo(listener.port(), receiveBuffer);
    pair.server = listener.accept();
    return pair;
}

} // namespace netfixture
