// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/portcheck.h"

#include "herdcore/net/tcplistener.h"

#include <unistd.h>

namespace herdcore::herd {

namespace {

// Turns away whoever connects in that instant.
class Nobody final : public net::Listener::Owner
{
    void onAccepted(int fd) override { ::close(fd); }
};

} // namespace

base::Reason tryPort(const QString &address, quint16 port)
{
    Nobody nobody;
    net::TcpListener listener(nobody);
    return listener.listen(QHostAddress(address), port);
}

} // namespace herdcore::herd
