// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/faultrows.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "herdcore/state/faultlist.h"
#include "ui/live/clientlistmodel.h"

#include <algorithm>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;
using herdcore::profile::LinkProfile;
using herdcore::state::ActiveFault;

namespace {

LinkProfile linkOf(const HerdState &state, ServerIndex from, ServerIndex to)
{
    const auto &links = state.profile().links;
    const auto found = std::find_if(
        links.begin(), links.end(), [&](const LinkProfile &link) { return link.a == from && link.b == to; });
    return found != links.end() ? LinkProfile{ from, to } : LinkProfile{ to, from };
}

FaultRow rowOf(const HerdState &state, const ActiveFault &fault)
{
    FaultRow row;
    row.kind = FaultRow::Kind::Impairment;
    row.link = linkOf(state, fault.from, fault.to);
    row.fromA = fault.from == row.link.a;
    row.fromB = !row.fromA;
    row.number = fault.number;
    row.words = fault.words;
    row.sinceNs = fault.sinceNs;
    if (auto how = impairmentFromWords(fault.words))
        row.how = std::move(how).value();
    return row;
}

void addImpairments(std::vector<FaultRow> &rows, const HerdState &state)
{
    for (const ActiveFault &fault : state.faults().faults()) {
        FaultRow row = rowOf(state, fault);
        // Both directions of one fault stand beside each other in the list.
        if (!rows.empty() && rows.back().isSame(row) && rows.back().words == row.words) {
            rows.back().fromA = rows.back().fromB = true;
            rows.back().sinceNs = std::min(rows.back().sinceNs, row.sinceNs);
        } else {
            rows.push_back(std::move(row));
        }
    }
}

QString counted(int n, const QString &one, const QString &many)
{
    return n == 1 ? one : many.arg(n);
}

} // namespace

bool FaultRow::isSame(const FaultRow &other) const
{
    return kind == other.kind && link == other.link && server == other.server && number == other.number;
}

std::vector<FaultRow> faultRows(const HerdState &state)
{
    std::vector<FaultRow> rows;
    addImpairments(rows, state);
    for (const LinkProfile &link : state.profile().links) {
        if (!state.isCut(link))
            continue;
        FaultRow row;
        row.link = link;
        for (const LinkEnd *end : { &state.linkEnd(link.a, link.b), &state.linkEnd(link.b, link.a) }) {
            if (end->state == LinkEndState::Cut && (row.sinceNs == 0 || end->cutNs < row.sinceNs))
                row.sinceNs = end->cutNs;
        }
        rows.push_back(row);
    }
    for (const ServerIndex server : state.faults().frozen()) {
        FaultRow row;
        row.kind = FaultRow::Kind::Frozen;
        row.server = server;
        row.sinceNs = state.server(server).frozenNs;
        rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(),
        [](const FaultRow &one, const FaultRow &other) { return one.sinceNs < other.sinceNs; });
    return rows;
}

std::vector<FaultRow> impairmentsOf(const HerdState &state, LinkProfile link)
{
    std::vector<FaultRow> rows;
    if (state.isDisturbed(link))
        addImpairments(rows, state);
    std::erase_if(rows, [&link](const FaultRow &row) { return row.link != link; });
    return rows;
}

QString FaultWords::arrow(const HerdState &state, ServerIndex from, ServerIndex to, bool bothWays)
{
    return QStringLiteral("%1 %2 %3")
        .arg(state.serverName(from), bothWays ? QChar(u'\u2194') : QChar(u'\u2192'), state.serverName(to));
}

QString FaultWords::where(const FaultRow &row, const HerdState &state)
{
    if (row.kind == FaultRow::Kind::Frozen)
        return state.serverName(row.server);
    const bool back = row.fromB && !row.fromA;
    return arrow(state, back ? row.link.b : row.link.a, back ? row.link.a : row.link.b, row.fromA && row.fromB);
}

QString FaultWords::what(const FaultRow &row, const HerdState &state)
{
    switch (row.kind) {
    case FaultRow::Kind::Cut:
        return tr("cut");
    case FaultRow::Kind::Frozen:
        return tr("frozen");
    case FaultRow::Kind::Impairment:
        break;
    }
    const QString words = escapedText(row.words, 200);
    if (!row.isHold())
        return words;
    const int waiting = (row.fromA ? state.linkEnd(row.link.a, row.link.b).underWay : 0)
        + (row.fromB ? state.linkEnd(row.link.b, row.link.a).underWay : 0);
    // Right behind the word: what stands further right is the first to be cut off.
    return words.left(4) % QStringLiteral(" (") % counted(waiting, tr("1 waits"), tr("%1 wait")) % u')' % words.mid(4);
}

QString FaultWords::until(const FaultRow &row, std::int64_t nowNs)
{
    if (row.kind == FaultRow::Kind::Frozen)
        return tr("until thawed");
    QStringList ends;
    if (row.how && row.how->lastsNs) {
        const std::int64_t left = row.sinceNs + *row.how->lastsNs - nowNs;
        ends += tr("ends in %1").arg(left < nsPerSecond ? tr("1 s") : ageText(left));
    }
    if (row.how && row.how->lines)
        ends += ends.isEmpty() ? counted(*row.how->lines, tr("ends after 1 line"), tr("ends after %1 lines"))
                               : counted(*row.how->lines, tr("after 1 line"), tr("after %1 lines"));
    return ends.isEmpty() ? tr("until healed") : ends.join(tr(" or "));
}

QString FaultWords::summary(const HerdState &state)
{
    const std::vector<FaultRow> rows = faultRows(state);
    if (rows.empty())
        return {};
    int counts[3] = {};
    for (const FaultRow &row : rows)
        ++counts[static_cast<int>(row.kind)];
    if (rows.size() == 1) {
        const FaultRow &only = rows.front();
        const QString link = state.serverName(only.link.a) % u'\u2013' % state.serverName(only.link.b);
        return only.kind == FaultRow::Kind::Cut ? tr("Link %1 is cut").arg(link)
            : only.kind == FaultRow::Kind::Frozen
            ? tr("%1 is frozen").arg(state.serverName(only.server))
            : tr("1 fault active: %1, %2").arg(where(only, state), what(only, state));
    }
    if (counts[0] == static_cast<int>(rows.size()))
        return tr("%1 links are cut").arg(counts[0]);
    QStringList parts;
    if (counts[0] > 0)
        parts += counted(counts[0], tr("1 link cut"), tr("%1 links cut"));
    if (counts[1] > 0)
        parts += counted(counts[1], tr("1 impairment"), tr("%1 impairments"));
    if (counts[2] > 0)
        parts += counted(counts[2], tr("1 server frozen"), tr("%1 servers frozen"));
    return tr("%1 faults active: %2").arg(rows.size()).arg(parts.join(QStringLiteral(", ")));
}

} // namespace ui
