// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/sockets.h"

#include "herdcore/net/programbehind.h"
#include "herdcore/net/tcplistener.h"

#include <cerrno>

namespace herdcore::net {

namespace {

class SystemSockets final : public Sockets
{
public:
    int open(const QHostAddress &host) override { return openSocket(host); }
    void prepare(int fd) override { prepareSocket(fd); }
    int startConnecting(int fd, const QHostAddress &host, quint16 port) override
    {
        return net::startConnecting(fd, host, port);
    }
    int dialResult(int fd) override { return net::dialResult(fd); }
    qsizetype send(int fd, QByteArrayView bytes) override { return sendSome(fd, bytes); }
    qsizetype receive(int fd, char *into, qsizetype size) override { return receiveSome(fd, into, size); }
    int peek(int fd) override { return peekInput(fd); }
    void finishWriting(int fd) override { net::finishWriting(fd); }
    void close(int fd, Goodbye goodbye) override { closeSocket(fd, goodbye); }
    Endpoint localEndpoint(int fd) override { return net::localEndpoint(fd); }
    Endpoint peerEndpoint(int fd) override { return net::peerEndpoint(fd); }
    QByteArray programBehind(const Endpoint &theirs, quint16 ourPort) override
    {
        return net::programBehind(theirs, ourPort);
    }
    std::unique_ptr<Listener> makeListener(Listener::Owner &owner) override
    {
        return std::make_unique<TcpListener>(owner);
    }
};

} // namespace

int Sockets::discardInput(int fd)
{
    constexpr int reads = 16;
    for (int i = 0; i < reads; ++i) {
        const qsizetype count = receive(fd, ScratchBuffer::data(), ScratchBuffer::size);
        if (count <= 0)
            return count == 0 ? 0 : wouldBlock(errno) ? EAGAIN : errno;
    }
    return EAGAIN;
}

Sockets &systemSockets()
{
    static SystemSockets sockets;
    return sockets;
}

} // namespace herdcore::net
