// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <cerrno>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// The other end of a connection as a bare socket of the test's own, so that nothing of Qt's stands between.
namespace netfixture {

class RawSocket
{
public:
    RawSocket() = default;
    explicit RawSocket(int fd)
        : m_fd(fd)
    {
        ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    }
    RawSocket(RawSocket &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
        , m_received(std::move(other.m_received))
    { }
    RawSocket &operator=(RawSocket &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        std::swap(m_received, other.m_received);
        return *this;
    }
    ~RawSocket() { close(); }

    static RawSocket connectedTo(quint16 port, int receiveBuffer = 0)
    {
        const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
        if (receiveBuffer > 0)
            ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
        sockaddr_in to = loopback(port);
        if (::connect(fd, reinterpret_cast<sockaddr *>(&to), sizeof to) != 0)
            qFatal("cannot connect: errno %d", errno);
        return RawSocket(fd);
    }

    static sockaddr_in loopback(quint16 port)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }

    [[nodiscard]] quint16 ownPort() const
    {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        ::getsockname(m_fd, reinterpret_cast<sockaddr *>(&address), &size);
        return ntohs(address.sin_port);
    }
    [[nodiscard]] int fd() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }
    qsizetype send(QByteArrayView bytes) const
    {
        return ::send(m_fd, bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
    }
    void finishWriting() const { ::shutdown(m_fd, SHUT_WR); }
    void close()
    {
        if (m_fd >= 0)
            ::close(std::exchange(m_fd, -1));
    }
    void reset()
    {
        const linger atOnce{ 1, 0 };
        ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
        close();
    }

    // Everything that has come until now.
    const QByteArray &received()
    {
        char bytes[65536];
        ssize_t count = 0;
        while (!m_ended && (count = ::recv(m_fd, bytes, sizeof bytes, 0)) > 0)
            m_received.append(bytes, count);
        if (!m_ended && (count == 0 || (errno != EAGAIN && errno != EINTR))) {
            m_ended = true;
            m_error = count == 0 ? 0 : errno;
        }
        return m_received;
    }
    bool ended()
    {
        received();
        return m_ended;
    }
    int error() const { return m_error; } // once it has ended: 0 or what ended it

private:
    int m_fd = -1;
    QByteArray m_received;
    bool m_ended = false;
    int m_error = 0;
};

} // namespace netfixture
