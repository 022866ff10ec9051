// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/words.h"

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/grammar.h"
#include "herdcore/protocol/repairlines.h"

#include <algorithm>
#include <array>

namespace ui {

using herdcore::base::EventKind;
using herdcore::base::Reason;
using herdcore::base::ServerIndex;
using herdcore::observe::EventShape;
using herdcore::observe::EventView;
using herdcore::observe::rowOf;

namespace {

bool isGreetingVerb(QByteArrayView verb)
{
    constexpr std::array verbs{ "PEER", "CONFIRM", "CONFIRMED", "PROOF", "REFUSED" };
    return std::any_of(verbs.begin(), verbs.end(), [verb](const char *each) { return verb == QByteArrayView(each); });
}

bool isHeartbeat(QByteArrayView verb, QByteArrayView line)
{
    return verb == QByteArrayView("SYNC") && !line.trimmed().endsWith(QByteArrayView(" more"));
}

MessageKind lineKind(const EventView &event)
{
    const QByteArrayView verb = herdcore::protocol::firstField(event.bytes);
    const bool toClient = event.kind == EventKind::UserReceived
        || (event.kind == EventKind::LineSent && event.peer == ServerIndex::None);
    if (verb == QByteArrayView("?"))
        return MessageKind::Error;
    if (toClient) // an AT line or a line of the places
        return MessageKind::Answer;
    if (verb == QByteArrayView("IAMAT"))
        return MessageKind::Iamat;
    if (verb == QByteArrayView("WHATSAT"))
        return MessageKind::Whatsat;
    if (isHeartbeat(verb, event.bytes))
        return MessageKind::Heartbeat;
    if (herdcore::protocol::isRepairLine(event.bytes))
        return MessageKind::Repair;
    if (isGreetingVerb(verb))
        return MessageKind::Greeting;
    return herdcore::protocol::isFloodVerb(verb) ? MessageKind::Flood : MessageKind::Error;
}

} // namespace

bool isLine(EventKind kind)
{
    return rowOf(kind).shape == EventShape::Line;
}

MessageKind messageKind(const EventView &event)
{
    switch (rowOf(event.kind).shape) {
    case EventShape::Server:
        return MessageKind::Server;
    case EventShape::Client:
        return MessageKind::Client;
    case EventShape::Link:
        return MessageKind::Link;
    case EventShape::Line:
        return lineKind(event);
    case EventShape::Error:
        return MessageKind::Error;
    case EventShape::Decision:
        break;
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
    case MessageKind::Heartbeat: return tr("heartbeat");
    case MessageKind::Greeting: return tr("greeting");
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
    const auto &row = rowOf(kind);
    return translated(row.windowWord ? QByteArrayView(row.windowWord) : row.word);
}

QString Words::of(Reason reason)
{
    return translated(herdcore::observe::inWords(reason));
}

QString Words::translated(QByteArrayView text)
{
    return text.isEmpty() ? QString() : QCoreApplication::translate("events", text.data());
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
    case MessageKind::Heartbeat: return QChar(0x2661); // heart
    case MessageKind::Greeting: return QChar(0x2194); // arrow with two heads
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
    case MessageKind::Heartbeat:
    case MessageKind::Greeting:
    case MessageKind::Client:
    case MessageKind::Server:
    case MessageKind::Decision:
        return theme.mutedText;
    }
    return theme.text;
}

} // namespace ui
