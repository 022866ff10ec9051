// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/updatesummary.h"

#include "ui/live/clock.h"

#include <QCoreApplication>

namespace ui {

QString summaryText(const UpdateSummary &summary)
{
    const auto tr = [](const char *text, int n = -1) {
        return QCoreApplication::translate("UpdateSummary", text, nullptr, n);
    };
    if (summary.isNothingNew())
        return summary.older > 0 ? tr("older than what the server holds: it changes nothing and goes no further")
                                 : tr("the server holds it already: it goes no further");
    const QString sends = summary.sends == 1 ? tr("1 send") : tr("%1 sends").arg(summary.sends);
    const QString hops = summary.hops == 1 ? tr("1 hop") : tr("%1 hops").arg(summary.hops);
    QString text = tr("%1, %2 useful, %3 redundant").arg(sends).arg(summary.useful).arg(summary.redundant);
    if (summary.lost > 0)
        text += tr(", %1 lost").arg(summary.lost);
    if (summary.onTheWay() > 0)
        text += tr(", %1 on the way").arg(summary.onTheWay());
    return text
        + tr("; reached %1 of %2 in %3, %4")
              .arg(summary.reached.size())
              .arg(summary.servers)
              .arg(hops, durationText(summary.tookNs));
}

} // namespace ui
