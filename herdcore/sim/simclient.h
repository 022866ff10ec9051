// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/lineconnection.h"
#include "herdcore/sim/simprocess.h"

namespace herdcore::sim {

// A client of one server: sends what it has to say, finishes, and reads what comes until the connection ends. Or a liar
// that says something and keeps the connection.
class SimClient final : private net::LineConnection::Owner
{
public:
    using Heard = std::function<void(const QByteArray &line)>;
    SimClient(SimProcess &process, int server, QByteArray bytes, bool isLiar, Heard heard, std::function<void()> ended);

private:
    void onConnected(net::LineConnection &line) override;
    void onLine(net::LineConnection &, const QByteArray &line) override { m_heard(line); }
    void onLineTooLong(net::LineConnection &line, const QByteArray &) override;
    void onInputEnd(net::LineConnection &line) override;
    void onClosed(net::LineConnection &, base::Reason) override;

    QByteArray m_bytes;
    const bool m_isLiar;
    Heard m_heard;
    std::function<void()> m_ended; // deletes this
    net::LineConnection m_line;
};

} // namespace herdcore::sim
