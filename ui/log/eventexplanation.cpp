// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/eventexplanation.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "herdcore/protocol/dialect.h"
#include "ui/live/eventtext.h"
#include "ui/live/words.h"

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;
using herdcore::observe::EventView;

namespace {

constexpr qsizetype shownBytes = 200;

QString because(const QString &sentence, Reason reason)
{
    if (reason == Reason::None)
        return sentence + QLatin1Char('.');
    return EventExplanation::tr("%1: %2.", "what happened: why").arg(sentence, Words::of(reason));
}

} // namespace

QString EventExplanation::of(const EventView &event, const HerdState &state)
{
    const EventEnds ends = eventEnds(event);
    const bool serverIsFrom = ends.from.server == event.server;
    const QString server = state.serverName(event.server);
    const QString other = (serverIsFrom ? ends.to : ends.from).name(state);
    const QString client = escapedText(event.client, shownBytes);
    if (event.kind == EventKind::ClientConnected)
        return tr("%1 connected to %2.").arg(other, server);
    if (event.kind == EventKind::ClientClosed)
        return because(tr("The connection of %1 with %2 ended").arg(other, server), event.reason);
    if (event.kind >= EventKind::SayConnected && event.kind <= EventKind::SayEnded)
        return ofSay(event, server);
    if (isLine(event.kind))
        return ofLine(event, server, other);
    switch (messageKind(event)) {
    case MessageKind::Link:
        return ofLink(event, server, other);
    case MessageKind::Server:
    case MessageKind::Client:
        return ofServer(event, server);
    case MessageKind::Decision:
    case MessageKind::Error:
    case MessageKind::Iamat:
    case MessageKind::Answer:
    case MessageKind::Flood:
    case MessageKind::Whatsat:
    case MessageKind::Repair:
        return ofDecision(event, server, client);
    }
    return {};
}

QString EventExplanation::ofLine(const EventView &event, const QString &server, const QString &other)
{
    if (event.kind == EventKind::LineLost)
        return because(tr("A line of %1 for %2 did not arrive").arg(server, other), event.reason);
    const bool received = event.kind == EventKind::LineReceived;
    const QString client = event.client.isEmpty() ? tr("a client") : escapedText(event.client, shownBytes);
    switch (messageKind(event)) {
    case MessageKind::Iamat:
        return tr("%1 says to %2 where %3 is.").arg(other, server, client);
    case MessageKind::Whatsat:
        return tr("%1 asks %2 what is near %3.").arg(other, server, client);
    case MessageKind::Answer:
        return tr("%1 answers %2.").arg(server, other);
    case MessageKind::Flood:
        return received ? tr("%1 hears from %2 where %3 is.").arg(server, other, client)
                        : tr("%1 tells %2 where %3 is.").arg(server, other, client);
    case MessageKind::Error:
        return received ? tr("%1 says to %2 what is not a message of the protocol.").arg(other, server)
                        : tr("%1 gives the line back to %2: it is not valid.").arg(server, other);
    case MessageKind::Repair:
    case MessageKind::Link:
    case MessageKind::Client:
    case MessageKind::Server:
    case MessageKind::Decision:
        break;
    }
    return received ? tr("%1 and %2 compare what they hold.").arg(server, other)
                    : tr("%1 compares with %2 what they hold.").arg(server, other);
}

QString EventExplanation::ofDecision(const EventView &event, const QString &server, const QString &client)
{
    if (event.kind == EventKind::Learned) {
        const QString learned = tr("%1 learned where %2 is: it held nothing as new.").arg(server, client);
        return learned + QLatin1Char(' ')
            + (event.count == 0        ? tr("It has nobody else to tell.")
                    : event.count == 1 ? tr("It tells one neighbour.")
                                       : tr("It tells %1 neighbours.").arg(event.count));
    }
    if (event.kind == EventKind::Duplicate)
        return tr(
            "%1 ignored this: it already holds exactly this location of %2. What is known goes no further, so the "
            "flood ends.")
            .arg(server, client);
    if (event.kind == EventKind::Stale)
        return ofStale(event, server, client);
    if (event.kind == EventKind::Conflict)
        return tr("%1 got another content for the same time of %2. The greater record wins, at every server the same; "
                  "it holds now: %3")
            .arg(server, client, escapedText(event.bytes, shownBytes));
    if (event.kind == EventKind::FutureTime)
        return tr("%1 accepted a time of %2 that is far ahead of its own clock. Until then nothing older replaces it.")
            .arg(server, client);
    if (event.kind == EventKind::Rejected)
        return because(tr("%1 found the line not valid").arg(server), event.reason);
    if (event.kind == EventKind::PlacesAsked)
        return tr("%1 asked for places near %2.").arg(server, client.isEmpty() ? tr("a client") : client);
    return event.reason == Reason::None
        ? tr("%1 got its places. Results: %2.").arg(server, QString::number(event.count))
        : because(tr("%1 got no places").arg(server), event.reason);
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

QString EventExplanation::ofLink(const EventView &event, const QString &server, const QString &other)
{
    if (event.kind == EventKind::LinkDialling)
        return tr("%1 tries to reach %2.").arg(server, other);
    if (event.kind == EventKind::LinkUp)
        return tr("%1 has its link to %2.").arg(server, other);
    if (event.kind == EventKind::LinkCut)
        return tr("You cut the link; %1 does not reach %2 until you heal it.").arg(server, other);
    if (event.kind == EventKind::LinkHealed)
        return tr("You healed the link; %1 may reach %2 again.").arg(server, other);
    if (event.kind == EventKind::LinkRefused)
        return because(tr("%1 refused a link").arg(server), event.reason);
    if (event.kind == EventKind::FaultSet)
        return tr("You disturb what %1 sends to %2: %3.").arg(server, other, escapedText(event.bytes, shownBytes));
    if (event.kind == EventKind::FaultEnded)
        return tr("What %1 sends to %2 is disturbed no longer: %3.")
            .arg(server, other, escapedText(event.bytes, shownBytes));
    return because(tr("%1 lost its link to %2").arg(server, other), event.reason);
}

QString EventExplanation::ofServer(const EventView &event, const QString &server)
{
    const QString bytes = escapedText(event.bytes, shownBytes);
    if (event.kind == EventKind::ServerListening)
        return tr("%1 listens on %2.").arg(server, bytes);
    if (event.kind == EventKind::ListenFailed)
        return because(tr("%1 cannot listen on %2").arg(server, bytes), event.reason);
    if (event.kind == EventKind::ServerStopped)
        return tr("%1 stopped. What it held is gone.").arg(server);
    if (event.kind == EventKind::ServerCrashed)
        return tr("%1 crashed, as if killed. What it held is gone.").arg(server);
    if (event.kind == EventKind::ServerFrozen)
        return tr("You froze %1: it does nothing, and its neighbours are not told.").arg(server);
    if (event.kind == EventKind::ServerThawed)
        return tr("%1 goes on where it stood.").arg(server);
    if (event.kind == EventKind::RepairSet)
        return tr("From here on servers catch up by this mode of repair: %1.").arg(bytes);
    if (event.kind == EventKind::JournalRead)
        return tr("%1 begins with what it had written into %2. Records: %3.").arg(server, bytes).arg(event.count);
    if (event.kind == EventKind::JournalDamaged)
        return tr("The end of %1 made no sense and was dropped. Bytes: %2.").arg(bytes).arg(event.count);
    if (event.kind == EventKind::ExternalStarted)
        return tr("The program of %1, an external server, was started.").arg(server);
    if (event.kind == EventKind::ExternalOutput)
        return tr("%1, an external server, printed this.").arg(server);
    if (event.kind == EventKind::ExternalEnded)
        return because(tr("The program of %1, an external server, ended").arg(server), event.reason);
    if (event.kind == EventKind::LogDropped)
        return tr("The log file %1 cannot be written. Lines missing in it: %2. The herd goes on.")
            .arg(bytes, QString::number(event.count));
    return tr("The log file %1 is written again. Lines missing in it: %2.").arg(bytes, QString::number(event.count));
}

QString EventExplanation::ofSay(const EventView &event, const QString &server)
{
    if (event.kind == EventKind::SayConnected)
        return tr("You connected to %1.").arg(server);
    if (event.kind == EventKind::SaySent)
        return tr("You said this to %1.").arg(server);
    if (event.kind == EventKind::SayReceived)
        return tr("%1 told you this.").arg(server);
    return because(tr("Your conversation with %1 ended").arg(server), event.reason);
}

} // namespace ui
