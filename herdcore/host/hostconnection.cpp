// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/hostconnection.h"

#include <utility>

namespace herdcore::host {

using base::EventKind, base::Reason;
using observe::Event;

void HostConnection::letGo(net::ConnectionLimits limits)
{
    if (!std::exchange(isHalfClosed, true))
        return line->shutdownWriting();
    limits.lingerNs = 0;
    line->setTimeLimits(limits);
    line->closeWhenSent(Reason::IdleTimeout);
}

Event HostConnection::event(EventKind kind, Reason reason) const
{
    Event event;
    event.kind = kind;
    event.reason = reason;
    event.peer = peer;
    event.connection = line->id();
    return event;
}

QHostAddress HostConnection::peerAddress() const
{
    bool isIpv4 = false;
    const QHostAddress mapped(line->peerAddress().toIPv4Address(&isIpv4));
    return isIpv4 ? mapped : line->peerAddress();
}

} // namespace herdcore::host
