// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"
#include "herdcore/base/names.h"

#include <QByteArray>

#include <cstdint>
#include <variant>
#include <vector>

namespace herdcore::node {

// What a HerdNode wants done, in this order. Each names the event that led to it, so that whoever applies it can log
// why.

// One write to a connection, line end included; `update` when it is about one.
struct Send {
    base::ConnectionId connection;
    QByteArray bytes;
    base::UpdateKey update = {};
    base::EventId cause = base::EventId::None;
    bool storeFirstLineOnly = false; // the rest of `bytes` is not to be stored
};

// A line (without line end) for a neighbour, by whatever kind of link there is.
struct SendToNeighbour {
    base::ServerIndex neighbour;
    QByteArray line;
    base::UpdateKey update = {};
    base::EventId cause = base::EventId::None;
};

// Close a connection once everything is sent, or at once where nobody is left to read it.
struct Close {
    base::ConnectionId connection;
    base::Reason reason;
    bool atOnce = false;
};

// There is more for this neighbour: call onLinkWritable() as soon as its link takes it.
struct MoreToSend {
    base::ServerIndex neighbour;
};

// Dial this neighbour where it is listed, then onCalledBack() or onCallFailed().
struct CallBack {
    base::ServerIndex neighbour;
};

// This neighbour is sent plain lines from now on, each on a connection of its own; or again by a lasting link.
struct SpeakPlainly {
    base::ServerIndex neighbour;
    bool isPlain;
};

// This connection is the link to that neighbour from now on: other limits apply, and it is shown as a link.
struct BindLink {
    base::ServerIndex neighbour;
    base::ConnectionId connection;
};

// Ask for places and hand the answer to onPlaces with the same ticket.
struct AskPlaces {
    std::uint64_t ticket;
    base::ConnectionId connection; // that waits for it
    double latitude;
    double longitude;
    double radiusKm;
    int bound;
};

// A decision for the log.
struct Note {
    base::EventKind kind;
    base::Reason reason = base::Reason::None;
    base::ServerIndex peer = base::ServerIndex::None;
    base::ConnectionId connection = base::ConnectionId::None;
    base::UpdateKey update = {};
    base::EventId cause = base::EventId::None;
    std::int32_t count = 0;
    QByteArray bytes = {};
};

using Effect
    = std::variant<Send, SendToNeighbour, Close, MoreToSend, CallBack, SpeakPlainly, BindLink, AskPlaces, Note>;
using Effects = std::vector<Effect>;

} // namespace herdcore::node
