// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/eventfields.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/parser.h"
#include "ui/live/eventtext.h"
#include "ui/live/words.h"

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;
using herdcore::observe::EventView;
using herdcore::protocol::Location;

namespace {

constexpr qsizetype shownBytes = 300;

QString shown(QByteArrayView bytes)
{
    return escapedText(bytes, shownBytes);
}

QString degrees(const Location &location)
{
    return QStringLiteral("%1, %2").arg(location.latitude, 0, 'f', 6).arg(location.longitude, 0, 'f', 6);
}

// The client's own time is external: it may be any second that int64 nanoseconds hold.
QString clientTime(std::int64_t ns, const Clock &clock)
{
    return QString::fromLatin1(plainSeconds(ns)) + QLatin1Char('\n') + clock.moment(ns, 6);
}

} // namespace

QList<EventField> EventFields::of(const EventView &event, const HerdState &state, const Clock &clock)
{
    QList<EventField> fields;
    const EventEnds ends = eventEnds(event);
    const auto add = [&fields](const QString &name, const QString &value) {
        if (!value.isEmpty())
            fields.append({ name, value });
    };
    add(tr("From"), ends.from.name(state));
    add(tr("To"), ends.to.name(state));
    if (event.kind == EventKind::Learned || event.kind == EventKind::Duplicate || event.kind == EventKind::Stale
        || event.kind == EventKind::Conflict)
        add(tr("Heard from"), EventEnd{ event.peer, event.connection }.name(state));
    add(tr("Observed"), clock.moment(event.wallNs, 6));
    add(tr("Why"), Words::of(event.reason));
    add(tr("Client"), shown(event.client));
    if (!event.client.isEmpty())
        add(tr("Client's time"), clientTime(event.updateTimeNs, clock));
    if (event.kind != EventKind::Stale && event.kind != EventKind::Conflict) // their bytes are another record
        addLine(fields, event);
    if (event.connection != ConnectionId::None)
        add(tr("Connection"), QStringLiteral("#%1").arg(number(event.connection)));
    return fields;
}

void EventFields::addLine(QList<EventField> &fields, const EventView &event)
{
    using herdcore::protocol::IAmAt;
    using herdcore::protocol::WhatsAt;
    if (event.bytes.size() > 65'536)
        return;
    // An answer to WHATSAT is an AT line with places under it.
    const qsizetype end = event.bytes.indexOf('\n');
    const QByteArrayView line = end < 0 ? event.bytes : event.bytes.first(end);
    if (const auto record = herdcore::protocol::parseAt(line)) {
        fields.append({ tr("Reported to"), shown(record->origin.bytes()) });
        fields.append({ tr("Clock difference"), tr("%1 s").arg(shown(record->difference)) });
        fields.append({ tr("Location"), degrees(record->location) });
        return;
    }
    const auto message = herdcore::protocol::parseClientLine(line);
    if (!message)
        return;
    if (const auto *report = std::get_if<IAmAt>(&*message)) {
        fields.append({ tr("Location"), degrees(report->location) });
    } else if (const auto *question = std::get_if<WhatsAt>(&*message)) {
        if (event.client.isEmpty())
            fields.append({ tr("Client"), shown(question->client.bytes()) });
        fields.append({ tr("Radius"), tr("%1 km").arg(question->radiusKm) });
        fields.append({ tr("Places"), tr("at most %1").arg(question->bound) });
    }
}

} // namespace ui
