// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/words.h"

#include <array>

namespace herdcore::observe {

using base::EventKind, base::Reason;

namespace {

using enum EventShape;
using enum EventLevel;
using enum EventDirection;

template <typename Enum> constexpr std::size_t count = static_cast<std::size_t>(Enum::Count);

// clang-format off
constexpr std::array<KindRow, count<EventKind>> kinds{ {
    { EventKind::ServerListening, "listening", nullptr, Server, Info, ServerAlone, {}, {},
        "{bytes}", "{server} listens on {bytes}" },
    { EventKind::ListenFailed, "cannot listen", nullptr, Server, Finding, ServerAlone, {}, {},
        nullptr, "{server} cannot listen on {bytes}" },
    { EventKind::ServerStopped, "stopped", nullptr, Server, Info, ServerAlone, {}, {},
        nullptr, "{server} stopped. Its records are gone" },
    { EventKind::ServerCrashed, "crashed", nullptr, Server, Warning, ServerAlone, {}, {},
        nullptr, "{server} crashed, as if killed. Its records are gone" },
    { EventKind::ServerFrozen, "frozen", nullptr, Server, Warning, ServerAlone, {}, {},
        nullptr, "You froze {server}: it does nothing, and its neighbours do not know" },
    { EventKind::ServerThawed, "thawed", nullptr, Server, Info, ServerAlone, {}, {},
        nullptr, "{server} continues where it was frozen" },
    { EventKind::JournalRead, "journal read", nullptr, Server, Info, ServerAlone, ", ", " records",
        "records: {count}, from {bytes}",
        "{server} starts with the records in its journal {bytes}. Records: {count}. Of more than 10,000, only some are "
        "shown one by one" },
    { EventKind::JournalDamaged, "journal damaged", nullptr, Server, Finding, ServerAlone, ", ", " bytes set aside",
        "bytes that did not check out: {count}, now in {bytes}",
        "The journal of {server} is damaged. What did not check out is now in {bytes}, and the rest was read. "
        "Bytes: {count}" },
    { EventKind::JournalFailed, "journal failed", nullptr, Server, Finding, ServerAlone, ", ", " updates are missing",
        "{bytes}; updates missing: {count}",
        "The journal of {server} cannot be kept: {bytes}. Updates missing in it: {count}. It is tried again" },
    { EventKind::JournalResumed, "journal resumed", nullptr, Server, Info, ServerAlone, ", ", " updates were made up for",
        "{bytes}; updates made up for: {count}",
        "The journal of {server}, {bytes}, is written again, with what it had missed. Updates: {count}" },

    { EventKind::ClientConnected, "connected", nullptr, Client, Detail, ToServer, {}, {},
        "{bytes}", "{other} connected to {server}" },
    { EventKind::ClientClosed, "closed", nullptr, Client, Detail, ToServer, {}, {},
        nullptr, "The connection of {other} with {server} ended" },

    { EventKind::LinkDialling, "dialling", nullptr, Link, Detail, FromServer, {}, {},
        nullptr, "{server} tries to connect to {other}" },
    { EventKind::LinkUp, "link up", nullptr, Link, Info, FromServer, {}, {},
        nullptr, "The link from {server} to {other} is up" },
    { EventKind::LinkDown, "link down", nullptr, Link, Warning, FromServer, {}, {},
        nullptr, "{server} lost its link to {other}" },
    { EventKind::LinkCut, "link cut", nullptr, Link, Info, FromServer, {}, {},
        nullptr, "You cut the link: {server} cannot reach {other} until you heal it" },
    { EventKind::LinkHealed, "link healed", nullptr, Link, Info, FromServer, {}, {},
        nullptr, "You healed the link: {server} can reach {other} again" },
    { EventKind::LinkRefused, "link refused", nullptr, Link, Finding, FromServer, ", times: ", "",
        nullptr, "{server} refused a link: {bytes}" },
    { EventKind::LinkDenied, "link denied", nullptr, Link, Finding, FromServer, ", times: ", "",
        nullptr, "{other} refused the link that {server} dialled: {bytes}" },
    { EventKind::NeighbourPlain, "plain neighbour", nullptr, Link, Finding, FromServer, {}, {},
        nullptr,
        "If it is another program, mark {other} as external in the profile. {server} sends it plain lines, each over a "
        "connection of its own, because it does not greet" },
    { EventKind::NeighbourObjects, "neighbour objects", nullptr, Link, Finding, FromServer, ", times: ", "",
        "{bytes}", "{other} did not take a line that {server} sent. It answered: {bytes}" },
    { EventKind::NeighbourHolds, "neighbour holds", nullptr, Decision, Detail, FromServer, {}, {},
        "{bytes}", "{other}, asked by {server}, holds this record of {client}: {bytes}" },
    { EventKind::CopiesCirculate, "copies circulate", nullptr, Link, Finding, FromServer, ", ", " a second",
        "copies of {bytes}'s update: {count} a second",
        "Copies of {bytes}'s update keep coming from {other}: {count} a second. {server} passes none of them on" },
    { EventKind::FaultSet, "fault", nullptr, Link, Info, FromServer, {}, {},
        "{bytes}", "You set a fault on what {server} sends to {other}: {bytes}" },
    { EventKind::FaultEnded, "fault ended", nullptr, Link, Info, FromServer, {}, {},
        "{bytes}", "The fault on what {server} sends to {other} ended: {bytes}" },
    { EventKind::RepairSet, "repair", nullptr, Server, Info, ServerAlone, {}, {},
        "{bytes}", "Servers now catch up with repair mode {bytes}" },
    { EventKind::RepairDiffers, "repair differs", nullptr, Link, Finding, FromServer, {}, {},
        "the neighbour's mode is sync, this server's is not; the link is repaired by sync",
        "{other} repairs by sync and {server} does not: their link is repaired by sync" },
    { EventKind::TableFull, "table full", nullptr, Server, Finding, ServerAlone, ", ", " clients known",
        "clients known: {count}; others are refused",
        "{server} has no room for more clients and refuses those that it does not know. Clients known: {count}. "
        "Give it more with --limit clients=N and table-bytes=N" },

    { EventKind::LineReceived, "received", nullptr, Line, Detail, ToServer, {}, {},
        "{bytes}", nullptr },
    { EventKind::LineSent, "sent", nullptr, Line, Detail, FromServer, {}, {},
        "{bytes}", nullptr },
    { EventKind::LineLost, "lost", nullptr, Line, Warning, FromServer, {}, {},
        nullptr, "A line from {server} to {other} did not arrive" },

    { EventKind::Learned, "learned", nullptr, Decision, Detail, ServerAlone, ", goes on to ", "",
        nullptr, nullptr },
    { EventKind::Duplicate, "duplicate", nullptr, Decision, Detail, ServerAlone, {}, {},
        "known here already, goes no further",
        "{server} ignored this: it already holds exactly this location of {client}. What is known goes no further, so "
        "the flood ends" },
    { EventKind::Stale, "stale", nullptr, Decision, Detail, ServerAlone, {}, {},
        "older than the record held here: {bytes}", nullptr },
    { EventKind::Conflict, "conflict", nullptr, Decision, Detail, ServerAlone, {}, {},
        "same timestamp, other content; held now: {bytes}",
        "{server} received a conflicting record of {client} with the same timestamp. Every server keeps the greater one; "
        "it now holds: {bytes}" },
    { EventKind::FutureTime, "future time", nullptr, Decision, Finding, ServerAlone, {}, {},
        "the client's clock is far ahead; newer reports are ignored",
        "{server} accepted a time of {client} that is far ahead of its own clock. Until then nothing older replaces it, "
        "unless the client is forgotten" },
    { EventKind::Forgotten, "forgotten", nullptr, Decision, Info, ServerAlone, {}, {},
        nullptr, "You forgot {client} at {server}" },
    { EventKind::Rejected, "rejected", nullptr, Error, Detail, ServerAlone, {}, {},
        nullptr, "{server} rejected the line" },
    { EventKind::PlacesAsked, "places asked", nullptr, Decision, Detail, ServerAlone, {}, {},
        nullptr, "{server} asked for places near {client}" },
    { EventKind::PlacesAnswered, "places answered", "places found", Decision, Detail, ServerAlone, ", ", "",
        nullptr, nullptr },

    { EventKind::ExternalStarted, "command started", nullptr, Server, Info, ServerAlone, {}, {},
        "{bytes}", "The program of {server}, an external server, was started" },
    { EventKind::ExternalOutput, "prints", nullptr, Server, Info, ServerAlone, {}, {},
        "{bytes}", "{server}, an external server, printed this" },
    { EventKind::ExternalThrottled, "command throttled", nullptr, Server, Warning, ServerAlone, ", ", " lines a second are read",
        nullptr, "The program of {server}, an external server, prints more than {count} lines or 256 KiB a second. It has to wait" },
    { EventKind::ExternalEnded, "command ended", nullptr, Server, Finding, ServerAlone, ", status ", "",
        nullptr, "The program of {server}, an external server, ended" },

    { EventKind::UserConnected, "say connected", "you connected", Client, Detail, FromUser, {}, {},
        nullptr, "You connected to {server}" },
    { EventKind::UserSent, "say sent", "you sent", Line, Detail, FromUser, {}, {},
        "{bytes}", "You sent this to {server}" },
    { EventKind::UserReceived, "say received", "reply received", Line, Detail, ToUser, {}, {},
        "{bytes}", "{server} replied with this" },
    { EventKind::UserEnded, "say ended", "you disconnected", Client, Detail, FromUser, {}, {},
        nullptr, "Your connection to {server} ended" },

    { EventKind::LogDropped, "log dropped", "log file stopped", Server, Finding, ServerAlone, ", ", " lines are missing",
        "{bytes}; lines missing: {count}",
        "A log file cannot be written: {bytes}. Lines missing in it: {count}. The herd carries on" },
    { EventKind::LogResumed, "log resumed", "log file resumed", Server, Info, ServerAlone, ", ", " lines are missing",
        "lines missing in {bytes}: {count}",
        "The log file {bytes} is written again. Lines missing in it: {count}" },
    { EventKind::LogMoved, "log moved", "new log file", Server, Finding, ServerAlone, {}, {},
        "goes on in {bytes}", "The log of {server} goes on in a new file, {bytes}" },
} };

constexpr std::array<ReasonRow, count<Reason>> reasons{ {
    { Reason::None, "" },
    // lines that are not valid
    { Reason::EmptyLine, "empty line" },
    { Reason::UnknownVerb, "unknown command" },
    { Reason::MissingField, "missing field" },
    { Reason::ExtraField, "too many fields" },
    { Reason::BadLocation, "location not of the form +34.07-118.45" },
    { Reason::LatitudeOutOfRange, "latitude beyond 90 degrees" },
    { Reason::LongitudeOutOfRange, "longitude beyond 180 degrees" },
    { Reason::BadTime, "time is not a number of seconds since 1970" },
    { Reason::TimeOutOfRange, "time beyond 9223372035 seconds since 1970, perhaps in milliseconds" },
    { Reason::TimeTooFarAhead, "time too far ahead of the server's clock" },
    { Reason::BadRadius, "radius is not a number" },
    { Reason::RadiusOutOfRange, "radius is not 0 to 50 km" },
    { Reason::BadBound, "bound is not a whole number" },
    { Reason::BoundOutOfRange, "bound is not 0 to 20" },
    { Reason::UnknownClient, "no server has reported this client" },
    { Reason::BadServerName, "not a server of this herd" },
    { Reason::BadDifference, "time difference not of the form +0.263873386" },
    { Reason::LineTooLong, "line too long" },
    { Reason::HttpRequest, "HTTP or TLS, not the herd's protocol" },
    { Reason::TooManyClientsKnown, "no room for another client" },
    { Reason::BadGreeting, "malformed greeting between servers" },
    { Reason::BadLabel, "label is not a whole number" },
    { Reason::OwnNameVisited, "has been here already" },
    { Reason::BadRepairLine, "malformed SYNC, SUMS, HAVE, WANT or FORGET line" },
    { Reason::OtherDialect, "a line of another dialect" },
    { Reason::CopiesKeepComing, "copies of it keep coming" },
    // ends of connections
    { Reason::EndOfInput, "end of input, all answered" },
    { Reason::PeerClosed, "closed by the other end" },
    { Reason::PeerReset, "reset by the other end" },
    { Reason::ServerShutDown, "server stopped" },
    { Reason::IsAServer, "it is a server, not a client" },
    { Reason::ServerFull, "server full" },
    { Reason::FirstLineTimeout, "no line within the time limit" },
    { Reason::LineTimeout, "no line end came within the time limit" },
    { Reason::EndedBySilence, "no line end came; silence ended it" },
    { Reason::IdleTimeout, "idle for too long" },
    { Reason::ReaderTooSlow, "the other end does not read" },
    { Reason::NoRoomForLine, "too much of unfinished lines" },
    { Reason::TooManyFromAddress, "too many connections from its address" },
    { Reason::NoDescriptor, "no file descriptor free" },
    { Reason::Refused, "connection refused" },
    { Reason::Unreachable, "host unreachable" },
    { Reason::ConnectTimeout, "connecting timed out" },
    { Reason::CutByUser, "link cut by the user" },
    { Reason::ReplacedByDuplicate, "replaced by another connection of the same link" },
    { Reason::OneAnswerGiven, "one answer per connection" },
    { Reason::AnsweredAndOpen, "all answered; the server leaves the connection open" },
    { Reason::ConnectionError, "connection failed" },
    // links
    { Reason::NotANeighbour, "not a neighbour" },
    { Reason::SameName, "the other end has this server's name" },
    { Reason::WrongAddressee, "the other end expects another server" },
    { Reason::UnsupportedVersion, "unsupported version" },
    { Reason::OtherHerd, "belongs to another herd" },
    { Reason::GreetingUnknown, "does not know the greeting PEER" },
    { Reason::Unconfirmed, "its listed address does not confirm it" },
    { Reason::WrongKey, "wrong key, or none" },
    { Reason::NotALink, "a server's line, but not from a link" },
    { Reason::LinkIsDown, "link down" },
    { Reason::SilentNeighbour, "neighbour silent for too long" },
    // listening
    { Reason::PortTaken, "port in use" },
    { Reason::PermissionDenied, "permission denied" },
    { Reason::AddressUnavailable, "not an address of this machine" },
    // places
    { Reason::PlacesFailed, "places provider failed" },
    // commands of external servers
    { Reason::CannotBeStarted, "command cannot be started" },
    { Reason::EndedByItself, "exited by itself" },
    { Reason::EndedBySignal, "ended by a signal" },
    // log files
    { Reason::FileRemoved, "the file was removed or replaced" },
    { Reason::FileOfAnother, "another program's file" },
    // what the user does to lines on their way
    { Reason::DroppedByFault, "dropped by a fault" },
    { Reason::DuplicatedByFault, "duplicated by a fault" },
    { Reason::ReorderedByFault, "reordered by a fault" },
    // where a record is from
    { Reason::FromJournal, "from the journal" },
    // what the user forgot
    { Reason::ForgottenByUser, "forgotten by the user" },
    { Reason::NotHeld, "no record was held" },
} };
// clang-format on

template <typename Row, std::size_t n, typename Enum>
constexpr bool isInOrder(const std::array<Row, n> &rows, Enum Row::*key)
{
    for (std::size_t i = 0; i < n; ++i) {
        if (static_cast<std::size_t>(rows[i].*key) != i)
            return false;
    }
    return true;
}

static_assert(isInOrder(kinds, &KindRow::kind), "a kind of event has no row, or its row is at another place");
static_assert(isInOrder(reasons, &ReasonRow::reason), "a reason has no row, or its row is at another place");

} // namespace

std::span<const KindRow> allKinds()
{
    return kinds;
}

std::span<const ReasonRow> allReasons()
{
    return reasons;
}

const KindRow &rowOf(EventKind kind)
{
    return kinds.at(static_cast<std::size_t>(kind));
}

QByteArrayView inWords(EventKind kind)
{
    return rowOf(kind).word;
}

QByteArrayView inWords(Reason reason)
{
    return reasons.at(static_cast<std::size_t>(reason)).words;
}

} // namespace herdcore::observe
