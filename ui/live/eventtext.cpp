// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/eventtext.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "ui/live/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;
using herdcore::observe::EventDirection;
using herdcore::observe::EventView;

namespace {

constexpr qsizetype rowBytes = 400; // more than the widest screen shows

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
    switch (herdcore::observe::rowOf(event.kind).direction) {
    case EventDirection::ToServer:
        return { other, self };
    case EventDirection::FromServer:
        return { self, other };
    case EventDirection::FromUser:
        return { you, self };
    case EventDirection::ToUser:
        return { self, you };
    case EventDirection::ServerAlone:
        break;
    }
    return { self, {} };
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
    if (event.kind == EventKind::Learned)
        return event.reason == Reason::FromJournal ? reason : learned(event);
    if (event.kind == EventKind::PlacesAnswered)
        return reason.isEmpty() ? tr("results: %1").arg(event.count) : reason;
    if (event.kind == EventKind::ExternalEnded)
        return event.reason == Reason::EndedBySignal ? tr("%1: %2").arg(reason).arg(event.count)
            : event.reason == Reason::EndedByItself  ? tr("%1, with status %2").arg(reason).arg(event.count)
            : event.reason == Reason::None           ? tr("stopped on request")
                                                     : tr("%1: %2").arg(reason, bytes);
    if (const char *text = herdcore::observe::rowOf(event.kind).row)
        return filled(text, { {}, {}, {}, bytes, event.count });
    return reason.isEmpty() ? bytes : bytes.isEmpty() ? reason : tr("%1: %2", "reason: bytes").arg(reason, bytes);
}

QString EventText::filled(const char *text, const Values &values)
{
    const std::array<std::pair<QLatin1String, QString>, 5> names{ { { QLatin1String("{server}"), values.server },
        { QLatin1String("{other}"), values.other }, { QLatin1String("{client}"), values.client },
        { QLatin1String("{bytes}"), values.bytes }, { QLatin1String("{count}"), QString::number(values.count) } } };
    const QString source = Words::translated(text);
    QString result;
    for (qsizetype i = 0; i < source.size();) {
        const auto here = QStringView(source).sliced(i);
        const auto found = std::find_if(
            names.begin(), names.end(), [here](const auto &name) { return here.startsWith(name.first); });
        result += found == names.end() ? QString(here.front()) : found->second;
        i += found == names.end() ? 1 : found->first.size();
    }
    return result;
}

} // namespace ui
