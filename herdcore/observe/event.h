// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"
#include "herdcore/base/names.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

namespace herdcore::observe {

// One fact about the herd, complete in itself: a line on the wire, a decision of a server, a link or client coming or
// going. All that any window, log file or recording shows is made from events and from nothing else.
struct Event {
    base::EventId id = base::EventId::None; // given by the sink
    std::int64_t monotonicNs = 0;
    std::int64_t wallNs = 0;
    base::EventKind kind = base::EventKind::LineReceived;
    base::Reason reason = base::Reason::None;
    base::ServerIndex server = base::ServerIndex::None; // who observed it
    base::ServerIndex peer = base::ServerIndex::None; // the neighbour at the other end, if it is known to be one
    base::ConnectionId connection = base::ConnectionId::None;
    base::UpdateKey update; // the update it is about, if it is about one
    // What led to it. A line sent: the line received; a decision: the line received; a line received from a server of
    // this process: the line sent at the other end of that link (filled in by the event log).
    base::EventId cause = base::EventId::None;
    std::int32_t count = 0; // meaning by kind, see kinds.h
    QByteArray bytes; // as on the wire, unescaped, without the line end
    // A provider of places does not let its answers be stored: of `bytes`, only the first line may go into any file.
    bool storeFirstLineOnly = false;
};

// An event whose bytes are somebody else's: in a chunk of the log, or in an Event. A small value; valid as long as
// those bytes are.
struct EventView {
    base::EventId id;
    base::EventId cause;
    std::int64_t monotonicNs;
    std::int64_t wallNs;
    base::ConnectionId connection;
    std::int64_t updateTimeNs;
    std::int32_t count;
    base::ServerIndex server;
    base::ServerIndex peer;
    base::EventKind kind;
    base::Reason reason;
    bool storeFirstLineOnly; // see Event
    QByteArrayView client; // empty: about no update
    QByteArrayView bytes;

    EventView() = default;
    EventView(const Event &event); // not explicit: whoever reads a view reads an event as well

    [[nodiscard]] base::UpdateKey update() const;
};

// Takes events. Thread-safe. Gives each its id, in the order in which it takes them, so that a line that was sent
// is always numbered before its arrival. May block its caller while its consumer is behind: sockets wait, facts are
// never lost.
class EventSink
{
public:
    virtual ~EventSink() = default;
    virtual base::EventId take(Event event) = 0;
};

} // namespace herdcore::observe
