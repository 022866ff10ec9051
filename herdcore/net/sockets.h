// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/listener.h"
#include "herdcore/net/socketcalls.h"

#include <memory>

namespace herdcore::net {

// Where descriptors come from and what can be done with them: the system's TCP sockets, or the simulator's. Each call
// means what the function of that name in socketcalls.h does. A poller knows the sockets that it can wait for, so
// that nobody waits for one that is not its own.
class Sockets
{
public:
    virtual ~Sockets() = default;

    [[nodiscard]] virtual int open(const QHostAddress &host) = 0;
    virtual void prepare(int fd) = 0; // one that was accepted
    [[nodiscard]] virtual int startConnecting(int fd, const QHostAddress &host, quint16 port) = 0;
    [[nodiscard]] virtual int dialResult(int fd) = 0;
    [[nodiscard]] virtual qsizetype send(int fd, QByteArrayView bytes) = 0;
    [[nodiscard]] virtual qsizetype receive(int fd, char *into, qsizetype size) = 0;
    [[nodiscard]] virtual int peek(int fd) = 0;
    virtual void finishWriting(int fd) = 0;
    virtual void close(int fd, Goodbye goodbye) = 0;
    [[nodiscard]] virtual Endpoint localEndpoint(int fd) = 0;
    [[nodiscard]] virtual Endpoint peerEndpoint(int fd) = 0;
    [[nodiscard]] virtual std::unique_ptr<Listener> makeListener(Listener::Owner &owner) = 0;

    // Who holds the other end: see programbehind.h.
    [[nodiscard]] virtual QByteArray programBehind(const Endpoint &, quint16) { return {}; }

    // Reads and drops what is there, at most about a megabyte: 0 at end of input, EAGAIN when there may be more, else
    // the error.
    [[nodiscard]] int discardInput(int fd);
};

[[nodiscard]] Sockets &systemSockets();

} // namespace herdcore::net
