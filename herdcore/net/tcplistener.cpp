// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/tcplistener.h"

#include <QTcpServer>
#include <QTimer>

#include <utility>

namespace herdcore::net {

using base::Reason;

namespace {

constexpr int backlog = 4096; // Qt's default of 50 turns away a class that starts its clients together

Reason reasonFor(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::AddressInUseError)
        return Reason::PortTaken;
    if (error == QAbstractSocket::SocketAccessError)
        return Reason::PermissionDenied;
    if (error == QAbstractSocket::SocketAddressNotAvailableError
        || error == QAbstractSocket::UnsupportedSocketOperationError)
        return Reason::AddressUnavailable;
    return Reason::ConnectionError;
}

} // namespace

class TcpListener::Server final : public QTcpServer
{
public:
    explicit Server(Owner &owner)
        : m_owner(owner)
    {
        setListenBacklogSize(backlog);
        // Qt stops accepting for good after some errors, out of descriptors among them.
        connect(this, &QTcpServer::acceptError, this, [this] {
            pauseAccepting();
            QTimer::singleShot(100, this, [this] {
                if (m_isAccepting && isListening()) // on one that was closed meanwhile Qt crashes
                    resumeAccepting();
            });
        });
    }
    void setAccepting(bool on)
    {
        m_isAccepting = on;
        on ? resumeAccepting() : pauseAccepting();
    }

protected:
    void incomingConnection(qintptr fd) override { m_owner.onAccepted(static_cast<int>(fd)); }

private:
    Owner &m_owner;
    bool m_isAccepting = true;
};

void TcpListener::DeleteLater::operator()(Server *server) const
{
    server->close();
    server->deleteLater();
}

TcpListener::TcpListener(Owner &owner)
    : m_owner(owner)
{ }

TcpListener::~TcpListener() = default;

Reason TcpListener::listen(const QHostAddress &address, quint16 port)
{
    // The port that the system chooses for IPv4 may be another's for IPv6.
    int attempts = port == 0 ? 8 : 1;
    Reason reason = listenOnce(address, port);
    while (reason == Reason::PortTaken && --attempts > 0)
        reason = listenOnce(address, port);
    return reason;
}

Reason TcpListener::listenOnce(const QHostAddress &address, quint16 port)
{
    const QHostAddress any(QHostAddress::AnyIPv6);
    const QHostAddress loopback4(QHostAddress::LocalHost);
    const QHostAddress loopback6(QHostAddress::LocalHostIPv6);
    close();
    ServerPointer main(new Server(m_owner));
    // To Qt "::" is IPv6 only; to everybody else it is both.
    if (!main->listen(address == any ? QHostAddress(QHostAddress::Any) : address, port))
        return reasonFor(main->serverError());
    ServerPointer second;
    if (address == loopback4 || address == loopback6) {
        second.reset(new Server(m_owner));
        if (!second->listen(address == loopback4 ? loopback6 : loopback4, main->serverPort())) {
            // Somebody else's server on ::1 would answer half of the clients that ask for "localhost".
            if (second->serverError() == QAbstractSocket::AddressInUseError)
                return Reason::PortTaken;
            second.reset();
        }
    }
    m_main = std::move(main);
    m_second = std::move(second);
    return Reason::None;
}

void TcpListener::setAccepting(bool on)
{
    for (Server *const server : { m_main.get(), m_second.get() }) {
        if (server)
            server->setAccepting(on);
    }
}

void TcpListener::close()
{
    m_second.reset();
    m_main.reset();
}

QHostAddress TcpListener::address() const
{
    return m_main ? m_main->serverAddress() : QHostAddress();
}

quint16 TcpListener::port() const
{
    return m_main ? m_main->serverPort() : quint16(0);
}

bool isPortFree(const QHostAddress &address, quint16 port)
{
    QTcpServer server;
    return server.listen(address, port);
}

} // namespace herdcore::net
