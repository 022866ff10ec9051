// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/herdstatus.h"

namespace herdd {

using namespace herdcore;
using base::ObservationKind;

namespace {

template <typename Map, typename Key> int countOf(const Map &map, const Key &key)
{
    const auto found = map.find(key);
    return found == map.end() ? 0 : found->second;
}

} // namespace

void HerdStatus::readOn(const herd::Herd &herd)
{
    for (auto span = herd.log().read(m_next); !span.isEmpty(); span = herd.log().read(m_next)) {
        for (const observe::Entry &entry : span)
            take(entry);
        m_next = base::ObservationId{ base::number((span.end() - 1)->id) + 1 };
    }
}

void HerdStatus::take(const observe::Entry &entry)
{
    m_faults.take(entry);
    const End end{ entry.server, entry.peer };
    if (entry.kind == ObservationKind::ServerListening) {
        const QByteArray where = entry.bytes.toByteArray();
        m_ports[entry.server] = where.mid(where.lastIndexOf(' ') + 1).toUShort();
        ++m_starts[entry.server];
    } else if (entry.kind == ObservationKind::ListenFailed) {
        ++m_starts[entry.server];
    } else if (entry.kind == ObservationKind::ServerStopped || entry.kind == ObservationKind::ServerCrashed) {
        m_ports.erase(entry.server);
        std::erase_if(m_up, [&entry](const End &one) { return one.first == entry.server; });
    } else if (entry.kind == ObservationKind::LinkUp) {
        m_up.insert(end);
    } else if (entry.kind == ObservationKind::LinkDown || entry.kind == ObservationKind::LinkCut) {
        m_up.erase(end);
        ++m_downs[end];
    } else if (entry.kind == ObservationKind::FaultSet) {
        ++m_timesSet[base::FaultNumber{ entry.count }];
    }
}

quint16 HerdStatus::port(ServerIndex server) const
{
    const auto found = m_ports.find(server);
    return found == m_ports.end() ? quint16(0) : found->second;
}

int HerdStatus::downs(End end) const
{
    return countOf(m_downs, end);
}

int HerdStatus::starts(ServerIndex server) const
{
    return countOf(m_starts, server);
}

int HerdStatus::timesSet(base::FaultNumber fault) const
{
    return countOf(m_timesSet, fault);
}

} // namespace herdd
