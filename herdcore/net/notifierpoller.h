// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/tablepoller.h"

#include <QSocketNotifier>

#include <memory>
#include <unordered_map>

namespace herdcore::net {

// Qt's own notifiers for each descriptor: works wherever Qt does, and slows down with the number of connections.
class NotifierPoller final : public TablePoller
{
public:
    NotifierPoller() = default;
    ~NotifierPoller() override = default;
    Q_DISABLE_COPY_MOVE(NotifierPoller)

    void add(int fd, Handler *handler) override;
    void remove(int fd) override;

private:
    // Notifiers may be dropped from inside their own signal.
    struct DeleteLater {
        void operator()(QSocketNotifier *notifier) const;
    };
    using Notifier = std::unique_ptr<QSocketNotifier, DeleteLater>;
    struct Notifiers {
        Notifier read;
        Notifier write;
        Notifier trouble; // errors, while nothing else is asked for
    };

    void interestChanged(int fd, const HandlerTable::Entry &entry) override;
    void turn() override;
    void enable(Notifier &notifier, int fd, QSocketNotifier::Type type, bool on);
    void activated(HandlerTable::Ticket ticket, QSocketNotifier::Type type);

    std::unordered_map<int, Notifiers> m_notifiers;
};

} // namespace herdcore::net
