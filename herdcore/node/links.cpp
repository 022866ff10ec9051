// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/links.h"

#include <algorithm>

namespace herdcore::node {

using base::ConnectionId, base::ServerIndex;

Links::Links(base::ServerName self, std::vector<Neighbour> neighbours)
    : m_self(std::move(self))
    , m_neighbours(std::move(neighbours))
    , m_links(m_neighbours.size())
{ }

Links::Decision Links::offer(ServerIndex neighbour, ConnectionId connection, bool weDialled, const QByteArray &bootId)
{
    Link &known = link(neighbour);
    const bool lowerDialled = weDialled == (m_self < this->neighbour(neighbour).name);
    const bool isUp = known.connection != ConnectionId::None;
    if (known.connection != connection && isDuplicate(neighbour, weDialled, bootId))
        return { Verdict::Refused };
    const ConnectionId replaced = isUp && known.connection != connection ? known.connection : ConnectionId::None;
    known.connection = connection;
    known.lowerDialled = lowerDialled;
    known.bootId = bootId;
    return { isUp ? Verdict::Replaced : Verdict::Up, replaced };
}

bool Links::isDuplicate(ServerIndex neighbour, bool weDialled, const QByteArray &bootId) const
{
    const Link *const known = find(neighbour);
    const bool lowerDialled = weDialled == (m_self < this->neighbour(neighbour).name);
    return known && known->connection != ConnectionId::None && known->bootId == bootId && known->lowerDialled
        && !lowerDialled;
}

ServerIndex Links::drop(ConnectionId connection)
{
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        if (m_links[i].dialled == connection)
            m_links[i].dialled = ConnectionId::None;
        if (m_links[i].connection == connection) {
            m_links[i].connection = ConnectionId::None;
            return m_neighbours[i].index;
        }
    }
    return ServerIndex::None;
}

const Neighbour &Links::neighbour(ServerIndex index) const
{
    const auto found = std::find_if(
        m_neighbours.begin(), m_neighbours.end(), [index](const Neighbour &known) { return known.index == index; });
    Q_ASSERT(found != m_neighbours.end());
    return *found;
}

ServerIndex Links::find(const base::ServerName &name) const
{
    const auto found = std::find_if(
        m_neighbours.begin(), m_neighbours.end(), [&name](const Neighbour &n) { return n.name == name; });
    return found == m_neighbours.end() ? ServerIndex::None : found->index;
}

ServerIndex Links::neighbourOn(ConnectionId connection) const
{
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        if (m_links[i].connection == connection)
            return m_neighbours[i].index;
    }
    return ServerIndex::None;
}

ConnectionId Links::connectionOf(ServerIndex neighbour) const
{
    const Link *known = find(neighbour);
    return known ? known->connection : ConnectionId::None;
}

void Links::setPersistent(ServerIndex neighbour, bool isPersistent)
{
    const auto at = &link(neighbour) - m_links.data();
    m_neighbours[static_cast<std::size_t>(at)].isPersistent = isPersistent;
}

bool Links::isUp(ServerIndex neighbour) const
{
    const Link *known = find(neighbour);
    return known && known->connection != ConnectionId::None && !known->isCut;
}

bool Links::isCut(ServerIndex neighbour) const
{
    const Link *known = find(neighbour);
    return known && known->isCut;
}

void Links::dialled(ServerIndex neighbour, ConnectionId connection)
{
    link(neighbour).dialled = connection;
}

ServerIndex Links::dialledTo(ConnectionId connection) const
{
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        if (m_links[i].dialled == connection)
            return m_neighbours[i].index;
    }
    return ServerIndex::None;
}

const Links::Link *Links::find(ServerIndex neighbour) const
{
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        if (m_neighbours[i].index == neighbour)
            return &m_links[i];
    }
    return nullptr;
}

Links::Link &Links::link(ServerIndex neighbour)
{
    const Link *known = find(neighbour);
    Q_ASSERT(known);
    return m_links[static_cast<std::size_t>(known - m_links.data())];
}

} // namespace herdcore::node
