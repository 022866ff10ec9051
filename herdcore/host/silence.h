// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/lineend.h"
#include "herdcore/host/hostconnection.h"
#include "herdcore/host/hostcore.h"

#include <optional>

namespace herdcore::host {

// What silence makes of bytes without a line end: a neighbour's are a line; a client's are one where its profile says
// so, and only if they are a whole valid request. Other bytes go on waiting for the rest.
//
// A request may look whole before it is: 1520023934.9 may become 1520023934.918. So what comes after one that silence
// has ended is its continuation where both together are a request and the rest alone is none, and counts as that longer
// request: a later time wins, so what was taken too early is corrected. White space up to an LF is its late line end.
class Silence
{
public:
    static constexpr std::int64_t limitNs = 300 * base::nsPerMillisecond; // protocol.md sections 1 and 3

    explicit Silence(const HostCore &core)
        : m_core(core)
    { }

    // More of a line came, and not its end: silence begins anew.
    void onPartial(HostConnection &connection) const;
    // True once after each limit of silence that makes a line of what has come.
    [[nodiscard]] bool endsLine(HostConnection &connection, std::int64_t nowNs) const;
    // The line that is meant by one that has come, and that silence has ended or not. Nothing: it was a late line end.
    [[nodiscard]] std::optional<QByteArray> meant(
        HostConnection &connection, const QByteArray &line, bool isSilent) const;

private:
    [[nodiscard]] bool endsClientsLine(const HostConnection &connection) const;

    const HostCore &m_core;
};

} // namespace herdcore::host
