// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/topologywords.h"

#include "ui/live/clock.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "ui/live/faultrows.h"
#include "ui/live/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(ui::Topology)
};

QString counted(qsizetype n, const QString &one, const QString &many)
{
    return n == 1 ? one : many.arg(QLocale(QLocale::English).toString(n));
}

QString clientsWord(int n)
{
    return counted(n, Tr::tr("1 client"), Tr::tr("%1 clients"));
}

QString recordsWord(qsizetype n)
{
    return counted(n, Tr::tr("1 record"), Tr::tr("%1 records"));
}

QString stateSentence(const ServerFacts &facts)
{
    const QString why = Words::of(facts.reason);
    QString text = stateWord(facts.shown());
    if (!facts.isFrozen && !facts.endpoint.isEmpty()
        && (facts.state == ServerState::Listening || facts.state == ServerState::Failed))
        text = facts.state == ServerState::Listening ? Tr::tr("listening on %1").arg(facts.endpoint)
                                                     : Tr::tr("cannot listen on %1").arg(facts.endpoint);
    return why.isEmpty() ? text : text + QStringLiteral(": ") + why;
}

QStringList recordLines(const ServerFacts &facts)
{
    constexpr qsizetype most = 8;
    std::vector<const HeldRecord *> records;
    for (const HeldRecord &record : facts.table)
        records.push_back(&record);
    std::sort(records.begin(), records.end(), [](const HeldRecord *a, const HeldRecord *b) {
        return a->learnedNs != b->learnedNs ? a->learnedNs > b->learnedNs : a->update.client < b->update.client;
    });
    QStringList lines;
    for (const HeldRecord *record : records) {
        if (lines.size() == most) {
            lines << Tr::tr("and %1 more").arg(static_cast<qsizetype>(records.size()) - most);
            break;
        }
        lines << QStringLiteral("%1  %2, %3")
                     .arg(escapedText(record->update.client.bytes(), 30), QString::number(record->latitude, 'f', 4),
                         QString::number(record->longitude, 'f', 4));
    }
    return lines;
}

QString endSentence(const HerdState &state, ServerIndex server, ServerIndex peer)
{
    const LinkEnd &end = state.linkEnd(server, peer);
    if (state.server(server).isExternal)
        return Tr::tr("%1's end is unknown; %2 received from it")
            .arg(state.serverName(server),
                counted(static_cast<qsizetype>(end.linesOut), Tr::tr("1 line"), Tr::tr("%1 lines")));
    QString text = Tr::tr("%1 sees it %2").arg(state.serverName(server), linkEndWord(end.state));
    const QString why = Words::of(end.reason);
    if (end.state != LinkEndState::Up && !why.isEmpty())
        text += QStringLiteral(": ") + why;
    return text
        + Tr::tr("; %1 sent").arg(counted(static_cast<qsizetype>(end.linesOut), Tr::tr("1 line"), Tr::tr("%1 lines")));
}

} // namespace

QString stateWord(ServerState state)
{
    switch (state) {
    case ServerState::Stopped:
        return Tr::tr("stopped");
    case ServerState::Listening:
        return Tr::tr("listening");
    case ServerState::Failed:
        return Tr::tr("failed");
    case ServerState::Crashed:
        return Tr::tr("crashed");
    case ServerState::Elsewhere:
        return Tr::tr("elsewhere");
    case ServerState::Started:
        return Tr::tr("started");
    case ServerState::Reached:
        return Tr::tr("answers");
    case ServerState::Silent:
        return Tr::tr("no answer");
    case ServerState::Frozen:
        return Tr::tr("frozen");
    }
    return {};
}

QString stateAndPort(const ServerFacts &facts, quint16 profilePort)
{
    // The port it really has; the profile's while it has none.
    const quint16 port = facts.port ? facts.port : profilePort;
    return stateWord(facts.shown()) + QStringLiteral(" :") + QString::number(port);
}

QString countWords(const ServerFacts &facts)
{
    if (facts.isExternal)
        return Tr::tr("external") + QStringLiteral(" \u00b7 ") + recordsWord(facts.table.size());
    return clientsWord(facts.clients) + QStringLiteral(" \u00b7 ") + recordsWord(facts.table.size());
}

QStringList typicalCardLines()
{
    return { QStringLiteral("\u25cf ") + stateWord(ServerState::Listening) + QStringLiteral(" :12205"),
        clientsWord(10) + QStringLiteral(" \u00b7 ") + recordsWord(10) };
}

QString linkEndWord(LinkEndState state)
{
    switch (state) {
    case LinkEndState::Down:
        return Tr::tr("down");
    case LinkEndState::Dialling:
        return Tr::tr("dialling");
    case LinkEndState::Up:
        return Tr::tr("up");
    case LinkEndState::Cut:
        return Tr::tr("cut");
    case LinkEndState::Unknown:
        return Tr::tr("unknown");
    }
    return {};
}

QString serverTip(const HerdState &state, ServerIndex server)
{
    const ServerFacts &facts = state.server(server);
    const QLocale locale(QLocale::English);
    QStringList lines{ state.serverName(server) + QStringLiteral(", ") + stateSentence(facts), countWords(facts),
        Tr::tr("%1 lines in, %2 out, %3 rejected")
            .arg(locale.toString(facts.linesIn), locale.toString(facts.linesOut), locale.toString(facts.rejected)) };
    if (facts.isExternal)
        lines << Tr::tr("An external server that speaks %1; as far as is known:")
                     .arg(herdcore::profile::toWord(state.profile().server(server).external->dialect));
    return (lines + recordLines(facts)).join(QLatin1Char('\n'));
}

QString linkTip(const HerdState &state, herdcore::profile::LinkProfile link)
{
    QStringList lines{ Tr::tr("Link %1 - %2").arg(state.serverName(link.a), state.serverName(link.b)),
        endSentence(state, link.a, link.b), endSentence(state, link.b, link.a) };
    for (const FaultRow &row : impairmentsOf(state, link))
        lines << Tr::tr("Fault on %1: %2").arg(FaultWords::where(row, state), FaultWords::what(row, state));
    return lines.join(QLatin1Char('\n'));
}

QString herdDescription(const HerdState &state)
{
    const auto &profile = state.profile();
    QStringList sentences;
    for (std::size_t i = 0; i < profile.servers.size(); ++i) {
        const ServerIndex server{ static_cast<std::int16_t>(i) };
        sentences << Tr::tr("%1 %2, %3")
                         .arg(state.serverName(server), stateWord(state.server(server).shown()),
                             countWords(state.server(server)));
    }
    for (const auto &link : profile.links)
        sentences << Tr::tr("link %1 %2, %3 %4")
                         .arg(state.serverName(link.a), linkEndWord(state.linkEnd(link.a, link.b).state),
                             state.serverName(link.b), linkEndWord(state.linkEnd(link.b, link.a).state));
    for (const FaultRow &row : faultRows(state)) {
        if (row.kind == FaultRow::Kind::Impairment)
            sentences << Tr::tr("fault on %1: %2").arg(FaultWords::where(row, state), FaultWords::what(row, state));
    }
    return sentences.join(QStringLiteral(". "));
}

QString notReachedWords()
{
    return Tr::tr("not reached");
}

QString hopsWords(const UpdateSummary::Reached &reached)
{
    return reached.hops == 0 ? Tr::tr("first") : counted(reached.hops, Tr::tr("1 hop"), Tr::tr("%1 hops"));
}

QString reachedWords(const UpdateSummary::Reached &reached)
{
    if (reached.hops == 0)
        return hopsWords(reached);
    return hopsWords(reached) + QLatin1String(", ") + durationText(reached.afterNs);
}

QString updateName(const UpdateKey &update)
{
    return escapedText(update.client.bytes(), 40) + QStringLiteral(" @ ")
        + QString::fromLatin1(plainSeconds(update.timeNs));
}

QString readingWords()
{
    return Tr::tr("reading the log\u2026");
}

QString pulseWords(int perSecond, double travelMs)
{
    const int underWay = std::max(1, qRound(perSecond * travelMs / 1000));
    const QLocale locale(QLocale::English);
    return Tr::tr("\u00d7%1 \u00b7 %2/s").arg(locale.toString(underWay), locale.toString(perSecond));
}

QString heldWords(int lines)
{
    return Tr::tr("\u00d7%1").arg(QLocale(QLocale::English).toString(lines));
}

QString samplingWords(int messagesPerSecond)
{
    return Tr::tr("showing pulses: %1 messages/s").arg(QLocale(QLocale::English).toString(messagesPerSecond));
}

QString notRunningWords(bool hasRun)
{
    return hasRun ? Tr::tr("All servers are stopped. Press Start all to start them again.")
                  : Tr::tr("Herd not started. Press Start all.");
}

} // namespace ui
