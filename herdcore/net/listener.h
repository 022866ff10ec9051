// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"

#include <QHostAddress>

#include <memory>

class QTcpServer;

namespace herdcore::net {

// Accepts connections on one explicit address and hands their descriptors on, unread and unwrapped. Where that is
// 127.0.0.1 it accepts on ::1 too, on the same port, for clients that look "localhost" up; a machine without IPv6 goes
// without. Never binds all addresses unless asked to. Works in the thread that calls listen(), which must run an event
// loop.
class Listener
{
public:
    class Owner
    {
    public:
        virtual ~Owner() = default;
        virtual void onAccepted(int fd) = 0; // the descriptor is the owner's now
    };

    explicit Listener(Owner &owner);
    ~Listener();
    Q_DISABLE_COPY_MOVE(Listener)

    // None when it listens; PortTaken (on ::1 too), PermissionDenied, AddressUnavailable, or ConnectionError for what
    // is none of these. Port 0: the system chooses. Ends what it did before.
    [[nodiscard]] base::Reason listen(const QHostAddress &address, quint16 port);
    void setAccepting(bool on); // off: callers wait, and do not notice
    void close(); // the port is free at once; also from inside onAccepted
    [[nodiscard]] bool isListening() const { return m_main != nullptr; }
    [[nodiscard]] bool isListeningOnIPv6Loopback() const { return m_second != nullptr; }
    [[nodiscard]] QHostAddress address() const;
    [[nodiscard]] quint16 port() const; // 0 while not listening

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

} // namespace herdcore::net
