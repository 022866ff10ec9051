// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"

#include <QHostAddress>

namespace herdcore::net {

// Accepts connections on one explicit address and hands their descriptors on, unread and unwrapped. Never binds all
// addresses unless asked to.
class Listener
{
public:
    class Owner
    {
    public:
        virtual ~Owner() = default;
        virtual void onAccepted(int fd) = 0; // the descriptor is the owner's now
    };

    virtual ~Listener() = default;

    // None when it listens; PortTaken, PermissionDenied, AddressUnavailable, or ConnectionError for what is none of
    // these. Port 0: the system chooses. Ends what it did before.
    [[nodiscard]] virtual base::Reason listen(const QHostAddress &address, quint16 port) = 0;
    virtual void setAccepting(bool on) = 0; // off: callers wait, and do not notice
    virtual void close() = 0; // the port is free at once; also from inside onAccepted
    [[nodiscard]] virtual quint16 port() const = 0; // 0 while not listening
};

} // namespace herdcore::net
