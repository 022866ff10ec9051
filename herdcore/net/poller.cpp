// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/poller.h"

#include "herdcore/net/epollpoller.h"
#include "herdcore/net/notifierpoller.h"
#include "herdcore/net/sockets.h"

#include <QtGlobal>

namespace herdcore::net {

Poller::Poller()
    : Poller(systemSockets())
{ }

std::unique_ptr<Poller> Poller::create(Kind kind)
{
#ifdef Q_OS_LINUX
    if (kind == Kind::Best && qgetenv("HERDSCOPE_POLLER") != "notifier") {
        auto poller = std::make_unique<EpollPoller>();
        if (poller->isUsable())
            return poller;
    }
#else
    Q_UNUSED(kind)
#endif
    return std::make_unique<NotifierPoller>();
}

} // namespace herdcore::net
