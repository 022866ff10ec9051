// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/reasons.h"

#include <cstdint>

namespace herdcore::base {

// What kind of fact an event states. "Server" is the one that observed it. A new kind also needs a row in the table of
// observe/words.cpp, which says everything else about it.
enum class EventKind : std::uint8_t {
    // a server's life
    ServerListening, // bytes: "HOST PORT"
    ListenFailed, // reason: PortTaken, AddressUnavailable, ...; bytes: "HOST PORT"
    ServerStopped,
    ServerCrashed,
    ServerFrozen, // does nothing until it is thawed, and tells nobody
    ServerThawed,
    JournalRead, // count: records that it starts with; bytes: the file; reason: TooManyClientsKnown, it holds more
    JournalDamaged, // count: bytes that did not check out and were set aside; bytes: the file in which they are now
    JournalFailed, // count: updates that are not in it, so far; bytes: the file, and why
    JournalResumed, // count: updates that it had missed and has now; bytes: the file
    // a client's connection
    ClientConnected, // bytes: "HOST:PORT" of the client
    ClientClosed, // reason says why
    // this server's end of a link to `peer`
    LinkDialling,
    LinkUp,
    LinkDown, // reason says why
    LinkCut, // the user cut it
    LinkHealed, // the user healed it; LinkUp follows when it is up
    LinkRefused, // reason; `peer`: who it claims to be; bytes: "HOST:PORT: LINE"; count: times since the last one
    LinkDenied, // `peer` refused us; the reason that it gave; bytes: "HOST:PORT: LINE"; count: times since the last one
    // `peer` does not greet: it is sent plain lines, each on a connection of its own; reason: how that showed
    NeighbourPlain,
    NeighbourObjects, // what `peer` answered where nobody asked; bytes: the line; count: times since the last one
    NeighbourHolds, // `peer`, asked about a client, holds this; bytes: the record as a native AT line
    CopiesCirculate, // `peer` sends copies of one update again and again; count: copies a second
    FaultSet, // the user impairs what this end sends to `peer`; bytes: how, in words; count: the fault's number
    FaultEnded, // healed, or its time or its count is up; count: the fault's number
    // the whole herd; `server` is None
    RepairSet, // how servers catch up from now on; bytes: none, push or sync
    RepairDiffers, // `peer` repairs by sync and this server does not: it is answered all the same
    TableFull, // clients that this server does not know are refused from now on; count: those that it knows
    // lines, without their line end; `peer` for a neighbour's, `connection` for a client's, both where both are known
    LineReceived,
    LineSent,
    LineLost, // written for a neighbour and known not to have arrived; reason
    // decisions
    Learned, // the table changed; bytes: the record as a native AT line; count: neighbours it goes on to
    Duplicate, // the same record again
    Stale, // an older record than the one held; bytes: the AT line of the one held
    Conflict, // same client and time, other content: the total order decides; bytes: the AT line of the one kept
    FutureTime, // accepted, but further ahead than the profile's limit; bytes: the record as a native AT line
    Forgotten, // by the user; `peer`: who passed it on; bytes: the AT line of what was held; reason: NotHeld
    Rejected, // not a valid line; reason
    PlacesAsked,
    PlacesAnswered, // count: results; reason: None or why there are none
    // an external server that the herd starts by a command; `server` is the external one
    ExternalStarted, // count: the process id; bytes: the command
    ExternalOutput, // bytes: a line that it printed
    ExternalThrottled, // it prints more than is read, and waits; count: lines a second that are read
    ExternalEnded, // reason: None when stopped on request; count: its exit status, or the signal that ended it
    // what the user's own injected client did; `server` is the one it talks to, `connection` its conversation
    UserConnected,
    UserSent, // bytes: what was written
    UserReceived, // bytes: a line of the answer
    UserEnded, // reason
    // the log itself
    LogDropped, // count: events that could not be written to the log file; bytes: the file, and why
    LogResumed,
    LogMoved, // what comes from now on is in a new log file; reason: why; bytes: the file
    Count // not a kind: how many there are
};

} // namespace herdcore::base
