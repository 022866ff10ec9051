// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/simnet.h"

#include "herdcore/base/time.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace herdcore::sim {

namespace {

constexpr std::int64_t msNs = base::nsPerMillisecond;
constexpr std::int64_t clientDelayNs = msNs / 10;

} // namespace

SimNet::SimNet(const Schedule &schedule, SimClock &clock)
    : m_clock(clock)
    , m_random(schedule.seed ^ 0x6e6574)
    , m_room(schedule.pipeBytes)
{
    for (const auto &[a, b] : schedule.edges) {
        m_edgeOf[{ a, b }] = static_cast<int>(m_edges.size());
        Edge &edge = m_edges.emplace_back();
        const std::int64_t most = m_random.chance(schedule.slowLinksPercent) ? 50 * msNs : 2 * msNs;
        for (std::int64_t &delay : edge.delayNs)
            delay = m_random.between(msNs / 10, most);
        if (m_random.chance(schedule.narrowLinksPercent))
            edge.bytesPerSecond = m_random.between(50'000, 2'000'000);
    }
}

bool SimNet::open(int port, Door &door)
{
    return m_doors.try_emplace(port, &door).second;
}

std::int64_t SimNet::delayNs(const SimConnection &connection, int toEnd) const
{
    if (connection.edge < 0)
        return clientDelayNs;
    const Edge &edge = m_edges[index(connection.edge)];
    return edge.delayNs[connection.end[0].server < connection.end[1].server ? toEnd : 1 - toEnd];
}

bool SimNet::isWhole(const SimConnection &connection) const
{
    if (connection.edge < 0)
        return true;
    const Edge &edge = m_edges[index(connection.edge)];
    return !connection.isCut && !edge.isCut && !edge.isStalled;
}

bool SimNet::isStalled(const SimConnection &connection) const
{
    return connection.edge >= 0 && m_edges[index(connection.edge)].isStalled;
}

void SimNet::look(const SimEnd &end)
{
    if (end.poller && !end.isClosed)
        end.poller->look(end.fd);
}

SimConnectionPtr SimNet::dial(int fromServer, int toServer, int port, SimPoller &poller, int fd)
{
    auto connection = std::make_shared<SimConnection>();
    connection->end[0].server = fromServer;
    connection->end[0].poller = &poller;
    connection->end[0].fd = fd;
    connection->end[1].server = toServer;
    const auto edge = m_edgeOf.find({ std::min(fromServer, toServer), std::max(fromServer, toServer) });
    if (edge != m_edgeOf.end()) {
        connection->edge = edge->second;
        std::vector<std::weak_ptr<SimConnection>> &all = m_edges[index(connection->edge)].connections;
        if (all.size() % 64 == 63)
            std::erase_if(all, [](const auto &one) { return one.expired(); });
        all.push_back(connection);
    }
    m_clock.in(delayNs(*connection, 1), [this, connection, port] { arriveCall(connection, port); });
    return connection;
}

void SimNet::arriveCall(const SimConnectionPtr &connection, int port)
{
    if (isStalled(*connection) || connection->end[0].isClosed)
        return; // the caller gives up some time
    const auto door = m_doors.find(port);
    if (!isWhole(*connection))
        return fail(connection, 0, EHOSTUNREACH, delayNs(*connection, 0));
    if (door == m_doors.end())
        return fail(connection, 0, ECONNREFUSED, delayNs(*connection, 0));
    connection->end[1].isConnected = true;
    m_clock.in(delayNs(*connection, 0), [this, connection] {
        SimEnd &caller = connection->end[0];
        if (caller.isClosed || caller.isDead || !isWhole(*connection))
            return;
        caller.isConnected = true;
        look(caller);
    });
    door->second->onCaller(connection);
}

int SimNet::dialResult(SimConnection &connection) const
{
    SimEnd &end = connection.end[0];
    if (const int error = std::exchange(end.error, 0); error != 0)
        return error;
    return end.isDead ? ECONNRESET : end.isConnected ? 0 : EAGAIN;
}

qsizetype SimNet::send(const SimConnectionPtr &connection, int end, QByteArrayView bytes)
{
    SimEnd &from = connection->end[end];
    SimPipe &pipe = connection->to[1 - end];
    const qsizetype count = std::min(m_room - pipe.used, bytes.size());
    if (from.error != 0 || from.isDead || from.hasFinished)
        errno = from.error != 0 ? std::exchange(from.error, 0) : EPIPE;
    else if (!from.isConnected || count <= 0)
        errno = EAGAIN;
    else {
        pipe.used += count;
        transmit(connection, 1 - end, { bytes.first(count).toByteArray() });
        return count;
    }
    return -1;
}

// After whatever is under way to that end, and a little more or less.
void SimNet::transmit(const SimConnectionPtr &connection, int toEnd, SimPipe::Piece piece)
{
    SimPipe &pipe = connection->to[toEnd];
    const std::int64_t delay = delayNs(*connection, toEnd);
    std::int64_t sentNs = m_clock.nowNs();
    if (connection->edge >= 0 && m_edges[index(connection->edge)].bytesPerSecond > 0) {
        const std::int64_t bytesPerSecond = m_edges[index(connection->edge)].bytesPerSecond;
        sentNs = std::max(sentNs, pipe.busyUntilNs) + piece.bytes.size() * base::nsPerSecond / bytesPerSecond;
        pipe.busyUntilNs = sentNs;
    }
    pipe.lastArrivalNs = std::max(sentNs + delay + m_random.between(0, delay / 4), pipe.lastArrivalNs);
    m_underWay += piece.bytes.size();
    m_clock.at(pipe.lastArrivalNs,
        [this, connection, toEnd, piece = std::move(piece)]() mutable { arrive(connection, toEnd, std::move(piece)); });
}

void SimNet::arrive(const SimConnectionPtr &connection, int toEnd, SimPipe::Piece piece)
{
    SimPipe &pipe = connection->to[toEnd];
    if (!connection->isCut && (isStalled(*connection) || !pipe.stalled.empty()))
        return pipe.stalled.push_back(std::move(piece));
    deliver(connection, toEnd, piece);
}

void SimNet::deliver(const SimConnectionPtr &connection, int toEnd, const SimPipe::Piece &piece)
{
    SimEnd &to = connection->end[toEnd];
    m_underWay -= piece.bytes.size();
    if (connection->isCut || to.isDead)
        return;
    if (to.isClosed) {
        if (!piece.bytes.isEmpty())
            fail(connection, 1 - toEnd, ECONNRESET, delayNs(*connection, 1 - toEnd));
        return;
    }
    to.unread += piece.bytes;
    to.isInputEnded |= piece.isLast;
    look(to);
}

// What has come before can still be read.
void SimNet::fail(const SimConnectionPtr &connection, int end, int error, std::int64_t inNs)
{
    m_clock.in(inNs, [connection, end, error] {
        SimEnd &it = connection->end[end];
        if (it.isClosed || std::exchange(it.isDead, true))
            return;
        it.error = error;
        look(it);
    });
}

qsizetype SimNet::receive(const SimConnectionPtr &connection, int end, char *into, qsizetype size)
{
    SimEnd &it = connection->end[end];
    const qsizetype count = std::min(size, it.unread.size() - it.taken);
    if (count > 0) {
        std::memcpy(into, it.unread.constData() + it.taken, static_cast<std::size_t>(count));
        it.taken += count;
        if (it.taken == it.unread.size()) {
            it.unread.clear();
            it.taken = 0;
        }
        SimPipe &pipe = connection->to[end];
        const bool wasFull = !readiness(*connection, 1 - end).isWritable;
        pipe.used -= count;
        if (wasFull && readiness(*connection, 1 - end).isWritable)
            m_clock.in(delayNs(*connection, 1 - end), [connection, end] { look(connection->end[1 - end]); });
        return count;
    }
    if (it.error == 0 && (it.isInputEnded || it.isDead))
        return 0;
    errno = it.error != 0 ? std::exchange(it.error, 0) : EAGAIN;
    return -1;
}

int SimNet::peek(SimConnection &connection, int end) const
{
    SimEnd &it = connection.end[end];
    if (it.unread.size() > it.taken)
        return net::inputWaits;
    if (it.error != 0)
        return std::exchange(it.error, 0);
    return it.isInputEnded || it.isDead ? 0 : EAGAIN;
}

void SimNet::finish(const SimConnectionPtr &connection, int end)
{
    SimEnd &it = connection->end[end];
    if (!it.isConnected || it.isDead || std::exchange(it.hasFinished, true))
        return;
    transmit(connection, 1 - end, { {}, true });
    look(it);
}

void SimNet::close(const SimConnectionPtr &connection, int end, net::Goodbye goodbye)
{
    SimEnd &it = connection->end[end];
    const bool isUnread = it.unread.size() > it.taken;
    if (goodbye == net::Goodbye::Orderly && !isUnread)
        finish(connection, end);
    else if (isWhole(*connection)) // otherwise the other end finds out by itself, or never
        fail(connection, 1 - end, ECONNRESET, delayNs(*connection, 1 - end));
    it.isClosed = true;
    it.unread.clear();
    it.taken = 0;
}

// As Linux: writable means that a third of the room is free.
Readiness SimNet::readiness(const SimConnection &connection, int end) const
{
    const SimEnd &it = connection.end[end];
    const bool isRoom = connection.to[1 - end].used <= m_room / 3 * 2;
    Readiness ready;
    ready.isReadable = it.unread.size() > it.taken || it.isInputEnded || it.isDead;
    ready.isWritable = it.isDead || (it.isConnected && isRoom);
    ready.isBroken = it.isDead || (it.isInputEnded && it.hasFinished);
    return ready;
}

void SimNet::cut(int edge)
{
    Edge &it = m_edges[index(edge)];
    if (std::exchange(it.isCut, true))
        return;
    for (const std::weak_ptr<SimConnection> &one : it.connections) {
        const SimConnectionPtr connection = one.lock();
        if (!connection || std::exchange(connection->isCut, true))
            continue;
        for (SimPipe &pipe : connection->to) {
            for (const SimPipe::Piece &piece : std::exchange(pipe.stalled, {}))
                m_underWay -= piece.bytes.size();
        }
        for (const int end : { 0, 1 })
            fail(connection, end, ECONNRESET, m_random.between(0, m_random.chance(20) ? 2'000 * msNs : 20 * msNs));
    }
}

void SimNet::heal(int edge)
{
    Edge &it = m_edges[index(edge)];
    it.isCut = false;
    if (!std::exchange(it.isStalled, false))
        return;
    for (const std::weak_ptr<SimConnection> &one : it.connections) {
        const SimConnectionPtr connection = one.lock();
        for (const int end : { 0, 1 }) {
            if (!connection || connection->to[end].stalled.empty())
                continue;
            // What is under way arrives behind it.
            m_clock.in(delayNs(*connection, end), [this, connection, end] {
                while (!isStalled(*connection) && !connection->to[end].stalled.empty()) {
                    const SimPipe::Piece piece = std::move(connection->to[end].stalled.front());
                    connection->to[end].stalled.pop_front();
                    deliver(connection, end, piece);
                }
            });
        }
    }
}

} // namespace herdcore::sim
