// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/missedrecords.h"

namespace herdcore::host {

void MissedRecords::add(const base::ClientId &client)
{
    ++m_updates;
    if (m_isAll || !m_clients.insert(client).second)
        return;
    m_bytes += client.bytes().size();
    if (m_clients.size() > maxClients || m_bytes > maxBytes)
        forgetClients(true);
}

void MissedRecords::clear()
{
    forgetClients(false);
    m_updates = 0;
}

void MissedRecords::forgetClients(bool isAll)
{
    m_clients = {};
    m_bytes = 0;
    m_isAll = isAll;
}

} // namespace herdcore::host
