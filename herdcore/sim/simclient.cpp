// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simclient.h"

#include <limits>
#include <utility>

namespace herdcore::sim {

namespace {

net::ConnectionLimits withoutLimits()
{
    net::ConnectionLimits limits;
    limits.lineBytes = 1024 * 1024;
    limits.unsentBytes = limits.unsentBytesSlow = std::numeric_limits<qsizetype>::max();
    limits.lingerNs = 0;
    return limits;
}

} // namespace

SimClient::SimClient(
    SimProcess &process, int server, QByteArray bytes, bool isLiar, Heard heard, std::function<void()> ended)
    : m_bytes(std::move(bytes))
    , m_isLiar(isLiar)
    , m_heard(std::move(heard))
    , m_ended(std::move(ended))
    , m_line(base::ConnectionId{ 1 }, QHostAddress(QHostAddress::LocalHost), SimSockets::portOf(server),
          process.sockets.poller(), process, withoutLimits(), *this)
{ }

void SimClient::onConnected(net::LineConnection &line)
{
    line.send(std::exchange(m_bytes, {}));
    if (!m_isLiar)
        line.shutdownWriting();
}

void SimClient::onLineTooLong(net::LineConnection &line, const QByteArray &)
{
    line.closeWhenSent(base::Reason::LineTooLong);
}

void SimClient::onInputEnd(net::LineConnection &line)
{
    line.closeWhenSent(base::Reason::EndOfInput);
}

void SimClient::onClosed(net::LineConnection &, base::Reason)
{
    const auto ended = std::move(m_ended);
    ended();
}

} // namespace herdcore::sim
