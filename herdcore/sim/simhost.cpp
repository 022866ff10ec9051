// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simhost.h"

#include "herdcore/sim/lastarrivaldialect.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <utility>

namespace herdcore::sim {

using base::ConnectionId, base::EventId, base::EventKind, base::nsPerMillisecond, base::Reason, base::ServerIndex;

namespace {

constexpr std::int64_t secondNs = base::nsPerSecond;
constexpr std::int64_t beginWallNs = 1'000 * secondNs;
constexpr std::int64_t firstLineNs = 30 * secondNs; // the host's limit for one who is dialled and sends nothing
constexpr std::uint64_t firstClient = 1ULL << 40; // ids below it are connections between servers
constexpr std::uint64_t firstOneShot = 1ULL << 41;

} // namespace

SimWorld::SimWorld(const Schedule &herdSchedule, const SimOptions &simOptions, SimNet::Owner &owner)
    : schedule(herdSchedule)
    , options(simOptions)
    , net(schedule, clock, owner)
    , random(schedule.seed ^ 0x68657264)
    , oracle(schedule.servers)
    , neighbours(static_cast<std::size_t>(schedule.servers))
{
    for (const auto &[a, b] : schedule.edges) {
        neighbours[static_cast<std::size_t>(a)].insert(b);
        neighbours[static_cast<std::size_t>(b)].insert(a);
    }
    for (int i = 0; i < schedule.servers; ++i)
        hosts.push_back(std::make_unique<SimHost>(*this, i));
}

SimWorld::~SimWorld() = default;

SimHost::SimHost(SimWorld &world, int server)
    : m_world(world)
    , m_server(server)
{ }

void SimHost::start()
{
    if (m_node)
        return;
    trace("starts");
    ++m_runs;
    m_timerNs = -1;
    m_links.clear();
    m_node = std::make_unique<node::HerdNode>(config());
    m_world.oracle.started(m_server);
    for (const protocol::Record &record : m_journal) {
        m_node->restore(record);
        m_world.oracle.learned(m_server, *table().find(record.client));
    }
    if (m_server == m_world.schedule.legacy)
        return;
    // The lower name dials; the other dials once, soon, so that nobody waits for a back-off to end.
    for (const int neighbour : m_world.neighbours[static_cast<std::size_t>(m_server)]) {
        const std::int64_t delayNs = dials(neighbour) ? nsPerMillisecond : 150 * nsPerMillisecond;
        inRun(m_world.clock.nowNs() + delayNs, [this, neighbour] { dial(neighbour); });
    }
}

void SimHost::crash()
{
    if (!m_node)
        return;
    trace("crashes");
    m_journal.clear();
    if (m_world.schedule.journal) {
        for (const protocol::Record &record : table().records())
            m_journal.push_back(record);
    } else {
        m_world.oracle.forget();
    }
    m_node.reset();
    m_pausedUntilNs = 0;
    m_world.net.serverDied(m_server);
}

void SimHost::send(const QByteArray &line)
{
    feedClient(ConnectionId{ firstClient + ++m_world.lastClient }, line);
}

void SimHost::feedClient(ConnectionId client, const QByteArray &line)
{
    feed([this, client, line](node::HerdNode &node, node::Effects &effects) {
        node.onLine(client, line, moment(), EventId::None, effects);
        node.onInputEnd(client, moment(), effects);
        node.onClosed(client, Reason::EndOfInput, effects);
    });
}

void SimHost::inRun(std::int64_t atNs, std::function<void()> act)
{
    m_world.clock.at(atNs, [this, run = m_runs, act = std::move(act)] {
        if (m_runs == run)
            act();
    });
}

bool SimHost::dials(int neighbour) const
{
    return m_server < neighbour || neighbour == m_world.schedule.legacy;
}

void SimHost::dial(int neighbour)
{
    Link &link = m_links[neighbour];
    link.isDue = false;
    if (!isAlive() || link.isUnderWay || link.bound != ConnectionId::None)
        return;
    link.isUnderWay = true;
    ++link.tries;
    m_world.net.dial(m_server, neighbour);
}

// 0.25 s doubling to 8 s, with jitter.
void SimHost::dialLater(int neighbour)
{
    Link &link = m_links[neighbour];
    const bool isLegacy = m_server == m_world.schedule.legacy;
    if (!isAlive() || isLegacy || !dials(neighbour) || (link.isDue && link.tries > 0))
        return;
    link.isDue = true;
    const std::int64_t step
        = link.tries == 0 ? 2 * nsPerMillisecond : std::min(8 * secondNs, (secondNs / 4) << std::min(link.tries, 5));
    const std::int64_t waitNs = step / 2 + m_world.random.between(0, step / 2);
    inRun(m_world.clock.nowNs() + waitNs, [this, neighbour] { dial(neighbour); });
}

void SimHost::redial(int neighbour)
{
    m_links[neighbour].tries = 0;
    dialLater(neighbour);
}

void SimHost::feed(const Input &input)
{
    if (!m_node)
        return;
    if (m_pausedUntilNs > m_world.clock.nowNs())
        return inRun(m_pausedUntilNs, [this, input] { feed(input); });
    node::Effects effects;
    input(*m_node, effects);
    apply(effects);
    setTimer();
}

void SimHost::onDialled(int neighbour, ConnectionId connection)
{
    m_links[neighbour].isUnderWay = false;
    feed([neighbour, connection](node::HerdNode &node, node::Effects &effects) {
        node.onDialled(static_cast<ServerIndex>(neighbour), connection, effects);
    });
    inRun(m_world.clock.nowNs() + firstLineNs, [this, neighbour, connection] {
        if (m_links[neighbour].bound != connection)
            m_world.net.close(connection, true);
    });
}

void SimHost::onDialFailed(int neighbour)
{
    m_links[neighbour].isUnderWay = false;
    dialLater(neighbour);
}

void SimHost::onLine(ConnectionId connection, const QByteArray &line)
{
    feed([this, connection, line](node::HerdNode &node, node::Effects &effects) {
        node.onLine(connection, line, moment(), EventId::None, effects);
    });
}

void SimHost::onClosed(int neighbour, ConnectionId connection)
{
    feed([this, neighbour, connection](node::HerdNode &node, node::Effects &effects) {
        node.onClosed(connection, Reason::PeerReset, effects);
        Link &link = m_links[neighbour];
        if (link.bound == connection)
            link.bound = ConnectionId::None;
        if (link.bound == ConnectionId::None)
            dialLater(neighbour);
    });
}

void SimHost::apply(const node::Effects &effects)
{
    bool isLinkUp = false;
    for (const node::Effect &effect : effects) {
        if (const auto *sent = std::get_if<node::Send>(&effect)) {
            send(*sent);
        } else if (const auto *message = std::get_if<node::SendToNeighbour>(&effect)) {
            const bool isFirstSync = isLinkUp && message->line.startsWith("SYNC");
            if (!isFirstSync || m_world.options.defect != Defect::NoSyncOnLinkUp)
                sendToNeighbour(*message);
        } else if (const auto *closed = std::get_if<node::Close>(&effect)) {
            m_world.net.close(closed->connection, closed->atOnce);
        } else if (const auto *bound = std::get_if<node::BindLink>(&effect)) {
            Link &link = m_links[base::number(bound->neighbour)];
            link.bound = bound->connection;
            link.tries = 0;
        } else if (const auto *more = std::get_if<node::MoreToSend>(&effect)) {
            m_world.clock.in(nsPerMillisecond, [this, to = more->neighbour] {
                feed([to](node::HerdNode &node, node::Effects &on) { node.onLinkWritable(to, on); });
            });
        } else if (const auto *noted = std::get_if<node::Note>(&effect)) {
            isLinkUp |= noted->kind == EventKind::LinkUp;
            note(*noted);
        }
    }
}

void SimHost::send(const node::Send &send)
{
    QByteArray line = send.bytes;
    line.chop(1);
    if (base::number(send.connection) < firstClient) {
        ++m_world.outcome.lines;
        m_world.net.send(send.connection, line);
        return;
    }
    const auto record = protocol::parseAt(line);
    const protocol::Record *held = record ? table().find(record->client) : nullptr;
    if (held && *held == *record)
        m_world.oracle.answered(*held);
}

void SimHost::sendToNeighbour(const node::SendToNeighbour &message)
{
    const int neighbour = base::number(message.neighbour);
    SimOutcome &outcome = m_world.outcome;
    ++outcome.lines;
    outcome.floods += message.line.startsWith("AT ");
    outcome.fingerprint
        = (outcome.fingerprint ^ qHash(message.line, 0)) * 0x100000001b3 + static_cast<unsigned>(m_server);
    if (m_world.options.trace)
        trace("-> " + QByteArray::number(neighbour) + ' ' + message.line);
    if (m_server == m_world.schedule.legacy)
        sendOneShot(neighbour, message.line);
    else if (const ConnectionId bound = m_links[neighbour].bound; bound != ConnectionId::None)
        m_world.net.send(bound, message.line);
}

// On a connection of its own.
void SimHost::sendOneShot(int neighbour, const QByteArray &line)
{
    const Edges &edges = m_world.schedule.edges;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const auto &[a, b] = edges[i];
        if ((a != m_server || b != neighbour) && (a != neighbour || b != m_server))
            continue;
        if (!m_world.net.isWhole(static_cast<int>(i)))
            return;
    }
    m_world.clock.in(2 * nsPerMillisecond, [this, neighbour, line] {
        m_world.host(neighbour).feedClient(ConnectionId{ firstOneShot + ++m_world.lastClient }, line);
    });
}

void SimHost::note(const node::Note &note)
{
    m_world.linkUps += note.kind == EventKind::LinkUp;
    if (m_world.options.trace && note.kind == EventKind::LinkUp)
        trace("link up " + QByteArray::number(base::number(note.peer)));
    if (m_world.options.trace && note.kind == EventKind::LinkDown)
        trace("link down " + QByteArray::number(base::number(note.peer)));
    if (note.kind != EventKind::Learned)
        return;
    const auto record = protocol::parseAt(note.bytes);
    m_world.oracle.learned(m_server, *record);
    if (m_world.options.defect == Defect::BackToTheSender && note.peer != ServerIndex::None)
        sendToNeighbour({ note.peer, note.bytes });
}

void SimHost::setTimer()
{
    const std::int64_t next = m_node->nextTimerNs();
    const bool isNever = next == std::numeric_limits<std::int64_t>::max();
    if (isNever || next == m_timerNs || m_world.options.defect == Defect::NoPeriodicSync)
        return;
    m_timerNs = next;
    inRun(next, [this, next] {
        if (m_timerNs != next)
            return;
        m_timerNs = -1;
        feed([this](node::HerdNode &node, node::Effects &effects) { node.onTimer(moment(), effects); });
    });
}

node::NodeConfig SimHost::config()
{
    const auto nameOf = [](int i) {
        return base::ServerName("s" + QByteArray::number(i).rightJustified(5, '0'));
    };
    const bool isLastArrival = m_world.options.defect == Defect::LastArrivalWinsTies;
    node::NodeConfig config;
    config.name = nameOf(m_server);
    config.bootId = QByteArray::number(m_runs);
    config.repair = { m_world.options.repair, 10 * secondNs, m_world.random.next() };
    config.dialect = isLastArrival ? &lastArrivalDialect() : &protocol::atDialect();
    for (const int neighbour : m_world.neighbours[static_cast<std::size_t>(m_server)])
        config.neighbours.push_back(
            { static_cast<ServerIndex>(neighbour), nameOf(neighbour), nullptr, m_server != m_world.schedule.legacy });
    return config;
}

base::Moment SimHost::moment() const
{
    return { m_world.clock.nowNs(), beginWallNs + m_world.clock.nowNs() + m_clockOffsetNs };
}

void SimHost::trace(const QByteArray &what) const
{
    if (m_world.options.trace)
        std::printf(
            "%12.3f ms  server %d  %s\n", static_cast<double>(m_world.clock.nowNs()) / 1e6, m_server, what.constData());
}

} // namespace herdcore::sim
