// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the user does to a ServerHost and its links.

#include "herdcore/host/serverhost.h"

namespace herdcore::host {

using base::ObservationKind, base::Reason, base::ServerIndex;

void ServerHost::disturb(ServerIndex neighbour, const GateFault &fault)
{
    observe::Observation observation;
    observation.kind = ObservationKind::FaultSet;
    observation.peer = neighbour;
    observation.count = base::number(fault.number);
    observation.bytes = base::inWords(fault.how);
    observe(std::move(observation));
}

void ServerHost::endFault(ServerIndex neighbour, base::FaultNumber fault)
{
    observe::Observation observation;
    observation.kind = ObservationKind::FaultEnded;
    observation.peer = neighbour;
    observation.count = base::number(fault);
    observe(std::move(observation));
}

void ServerHost::release(ServerIndex, int) { }

void ServerHost::resetLink(ServerIndex neighbour)
{
    for (auto &[id, connection] : m_connections) {
        if (connection.peer == neighbour)
            connection.line->reset(Reason::PeerReset);
    }
}

void ServerHost::freeze() { }

void ServerHost::thaw() { }

} // namespace herdcore::host
