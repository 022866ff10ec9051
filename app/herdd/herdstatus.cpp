// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/herdstatus.h"

namespace herdd {

using namespace herdcore;
using base::EventKind;

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
        for (const observe::EventView &event : span)
            take(event);
        m_next = base::EventId{ base::number((span.end() - 1)->id) + 1 };
    }
}

void HerdStatus::take(const observe::EventView &event)
{
    m_faults.take(event);
    const End end{ event.server, event.peer };
    if (event.kind == EventKind::ServerListening) {
        const QByteArray where = event.bytes.toByteArray();
        m_ports[event.server] = where.mid(where.lastIndexOf(' ') + 1).toUShort();
        ++m_starts[event.server];
    } else if (event.kind == EventKind::ListenFailed) {
        ++m_starts[event.server];
    } else if (event.kind == EventKind::ServerStopped || event.kind == EventKind::ServerCrashed) {
        m_ports.erase(event.server);
        std::erase_if(m_up, [&event](const End &one) { return one.first == event.server; });
    } else if (event.kind == EventKind::LinkUp) {
        m_up.insert(end);
    } else if (event.kind == EventKind::LinkDown || event.kind == EventKind::LinkCut) {
        m_up.erase(end);
        ++m_downs[end];
    } else if (event.kind == EventKind::FaultSet) {
        ++m_timesSet[base::FaultNumber{ event.count }];
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
