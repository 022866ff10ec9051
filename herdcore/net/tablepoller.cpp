// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/tablepoller.h"

#include <QMetaObject>

namespace herdcore::net {

void TablePoller::setInterest(int fd, bool readable, bool writable)
{
    HandlerTable::Entry *entry = m_table.find(fd);
    if (!entry || (entry->readable == readable && entry->writable == writable))
        return;
    entry->readable = readable;
    entry->writable = writable;
    interestChanged(fd, *entry);
}

void TablePoller::again(int fd)
{
    m_table.wantAgain(fd);
    wakeSoon();
}

void TablePoller::wakeSoon()
{
    if (m_isWakePosted || !m_table.hasAgain())
        return;
    m_isWakePosted = true;
    QMetaObject::invokeMethod(
        &m_context,
        [this] {
            m_isWakePosted = false;
            turn();
        },
        Qt::QueuedConnection);
}

} // namespace herdcore::net
