// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/event.h"
#include "herdcore/observe/words.h"
#include "ui/kit/theme.h"

#include <QChar>
#include <QColor>
#include <QCoreApplication>
#include <QString>

namespace ui {

// What an event is to a person who watches messages: coarser than EventKind, which names decisions one by one, and
// finer, for a line's kind is in its first word and its direction. A message has the same shape everywhere.
enum class MessageKind : unsigned char {
    Iamat, // a client's report; disc
    Answer, // a reply to a client; ring
    Flood, // a location between servers; diamond
    Whatsat, // a client's question; triangle
    Error, // a line that is not valid, and its "? " answer; cross
    Repair, // SUMS, HAVE, WANT, FORGET between servers, and a SYNC that asks for more; plus
    Heartbeat, // any other SYNC, which every link carries every ten seconds; a tick on the link
    Greeting, // PEER, CONFIRM, PROOF, REFUSED: who is at the other end; small disc
    Link, // a link coming or going
    Client, // a client coming or going
    Server, // a server coming or going
    Decision, // what a server made of a line
};
constexpr int messageKindCount = static_cast<int>(MessageKind::Decision) + 1;

[[nodiscard]] MessageKind messageKind(const herdcore::observe::EventView &event);
// Whether it is a line on the wire, rather than a decision or a coming or going.
[[nodiscard]] bool isLine(herdcore::base::EventKind kind);

// The core's enums and events in the user's language. Fragments are in lower case, so that they fit into a row and into
// a sentence. The English is in the core's tables (herdcore/observe/words.cpp); translations have the context "events".
class Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::Words)
public:
    [[nodiscard]] static QString of(MessageKind kind);
    [[nodiscard]] static QString of(herdcore::base::EventKind kind);
    // Why, as it stands after a colon; empty for None.
    [[nodiscard]] static QString of(herdcore::base::Reason reason);
    // A text of the core's tables.
    [[nodiscard]] static QString translated(QByteArrayView text);
};

// The shape of the kind as a character, so that a colour never stands alone; and its colour.
[[nodiscard]] QChar kindGlyph(MessageKind kind);
[[nodiscard]] QColor kindColor(const Theme &theme, MessageKind kind);

} // namespace ui
