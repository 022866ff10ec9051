// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/notifierpoller.h"

#include <QMetaObject>

namespace herdcore::net {

void NotifierPoller::DeleteLater::operator()(QSocketNotifier *notifier) const
{
    notifier->setEnabled(false);
    notifier->disconnect();
    notifier->deleteLater();
}

void NotifierPoller::add(int fd, Handler *handler)
{
    m_table.add(fd, handler);
    Notifiers &notifiers = m_notifiers[fd];
    notifiers = {};
    enable(notifiers.trouble, fd, QSocketNotifier::Exception, true);
}

void NotifierPoller::setInterest(int fd, bool readable, bool writable)
{
    HandlerTable::Entry *entry = m_table.find(fd);
    if (!entry || (entry->readable == readable && entry->writable == writable))
        return;
    entry->readable = readable;
    entry->writable = writable;
    Notifiers &notifiers = m_notifiers[fd];
    enable(notifiers.read, fd, QSocketNotifier::Read, readable);
    enable(notifiers.write, fd, QSocketNotifier::Write, writable);
    enable(notifiers.trouble, fd, QSocketNotifier::Exception, !readable && !writable);
}

void NotifierPoller::enable(Notifier &notifier, int fd, QSocketNotifier::Type type, bool on)
{
    if (!on) {
        if (notifier)
            notifier->setEnabled(false);
        return;
    }
    if (!notifier) {
        const HandlerTable::Ticket ticket{ fd, m_table.find(fd)->generation };
        notifier = Notifier(new QSocketNotifier(fd, type));
        QObject::connect(
            notifier.get(), &QSocketNotifier::activated, &m_context, [this, ticket, type] { activated(ticket, type); });
    }
    notifier->setEnabled(true);
}

void NotifierPoller::activated(HandlerTable::Ticket ticket, QSocketNotifier::Type type)
{
    const HandlerTable::Entry *entry = m_table.find(ticket);
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
    m_table.remove(fd);
    m_notifiers.erase(fd);
}

void NotifierPoller::again(int fd)
{
    m_table.wantAgain(fd);
    wakeSoon();
}

void NotifierPoller::wakeSoon()
{
    if (m_wakePosted || !m_table.hasAgain())
        return;
    m_wakePosted = true;
    QMetaObject::invokeMethod(
        &m_context,
        [this] {
            m_wakePosted = false;
            m_table.callAgain(m_table.takeAgain());
        },
        Qt::QueuedConnection);
}

} // namespace herdcore::net
