// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/observation.h"

#include <QByteArray>

// Observations for tests, in few words.
namespace observetest {

using herdcore::base::ConnectionId, herdcore::base::ObservationId, herdcore::base::ObservationKind,
    herdcore::base::Reason, herdcore::base::ServerIndex;
using herdcore::observe::Observation;

constexpr ServerIndex hill{ 0 };
constexpr ServerIndex jaquez{ 1 };
constexpr ServerIndex smith{ 2 };
constexpr ServerIndex nobody = ServerIndex::None;

inline Observation seen(
    ObservationKind kind, ServerIndex server, ServerIndex peer = nobody, const QByteArray &bytes = {})
{
    Observation observation;
    observation.kind = kind;
    observation.server = server;
    observation.peer = peer;
    observation.bytes = bytes;
    return observation;
}

inline Observation sent(ServerIndex from, ServerIndex to, const QByteArray &bytes)
{
    return seen(ObservationKind::LineSent, from, to, bytes);
}

inline Observation received(ServerIndex at, ServerIndex from, const QByteArray &bytes)
{
    return seen(ObservationKind::LineReceived, at, from, bytes);
}

inline ConnectionId connection(unsigned number)
{
    return ConnectionId{ number };
}

} // namespace observetest
