// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/eventexplanation.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/parser.h"
#include "ui/live/clientlistmodel.h"
#include "ui/live/clock.h"
#include "ui/live/eventtext.h"
#include "ui/live/words.h"

#include <QLocale>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;
using herdcore::observe::EventView;

namespace {

constexpr qsizetype shownBytes = 200;
constexpr qsizetype longestSaying = 65'536;

// As people say it: a ten-thousandth of a degree is about ten metres.
QString place(const herdcore::protocol::Location &location)
{
    return locationText(location.latitude, location.longitude, 4);
}

QString because(const QString &sentence, Reason reason)
{
    if (reason == Reason::None)
        return sentence + QLatin1Char('.');
    return EventExplanation::tr("%1: %2.", "what happened: why").arg(sentence, Words::of(reason));
}

} // namespace

QString EventExplanation::of(const EventView &event, const HerdState &state, const Clock &clock)
{
    if (const QString saying = ofSaying(event, state, clock); !saying.isEmpty())
        return saying;
    const EventEnds ends = eventEnds(event);
    const bool serverIsFrom = ends.from.server == event.server;
    const QString server = state.serverName(event.server);
    const QString other = (serverIsFrom ? ends.to : ends.from).name(state);
    const QString client = escapedText(event.client, shownBytes);
    if (const char *sentence = herdcore::observe::rowOf(event.kind).sentence) {
        const EventText::Values values{ server, other, client.isEmpty() ? tr("a client") : client,
            escapedText(event.bytes, shownBytes), event.count };
        return because(EventText::filled(sentence, values), event.reason);
    }
    if (isLine(event.kind))
        return ofLine(event, server, other);
    if (event.kind == EventKind::Learned)
        return ofLearned(event, server, client);
    return event.kind == EventKind::Stale ? ofStale(event, server, client) : ofPlaces(event, server);
}

// A report, a question or an answer in the words of somebody who was there; empty where the line is none.
QString EventExplanation::ofSaying(const EventView &event, const HerdState &state, const Clock &clock)
{
    const qsizetype end = event.bytes.indexOf('\n');
    const QByteArrayView line = end < 0 ? event.bytes : event.bytes.first(end); // places follow an answer
    if (!isLine(event.kind) || line.size() > longestSaying)
        return {};
    const EventEnds ends = eventEnds(event);
    const QString from = ends.from.name(state);
    const QString to = ends.to.name(state);
    if (const auto record = herdcore::protocol::parseAt(line)) {
        const QString where = tr("%1 was at %2 at %3", "who, where, when")
                                  .arg(escapedText(record->client.bytes(), shownBytes), place(record->location),
                                      clock.moment(record->time.ns));
        return messageKind(event) == MessageKind::Answer ? tr("%1 answers %2: %3.").arg(from, to, where)
            : event.kind == EventKind::LineReceived      ? tr("%1 learns from %2: %3.").arg(to, from, where)
            : event.kind == EventKind::LineSent          ? tr("%1 tells %2: %3.").arg(from, to, where)
                                                         : QString();
    }
    const auto message = herdcore::protocol::parseClientLine(event.bytes);
    if (!message)
        return {};
    if (const auto *report = std::get_if<herdcore::protocol::IAmAt>(&*message))
        return tr("%1 reports %2 at %3, to %4.", "who, where, when, server")
            .arg(escapedText(report->client.bytes(), shownBytes), place(report->location),
                clock.moment(report->time.ns), to);
    const auto &question = std::get<herdcore::protocol::WhatsAt>(*message);
    const QString client = escapedText(question.client.bytes(), shownBytes);
    const QString radius = QLocale(QLocale::English).toString(question.radiusKm);
    return question.bound == 1 ? tr("%1 asks %2 for one place within %3 km of %4.").arg(from, to, radius, client)
                               : tr("%1 asks %2 for up to %3 places within %4 km of %5.")
                                     .arg(from, to, QString::number(question.bound), radius, client);
}

QString EventExplanation::ofLine(const EventView &event, const QString &server, const QString &other)
{
    const bool received = event.kind == EventKind::LineReceived;
    const QString client = event.client.isEmpty() ? tr("a client") : escapedText(event.client, shownBytes);
    switch (messageKind(event)) {
    case MessageKind::Iamat:
        return tr("%1 reports to %2 where %3 is.").arg(other, server, client);
    case MessageKind::Whatsat:
        return tr("%1 asks %2 what is near %3.").arg(other, server, client);
    case MessageKind::Answer:
        return tr("%1 answers %2.").arg(server, other);
    case MessageKind::Flood:
        return received ? tr("%1 learns from %2 where %3 is.").arg(server, other, client)
                        : tr("%1 tells %2 where %3 is.").arg(server, other, client);
    case MessageKind::Error:
        return received ? tr("%1 sent %2 an invalid line.").arg(other, server)
                        : tr("%1 returns the invalid line to %2.").arg(server, other);
    case MessageKind::Heartbeat:
        return received
            ? tr("%1 receives from %2 how many clients it knows, and a sum of what it knows of them.")
                  .arg(server, other)
            : tr("%1 tells %2 how many clients it knows, and a sum of what it knows of them.").arg(server, other);
    case MessageKind::Greeting:
        return received ? tr("%1 receives from %2 a line about who is at the other end.").arg(server, other)
                        : tr("%1 sends %2 a line about who is at the other end.").arg(server, other);
    case MessageKind::Repair:
    case MessageKind::Link:
    case MessageKind::Client:
    case MessageKind::Server:
    case MessageKind::Decision:
        break;
    }
    return received ? tr("%1 receives from %2 a line that compares their records.").arg(server, other)
                    : tr("%1 sends %2 a line that compares their records.").arg(server, other);
}

QString EventExplanation::ofLearned(const EventView &event, const QString &server, const QString &client)
{
    const QString learned = tr("%1 learned where %2 is: it held nothing as new.").arg(server, client);
    return learned + QLatin1Char(' ')
        + (event.count == 0        ? tr("It has nobody else to tell.")
                : event.count == 1 ? tr("It tells one neighbour.")
                                   : tr("It tells %1 neighbours.").arg(event.count));
}

QString EventExplanation::ofStale(const EventView &event, const QString &server, const QString &client)
{
    const auto held = herdcore::protocol::parseAt(event.bytes);
    if (!held || held->time.ns <= event.updateTimeNs)
        return tr("%1 ignored this: it already holds a record of %2 that wins over it.").arg(server, client);
    const QString newer = QString::fromLatin1(plainSeconds(held->time.ns - event.updateTimeNs));
    return tr("%1 ignored this: it already holds a newer location of %2, %3 s newer by the client's own clock "
              "(%4 > %5).")
        .arg(server, client, newer, QString::fromLatin1(plainSeconds(held->time.ns)),
            QString::fromLatin1(plainSeconds(event.updateTimeNs)));
}

QString EventExplanation::ofPlaces(const EventView &event, const QString &server)
{
    return event.reason == Reason::None
        ? tr("%1 received its places. Results: %2.").arg(server, QString::number(event.count))
        : because(tr("%1 received no places").arg(server), event.reason);
}

} // namespace ui
