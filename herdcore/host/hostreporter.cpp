// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/hostreporter.h"

#include <utility>

namespace herdcore::host {

using base::ConnectionId, base::EventId, base::EventKind, base::Reason, base::ServerIndex;
using observe::Event;

HostReporter::HostReporter(ServerIndex server, const base::Clock &clock, observe::EventSink &sink)
    : m_server(server)
    , m_clock(clock)
    , m_sink(sink)
{ }

EventId HostReporter::report(Event event, base::Moment now) const
{
    event.server = m_server;
    event.monotonicNs = now.monotonicNs;
    event.wallNs = now.wallNs;
    return m_sink.take(std::move(event));
}

void HostReporter::reportServer(EventKind kind, Reason reason, std::int32_t count, const QByteArray &bytes) const
{
    Event event;
    event.kind = kind;
    event.reason = reason;
    event.count = count;
    event.bytes = bytes;
    report(std::move(event));
}

void HostReporter::reportNote(const node::Note &note) const
{
    Event event;
    event.kind = note.kind;
    event.reason = note.reason;
    event.peer = note.peer;
    event.connection = note.connection;
    event.update = note.update;
    event.cause = note.cause;
    event.count = note.count;
    event.bytes = note.bytes;
    report(std::move(event));
}

void HostReporter::reportLink(ServerIndex peer, EventKind kind, Reason reason) const
{
    Event event;
    event.kind = kind;
    event.reason = reason;
    event.peer = peer;
    report(std::move(event));
}

EventId HostReporter::reportLine(
    ServerIndex peer, const LinkLine &line, EventKind kind, Reason reason, ConnectionId connection) const
{
    Event event;
    event.kind = kind;
    event.reason = reason;
    event.peer = peer;
    event.connection = connection;
    event.update = line.update;
    event.cause = line.cause;
    event.bytes = line.bytes;
    event.storeFirstLineOnly = line.storeFirstLineOnly;
    return report(std::move(event));
}

void HostReporter::reportImpairment(ServerIndex peer, EventKind kind, const LinkImpairment &impairment) const
{
    Event event;
    event.kind = kind;
    event.peer = peer;
    event.count = base::number(impairment.number);
    if (kind == EventKind::FaultSet)
        event.bytes = base::inWords(impairment.how);
    report(std::move(event));
}

} // namespace herdcore::host
