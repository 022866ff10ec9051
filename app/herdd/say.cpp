// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/say.h"

#include "app/standardstreams.h"
#include "herdcore/base/escape.h"
#include "herdcore/host/sendclient.h"
#include "herdcore/observe/words.h"

#include <QCoreApplication>
#include <QHostInfo>

#include <cstdio>

#include <unistd.h>

namespace herdd {

using namespace herdcore;
using base::EventKind;

namespace {

// Prints what the client receives, as it comes.
class Printer final : public observe::EventSink
{
public:
    base::EventId take(observe::Event event) override
    {
        if (event.kind == EventKind::UserConnected)
            m_connected = true;
        if (event.kind == EventKind::UserReceived)
            app::print((m_isTerminal ? base::escaped(event.bytes) : event.bytes) + '\n');
        if (event.kind == EventKind::UserEnded)
            m_reason = event.reason;
        return base::EventId::None;
    }

    [[nodiscard]] bool wasConnected() const { return m_connected; }
    [[nodiscard]] base::Reason reason() const { return m_reason; }

private:
    const bool m_isTerminal = isatty(STDOUT_FILENO) != 0; // where foreign bytes must not act
    bool m_connected = false;
    base::Reason m_reason = base::Reason::None;
};

int complain(const QString &host, quint16 port, const QByteArray &what)
{
    std::fprintf(stderr, "herdd: %s:%u: %s\n", host.toUtf8().constData(), port, what.constData());
    return 1;
}

// "localhost" is this machine, in either family, also where no hosts file says so (RFC 6761).
QList<QHostAddress> addressesOf(const QString &host)
{
    if (host == QLatin1String("localhost"))
        return { QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6) };
    return QHostInfo::fromName(host).addresses();
}

} // namespace

int say(const QString &host, quint16 port, const QByteArrayList &lines, int waitMs)
{
    const QList<QHostAddress> addresses = addressesOf(host);
    if (addresses.isEmpty())
        return complain(host, port, "no such host");
    host::SendOrder order;
    order.port = port;
    for (const QByteArray &line : lines)
        order.bytes += line + '\n';
    if (waitMs > 0) {
        order.settleMs = 0;
        order.patienceMs = waitMs;
    }
    const std::unique_ptr<net::Poller> poller = net::Poller::create();
    const base::SystemClock clock;
    base::Reason reason = base::Reason::None;
    for (const QHostAddress &address : addresses) {
        Printer printer;
        order.host = address;
        host::SendClient client(order, { *poller, clock, printer }, [] { QCoreApplication::quit(); });
        QCoreApplication::exec();
        // Why the first one cannot be reached is what is said, if none can.
        reason = printer.wasConnected() || reason == base::Reason::None ? printer.reason() : reason;
        if (printer.wasConnected())
            break;
    }
    const bool isAnswered = reason == base::Reason::EndOfInput || reason == base::Reason::AnsweredAndOpen;
    return isAnswered ? app::finishOutput("herdd") : complain(host, port, observe::inWords(reason).toByteArray());
}

} // namespace herdd
