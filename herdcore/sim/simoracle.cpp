// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simoracle.h"

namespace herdcore::sim {

void SimOracle::learned(int server, const protocol::Record &record)
{
    auto &held = m_held[static_cast<std::size_t>(server)];
    const auto before = held.find(record.client);
    if (before != held.end() && !protocol::wins(record, before->second) && m_problem.isEmpty())
        m_problem = "server " + QByteArray::number(server) + " went back from " + protocol::writeAt(before->second)
            + " to " + protocol::writeAt(record);
    held.insert_or_assign(record.client, record);
}

void SimOracle::forgotten(int server, const protocol::Record &record)
{
    m_held[static_cast<std::size_t>(server)].erase(record.client);
    m_answered.erase(record.client); // a neighbour's newer record may have been forgotten, and an older one come back
    m_forgotten.push_back(record);
}

void SimOracle::broken(const QByteArray &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

void SimOracle::answered(int server, const protocol::Record &record)
{
    const auto &held = m_held[static_cast<std::size_t>(server)];
    const auto own = held.find(record.client);
    if (own == held.end() || !(own->second == record))
        return;
    const auto [known, isNew] = m_answered.try_emplace(record.client, record);
    if (!isNew && protocol::wins(record, known->second))
        known->second = record;
}

QByteArray SimOracle::lost(const node::LocationTable &table) const
{
    for (const auto &[client, record] : m_answered) {
        const auto held = table.find(client);
        if (!held || protocol::wins(record, *held))
            return protocol::writeAt(record);
    }
    return {};
}

QByteArray SimOracle::madeUp(const node::LocationTable &table) const
{
    for (const auto &[client, record] : m_answered) {
        const auto held = table.find(client);
        if (held && !(*held == record))
            return protocol::writeAt(*held);
    }
    return {};
}

QByteArray SimOracle::kept(const node::LocationTable &table) const
{
    for (const protocol::Record &record : m_forgotten) {
        const auto held = table.find(record.client);
        if (held && *held == record)
            return protocol::writeAt(record);
    }
    return {};
}

} // namespace herdcore::sim
