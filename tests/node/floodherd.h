// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/herdnode.h"

#include <QByteArrayList>

#include <deque>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <utility>
#include <vector>

namespace herdtest {

using Edges = std::vector<std::pair<int, int>>;

// One server of a herd in memory: lines in, lines for neighbours out.
class FloodServer
{
public:
    struct Sent {
        int to;
        QByteArray line;
    };
    using Outbox = std::vector<Sent>;

    virtual ~FloodServer() = default;
    virtual void receive(const QByteArray &line, int from, Outbox &out) = 0; // from -1: a client
    [[nodiscard]] virtual QByteArrayList table() const = 0; // AT lines, sorted
};

// The real thing. With `knowsSenders` off each line comes on a connection of its own, from nobody knows whom.
class NodeServer final : public FloodServer
{
public:
    NodeServer(int self, const std::set<int> &neighbours, bool knowsSenders);
    void receive(const QByteArray &line, int from, Outbox &out) override;
    [[nodiscard]] QByteArrayList table() const override;

private:
    herdcore::node::HerdNode m_node;
    bool m_knowsSenders;
    std::uint64_t m_lastConnection = 1'000;
};

// What students write: the newest wins, and of equal times the last to arrive.
class LastArrivalServer final : public FloodServer
{
public:
    LastArrivalServer(int self, std::set<int> neighbours);
    void receive(const QByteArray &line, int from, Outbox &out) override;
    [[nodiscard]] QByteArrayList table() const override;

private:
    int m_self;
    std::set<int> m_neighbours;
    std::map<QByteArray, herdcore::protocol::Record> m_held;
};

// Servers joined by FIFO queues, one per direction of a link; whose turn it is is drawn by lot.
class FloodHerd
{
public:
    enum class Kind { Nodes, NodesThatKnowNoSender, LastArrival };
    FloodHerd(int servers, const Edges &edges, unsigned seed, Kind kind = Kind::Nodes);

    void send(int server, const QByteArray &line); // as a client
    void deliver(int lines); // so many lines at most
    void deliverAll() { deliver(1'000'000); }
    [[nodiscard]] bool isQuiet() const { return m_waiting == 0; }

    // Lines between servers about each update ("kiwi 90").
    [[nodiscard]] const std::map<QByteArray, int> &linesPerUpdate() const { return m_linesPerUpdate; }
    [[nodiscard]] QByteArrayList table(int server) const
    {
        return m_servers[static_cast<std::size_t>(server)]->table();
    }
    [[nodiscard]] bool allTablesAgree() const;
    [[nodiscard]] static int linesInAHealthyHerd(int servers, const Edges &edges)
    {
        return 2 * static_cast<int>(edges.size()) - (servers - 1);
    }

private:
    void receive(int server, const QByteArray &line, int from);

    std::vector<std::unique_ptr<FloodServer>> m_servers;
    std::map<std::pair<int, int>, std::deque<QByteArray>> m_queues; // by (from, to)
    std::map<QByteArray, int> m_linesPerUpdate;
    std::mt19937 m_random;
    int m_waiting = 0;
};

} // namespace herdtest
