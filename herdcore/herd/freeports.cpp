// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/freeports.h"

#include "herdcore/net/tcplistener.h"

#include <algorithm>

namespace herdcore::herd {

namespace {

constexpr int step = 100;
constexpr int most = 1'000; // ports that are looked at
constexpr int lastPort = 65'535;

} // namespace

bool isPortFree(const QString &address, quint16 port)
{
    const QHostAddress parsed(address);
    return !parsed.isNull() && net::isPortFree(parsed, port);
}

quint16 freePorts(quint16 above, int count, const IsPortFree &isFree)
{
    int free = 0;
    const int first = above + step;
    for (int port = first; port <= std::min(lastPort, first + most - 1); ++port) {
        free = isFree(static_cast<quint16>(port)) ? free + 1 : 0;
        if (free == count)
            return static_cast<quint16>(port - count + 1);
    }
    return 0;
}

} // namespace herdcore::herd
