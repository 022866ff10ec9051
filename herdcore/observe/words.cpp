// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/words.h"

namespace herdcore::observe {

using base::EventKind, base::Reason;

QByteArrayView inWords(EventKind kind)
{
    // clang-format off
    switch (kind) {
    case EventKind::ServerListening: return "listening";
    case EventKind::ListenFailed: return "cannot listen";
    case EventKind::ServerStopped: return "stopped";
    case EventKind::ServerCrashed: return "crashed";
    case EventKind::ServerFrozen: return "frozen";
    case EventKind::ServerThawed: return "thawed";
    case EventKind::JournalRead: return "journal read";
    case EventKind::JournalDamaged: return "journal damaged";
    case EventKind::ClientConnected: return "connected";
    case EventKind::ClientClosed: return "closed";
    case EventKind::LinkDialling: return "dialling";
    case EventKind::LinkUp: return "link up";
    case EventKind::LinkDown: return "link down";
    case EventKind::LinkCut: return "link cut";
    case EventKind::LinkHealed: return "link healed";
    case EventKind::LinkRefused: return "link refused";
    case EventKind::FaultSet: return "fault";
    case EventKind::FaultEnded: return "fault ended";
    case EventKind::RepairSet: return "repair";
    case EventKind::LineReceived: return "received";
    case EventKind::LineSent: return "sent";
    case EventKind::LineLost: return "lost";
    case EventKind::Learned: return "learned";
    case EventKind::Duplicate: return "duplicate";
    case EventKind::Stale: return "stale";
    case EventKind::Conflict: return "conflict";
    case EventKind::FutureTime: return "future time";
    case EventKind::Rejected: return "rejected";
    case EventKind::PlacesAsked: return "places asked";
    case EventKind::PlacesAnswered: return "places answered";
    case EventKind::ExternalStarted: return "command started";
    case EventKind::ExternalOutput: return "prints";
    case EventKind::ExternalEnded: return "command ended";
    case EventKind::SayConnected: return "say connected";
    case EventKind::SaySent: return "say sent";
    case EventKind::SayReceived: return "say received";
    case EventKind::SayEnded: return "say ended";
    case EventKind::LogDropped: return "log dropped";
    case EventKind::LogResumed: return "log resumed";
    }
    // clang-format on
    return "unknown";
}

QByteArrayView inWords(Reason reason)
{
    // clang-format off
    switch (reason) {
    case Reason::None: return "";
    case Reason::EmptyLine: return "an empty line";
    case Reason::UnknownVerb: return "no such command";
    case Reason::MissingField: return "a field is missing";
    case Reason::ExtraField: return "a field too many";
    case Reason::BadLocation: return "not a location like +34.07-118.45";
    case Reason::LatitudeOutOfRange: return "the latitude is beyond 90 degrees";
    case Reason::LongitudeOutOfRange: return "the longitude is beyond 180 degrees";
    case Reason::BadTime: return "not a time in seconds since 1970";
    case Reason::TimeOutOfRange: return "the time is beyond 9223372035";
    case Reason::BadRadius: return "the radius is not a number";
    case Reason::RadiusOutOfRange: return "the radius is not 0 to 50 km";
    case Reason::BadBound: return "the bound is not a whole number";
    case Reason::BoundOutOfRange: return "the bound is not 0 to 20";
    case Reason::UnknownClient: return "no server has reported this client";
    case Reason::BadServerName: return "not a server of this herd";
    case Reason::BadDifference: return "not a time difference like +0.263873386";
    case Reason::LineTooLong: return "the line is too long";
    case Reason::HttpRequest: return "this is HTTP, not the protocol of the herd";
    case Reason::TooManyClientsKnown: return "no room for another client";
    case Reason::BadGreeting: return "not a greeting between servers";
    case Reason::BadLabel: return "the label is not a whole number";
    case Reason::OwnNameVisited: return "it has been here already";
    case Reason::BadRepairLine: return "not a right SYNC, SUMS, HAVE or WANT";
    case Reason::EndOfInput: return "it finished and was answered";
    case Reason::PeerClosed: return "closed by the other end";
    case Reason::PeerReset: return "reset by the other end";
    case Reason::ServerShutDown: return "this server stopped";
    case Reason::ServerFull: return "the server is full";
    case Reason::FirstLineTimeout: return "no line came in time";
    case Reason::LineTimeout: return "a line was not finished in time";
    case Reason::IdleTimeout: return "idle for too long";
    case Reason::ReaderTooSlow: return "it does not read what it is sent";
    case Reason::Refused: return "nobody listens there";
    case Reason::Unreachable: return "unreachable";
    case Reason::ConnectTimeout: return "no answer to connecting";
    case Reason::CutByUser: return "the link is cut";
    case Reason::ReplacedByDuplicate: return "another connection of the same link stays";
    case Reason::OneAnswerGiven: return "one answer per connection";
    case Reason::ConnectionError: return "the connection failed";
    case Reason::NotANeighbour: return "not a neighbour";
    case Reason::SameName: return "it has this server's own name";
    case Reason::WrongAddressee: return "it means another server";
    case Reason::UnsupportedVersion: return "it speaks another version";
    case Reason::LinkIsDown: return "the link is down";
    case Reason::SilentNeighbour: return "nothing was heard of it for too long";
    case Reason::PortTaken: return "the port is in use";
    case Reason::PermissionDenied: return "permission denied";
    case Reason::AddressUnavailable: return "the address is not one of this machine's";
    case Reason::PlacesFailed: return "the places provider failed";
    case Reason::CannotBeStarted: return "it cannot be started";
    case Reason::EndedByItself: return "it ended by itself";
    case Reason::EndedBySignal: return "a signal ended it";
    case Reason::DroppedByFault: return "a fault dropped it";
    case Reason::DuplicatedByFault: return "a fault doubled it";
    case Reason::ReorderedByFault: return "a fault let it overtake";
    case Reason::FromJournal: return "from the journal";
    }
    // clang-format on
    return "unknown reason";
}

} // namespace herdcore::observe
