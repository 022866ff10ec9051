// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/eventfields.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/parser.h"
#include "ui/models/eventtext.h"
#include "ui/words.h"

namespace ui {

using namespace herdcore::base;
using herdcore::observe::Entry;
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

// The client's own time is foreign: it may be any second that int64 nanoseconds hold.
QString clientTime(std::int64_t ns)
{
    return QString::fromLatin1(plainSeconds(ns)) + QLatin1Char('\n') + EventText::date(ns);
}

} // namespace

QList<EventField> EventFields::of(const Entry &entry, const HerdState &state)
{
    QList<EventField> fields;
    const EventEnds ends = eventEnds(entry);
    const auto add = [&fields](const QString &name, const QString &value) {
        if (!value.isEmpty())
            fields.append({ name, value });
    };
    add(tr("From"), ends.from.name(state));
    add(tr("To"), ends.to.name(state));
    if (entry.kind == ObservationKind::Learned || entry.kind == ObservationKind::Duplicate
        || entry.kind == ObservationKind::Stale || entry.kind == ObservationKind::Conflict)
        add(tr("Heard from"), EventEnd{ entry.peer, entry.connection }.name(state));
    add(tr("Observed"), EventText::date(entry.wallNs));
    add(tr("Why"), Words::of(entry.reason));
    add(tr("Client"), shown(entry.client));
    if (!entry.client.isEmpty())
        add(tr("Client's time"), clientTime(entry.updateTimeNs));
    if (entry.kind != ObservationKind::Stale
        && entry.kind != ObservationKind::Conflict) // their bytes are another record
        addLine(fields, entry);
    if (entry.connection != ConnectionId::None)
        add(tr("Connection"), QStringLiteral("#%1").arg(number(entry.connection)));
    return fields;
}

void EventFields::addLine(QList<EventField> &fields, const Entry &entry)
{
    using herdcore::protocol::IAmAt;
    using herdcore::protocol::WhatsAt;
    if (entry.bytes.size() > 65'536)
        return;
    // An answer to WHATSAT is an AT line with places under it.
    const qsizetype end = entry.bytes.indexOf('\n');
    const QByteArrayView line = end < 0 ? entry.bytes : entry.bytes.first(end);
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
        if (entry.client.isEmpty())
            fields.append({ tr("Client"), shown(question->client.bytes()) });
        fields.append({ tr("Radius"), tr("%1 km").arg(question->radiusKm) });
        fields.append({ tr("Places"), tr("at most %1").arg(question->bound) });
    }
}

} // namespace ui
