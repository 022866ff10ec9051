// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/handlertable.h"
#include "herdcore/net/poller.h"

#include <QObject>
#include <QSocketNotifier>

#include <memory>

#ifdef Q_OS_LINUX

struct epoll_event;

namespace herdcore::net {

// Every descriptor behind one epoll descriptor behind one QSocketNotifier. Each activation goes on asking epoll until
// nothing is ready, which saves turns of Qt's loop, but not longer than turnNs, so that timers and posted events
// get their turn too.
class EpollPoller final : public Poller
{
public:
    EpollPoller();
    ~EpollPoller() override;
    Q_DISABLE_COPY_MOVE(EpollPoller)

    [[nodiscard]] bool isUsable() const { return m_epoll >= 0; } // false: out of descriptors
    void add(int fd, Handler *handler) override;
    void setInterest(int fd, bool readable, bool writable) override;
    void remove(int fd) override;
    void again(int fd) override;

private:
    void turn();
    void serve(const epoll_event &event);
    bool serveReady();
    void wakeSoon();
    void control(int operation, int fd, const HandlerTable::Entry &event) const;

    int m_epoll = -1;
    HandlerTable m_table;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QObject m_context;
    bool m_wakePosted = false;
};

} // namespace herdcore::net

#endif
