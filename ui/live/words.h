// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/eventlog.h"
#include "ui/kit/theme.h"

#include <QChar>
#include <QColor>
#include <QCoreApplication>
#include <QString>

namespace ui {

// What an event is to a person who watches messages: coarser than EventKind, which names decisions one by
// one, and finer, for a line's kind is in its first word and its direction. A message travels as the same shape
// everywhere.
enum class MessageKind : unsigned char {
    Iamat, // a client's report; disc
    Answer, // what a client is told; ring
    Flood, // a location between servers; diamond
    Whatsat, // a client's question; triangle
    Error, // a line that is not valid, and its "? " answer; cross
    Repair, // PEER, SYNC, HAVE, WANT between servers; plus
    Link, // a link coming or going
    Client, // a client coming or going
    Server, // a server coming or going
    Decision, // what a server made of a line
};
constexpr int messageKindCount = static_cast<int>(MessageKind::Decision) + 1;

[[nodiscard]] MessageKind messageKind(const herdcore::observe::EventView &event);
// Whether it is a line on the wire, rather than a decision or a coming or going.
[[nodiscard]] bool isLine(herdcore::base::EventKind kind);

// The window's wording of the core's enums. Fragments, lower case, so that they fit into a row and into a sentence.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::Words)
public:
    [[nodiscard]] static QString of(MessageKind kind);
    [[nodiscard]] static QString of(herdcore::base::EventKind kind);
    // Why, as it stands after a colon; empty for None.
    [[nodiscard]] static QString of(herdcore::base::Reason reason);
};

// The shape of the kind as a character, so that a colour never stands alone; and its colour.
[[nodiscard]] QChar kindGlyph(MessageKind kind);
[[nodiscard]] QColor kindColor(const Theme &theme, MessageKind kind);

} // namespace ui
