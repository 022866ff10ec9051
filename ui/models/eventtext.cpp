// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/eventtext.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "ui/words.h"

#include <QDateTime>
#include <QTimeZone>

namespace ui {

using namespace herdcore::base;
using herdcore::observe::Entry;

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

EventEnds eventEnds(const Entry &entry)
{
    const EventEnd self{ entry.server };
    const EventEnd you{ ServerIndex::None, entry.connection, true };
    const EventEnd other
        = entry.peer != ServerIndex::None ? EventEnd{ entry.peer } : EventEnd{ ServerIndex::None, entry.connection };
    switch (entry.kind) {
    case ObservationKind::LineReceived:
    case ObservationKind::ClientConnected:
    case ObservationKind::ClientClosed:
        return { other, self };
    case ObservationKind::LineSent:
    case ObservationKind::LineLost:
    case ObservationKind::LinkDialling:
    case ObservationKind::LinkUp:
    case ObservationKind::LinkDown:
    case ObservationKind::LinkCut:
    case ObservationKind::LinkHealed:
    case ObservationKind::LinkRefused:
    case ObservationKind::FaultSet:
    case ObservationKind::FaultEnded:
        return { self, other };
    case ObservationKind::SayConnected:
    case ObservationKind::SaySent:
    case ObservationKind::SayEnded:
        return { you, self };
    case ObservationKind::SayReceived:
        return { self, you };
    case ObservationKind::ServerListening:
    case ObservationKind::ListenFailed:
    case ObservationKind::ServerStopped:
    case ObservationKind::ServerCrashed:
    case ObservationKind::ServerFrozen:
    case ObservationKind::ServerThawed:
    case ObservationKind::JournalRead:
    case ObservationKind::JournalDamaged:
    case ObservationKind::ForeignStarted:
    case ObservationKind::ForeignOutput:
    case ObservationKind::ForeignEnded:
    case ObservationKind::Learned:
    case ObservationKind::Duplicate:
    case ObservationKind::Stale:
    case ObservationKind::Conflict:
    case ObservationKind::FutureTime:
    case ObservationKind::Rejected:
    case ObservationKind::PlacesAsked:
    case ObservationKind::PlacesAnswered:
    case ObservationKind::LogDropped:
    case ObservationKind::LogResumed:
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

QString EventText::kind(const Entry &entry)
{
    const bool onTheWire = entry.kind == ObservationKind::LineReceived || entry.kind == ObservationKind::LineSent
        || entry.kind == ObservationKind::LineLost;
    if (!onTheWire)
        return Words::of(entry.kind);
    return tr("%1 %2", "kind of message, what became of it").arg(Words::of(messageKind(entry)), Words::of(entry.kind));
}

QString EventText::client(const Entry &entry)
{
    return escapedText(entry.client, rowBytes);
}

QString EventText::learned(const Entry &entry)
{
    return entry.count == 0 ? tr("new here, goes no further")
        : entry.count == 1  ? tr("new here, goes on to one neighbour")
                            : tr("new here, goes on to %1 neighbours").arg(entry.count);
}

QString EventText::row(const Entry &entry)
{
    const QString bytes = escapedText(entry.bytes, rowBytes);
    const QString reason = Words::of(entry.reason);
    switch (entry.kind) {
    case ObservationKind::LineReceived:
    case ObservationKind::LineSent:
    case ObservationKind::SaySent:
    case ObservationKind::SayReceived:
    case ObservationKind::ServerListening:
    case ObservationKind::ForeignStarted:
    case ObservationKind::ForeignOutput:
    case ObservationKind::ClientConnected:
        return bytes;
    case ObservationKind::ForeignEnded:
        return entry.reason == Reason::EndedBySignal ? tr("%1: %2").arg(reason).arg(entry.count)
            : entry.reason == Reason::EndedByItself  ? tr("%1, with status %2").arg(reason).arg(entry.count)
            : entry.reason == Reason::None           ? tr("as it was told to")
                                                     : tr("%1: %2").arg(reason, bytes);
    case ObservationKind::FaultSet:
    case ObservationKind::FaultEnded:
        return bytes;
    case ObservationKind::JournalRead:
        return tr("records: %1, from %2").arg(entry.count).arg(bytes);
    case ObservationKind::JournalDamaged:
        return tr("%1: bytes that made no sense and were dropped: %2").arg(bytes).arg(entry.count);
    case ObservationKind::Learned:
        if (entry.reason == Reason::FromJournal)
            return reason;
        return learned(entry);
    case ObservationKind::Duplicate:
        return tr("known here already, goes no further");
    case ObservationKind::Stale:
        return tr("older than what is held here: %1").arg(bytes);
    case ObservationKind::Conflict:
        return tr("same time, another content; held now: %1").arg(bytes);
    case ObservationKind::FutureTime:
        return tr("the client's clock is far ahead");
    case ObservationKind::PlacesAnswered:
        return reason.isEmpty() ? tr("results: %1").arg(entry.count) : reason;
    case ObservationKind::LogDropped:
    case ObservationKind::LogResumed:
        return tr("lines missing in %1: %2").arg(bytes, QString::number(entry.count));
    default:
        break;
    }
    return reason.isEmpty() ? bytes : bytes.isEmpty() ? reason : tr("%1: %2", "reason: bytes").arg(reason, bytes);
}

} // namespace ui
