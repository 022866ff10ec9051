// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/eventlog.h"

namespace herdtest {

using herdcore::base::ConnectionId, herdcore::base::EventId, herdcore::base::EventKind, herdcore::base::Reason,
    herdcore::base::ServerIndex;
using herdcore::observe::EventView;

// An event with bytes of its own.
struct Event {
    EventId id;
    EventId cause;
    EventKind kind;
    Reason reason;
    ServerIndex server;
    ServerIndex peer;
    ConnectionId connection;
    QByteArray client;
    QByteArray text;

    explicit Event(const EventView &event)
        : id(event.id)
        , cause(event.cause)
        , kind(event.kind)
        , reason(event.reason)
        , server(event.server)
        , peer(event.peer)
        , connection(event.connection)
        , client(event.client.toByteArray())
        , text(event.bytes.toByteArray())
    { }
};

} // namespace herdtest
