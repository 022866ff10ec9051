// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/node/floodherd.h"

#include "herdcore/protocol/parser.h"

#include <algorithm>

namespace herdtest {

using namespace herdcore;
using base::ConnectionId, base::EventId, base::ServerIndex, base::ServerName;

namespace {

constexpr base::Moment now{ 0, 100 * base::nsPerSecond };

ServerName nameOf(int server)
{
    return ServerName("server" + QByteArray::number(server));
}

ConnectionId linkTo(int neighbour)
{
    return ConnectionId(static_cast<std::uint64_t>(neighbour) + 1);
}

node::NodeConfig configOf(int self, const std::set<int> &neighbours, bool persistent)
{
    node::NodeConfig config;
    config.name = nameOf(self);
    config.bootId = "b";
    for (const int neighbour : neighbours)
        config.neighbours.push_back({ static_cast<ServerIndex>(neighbour), nameOf(neighbour), nullptr, persistent });
    return config;
}

QByteArray updateOf(const QByteArray &line)
{
    const auto record = protocol::parseAt(line);
    return record ? record->client.bytes() + ' ' + record->time.text : QByteArray("not a record: " + line);
}

} // namespace

NodeServer::NodeServer(int self, const std::set<int> &neighbours, bool knowsSenders)
    : m_node(configOf(self, neighbours, knowsSenders))
    , m_knowsSenders(knowsSenders)
{
    node::Effects effects;
    for (const int neighbour : neighbours) {
        if (knowsSenders)
            m_node.onLine(linkTo(neighbour), "PEER 1 " + nameOf(neighbour).bytes() + ' ' + nameOf(self).bytes() + " b",
                now, EventId::None, effects);
    }
}

void NodeServer::receive(const QByteArray &line, int from, Outbox &out)
{
    const bool isOnLink = m_knowsSenders && from >= 0;
    const ConnectionId connection = isOnLink ? linkTo(from) : ConnectionId(++m_lastConnection);
    node::Effects effects;
    m_node.onLine(connection, line, now, EventId::None, effects);
    if (!isOnLink)
        m_node.onClosed(connection, base::Reason::PeerClosed, effects);
    for (const node::Effect &effect : effects) {
        if (const auto *send = std::get_if<node::SendToNeighbour>(&effect))
            out.push_back({ base::number(send->neighbour), send->line });
    }
}

QByteArrayList NodeServer::table() const
{
    QByteArrayList lines;
    m_node.table().forEach(
        [&lines](const node::StoredRecord &record) { lines.append(protocol::writeAt(record.borrowed())); });
    std::sort(lines.begin(), lines.end());
    return lines;
}

LastArrivalServer::LastArrivalServer(int self, std::set<int> neighbours)
    : m_self(self)
    , m_neighbours(std::move(neighbours))
{ }

void LastArrivalServer::receive(const QByteArray &line, int from, Outbox &out)
{
    QByteArray at = line;
    if (line.startsWith("IAMAT"))
        at = "AT " + nameOf(m_self).bytes() + " +1" + line.mid(5);
    const auto record = protocol::parseAt(at);
    const auto held = m_held.find(record->client.bytes());
    if (held != m_held.end() && (held->second == *record || held->second.time.ns > record->time.ns))
        return;
    m_held.insert_or_assign(record->client.bytes(), *record);
    for (const int neighbour : m_neighbours) {
        if (neighbour != from)
            out.push_back({ neighbour, at });
    }
}

QByteArrayList LastArrivalServer::table() const
{
    QByteArrayList lines;
    for (const auto &[client, record] : m_held)
        lines.append(protocol::writeAt(record));
    return lines;
}

FloodHerd::FloodHerd(int servers, const Edges &edges, unsigned seed, Kind kind)
    : m_random(seed)
{
    std::vector<std::set<int>> neighbours(static_cast<std::size_t>(servers));
    for (const auto &[a, b] : edges) {
        neighbours[static_cast<std::size_t>(a)].insert(b);
        neighbours[static_cast<std::size_t>(b)].insert(a);
    }
    for (int i = 0; i < servers; ++i) {
        const std::set<int> &ours = neighbours[static_cast<std::size_t>(i)];
        if (kind == Kind::LastArrival)
            m_servers.push_back(std::make_unique<LastArrivalServer>(i, ours));
        else
            m_servers.push_back(std::make_unique<NodeServer>(i, ours, kind == Kind::Nodes));
    }
}

void FloodHerd::send(int server, const QByteArray &line)
{
    receive(server, line, -1);
}

void FloodHerd::deliver(int lines)
{
    for (; lines > 0 && m_waiting > 0; --lines) {
        std::vector<std::pair<int, int>> ready;
        for (const auto &[link, queue] : m_queues) {
            if (!queue.empty())
                ready.push_back(link);
        }
        const auto [from, to] = ready[m_random() % ready.size()];
        std::deque<QByteArray> &queue = m_queues[{ from, to }];
        const QByteArray line = queue.front();
        queue.pop_front();
        --m_waiting;
        receive(to, line, from);
    }
}

bool FloodHerd::allTablesAgree() const
{
    return std::all_of(
        m_servers.begin(), m_servers.end(), [&](const auto &one) { return one->table() == m_servers[0]->table(); });
}

void FloodHerd::receive(int server, const QByteArray &line, int from)
{
    FloodServer::Outbox out;
    m_servers[static_cast<std::size_t>(server)]->receive(line, from, out);
    for (const FloodServer::Sent &sent : out) {
        m_queues[{ server, sent.to }].push_back(sent.line);
        ++m_waiting;
        ++m_linesPerUpdate[updateOf(sent.line)];
    }
}

} // namespace herdtest
