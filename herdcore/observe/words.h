// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"

#include <QByteArrayView>

#include <cstdint>
#include <span>

namespace herdcore::observe {

// What a kind of event is about; its symbol and colour in the window follow from this.
enum class EventShape : std::uint8_t {
    Server, // starts, stops, files and programs of a server
    Client, // a client's connection
    Link, // a link between servers and what is done to it
    Line, // a line on the wire: what it is depends on its first word
    Decision, // what a server made of a line
    Error, // a line that was not valid
};

enum class EventLevel : std::uint8_t {
    Detail, // the traffic: lines, decisions, clients
    Info, // the herd changes
    Warning, // something is not as it should be, and the herd carries on
    Finding, // something that the user should know or do something about
};

// Who does it and to whom. "Other" is the neighbour at the other end, or the client; "user" the injected client.
enum class EventDirection : std::uint8_t { ServerAlone, FromServer, ToServer, FromUser, ToUser };

// All that is said about one kind of event, anywhere. Words are English source text, plain ASCII; the window translates
// them. In `row` and `sentence` {server}, {other}, {client}, {bytes} and {count} stand for the event's own.
struct KindRow {
    base::EventKind kind;
    // One or two words that no other kind has, so that a log file can be searched for them. Scripts do: they stay.
    QByteArrayView word;
    const char *windowWord; // where the window says it otherwise; else null
    EventShape shape;
    EventLevel level;
    EventDirection direction;
    // Before and after the count in a log file; empty where the kind has none.
    QByteArrayView beforeCount;
    QByteArrayView afterCount;
    // What a row of the message table says; null: the reason and the bytes.
    const char *row;
    // What happened, without the full stop, so that a reason can follow. Null where it depends on more than the kind.
    const char *sentence;
};

struct ReasonRow {
    base::Reason reason;
    QByteArrayView words; // a fragment: stands in brackets after the kind, or after a colon; empty for None
};

// Every kind and every reason, in the order of their enums. That none is missing is checked when it is compiled.
[[nodiscard]] std::span<const KindRow> allKinds();
[[nodiscard]] std::span<const ReasonRow> allReasons();

[[nodiscard]] const KindRow &rowOf(base::EventKind kind);

// For log files and terminals.
[[nodiscard]] QByteArrayView inWords(base::EventKind kind);
[[nodiscard]] QByteArrayView inWords(base::Reason reason);

} // namespace herdcore::observe
