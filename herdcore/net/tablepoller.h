// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/handlertable.h"
#include "herdcore/net/poller.h"

#include <QObject>

namespace herdcore::net {

// What every poller does alike, however it learns that a descriptor is ready: who is registered and for what, and the
// calls of again(), which arrive in a turn of their own.
class TablePoller : public Poller
{
public:
    TablePoller() = default;
    ~TablePoller() override = default;
    Q_DISABLE_COPY_MOVE(TablePoller)

    void setInterest(int fd, bool readable, bool writable) final;
    void again(int fd) final;

protected:
    // The registration of `fd` wants something else than before.
    virtual void interestChanged(int fd, const HandlerTable::Entry &entry) = 0;
    // Calls those of again(), and may call others that are ready.
    virtual void turn() = 0;

    [[nodiscard]] HandlerTable &table() { return m_table; }
    [[nodiscard]] QObject *context() { return &m_context; } // of connections that end with this poller
    void wakeSoon(); // has turn() called from the event loop, if anyone waits for it

private:
    HandlerTable m_table;
    QObject m_context;
    bool m_isWakePosted = false;
};

} // namespace herdcore::net
