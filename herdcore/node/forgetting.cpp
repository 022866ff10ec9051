// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/forgetting.h"

#include <utility>

namespace herdcore::node {

using protocol::Holding, protocol::Record;

std::optional<Record> Forgetting::forget(const base::ClientId &client)
{
    std::optional<Record> held = m_table.find(client);
    if (held) {
        m_table.erase(client.bytes());
        remember(ForgottenRecord(protocol::holdingOf(*held)));
    }
    return held;
}

std::vector<Record> Forgetting::forget(const std::vector<Holding> &records)
{
    std::vector<Record> gone;
    for (const Holding &record : records) {
        const StoredRecord *const held = m_table.stored(record.client);
        if (!held || held->timeNs() != record.timeNs || protocol::recordCheck(held->hash()) != record.check)
            continue;
        if (auto forgotten = forget(record.client))
            gone.push_back(std::move(*forgotten));
    }
    return gone;
}

void Forgetting::restore(const ForgottenRecord &record)
{
    std::optional<base::ClientId> client;
    m_table.forEachNamed(record.clientHash, [&](const StoredRecord &held) {
        if (held.timeNs() == record.timeNs && protocol::recordCheck(held.hash()) == record.check)
            client.emplace(held.client().toByteArray());
    });
    if (client)
        m_table.erase(client->bytes());
    remember(record);
}

bool Forgetting::isForgotten(const Record &record) const
{
    return !m_known.empty() && isForgotten(protocol::holdingOf(record));
}

void Forgetting::remember(const ForgottenRecord &record)
{
    if (!m_known.insert(record).second)
        return;
    m_remembered.push_back(record);
    if (m_remembered.size() <= most)
        return;
    m_known.erase(m_remembered.front());
    m_remembered.pop_front();
}

} // namespace herdcore::node
