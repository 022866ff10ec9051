// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// SimHerd's host: what comes in from the network, and what the nodes want done.

#include "herdcore/sim/simherd.h"

#include <cstdio>

namespace herdcore::sim {

using base::ConnectionId, base::EventId, base::EventKind, base::Reason, base::ServerIndex;

namespace {

constexpr std::int64_t firstLineNs = 30 * base::nsPerSecond; // the host's limit for one who is dialled and says nothing

} // namespace

void SimHerd::feed(int server, std::function<void(node::HerdNode &, node::Effects &)> input)
{
    Server &it = at(server);
    if (!it.node)
        return;
    if (it.pausedUntilNs > m_clock.nowNs()) {
        m_clock.at(it.pausedUntilNs, [this, server, input, run = it.runs] {
            if (at(server).runs == run)
                feed(server, input);
        });
        return;
    }
    node::Effects effects;
    input(*it.node, effects);
    apply(server, effects);
    setTimer(server);
}

void SimHerd::onDialled(int server, int neighbour, ConnectionId connection)
{
    at(server).links[neighbour].isUnderWay = false;
    feed(server, [neighbour, connection](node::HerdNode &node, node::Effects &effects) {
        node.onDialled(static_cast<ServerIndex>(neighbour), connection, effects);
    });
    m_clock.in(firstLineNs, [this, server, neighbour, connection, run = at(server).runs] {
        const auto &link = at(server).links[neighbour];
        if (at(server).runs == run && link.bound != connection)
            m_net.close(connection, true);
    });
}

void SimHerd::onDialFailed(int server, int neighbour)
{
    at(server).links[neighbour].isUnderWay = false;
    dialLater(server, neighbour);
}

void SimHerd::onLine(int server, ConnectionId connection, const QByteArray &line)
{
    feed(server, [this, server, connection, line](node::HerdNode &node, node::Effects &effects) {
        node.onLine(connection, line, moment(server), EventId::None, effects);
    });
}

void SimHerd::onClosed(int server, int neighbour, ConnectionId connection)
{
    feed(server, [this, server, neighbour, connection](node::HerdNode &node, node::Effects &effects) {
        node.onClosed(connection, Reason::PeerReset, effects);
        Dialling &link = at(server).links[neighbour];
        if (link.bound == connection)
            link.bound = ConnectionId::None;
        if (link.bound == ConnectionId::None)
            dialLater(server, neighbour);
    });
}

void SimHerd::apply(int server, node::Effects &effects)
{
    bool isLinkUp = false;
    for (const node::Effect &effect : effects) {
        if (const auto *said = std::get_if<node::Send>(&effect)) {
            send(server, *said);
        } else if (const auto *message = std::get_if<node::SendToNeighbour>(&effect)) {
            const bool isFirstSync = isLinkUp && message->line.startsWith("SYNC");
            if (!isFirstSync || m_options.sabotage != Sabotage::NoSyncOnLinkUp)
                sendToNeighbour(server, *message);
        } else if (const auto *closed = std::get_if<node::Close>(&effect)) {
            m_net.close(closed->connection, closed->atOnce);
        } else if (const auto *bound = std::get_if<node::BindLink>(&effect)) {
            Dialling &link = at(server).links[base::number(bound->neighbour)];
            link.bound = bound->connection;
            link.tries = 0;
        } else if (const auto *more = std::get_if<node::MoreToSend>(&effect)) {
            m_clock.in(base::nsPerMillisecond, [this, server, to = more->neighbour] {
                feed(server, [to](node::HerdNode &node, node::Effects &on) { node.onLinkWritable(to, on); });
            });
        } else if (const auto *noted = std::get_if<node::Note>(&effect)) {
            isLinkUp |= noted->kind == EventKind::LinkUp;
            note(server, *noted);
        }
    }
}

void SimHerd::send(int server, const node::Send &send)
{
    QByteArray line = send.bytes;
    line.chop(1);
    if (base::number(send.connection) < (1ULL << 40)) {
        ++m_outcome.lines;
        m_net.send(send.connection, line);
        return;
    }
    const auto record = protocol::parseAt(line);
    const protocol::Record *held = record ? at(server).node->table().find(record->client) : nullptr;
    if (held && *held == *record)
        m_oracle.answered(*held);
}

void SimHerd::sendToNeighbour(int server, const node::SendToNeighbour &message)
{
    const int neighbour = base::number(message.neighbour);
    ++m_outcome.lines;
    m_outcome.floods += message.line.startsWith("AT ");
    m_outcome.fingerprint
        = (m_outcome.fingerprint ^ qHash(message.line, 0)) * 0x100000001b3 + static_cast<unsigned>(server);
    if (m_options.trace)
        trace(server, "-> " + QByteArray::number(neighbour) + ' ' + message.line);
    if (server == m_schedule.legacy)
        courier(server, neighbour, message.line);
    else if (const ConnectionId bound = at(server).links[neighbour].bound; bound != ConnectionId::None)
        m_net.send(bound, message.line);
}

// A connection for one line.
void SimHerd::courier(int server, int neighbour, const QByteArray &line)
{
    for (std::size_t i = 0; i < m_schedule.edges.size(); ++i) {
        const auto &[a, b] = m_schedule.edges[i];
        if ((a != server || b != neighbour) && (a != neighbour || b != server))
            continue;
        if (!m_net.isWhole(static_cast<int>(i)))
            return;
    }
    m_clock.in(2 * base::nsPerMillisecond, [this, neighbour, line] {
        const ConnectionId connection{ (1ULL << 41) + ++m_lastClient };
        feed(neighbour, [this, neighbour, connection, line](node::HerdNode &node, node::Effects &effects) {
            node.onLine(connection, line, moment(neighbour), EventId::None, effects);
            node.onInputEnd(connection, moment(neighbour), effects);
            node.onClosed(connection, Reason::EndOfInput, effects);
        });
    });
}

void SimHerd::note(int server, const node::Note &note)
{
    m_linkUps += note.kind == EventKind::LinkUp;
    if (m_options.trace && note.kind == EventKind::LinkUp)
        trace(server, "link up " + QByteArray::number(base::number(note.peer)));
    if (m_options.trace && note.kind == EventKind::LinkDown)
        trace(server, "link down " + QByteArray::number(base::number(note.peer)));
    if (note.kind != EventKind::Learned)
        return;
    const auto record = protocol::parseAt(note.bytes);
    m_oracle.learned(server, *record);
    if (m_options.sabotage == Sabotage::BackToTheSender && note.peer != ServerIndex::None)
        sendToNeighbour(server, { note.peer, note.bytes });
}

void SimHerd::setTimer(int server)
{
    Server &it = at(server);
    const std::int64_t next = it.node->nextTimerNs();
    const bool isNever = next == std::numeric_limits<std::int64_t>::max();
    if (isNever || next == it.timerNs || m_options.sabotage == Sabotage::NoPeriodicSync)
        return;
    it.timerNs = next;
    m_clock.at(next, [this, server, next, run = it.runs] {
        if (at(server).runs != run || at(server).timerNs != next)
            return;
        at(server).timerNs = -1;
        feed(server,
            [this, server](node::HerdNode &node, node::Effects &effects) { node.onTimer(moment(server), effects); });
    });
}

void SimHerd::trace(int server, const QByteArray &what)
{
    if (m_options.trace)
        std::printf("%12.3f ms  server %d  %s\n", static_cast<double>(m_clock.nowNs()) / 1e6, server, what.constData());
}

} // namespace herdcore::sim
