// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/hostconnection.h"

namespace herdcore::host {

using base::EventKind, base::Reason;
using observe::Event;

Event HostConnection::event(EventKind kind, Reason reason) const
{
    Event event;
    event.kind = kind;
    event.reason = reason;
    event.peer = peer;
    event.connection = line->id();
    return event;
}

} // namespace herdcore::host
