// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/tablepoller.h"

#include <QSocketNotifier>

#include <memory>

#ifdef Q_OS_LINUX

struct epoll_event;

namespace herdcore::net {

// Every descriptor behind one epoll descriptor behind one QSocketNotifier. Each activation goes on asking epoll until
// nothing is ready, which saves turns of Qt's loop, but not longer than turnNs, so that timers and posted events
// get their turn too.
class EpollPoller final : public TablePoller
{
public:
    EpollPoller();
    ~EpollPoller() override;
    Q_DISABLE_COPY_MOVE(EpollPoller)

    [[nodiscard]] bool isUsable() const { return m_epoll >= 0; } // false: out of descriptors
    void add(int fd, Handler *handler) override;
    void remove(int fd) override;

private:
    void interestChanged(int fd, const HandlerTable::Entry &entry) override;
    void turn() override;
    void serve(const epoll_event &event);
    bool serveReady();
    void control(int operation, int fd, const HandlerTable::Entry &entry) const;

    int m_epoll = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace herdcore::net

#endif
