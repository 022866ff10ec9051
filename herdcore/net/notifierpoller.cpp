// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/notifierpoller.h"

namespace herdcore::net {

void NotifierPoller::DeleteLater::operator()(QSocketNotifier *notifier) const
{
    notifier->setEnabled(false);
    notifier->disconnect();
    notifier->deleteLater();
}

void NotifierPoller::add(int fd, Handler *handler)
{
    table().add(fd, handler);
    Notifiers &notifiers = m_notifiers[fd];
    notifiers = {};
    enable(notifiers.trouble, fd, QSocketNotifier::Exception, true);
}

void NotifierPoller::interestChanged(int fd, const HandlerTable::Entry &entry)
{
    Notifiers &notifiers = m_notifiers[fd];
    enable(notifiers.read, fd, QSocketNotifier::Read, entry.readable);
    enable(notifiers.write, fd, QSocketNotifier::Write, entry.writable);
    enable(notifiers.trouble, fd, QSocketNotifier::Exception, !entry.readable && !entry.writable);
}

void NotifierPoller::enable(Notifier &notifier, int fd, QSocketNotifier::Type type, bool on)
{
    if (!on) {
        if (notifier)
            notifier->setEnabled(false);
        return;
    }
    if (!notifier) {
        const HandlerTable::Ticket ticket{ fd, table().find(fd)->generation };
        notifier = Notifier(new QSocketNotifier(fd, type));
        QObject::connect(
            notifier.get(), &QSocketNotifier::activated, context(), [this, ticket, type] { activated(ticket, type); });
    }
    notifier->setEnabled(true);
}

void NotifierPoller::activated(HandlerTable::Ticket ticket, QSocketNotifier::Type type)
{
    const HandlerTable::Entry *entry = table().find(ticket);
    if (!entry)
        return;
    const bool asked = entry->readable || entry->writable;
    switch (type) {
    case QSocketNotifier::Read:
        if (entry->readable)
            entry->handler->onReadable();
        break;
    case QSocketNotifier::Write:
        if (entry->writable)
            entry->handler->onWritable();
        break;
    case QSocketNotifier::Exception:
        if (!asked)
            entry->handler->onReadable();
        break;
    }
}

void NotifierPoller::remove(int fd)
{
    table().remove(fd);
    m_notifiers.erase(fd);
}

void NotifierPoller::turn()
{
    table().callAgain(table().takeAgain());
}

} // namespace herdcore::net
