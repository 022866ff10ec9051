// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/words.h"

#include "herdcore/protocol/grammar.h"

namespace ui {

using herdcore::base::EventKind;
using herdcore::base::Reason;
using herdcore::base::ServerIndex;
using herdcore::observe::EventView;

namespace {

bool isRepairVerb(QByteArrayView verb)
{
    return verb == QByteArrayView("PEER") || verb == QByteArrayView("SYNC") || verb == QByteArrayView("SUMS")
        || verb == QByteArrayView("HAVE") || verb == QByteArrayView("WANT");
}

bool isLocationVerb(QByteArrayView verb)
{
    return verb == QByteArrayView("AT") || verb == QByteArrayView("FLOODING") || verb == QByteArrayView("UPDATE");
}

MessageKind lineKind(const EventView &event)
{
    const QByteArrayView verb = herdcore::protocol::firstField(event.bytes);
    const bool toClient = event.kind == EventKind::SayReceived
        || (event.kind == EventKind::LineSent && event.peer == ServerIndex::None);
    if (verb == QByteArrayView("?"))
        return MessageKind::Error;
    if (toClient) // an AT line or a line of places
        return MessageKind::Answer;
    if (verb == QByteArrayView("IAMAT"))
        return MessageKind::Iamat;
    if (verb == QByteArrayView("WHATSAT"))
        return MessageKind::Whatsat;
    if (isRepairVerb(verb))
        return MessageKind::Repair;
    return isLocationVerb(verb) ? MessageKind::Flood : MessageKind::Error;
}

} // namespace

bool isLine(EventKind kind)
{
    return kind == EventKind::LineReceived || kind == EventKind::LineSent || kind == EventKind::LineLost
        || kind == EventKind::SaySent || kind == EventKind::SayReceived;
}

MessageKind messageKind(const EventView &event)
{
    switch (event.kind) {
    case EventKind::ServerListening:
    case EventKind::ListenFailed:
    case EventKind::ServerStopped:
    case EventKind::ServerCrashed:
    case EventKind::ServerFrozen:
    case EventKind::ServerThawed:
    case EventKind::RepairSet:
    case EventKind::JournalRead:
    case EventKind::JournalDamaged:
    case EventKind::ExternalStarted:
    case EventKind::ExternalOutput:
    case EventKind::ExternalEnded:
    case EventKind::LogDropped:
    case EventKind::LogResumed:
        return MessageKind::Server;
    case EventKind::ClientConnected:
    case EventKind::ClientClosed:
    case EventKind::SayConnected:
    case EventKind::SayEnded:
        return MessageKind::Client;
    case EventKind::LinkDialling:
    case EventKind::LinkUp:
    case EventKind::LinkDown:
    case EventKind::LinkCut:
    case EventKind::LinkHealed:
    case EventKind::LinkRefused:
    case EventKind::FaultSet:
    case EventKind::FaultEnded:
        return MessageKind::Link;
    case EventKind::LineReceived:
    case EventKind::LineSent:
    case EventKind::LineLost:
    case EventKind::SaySent:
    case EventKind::SayReceived:
        return lineKind(event);
    case EventKind::Learned:
    case EventKind::Duplicate:
    case EventKind::Stale:
    case EventKind::Conflict:
    case EventKind::FutureTime:
    case EventKind::PlacesAsked:
    case EventKind::PlacesAnswered:
        return MessageKind::Decision;
    case EventKind::Rejected:
        return MessageKind::Error;
    }
    return MessageKind::Decision;
}

QString Words::of(MessageKind kind)
{
    // clang-format off
    switch (kind) {
    case MessageKind::Iamat: return QStringLiteral("IAMAT");
    case MessageKind::Answer: return tr("answer");
    case MessageKind::Flood: return tr("flood");
    case MessageKind::Whatsat: return QStringLiteral("WHATSAT");
    case MessageKind::Error: return tr("error");
    case MessageKind::Repair: return tr("repair");
    case MessageKind::Link: return tr("link");
    case MessageKind::Client: return tr("client");
    case MessageKind::Server: return tr("server");
    case MessageKind::Decision: return tr("decision");
    }
    // clang-format on
    return {};
}

QString Words::of(EventKind kind)
{
    // clang-format off
    switch (kind) {
    case EventKind::ServerListening: return tr("listening");
    case EventKind::ListenFailed: return tr("cannot listen");
    case EventKind::ServerStopped: return tr("stopped");
    case EventKind::ServerCrashed: return tr("crashed");
    case EventKind::ServerFrozen: return tr("frozen");
    case EventKind::ServerThawed: return tr("thawed");
    case EventKind::JournalRead: return tr("journal read");
    case EventKind::JournalDamaged: return tr("journal damaged");
    case EventKind::ClientConnected: return tr("connected");
    case EventKind::ClientClosed: return tr("closed");
    case EventKind::LinkDialling: return tr("dialling");
    case EventKind::LinkUp: return tr("link up");
    case EventKind::LinkDown: return tr("link down");
    case EventKind::LinkCut: return tr("link cut");
    case EventKind::LinkHealed: return tr("link healed");
    case EventKind::LinkRefused: return tr("link refused");
    case EventKind::FaultSet: return tr("fault");
    case EventKind::FaultEnded: return tr("fault ended");
    case EventKind::RepairSet: return tr("repair");
    case EventKind::LineReceived: return tr("received");
    case EventKind::LineSent: return tr("sent");
    case EventKind::LineLost: return tr("lost");
    case EventKind::Learned: return tr("learned");
    case EventKind::Duplicate: return tr("duplicate");
    case EventKind::Stale: return tr("stale");
    case EventKind::Conflict: return tr("conflict");
    case EventKind::FutureTime: return tr("future time");
    case EventKind::Rejected: return tr("rejected");
    case EventKind::PlacesAsked: return tr("places asked");
    case EventKind::PlacesAnswered: return tr("places found");
    case EventKind::ExternalStarted: return tr("command started");
    case EventKind::ExternalOutput: return tr("prints");
    case EventKind::ExternalEnded: return tr("command ended");
    case EventKind::SayConnected: return tr("you connected");
    case EventKind::SaySent: return tr("you said");
    case EventKind::SayReceived: return tr("you were told");
    case EventKind::SayEnded: return tr("you left");
    case EventKind::LogDropped: return tr("log file stopped");
    case EventKind::LogResumed: return tr("log file resumed");
    }
    // clang-format on
    return {};
}

QString Words::of(Reason reason)
{
    // clang-format off
    switch (reason) {
    case Reason::None: return {};
    case Reason::EmptyLine: return tr("the line is empty");
    case Reason::UnknownVerb: return tr("it begins with no word of the protocol");
    case Reason::MissingField: return tr("a field is missing");
    case Reason::ExtraField: return tr("there is a field too many");
    case Reason::BadLocation: return tr("the location is not two signed numbers like +34.07-118.45");
    case Reason::LatitudeOutOfRange: return tr("the latitude is beyond 90 degrees");
    case Reason::LongitudeOutOfRange: return tr("the longitude is beyond 180 degrees");
    case Reason::BadTime: return tr("the time is not a number of seconds since 1970");
    case Reason::TimeOutOfRange: return tr("the time is beyond 9223372035");
    case Reason::BadRadius: return tr("the radius is not a number");
    case Reason::RadiusOutOfRange: return tr("the radius is not 0 to 50 km");
    case Reason::BadBound: return tr("the bound is not a whole number");
    case Reason::BoundOutOfRange: return tr("the bound is not 0 to 20");
    case Reason::UnknownClient: return tr("no server has reported this client");
    case Reason::BadServerName: return tr("it names no server of this herd");
    case Reason::BadDifference: return tr("the time difference is not a number like +0.263873386");
    case Reason::LineTooLong: return tr("the line is too long");
    case Reason::HttpRequest: return tr("this is a web browser's request, not the herd's protocol");
    case Reason::TooManyClientsKnown: return tr("the server has no room for another client");
    case Reason::BadGreeting: return tr("it is not a greeting between servers");
    case Reason::BadLabel: return tr("the label is not a whole number");
    case Reason::OwnNameVisited: return tr("it has been here already");
    case Reason::BadRepairLine: return tr("it is not a right SYNC, SUMS, HAVE or WANT");
    case Reason::EndOfInput: return tr("it finished and was answered");
    case Reason::PeerClosed: return tr("the other end closed");
    case Reason::PeerReset: return tr("the other end reset the connection");
    case Reason::ServerShutDown: return tr("the server stopped");
    case Reason::ServerFull: return tr("the server is full");
    case Reason::FirstLineTimeout: return tr("no line came in time");
    case Reason::LineTimeout: return tr("a line was begun and not finished in time");
    case Reason::IdleTimeout: return tr("nothing came for too long");
    case Reason::ReaderTooSlow: return tr("it does not read what it is sent");
    case Reason::Refused: return tr("nobody listens there");
    case Reason::Unreachable: return tr("there is no way to it");
    case Reason::ConnectTimeout: return tr("connecting took too long");
    case Reason::CutByUser: return tr("you cut the link");
    case Reason::ReplacedByDuplicate: return tr("another connection of the same link stays");
    case Reason::OneAnswerGiven: return tr("this herd gives one answer per connection");
    case Reason::ConnectionError: return tr("the connection failed");
    case Reason::NotANeighbour: return tr("the other end is not a neighbour");
    case Reason::SameName: return tr("the other end has this server's own name");
    case Reason::WrongAddressee: return tr("the other end means another server");
    case Reason::UnsupportedVersion: return tr("the other end speaks another version");
    case Reason::LinkIsDown: return tr("the link is down");
    case Reason::SilentNeighbour: return tr("nothing was heard of it for too long");
    case Reason::PortTaken: return tr("the port is in use");
    case Reason::PermissionDenied: return tr("permission was denied");
    case Reason::AddressUnavailable: return tr("the address is not one of this machine's");
    case Reason::PlacesFailed: return tr("the source of places failed");
    case Reason::CannotBeStarted: return tr("the command cannot be started");
    case Reason::EndedByItself: return tr("it ended by itself");
    case Reason::EndedBySignal: return tr("a signal ended it");
    case Reason::DroppedByFault: return tr("a fault dropped it");
    case Reason::DuplicatedByFault: return tr("a fault doubled it");
    case Reason::ReorderedByFault: return tr("a fault let it overtake");
    case Reason::FromJournal: return tr("from the journal");
    }
    // clang-format on
    return {};
}

QChar kindGlyph(MessageKind kind)
{
    // clang-format off
    switch (kind) {
    case MessageKind::Iamat: return QChar(0x25CF); // disc
    case MessageKind::Answer: return QChar(0x25CB); // ring
    case MessageKind::Flood: return QChar(0x25C6); // diamond
    case MessageKind::Whatsat: return QChar(0x25B2); // triangle
    case MessageKind::Error: return QChar(0x2715); // cross
    case MessageKind::Repair: return QChar(0x271A); // plus
    case MessageKind::Link: return QChar(0x21C4); // two arrows
    case MessageKind::Client: return QChar(0x25CE); // bullseye
    case MessageKind::Server: return QChar(0x25A0); // square
    case MessageKind::Decision: return QChar(0x25B8); // small arrow head
    }
    // clang-format on
    return {};
}

QColor kindColor(const Theme &theme, MessageKind kind)
{
    switch (kind) {
    case MessageKind::Iamat:
    case MessageKind::Whatsat:
    case MessageKind::Flood:
        return theme.text;
    case MessageKind::Answer:
        return theme.good;
    case MessageKind::Error:
        return theme.bad;
    case MessageKind::Repair:
    case MessageKind::Link:
        return theme.warning;
    case MessageKind::Client:
    case MessageKind::Server:
    case MessageKind::Decision:
        return theme.mutedText;
    }
    return theme.text;
}

} // namespace ui
