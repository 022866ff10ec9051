// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inject/injectorsnippets.h"

#include <QCoreApplication>

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::Injector", text);
}

QList<Snippet> make()
{
    const QString valid = tr("Valid"), refused = tr("Rejected"), times = tr("Timestamps"),
                  bytes = tr("Encoding and framing");
    const QString iamat = QStringLiteral("IAMAT kiwi +34.068930-118.445127 {now}");
    return {
        { valid, tr("Report a location"), iamat },
        { valid, tr("Ask for places within 10 km"), QStringLiteral("WHATSAT kiwi 10 5") },
        { valid, tr("Tabs, spaces and CRLF"), QStringLiteral("  IAMAT\\tkiwi   +34.068930-118.445127 {now} "),
            LineEnd::CrLf },
        { times, tr("One hour old (stale)"), QStringLiteral("IAMAT kiwi +34.052235-118.243683 {now-3600}") },
        { times, tr("Two days ahead (far future)"), QStringLiteral("IAMAT kiwi +34.052235-118.243683 {now+172800}") },
        { times, tr("Same time, different location (conflict)"),
            QStringLiteral("IAMAT emu +34.0-118.4 1520023934.9\\nIAMAT emu +34.1-118.5 1520023934.9") },
        { refused, tr("Coordinates without a sign"), QStringLiteral("IAMAT kiwi 34.068930-118.445127 {now}") },
        { refused, tr("Latitude out of range"), QStringLiteral("IAMAT kiwi +90.5-118.445127 {now}") },
        { refused, tr("Radius of 51 km"), QStringLiteral("WHATSAT kiwi 51 5") },
        { refused, tr("Bound of 21 places"), QStringLiteral("WHATSAT kiwi 10 21") },
        { refused, tr("Unknown client"), QStringLiteral("WHATSAT nobody-knows-me 10 5") },
        { refused, tr("Verb in lower case"), QStringLiteral("iamat kiwi +34.068930-118.445127 {now}") },
        { refused, tr("Empty line"), QString() },
        { bytes, tr("Client id that is not text"),
            QStringLiteral("IAMAT \\xff\\x00\\x1b[31m +34.068930-118.445127 {now}") },
        { bytes, tr("Client id in UTF-8"),
            QStringLiteral("IAMAT \u00e9tudiant-\U0001F602 +34.068930-118.445127 {now}") },
        { bytes, tr("Two lines in one segment"), iamat % QStringLiteral("\\nWHATSAT kiwi 5 2") },
        { bytes, tr("One line in 12 pieces"), iamat, LineEnd::Lf, 12 },
        { bytes, tr("No line end, half-closed"), iamat, LineEnd::None },
        { bytes, tr("HTTP request"), QStringLiteral("GET / HTTP/1.1\\r\\nHost: localhost\\r\\n\\r") },
    };
}

} // namespace

const QList<Snippet> &shippedSnippets()
{
    static const QList<Snippet> snippets = make();
    return snippets;
}

} // namespace ui
