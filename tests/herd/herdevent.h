// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/eventlog.h"

namespace herdtest {

using herdcore::base::ConnectionId, herdcore::base::ObservationId, herdcore::base::ObservationKind,
    herdcore::base::Reason, herdcore::base::ServerIndex;
using herdcore::observe::Entry;

// An entry with bytes of its own.
struct Event {
    ObservationId id;
    ObservationId cause;
    ObservationKind kind;
    Reason reason;
    ServerIndex server;
    ServerIndex peer;
    ConnectionId connection;
    QByteArray client;
    QByteArray text;

    explicit Event(const Entry &entry)
        : id(entry.id)
        , cause(entry.cause)
        , kind(entry.kind)
        , reason(entry.reason)
        , server(entry.server)
        , peer(entry.peer)
        , connection(entry.connection)
        , client(entry.client.toByteArray())
        , text(entry.bytes.toByteArray())
    { }
};

} // namespace herdtest
