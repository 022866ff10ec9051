// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/listener.h"

#include <memory>

class QTcpServer;

namespace herdcore::net {

// The listener of the system's sockets. Where its address is 127.0.0.1 it accepts on ::1 too, on the same port, for
// clients that look "localhost" up; a machine without IPv6 goes without. Works in the thread that calls listen(), which
// must run an event loop.
class TcpListener final : public Listener
{
public:
    explicit TcpListener(Owner &owner);
    ~TcpListener() override;
    Q_DISABLE_COPY_MOVE(TcpListener)

    [[nodiscard]] base::Reason listen(const QHostAddress &address, quint16 port) override;
    void setAccepting(bool on) override;
    void close() override;
    [[nodiscard]] bool isListening() const { return m_main != nullptr; }
    [[nodiscard]] bool isListeningOnIPv6Loopback() const { return m_second != nullptr; }
    [[nodiscard]] QHostAddress address() const;
    [[nodiscard]] quint16 port() const override;

private:
    class Server;
    struct DeleteLater {
        void operator()(Server *server) const;
    };
    using ServerPointer = std::unique_ptr<Server, DeleteLater>; // may be closed from inside its own call

    base::Reason listenOnce(const QHostAddress &address, quint16 port);

    Owner &m_owner;
    ServerPointer m_main;
    ServerPointer m_second;
};

// Whether a listener would get this port now. Tries it.
[[nodiscard]] bool isPortFree(const QHostAddress &address, quint16 port);

} // namespace herdcore::net
