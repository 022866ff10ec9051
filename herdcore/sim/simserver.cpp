// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simserver.h"

#include "herdcore/protocol/greeting.h"
#include "herdcore/sim/roundingdialect.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <limits>
#include <utility>

namespace herdcore::sim {

using base::nsPerMillisecond, base::ServerIndex;

namespace {

// Nothing is near anywhere.
class NoPlaces final : public places::PlacesSource
{
public:
    void ask(const places::PlacesQuery &, Done done) override { done({ "{}" }); }
};

NoPlaces noPlaces;

// Simulated descriptors cost nothing.
net::DescriptorBudget &plenty()
{
    static net::DescriptorBudget budget(std::numeric_limits<int>::min() / 2);
    return budget;
}

// A folder in memory where there is one: a schedule writes little, but makes and removes files.
QString memoryFolder()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return memory.isWritable() ? memory.filePath() : QDir::tempPath();
}

} // namespace

base::ServerName nameOf(int server)
{
    return base::ServerName("s" + QByteArray::number(server).rightJustified(5, '0'));
}

SimWorld::SimWorld(const Schedule &herdSchedule, const SimOptions &simOptions)
    : schedule(herdSchedule)
    , options(simOptions)
    , oracle(schedule.servers)
    , log(options, oracle, outcome)
    , net(schedule, clock)
    , random(schedule.seed ^ 0x68657264)
    , edges(schedule.edges.size())
    , edgeTo(static_cast<std::size_t>(schedule.servers))
    , outside(net, clock, -1)
{
    for (std::size_t i = 0; i < schedule.edges.size(); ++i) {
        const auto &[a, b] = schedule.edges[i];
        edgeTo[static_cast<std::size_t>(a)][b] = static_cast<int>(i);
        edgeTo[static_cast<std::size_t>(b)][a] = static_cast<int>(i);
    }
    if (schedule.journal)
        journals = std::make_unique<QTemporaryDir>(memoryFolder() + QStringLiteral("/herdscope-sim-XXXXXX"));
    for (int i = 0; i < schedule.servers; ++i)
        servers.push_back(std::make_unique<SimServer>(*this, i));
}

SimWorld::~SimWorld() = default;

bool SimWorld::repairsOtherwise(int index) const
{
    const std::map<int, int> &neighbours = edgeTo[static_cast<std::size_t>(index)];
    return std::none_of(neighbours.begin(), neighbours.end(),
        [this, index](const auto &one) { return one.first < index && repairsOtherwise(one.first); });
}

bool SimWorld::isListed() const
{
    return schedule.seed % 2 == 1 && !schedule.isPerMessage && schedule.legacy < 0;
}

void SimWorld::connect(int toServer, const QByteArray &bytes, bool isLiar)
{
    const std::uint64_t number = ++lastClient;
    const auto heard = [this](const QByteArray &line) {
        if (isListed() && protocol::isGreeting(line))
            oracle.broken("a stranger is greeted as a neighbour: " + line);
    };
    const auto ended = [this, number] {
        clients.erase(number);
    };
    clients[number] = std::make_unique<SimClient>(outside, toServer, bytes, isLiar, heard, ended);
}

SimServer::SimServer(SimWorld &world, int index)
    : m_world(world)
    , m_index(index)
    , m_process(world.net, world.clock, index)
{ }

SimServer::~SimServer() = default;

void SimServer::start()
{
    if (m_host)
        return;
    ++m_runs;
    m_world.oracle.started(m_index);
    m_host = std::make_unique<host::ServerHost>(config(),
        host::HostContext{
            { m_process.sockets.poller(), m_process, m_world.log }, m_process.timers, noPlaces, plenty() });
    if (!m_host->start())
        m_host.reset();
}

// As Engine::stop does it.
void SimServer::stop()
{
    if (!m_host)
        return;
    m_host->stop();
    m_leaving.push_back(std::move(m_host));
    m_world.clock.in(100 * nsPerMillisecond, [this] {
        if (!m_leaving.empty())
            m_leaving.erase(m_leaving.begin());
    });
    end();
}

void SimServer::crash()
{
    if (!m_host)
        return;
    m_host->crash();
    m_host.reset();
    m_process.timers.pauseUntil(0);
    end();
}

void SimServer::end()
{
    if (!m_world.schedule.journal)
        m_world.oracle.forget();
}

void SimServer::atHost(std::function<void(host::ServerHost &)> what)
{
    m_process.timers.post([this, run = m_runs, what = std::move(what)] {
        if (m_host && m_runs == run)
            what(*m_host);
    });
}

host::NeighbourAddress SimServer::neighbour(int index, int edge)
{
    const Schedule &schedule = m_world.schedule;
    const bool isPersistent = !schedule.isPerMessage && m_index != schedule.legacy && index != schedule.legacy;
    const SimWorld::EdgeState &state = m_world.edges[static_cast<std::size_t>(edge)];
    host::NeighbourAddress address{ { static_cast<ServerIndex>(index), nameOf(index), nullptr, isPersistent },
        QHostAddress(QHostAddress::LocalHost), SimSockets::portOf(index), state.isCut, {}, m_world.random.next() };
    for (const host::LinkImpairment &fault : state.faults) {
        if (!fault.how.lines)
            address.faults.push_back(fault);
    }
    return address;
}

protocol::Repair SimServer::repair() const
{
    using protocol::Repair;
    if (!m_world.schedule.mixesRepair)
        return m_world.options.repair;
    return m_world.repairsOtherwise(m_index) ? m_index % 2 == 0 ? Repair::Push : Repair::None : Repair::Sync;
}

host::HostConfig SimServer::config()
{
    const Schedule &schedule = m_world.schedule;
    host::HostConfig config;
    config.server = static_cast<ServerIndex>(m_index);
    config.address = QHostAddress(QHostAddress::LocalHost);
    config.port = SimSockets::portOf(m_index);
    config.limits.neighbourUnsentBytes = schedule.fullBytes;
    config.limits.connections = schedule.connections;
    if (m_world.journals)
        config.journal = m_world.journals->filePath(QString::number(m_index));
    node::NodeConfig &node = config.node;
    node.name = nameOf(m_index);
    node.bootId = QByteArray::number(m_runs);
    node.repair = { repair(), 10 * base::nsPerSecond, m_world.random.next() };
    node.dialect = &protocol::dialect(schedule.dialect);
    if (m_index == schedule.legacy && schedule.legacyRounds)
        node.dialect = &roundingDialect();
    if (schedule.tableBytes > 0)
        node.maxTableBytes = static_cast<std::size_t>(schedule.tableBytes);
    node.admission.secret = node.name.bytes() + ' ' + node.bootId;
    if (m_world.isListed())
        node.admission.speakers = protocol::Speakers::Listed;
    for (const auto &[index, edge] : m_world.edgeTo[static_cast<std::size_t>(m_index)]) {
        config.neighbours.push_back(neighbour(index, edge));
        node.neighbours.push_back(config.neighbours.back().neighbour);
    }
    return config;
}

} // namespace herdcore::sim
