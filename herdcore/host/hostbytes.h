// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostconfig.h"
#include "herdcore/host/hostconnection.h"

namespace herdcore::host {

// The bytes that all connections of one server hold together, and who has to go when they are too many. Owed is what is
// unsent and what waits for places; unread is what has come of lines that are not complete. With half of what may be
// owed, a client that is owed something is not read from (isTight); beyond the whole, those that are owed most are
// dropped. Of what is unread, reading little at a time is tried first (net::SharedBytes), then the longest half lines
// go.
class HostBytes
{
public:
    explicit HostBytes(const HostLimits &limits);

    [[nodiscard]] net::SharedBytes *shared() { return &m_shared; }
    [[nodiscard]] base::ByteMeter *owed() { return &m_shared.unsent; }
    [[nodiscard]] bool isTight() const { return m_shared.unsent.used() > m_limits.unsentTotalBytes / 2; }

    // Drop as many as must go; calls nobody from inside. They cost nothing while there is room.
    void enforceOwed(HostConnectionTable &connections) const;
    void enforceUnread(HostConnectionTable &connections);

private:
    const HostLimits &m_limits;
    net::SharedBytes m_shared;
    qsizetype m_nextLook = 0; // at half lines; those that are short are not worth a look each time
};

} // namespace herdcore::host
