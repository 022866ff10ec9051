// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/factsheet.h"

#include "ui/live/clientlistmodel.h"
#include "ui/live/faultrows.h"
#include "ui/live/topologywords.h"
#include "ui/live/words.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::FactSheet", text);
}

QString linesText(quint64 lines)
{
    return lines == 1 ? tr("1 line") : tr("%1 lines").arg(lines);
}

QString words(const LinkEnd &end)
{
    const QString text = linkEndWord(end.state);
    const QString why = end.state == LinkEndState::Down ? Words::of(end.reason) : QString();
    return why.isEmpty() ? text : QString(text % QLatin1String(": ") % why);
}

} // namespace

FactSheet FactSheet::ofServer(const HerdState &state, ServerIndex server)
{
    const ServerFacts &facts = state.server(server);
    FactSheet sheet{ tr("Server %1").arg(state.serverName(server)), {} };
    const QString why = facts.reason == Reason::None ? QString() : QLatin1String(": ") % Words::of(facts.reason);
    sheet.facts = {
        { tr("State"), stateWord(facts.shown()) % why },
        { tr("Address"),
            facts.endpoint.isEmpty() ? tr("port %1").arg(state.profile().server(server).port) : facts.endpoint },
        { tr("Clients"), QString::number(facts.clients) },
        { tr("Records"), QString::number(facts.table.size()) },
        { tr("Lines"), tr("%1 in, %2 out, %3 rejected").arg(facts.linesIn).arg(facts.linesOut).arg(facts.rejected) },
    };
    if (const auto &external = state.profile().server(server).external) {
        sheet.facts.insert(sheet.facts.begin() + 1,
            { tr("External"), tr("speaks %1").arg(herdcore::profile::toWord(external->dialect)) });
        if (!external->command.isEmpty())
            sheet.facts.insert(sheet.facts.begin() + 2,
                { tr("Command"), escapedText(external->command.join(QLatin1Char(' ')).toUtf8(), 200) });
    }
    for (const ServerIndex peer : state.profile().neighboursOf(server))
        sheet.facts.emplace_back(tr("Link to %1").arg(state.serverName(peer)), words(state.linkEnd(server, peer)));
    return sheet;
}

FactSheet FactSheet::ofLink(const HerdState &state, herdcore::profile::LinkProfile link)
{
    const QString a = state.serverName(link.a);
    const QString b = state.serverName(link.b);
    const LinkEnd &fromA = state.linkEnd(link.a, link.b);
    const LinkEnd &fromB = state.linkEnd(link.b, link.a);
    FactSheet sheet{ tr("Link %1 \u2013 %2").arg(a, b),
        { { tr("State at %1").arg(a), words(fromA) }, { tr("State at %1").arg(b), words(fromB) },
            { tr("%1 \u2192 %2").arg(a, b), linesText(fromA.linesOut) },
            { tr("%1 \u2192 %2").arg(b, a), linesText(fromB.linesOut) } } };
    for (const FaultRow &row : impairmentsOf(state, link))
        sheet.facts.emplace_back(
            tr("Fault"), tr("%1: %2").arg(FaultWords::where(row, state), FaultWords::what(row, state)));
    return sheet;
}

FactSheet FactSheet::ofSeveral(const HerdState &state, const std::vector<ServerIndex> &servers,
    const std::vector<herdcore::profile::LinkProfile> &links)
{
    QStringList parts;
    if (!servers.empty())
        parts += servers.size() == 1 ? tr("1 server") : tr("%1 servers").arg(servers.size());
    if (!links.empty())
        parts += links.size() == 1 ? tr("1 link") : tr("%1 links").arg(links.size());
    FactSheet sheet{ tr("%1 selected").arg(parts.join(tr(" and "))), {} };
    for (const ServerIndex server : servers)
        sheet.facts.emplace_back(state.serverName(server), stateWord(state.server(server).shown()));
    for (const auto &link : links) {
        const QString a = words(state.linkEnd(link.a, link.b));
        const QString b = words(state.linkEnd(link.b, link.a));
        sheet.facts.emplace_back(tr("%1 \u2013 %2").arg(state.serverName(link.a), state.serverName(link.b)),
            a == b ? a : tr("%1; %2").arg(a, b));
    }
    return sheet;
}

FactSheet FactSheet::ofClient(const HerdState &state, const ClientId &client, const Clock &clock)
{
    FactSheet sheet{ tr("Client %1").arg(escapedText(client.bytes(), 100)), {} };
    const auto found = state.clients().find(client);
    if (found == state.clients().end()) {
        sheet.facts = { { tr("Known by"), tr("no server now") } };
        return sheet;
    }
    const HeldRecord &newest = found->second.newest;
    QStringList knows;
    QStringList older;
    for (size_t i = 0; i < state.profile().servers.size(); ++i) {
        const auto index = ServerIndex(static_cast<qint16>(i));
        const auto held = state.server(index).table.constFind(client);
        if (held != state.server(index).table.constEnd())
            (held->line == newest.line ? knows : older) += state.serverName(index);
    }
    sheet.facts = {
        { tr("Location"), locationText(newest.latitude, newest.longitude) },
        { tr("Reported to"), escapedText(newest.origin.bytes(), 100) },
        { tr("Timestamp"), clock.moment(newest.update.timeNs) },
        { tr("Known by"), knows.isEmpty() ? tr("no server now") : knows.join(QLatin1String(", ")) },
    };
    if (!older.isEmpty())
        sheet.facts.emplace_back(tr("Outdated at"), older.join(QLatin1String(", ")));
    sheet.facts.emplace_back(tr("Record"), escapedText(newest.line, 400));
    return sheet;
}

} // namespace ui
