// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/addresslimits.h"
#include "herdcore/host/hostbytes.h"
#include "herdcore/host/hostcore.h"

namespace herdcore::host {

// Who may connect, and from whom nothing more is read for now: it has enough questions that wait for places, it is owed
// something while too much is owed in all, or its address sends too fast. Each waits, and is then read from again.
class Restraints
{
public:
    explicit Restraints(HostCore &core);

    [[nodiscard]] HostBytes &bytes() { return m_bytes; }
    [[nodiscard]] bool areOnAddresses() const { return m_addresses.isOn(); } // otherwise their names do not matter

    // Why one more is turned away, where there are `connections`; None: it is welcome, and counted, in the budget of
    // descriptors too.
    [[nodiscard]] base::Reason enter(const QHostAddress &address, std::size_t connections);
    void leave(HostConnection &connection); // its address; the second time it does nothing

    void afterLine(HostConnection &connection);
    void afterAnswer(HostConnection &connection);
    void readAgain(HostConnection &connection); // if it may be, and is not
    [[nodiscard]] bool mayAskPlaces(const HostConnection &connection); // or its address has asked too often

private:
    [[nodiscard]] bool mayRead(const HostConnection &connection);
    [[nodiscard]] bool isCounted(const HostConnection &connection) const;
    [[nodiscard]] std::int64_t nowNs() const { return m_core.reporter.now().monotonicNs; }

    HostCore &m_core;
    HostBytes m_bytes;
    AddressLimits m_addresses;
};

} // namespace herdcore::host
