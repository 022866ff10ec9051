// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagesmenu.h"

#include "herdcore/base/escape.h"
#include "ui/live/words.h"
#include "ui/log/messagefilter.h"

namespace ui {

using herdcore::base::number;
using herdcore::observe::EventView;

namespace {

// A line's kind of message; of everything else what happened.
QString kindOf(const EventView &event)
{
    return isLine(event.kind) ? Words::of(messageKind(event)) : Words::of(event.kind);
}

// Short enough for a menu, and no mnemonic in it.
QString inMenu(QString text)
{
    if (text.size() > 40)
        text = text.left(40) + QChar(0x2026);
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString within(const QString &filter)
{
    return QLatin1Char('(') % filter % QLatin1Char(')');
}

} // namespace

void MessagesMenu::addFilters(QMenu &menu, const EventView &event, const herdcore::profile::Profile &profile,
    const QString &current, const Apply &apply)
{
    const QString kind = kindOf(event);
    addOne(menu, tr("Filter by &kind: %1").arg(inMenu(kind)),
        QStringLiteral("kind == ") % MessageFilter::quoted(kind.toUtf8()), current, apply);
    if (!event.client.isEmpty()) {
        addOne(menu, tr("Filter by c&lient: %1").arg(inMenu(herdcore::base::escapedText(event.client))),
            QStringLiteral("client == ") % MessageFilter::quoted(event.client), current, apply);
    }
    const auto server = static_cast<std::size_t>(number(event.server));
    if (number(event.server) >= 0 && server < profile.servers.size()) {
        const QByteArray &name = profile.servers[server].name.bytes();
        addOne(menu, tr("Filter by &server: %1").arg(inMenu(herdcore::base::escapedText(name))),
            QStringLiteral("server == ") % MessageFilter::quoted(name), current, apply);
    }
}

void MessagesMenu::addOne(
    QMenu &menu, const QString &title, const QString &filter, const QString &current, const Apply &apply)
{
    QMenu *sub = menu.addMenu(title);
    const QString opposite = QLatin1Char('!') % within(filter);
    sub->addAction(tr("&Selected"), sub, [apply, filter] { apply(filter); });
    sub->addAction(tr("&Not selected"), sub, [apply, opposite] { apply(opposite); });
    if (current.trimmed().isEmpty())
        return;
    const QString there = within(current);
    sub->addAction(tr("… &and selected"), sub, [=] { apply(QString(there % QLatin1String(" && ") % filter)); });
    sub->addAction(tr("… and n&ot selected"), sub, [=] { apply(QString(there % QLatin1String(" && ") % opposite)); });
    sub->addAction(tr("… &or selected"), sub, [=] { apply(QString(there % QLatin1String(" || ") % filter)); });
}

} // namespace ui
