// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/eventtext.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "ui/live/words.h"

#include <QDateTime>
#include <QTimeZone>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;
using herdcore::observe::EventView;

namespace {

constexpr qsizetype rowBytes = 400; // more than the widest screen shows

QString micros(std::int64_t wallNs)
{
    return QStringLiteral("%1").arg(wallNs / 1000 % 1'000'000, 6, 10, QLatin1Char('0'));
}

} // namespace

QString EventEnd::name(const HerdState &state) const
{
    if (you)
        return EventText::tr("you");
    if (server != ServerIndex::None)
        return state.serverName(server);
    if (connection == ConnectionId::None)
        return {};
    const QString address = state.clientAddress(connection);
    return address.isEmpty() ? EventText::tr("client #%1").arg(number(connection)) : address;
}

EventEnds eventEnds(const EventView &event)
{
    const EventEnd self{ event.server }, you{ ServerIndex::None, event.connection, true };
    const EventEnd other
        = event.peer != ServerIndex::None ? EventEnd{ event.peer } : EventEnd{ ServerIndex::None, event.connection };
    switch (event.kind) {
    case EventKind::LineReceived:
    case EventKind::ClientConnected:
    case EventKind::ClientClosed:
        return { other, self };
    case EventKind::LineSent:
    case EventKind::LineLost:
    case EventKind::LinkDialling:
    case EventKind::LinkUp:
    case EventKind::LinkDown:
    case EventKind::LinkCut:
    case EventKind::LinkHealed:
    case EventKind::LinkRefused:
    case EventKind::FaultSet:
    case EventKind::FaultEnded:
        return { self, other };
    case EventKind::SayConnected:
    case EventKind::SaySent:
    case EventKind::SayEnded:
        return { you, self };
    case EventKind::SayReceived:
        return { self, you };
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
    case EventKind::Learned:
    case EventKind::Duplicate:
    case EventKind::Stale:
    case EventKind::Conflict:
    case EventKind::FutureTime:
    case EventKind::Rejected:
    case EventKind::PlacesAsked:
    case EventKind::PlacesAnswered:
    case EventKind::LogDropped:
    case EventKind::LogResumed:
        return { self, {} };
    }
    return {};
}

QString EventText::time(std::int64_t wallNs)
{
    const auto moment = QDateTime::fromMSecsSinceEpoch(wallNs / nsPerMillisecond);
    return moment.toString(QStringLiteral("HH:mm:ss.")) + micros(wallNs);
}

QString EventText::date(std::int64_t wallNs)
{
    const auto moment = QDateTime::fromMSecsSinceEpoch(wallNs / nsPerMillisecond, Qt::UTC);
    return moment.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.")) + micros(wallNs) + QStringLiteral(" UTC");
}

QString EventText::kind(const EventView &event)
{
    const bool onTheWire = event.kind == EventKind::LineReceived || event.kind == EventKind::LineSent
        || event.kind == EventKind::LineLost;
    if (!onTheWire)
        return Words::of(event.kind);
    return tr("%1 %2", "kind of message, what became of it").arg(Words::of(messageKind(event)), Words::of(event.kind));
}

QString EventText::client(const EventView &event)
{
    return escapedText(event.client, rowBytes);
}

QString EventText::learned(const EventView &event)
{
    return event.count == 0 ? tr("new here, goes no further")
        : event.count == 1  ? tr("new here, goes on to one neighbour")
                            : tr("new here, goes on to %1 neighbours").arg(event.count);
}

QString EventText::row(const EventView &event)
{
    const QString bytes = escapedText(event.bytes, rowBytes);
    const QString reason = Words::of(event.reason);
    switch (event.kind) {
    case EventKind::LineReceived:
    case EventKind::LineSent:
    case EventKind::SaySent:
    case EventKind::SayReceived:
    case EventKind::ServerListening:
    case EventKind::ExternalStarted:
    case EventKind::ExternalOutput:
    case EventKind::ClientConnected:
        return bytes;
    case EventKind::ExternalEnded:
        return event.reason == Reason::EndedBySignal ? tr("%1: %2").arg(reason).arg(event.count)
            : event.reason == Reason::EndedByItself  ? tr("%1, with status %2").arg(reason).arg(event.count)
            : event.reason == Reason::None           ? tr("as it was told to")
                                                     : tr("%1: %2").arg(reason, bytes);
    case EventKind::FaultSet:
    case EventKind::FaultEnded:
        return bytes;
    case EventKind::JournalRead:
        return tr("records: %1, from %2").arg(event.count).arg(bytes);
    case EventKind::JournalDamaged:
        return tr("%1: bytes that made no sense and were dropped: %2").arg(bytes).arg(event.count);
    case EventKind::Learned:
        if (event.reason == Reason::FromJournal)
            return reason;
        return learned(event);
    case EventKind::Duplicate:
        return tr("known here already, goes no further");
    case EventKind::Stale:
        return tr("older than what is held here: %1").arg(bytes);
    case EventKind::Conflict:
        return tr("same time, another content; held now: %1").arg(bytes);
    case EventKind::FutureTime:
        return tr("the client's clock is far ahead");
    case EventKind::PlacesAnswered:
        return reason.isEmpty() ? tr("results: %1").arg(event.count) : reason;
    case EventKind::LogDropped:
    case EventKind::LogResumed:
        return tr("lines missing in %1: %2").arg(bytes, QString::number(event.count));
    default:
        break;
    }
    return reason.isEmpty() ? bytes : bytes.isEmpty() ? reason : tr("%1: %2", "reason: bytes").arg(reason, bytes);
}

} // namespace ui
