// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/event.h"

#include <QByteArray>

// Events for tests, in few words.
namespace observetest {

using herdcore::base::ConnectionId, herdcore::base::EventId, herdcore::base::EventKind, herdcore::base::Reason,
    herdcore::base::ServerIndex;
using herdcore::observe::Event;

constexpr ServerIndex hill{ 0 };
constexpr ServerIndex jaquez{ 1 };
constexpr ServerIndex smith{ 2 };
constexpr ServerIndex nobody = ServerIndex::None;

inline Event seen(EventKind kind, ServerIndex server, ServerIndex peer = nobody, const QByteArray &bytes = {})
{
    Event event;
    event.kind = kind;
    event.server = server;
    event.peer = peer;
    event.bytes = bytes;
    return event;
}

inline Event sent(ServerIndex from, ServerIndex to, const QByteArray &bytes)
{
    return seen(EventKind::LineSent, from, to, bytes);
}

inline Event received(ServerIndex at, ServerIndex from, const QByteArray &bytes)
{
    return seen(EventKind::LineReceived, at, from, bytes);
}

inline ConnectionId connection(unsigned number)
{
    return ConnectionId{ number };
}

} // namespace observetest
