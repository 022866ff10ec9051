// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace herdcore::base {

// Why. Its words are a row in the table of observe/words.cpp.
enum class Reason : std::uint8_t {
    None,
    // lines that are not valid
    EmptyLine,
    UnknownVerb,
    MissingField,
    ExtraField,
    BadLocation,
    LatitudeOutOfRange,
    LongitudeOutOfRange,
    BadTime,
    TimeOutOfRange,
    TimeTooFarAhead,
    BadRadius,
    RadiusOutOfRange,
    BadBound,
    BoundOutOfRange,
    UnknownClient,
    BadServerName,
    BadDifference,
    LineTooLong,
    HttpRequest,
    TooManyClientsKnown,
    BadGreeting,
    BadLabel,
    OwnNameVisited,
    BadRepairLine,
    OtherDialect, // what it looks like is told
    CopiesKeepComing, // of this update, from its neighbour
    // ends of connections
    EndOfInput, // the other end finished and everything was answered
    PeerClosed,
    PeerReset,
    ServerShutDown,
    IsAServer, // what was taken for a client has greeted as a neighbour
    ServerFull,
    FirstLineTimeout,
    LineTimeout, // bytes came, and no line end
    EndedBySilence, // of a line: no line end came, and it counts all the same
    IdleTimeout,
    ReaderTooSlow,
    NoRoomForLine, // what had come of unfinished lines on all connections was too much
    TooManyFromAddress, // connections
    NoDescriptor, // free for a connection of our own
    Refused, // nobody listens there
    Unreachable,
    ConnectTimeout,
    CutByUser,
    ReplacedByDuplicate,
    OneAnswerGiven,
    AnsweredAndOpen, // a server has answered everything and leaves the connection open
    ConnectionError,
    // links
    NotANeighbour,
    SameName,
    WrongAddressee,
    UnsupportedVersion,
    OtherHerd,
    GreetingUnknown, // the neighbour does not know PEER
    Unconfirmed, // the neighbour, asked where it is listed, does not confirm that it is there
    WrongKey,
    NotALink, // a server's line that does not come from a link
    LinkIsDown,
    SilentNeighbour, // nothing received from it for three periods
    // listening
    PortTaken,
    PermissionDenied,
    AddressUnavailable,
    // places
    PlacesFailed,
    // commands of external servers
    CannotBeStarted,
    EndedByItself,
    EndedBySignal,
    // log files
    FileRemoved,
    FileOfAnother, // another program writes it
    // what the user does to lines on their way
    DroppedByFault,
    DuplicatedByFault,
    ReorderedByFault,
    // where a record is from
    FromJournal,
    // what the user forgot
    ForgottenByUser, // this very record, so it is not learnt again
    NotHeld,

    Count // not a reason: how many there are
};

} // namespace herdcore::base
