// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/socketcalls.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace herdcore::net {

namespace {

#ifdef MSG_NOSIGNAL
constexpr int sendFlags = MSG_NOSIGNAL;
#else
constexpr int sendFlags = 0;
#endif

template <typename Call> auto uninterrupted(Call call)
{
    decltype(call()) result;
    do {
        result = call();
    } while (result < 0 && errno == EINTR);
    return result;
}

void setOption(int fd, int level, int option, int value)
{
    ::setsockopt(fd, level, option, &value, sizeof value);
}

sockaddr *generic(sockaddr_storage &storage)
{
    return reinterpret_cast<sockaddr *>(&storage);
}

Endpoint endpointOf(const sockaddr_storage &storage)
{
    Endpoint endpoint;
    if (storage.ss_family == AF_INET) {
        sockaddr_in v4;
        std::memcpy(&v4, &storage, sizeof v4);
        endpoint.family = 4;
        endpoint.port = ntohs(v4.sin_port);
        std::memcpy(endpoint.address.data(), &v4.sin_addr, sizeof v4.sin_addr);
    } else if (storage.ss_family == AF_INET6) {
        sockaddr_in6 v6;
        std::memcpy(&v6, &storage, sizeof v6);
        endpoint.family = 6;
        endpoint.port = ntohs(v6.sin6_port);
        std::memcpy(endpoint.address.data(), &v6.sin6_addr, sizeof v6.sin6_addr);
    }
    return endpoint;
}

bool isVersion4(const QHostAddress &host)
{
    return host.protocol() == QAbstractSocket::IPv4Protocol;
}

socklen_t fill(sockaddr_storage &storage, const QHostAddress &host, quint16 port)
{
    if (isVersion4(host)) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        v4.sin_addr.s_addr = htonl(host.toIPv4Address());
        std::memcpy(&storage, &v4, sizeof v4);
        return sizeof v4;
    }
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    const Q_IPV6ADDR address = host.toIPv6Address();
    std::memcpy(&v6.sin6_addr, &address, sizeof address);
    v6.sin6_scope_id = host.scopeId().toUInt();
    std::memcpy(&storage, &v6, sizeof v6);
    return sizeof v6;
}

} // namespace

Endpoint Endpoint::of(const QHostAddress &host, quint16 port)
{
    sockaddr_storage storage{};
    fill(storage, host, port);
    return endpointOf(storage);
}

QHostAddress Endpoint::host() const
{
    if (family == 4) {
        quint32 inNetworkOrder = 0;
        std::memcpy(&inNetworkOrder, address.data(), sizeof inNetworkOrder);
        return QHostAddress(ntohl(inNetworkOrder));
    }
    return family == 6 ? QHostAddress(address.data()) : QHostAddress();
}

Endpoint localEndpoint(int fd)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    return ::getsockname(fd, generic(storage), &size) == 0 ? endpointOf(storage) : Endpoint{};
}

Endpoint peerEndpoint(int fd)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    return ::getpeername(fd, generic(storage), &size) == 0 ? endpointOf(storage) : Endpoint{};
}

void prepareSocket(int fd)
{
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    setOption(fd, IPPROTO_TCP, TCP_NODELAY, 1);
#ifdef SO_NOSIGPIPE
    setOption(fd, SOL_SOCKET, SO_NOSIGPIPE, 1);
#endif
}

int openSocket(const QHostAddress &host)
{
    int type = SOCK_STREAM;
#ifdef SOCK_CLOEXEC
    type |= SOCK_CLOEXEC; // before another thread can fork
#endif
    const int fd = ::socket(isVersion4(host) ? AF_INET : AF_INET6, type, 0);
    if (fd >= 0)
        prepareSocket(fd);
    return fd;
}

int startConnecting(int fd, const QHostAddress &host, quint16 port)
{
    sockaddr_storage storage{};
    const socklen_t size = fill(storage, host, port);
    // An interrupted connect goes on by itself; repeating it would be an error.
    if (::connect(fd, generic(storage), size) == 0 || errno == EINPROGRESS || errno == EINTR)
        return 0;
    return errno;
}

int pendingError(int fd)
{
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

int dialResult(int fd)
{
    if (const int error = pendingError(fd); error != 0)
        return error;
    const Endpoint peer = peerEndpoint(fd);
    if (!peer.isKnown())
        return EAGAIN;
    return peer == localEndpoint(fd) ? ECONNREFUSED : 0;
}

qsizetype sendSome(int fd, QByteArrayView bytes)
{
    return uninterrupted([&] { return ::send(fd, bytes.data(), static_cast<std::size_t>(bytes.size()), sendFlags); });
}

qsizetype receiveSome(int fd, char *into, qsizetype size)
{
    return uninterrupted([&] { return ::recv(fd, into, static_cast<std::size_t>(size), 0); });
}

bool wouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

int peekInput(int fd)
{
    char byte = 0;
    const auto count = uninterrupted([&] { return ::recv(fd, &byte, 1, MSG_PEEK); });
    return count > 0 ? inputWaits : count == 0 ? 0 : wouldBlock(errno) ? EAGAIN : errno;
}

void finishWriting(int fd)
{
    ::shutdown(fd, SHUT_WR);
}

void closeSocket(int fd, Goodbye goodbye)
{
    if (goodbye == Goodbye::Reset) {
        const linger atOnce{ 1, 0 };
        ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    }
    ::close(fd); // never repeated: after EINTR the number may belong to another thread
}

base::Reason reasonFor(int error)
{
    using base::Reason;
    switch (error) {
    case ECONNRESET:
        return Reason::PeerReset;
    case EPIPE:
        return Reason::PeerClosed;
    case ECONNREFUSED:
        return Reason::Refused;
    case EHOSTUNREACH:
    case ENETUNREACH:
    case EAFNOSUPPORT:
    case EADDRNOTAVAIL:
        return Reason::Unreachable;
    default:
        return Reason::ConnectionError;
    }
}

char *ScratchBuffer::data()
{
    thread_local const std::unique_ptr<char[]> bytes(new char[static_cast<std::size_t>(size)]);
    return bytes.get();
}

} // namespace herdcore::net
