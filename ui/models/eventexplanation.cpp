// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/eventexplanation.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "herdcore/protocol/dialect.h"
#include "ui/models/eventtext.h"
#include "ui/words.h"

namespace ui {

using namespace herdcore::base;
using herdcore::observe::Entry;

namespace {

constexpr qsizetype shownBytes = 200;

QString because(const QString &sentence, Reason reason)
{
    if (reason == Reason::None)
        return sentence + QLatin1Char('.');
    return EventExplanation::tr("%1: %2.", "what happened: why").arg(sentence, Words::of(reason));
}

} // namespace

QString EventExplanation::of(const Entry &entry, const HerdState &state)
{
    const EventEnds ends = eventEnds(entry);
    const bool serverIsFrom = ends.from.server == entry.server;
    const QString server = state.serverName(entry.server);
    const QString other = (serverIsFrom ? ends.to : ends.from).name(state);
    const QString client = escapedText(entry.client, shownBytes);
    if (entry.kind == ObservationKind::ClientConnected)
        return tr("%1 connected to %2.").arg(other, server);
    if (entry.kind == ObservationKind::ClientClosed)
        return because(tr("The connection of %1 with %2 ended").arg(other, server), entry.reason);
    if (entry.kind >= ObservationKind::SayConnected && entry.kind <= ObservationKind::SayEnded)
        return ofSay(entry, server);
    if (isLine(entry.kind))
        return ofLine(entry, server, other);
    switch (messageKind(entry)) {
    case MessageKind::Link:
        return ofLink(entry, server, other);
    case MessageKind::Server:
    case MessageKind::Client:
        return ofServer(entry, server);
    case MessageKind::Decision:
    case MessageKind::Error:
    case MessageKind::Iamat:
    case MessageKind::Answer:
    case MessageKind::Flood:
    case MessageKind::Whatsat:
    case MessageKind::Repair:
        return ofDecision(entry, server, client);
    }
    return {};
}

QString EventExplanation::ofLine(const Entry &entry, const QString &server, const QString &other)
{
    if (entry.kind == ObservationKind::LineLost)
        return because(tr("A line of %1 for %2 did not arrive").arg(server, other), entry.reason);
    const bool received = entry.kind == ObservationKind::LineReceived;
    const QString client = entry.client.isEmpty() ? tr("a client") : escapedText(entry.client, shownBytes);
    switch (messageKind(entry)) {
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

QString EventExplanation::ofDecision(const Entry &entry, const QString &server, const QString &client)
{
    if (entry.kind == ObservationKind::Learned) {
        const QString learned = tr("%1 learned where %2 is: it held nothing as new.").arg(server, client);
        return learned + QLatin1Char(' ')
            + (entry.count == 0        ? tr("It has nobody else to tell.")
                    : entry.count == 1 ? tr("It tells one neighbour.")
                                       : tr("It tells %1 neighbours.").arg(entry.count));
    }
    if (entry.kind == ObservationKind::Duplicate)
        return tr(
            "%1 ignored this: it already holds exactly this location of %2. What is known goes no further, so the "
            "flood ends.")
            .arg(server, client);
    if (entry.kind == ObservationKind::Stale)
        return ofStale(entry, server, client);
    if (entry.kind == ObservationKind::Conflict)
        return tr("%1 got another content for the same time of %2. The greater record wins, at every server the same; "
                  "it holds now: %3")
            .arg(server, client, escapedText(entry.bytes, shownBytes));
    if (entry.kind == ObservationKind::FutureTime)
        return tr("%1 accepted a time of %2 that is far ahead of its own clock. Until then nothing older replaces it.")
            .arg(server, client);
    if (entry.kind == ObservationKind::Rejected)
        return because(tr("%1 found the line not valid").arg(server), entry.reason);
    if (entry.kind == ObservationKind::PlacesAsked)
        return tr("%1 asked for places near %2.").arg(server, client.isEmpty() ? tr("a client") : client);
    return entry.reason == Reason::None
        ? tr("%1 got its places. Results: %2.").arg(server, QString::number(entry.count))
        : because(tr("%1 got no places").arg(server), entry.reason);
}

QString EventExplanation::ofStale(const Entry &entry, const QString &server, const QString &client)
{
    const auto held = herdcore::protocol::parseAt(entry.bytes);
    if (!held || held->time.ns <= entry.updateTimeNs)
        return tr("%1 ignored this: it already holds a record of %2 that wins over it.").arg(server, client);
    const QString newer = QString::fromLatin1(plainSeconds(held->time.ns - entry.updateTimeNs));
    return tr("%1 ignored this: it already holds a newer location of %2, %3 s newer by the client's own clock "
              "(%4 > %5).")
        .arg(server, client, newer, QString::fromLatin1(plainSeconds(held->time.ns)),
            QString::fromLatin1(plainSeconds(entry.updateTimeNs)));
}

QString EventExplanation::ofLink(const Entry &entry, const QString &server, const QString &other)
{
    if (entry.kind == ObservationKind::LinkDialling)
        return tr("%1 tries to reach %2.").arg(server, other);
    if (entry.kind == ObservationKind::LinkUp)
        return tr("%1 has its link to %2.").arg(server, other);
    if (entry.kind == ObservationKind::LinkCut)
        return tr("You cut the link; %1 does not reach %2 until you heal it.").arg(server, other);
    if (entry.kind == ObservationKind::LinkHealed)
        return tr("You healed the link; %1 may reach %2 again.").arg(server, other);
    if (entry.kind == ObservationKind::LinkRefused)
        return because(tr("%1 refused a link").arg(server), entry.reason);
    if (entry.kind == ObservationKind::FaultSet)
        return tr("You disturb what %1 sends to %2: %3.").arg(server, other, escapedText(entry.bytes, shownBytes));
    if (entry.kind == ObservationKind::FaultEnded)
        return tr("What %1 sends to %2 is disturbed no longer: %3.")
            .arg(server, other, escapedText(entry.bytes, shownBytes));
    return because(tr("%1 lost its link to %2").arg(server, other), entry.reason);
}

QString EventExplanation::ofServer(const Entry &entry, const QString &server)
{
    const QString bytes = escapedText(entry.bytes, shownBytes);
    if (entry.kind == ObservationKind::ServerListening)
        return tr("%1 listens on %2.").arg(server, bytes);
    if (entry.kind == ObservationKind::ListenFailed)
        return because(tr("%1 cannot listen on %2").arg(server, bytes), entry.reason);
    if (entry.kind == ObservationKind::ServerStopped)
        return tr("%1 stopped. What it held is gone.").arg(server);
    if (entry.kind == ObservationKind::ServerCrashed)
        return tr("%1 crashed, as if killed. What it held is gone.").arg(server);
    if (entry.kind == ObservationKind::ServerFrozen)
        return tr("You froze %1: it does nothing, and its neighbours are not told.").arg(server);
    if (entry.kind == ObservationKind::ServerThawed)
        return tr("%1 goes on where it stood.").arg(server);
    if (entry.kind == ObservationKind::JournalRead)
        return tr("%1 begins with what it had written into %2. Records: %3.").arg(server, bytes).arg(entry.count);
    if (entry.kind == ObservationKind::JournalDamaged)
        return tr("The end of %1 made no sense and was dropped. Bytes: %2.").arg(bytes).arg(entry.count);
    if (entry.kind == ObservationKind::ForeignStarted)
        return tr("The program of %1, a foreign server, was started.").arg(server);
    if (entry.kind == ObservationKind::ForeignOutput)
        return tr("%1, a foreign server, printed this.").arg(server);
    if (entry.kind == ObservationKind::ForeignEnded)
        return because(tr("The program of %1, a foreign server, ended").arg(server), entry.reason);
    if (entry.kind == ObservationKind::LogDropped)
        return tr("The log file %1 cannot be written. Lines missing in it: %2. The herd goes on.")
            .arg(bytes, QString::number(entry.count));
    return tr("The log file %1 is written again. Lines missing in it: %2.").arg(bytes, QString::number(entry.count));
}

QString EventExplanation::ofSay(const Entry &entry, const QString &server)
{
    if (entry.kind == ObservationKind::SayConnected)
        return tr("You connected to %1.").arg(server);
    if (entry.kind == ObservationKind::SaySent)
        return tr("You said this to %1.").arg(server);
    if (entry.kind == ObservationKind::SayReceived)
        return tr("%1 told you this.").arg(server);
    return because(tr("Your conversation with %1 ended").arg(server), entry.reason);
}

} // namespace ui
