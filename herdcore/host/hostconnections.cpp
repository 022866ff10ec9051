// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/hostconnections.h"

#include "herdcore/host/hosteffects.h"
#include "herdcore/host/hostlinks.h"
#include "herdcore/node/linesubject.h"
#include "herdcore/protocol/greeting.h"
#include "herdcore/protocol/parser.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace herdcore::host {

using base::ConnectionId, base::nsPerMillisecond, base::EventId, base::EventKind, base::Reason, base::ServerIndex;
using observe::Event;
using Role = HostConnection::Role;

namespace {

// A connection on which nothing comes is taken for a client's after this long.
constexpr std::int64_t silentClientNs = 200 * nsPerMillisecond;

constexpr qsizetype mostUnsentToNeighbour = 8 * 1024 * 1024;

// A neighbour's line may be longer than a client's, for it is a client's with more around it: the origin, a difference,
// the servers on its way. If it were not, one client could take a link down, and repair would do it again and again.
// And the lines of repair do not get shorter where those of clients must.
qsizetype serversLineBytes(const net::ConnectionLimits &limits)
{
    constexpr qsizetype around = 4 * 1024;
    return std::max(limits.lineBytes, net::ConnectionLimits().lineBytes) + around;
}

} // namespace

HostConnections::HostConnections(HostCore &core, HostLinks &links, HostEffects &effects)
    : m_core(core)
    , m_links(links)
    , m_effects(effects)
    , m_listener(core.context.poller.sockets().makeListener(*this))
    , m_restraints(core)
    , m_answers(core, [this](ServerIndex neighbour) { return dialToAsk(neighbour); })
    , m_silence(core)
    , m_sweepTimer(core.context.timers.make([this] { sweep(); }))
{ }

HostConnections::~HostConnections()
{
    for (auto &[id, connection] : m_connections) {
        connection.line->reset(Reason::ServerShutDown);
        m_core.context.budget.release();
    }
}

Reason HostConnections::listen()
{
    return m_listener->listen(m_core.config.address, m_core.config.port);
}

HostConnection *HostConnections::find(ConnectionId connection)
{
    const auto found = m_connections.find(connection);
    return found == m_connections.end() ? nullptr : &found->second;
}

qsizetype HostConnections::unsentToNeighbours() const
{
    qsizetype most = 0;
    for (const auto &[id, connection] : m_connections) {
        if (connection.role == Role::Link)
            most = std::max(most, connection.line->unsentBytes());
    }
    return most;
}

node::PeerAddress HostConnections::addressOf(ConnectionId connection) const
{
    const auto found = m_connections.find(connection);
    if (found == m_connections.end())
        return {};
    return { found->second.peerAddress().toString().toLatin1(), found->second.line->peerPort() };
}

ConnectionId HostConnections::nextId()
{
    const auto server = static_cast<std::uint64_t>(base::number(m_core.config.server)) + 1;
    return ConnectionId{ (server << 40) | ++m_lastId };
}

void HostConnections::onAccepted(int fd)
{
    net::Sockets &sockets = m_core.context.poller.sockets();
    const QHostAddress address = m_restraints.areOnAddresses() ? sockets.peerEndpoint(fd).host() : QHostAddress();
    if (const Reason reason = m_restraints.enter(address, m_connections.size()); reason != Reason::None) {
        net::refuseConnection(sockets, fd, QByteArray(protocol::serverFullLine) + '\n');
        m_core.reporter.reportServer(EventKind::ClientClosed, reason, 0, address.toString().toLatin1());
        return;
    }
    const auto id = nextId();
    HostConnection &connection = m_connections.try_emplace(id, m_restraints.bytes().owed()).first->second;
    connection.isCountedByAddress = m_restraints.areOnAddresses();
    connection.acceptedNs = m_core.reporter.now().monotonicNs;
    net::ConnectionLimits limits = m_core.config.limits.client;
    limits.longLineBytes = serversLineBytes(limits);
    limits.shared = m_restraints.bytes().shared();
    net::LineConnection::Owner &self = *this;
    connection.line
        = std::make_unique<net::LineConnection>(id, fd, m_core.context.poller, m_core.context.clock, limits, self);
    keepSweeping();
}

ConnectionId HostConnections::dial(const NeighbourAddress &neighbour, Role role)
{
    if (!m_core.context.budget.tryTake())
        return ConnectionId::None;
    const auto id = nextId();
    HostConnection &connection = m_connections.try_emplace(id, m_restraints.bytes().owed()).first->second;
    connection.role = role;
    connection.peer = neighbour.neighbour.index;
    net::ConnectionLimits limits = m_core.config.limits.client;
    limits.longLineBytes = serversLineBytes(limits);
    limits.shared = m_restraints.bytes().shared();
    limits.firstLineNs = std::min(limits.firstLineNs, m_core.config.limits.greetingNs);
    if (role == Role::OneShot) {
        limits.firstLineNs = limits.lineNs = limits.lingerNs = 0; // it may answer, or not
        limits.idleNs = m_core.config.limits.oneShotNs;
    }
    net::LineConnection::Owner &self = *this;
    connection.line = std::make_unique<net::LineConnection>(
        id, neighbour.host, neighbour.port, m_core.context.poller, m_core.context.clock, limits, self);
    keepSweeping();
    return id;
}

HostConnection *HostConnections::dialToAsk(ServerIndex neighbour)
{
    const PeerLink *const link = m_links.find(neighbour);
    return link && !link->address().isCut ? find(dial(link->address(), Role::OneShot)) : nullptr;
}

void HostConnections::onConnected(net::LineConnection &line)
{
    if (m_core.life.isOver())
        return;
    HostConnection &connection = *find(line.id());
    if (connection.role == Role::CallBack) {
        connection.role = Role::Dialled;
        m_core.node.onCalledBack(connection.peer, line.id(), m_effects.pending());
        m_effects.apply();
    } else if (!connection.question.isEmpty()) {
        m_answers.questions().onConnected(connection);
    } else if (connection.role != Role::OneShot) {
        m_core.node.onDialled(connection.peer, line.id(), m_effects.pending());
        m_effects.apply();
    } else if (PeerLink *const link = m_links.find(connection.peer)) {
        link->onConnected(line.id());
    } else {
        line.shutdownWriting();
    }
}

void HostConnections::onLine(net::LineConnection &line, const QByteArray &bytes)
{
    HostConnection &connection = *find(line.id());
    if (m_core.life.isOver())
        return;
    if (connection.role == Role::OneShot)
        return m_answers.take(connection, bytes);
    if (connection.role == Role::Unknown)
        classify(connection, m_core.node.isServersLine(bytes));
    const auto meant = m_silence.meant(connection, bytes, m_isSilence);
    if (!meant)
        return;
    Event received = connection.event(EventKind::LineReceived, m_isSilence ? Reason::EndedBySilence : Reason::None);
    received.bytes = *meant;
    if (connection.role == Role::Client)
        received.update = node::subjectOf(*meant, m_core.node.table());
    const base::Moment now = m_core.reporter.now();
    const EventId cause = m_core.reporter.report(std::move(received), now);
    take(connection, *meant, cause, now);
    if (connection.isRestrained())
        m_restraints.afterLine(connection);
    m_restraints.bytes().enforceOwed(m_connections);
}

// Some neighbours read one chunk, line end and all, and append their name to it before they pass it on: what begins
// with a blank belongs to the line before.
void HostConnections::take(HostConnection &connection, QByteArray line, EventId cause, base::Moment now)
{
    const bool isClaimed = m_core.node.isClaimed(line);
    const bool isFirst = !std::exchange(connection.hasSpoken, true);
    if (connection.isRestrained() && ((isFirst && isClaimed) || connection.heardNs != 0))
        connection.heardNs = now.monotonicNs;
    if (QByteArray begun = std::exchange(connection.unfinished, {}); !begun.isEmpty()) {
        if (isClaimed)
            give(connection, begun, cause, now); // another line, indented
        else
            line.prepend(begun);
    }
    const bool goesOn = connection.heardNs != 0 && connection.line->isFollowedByBlank();
    if (goesOn && line.size() <= serversLineBytes(m_core.config.limits.client))
        connection.unfinished = line;
    else
        give(connection, line, cause, now);
}

void HostConnections::give(HostConnection &connection, const QByteArray &line, EventId cause, base::Moment now)
{
    m_core.node.onLine(connection.line->id(), line, now, cause, m_effects.pending());
    m_effects.apply();
}

void HostConnections::onAnswered(ConnectionId id)
{
    HostConnection *const connection = find(id);
    if (!connection)
        return;
    m_restraints.afterAnswer(*connection);
}

bool HostConnections::mayBeLong(net::LineConnection &line, QByteArrayView bytes)
{
    const HostConnection &connection = *find(line.id());
    return connection.role == Role::Unknown ? m_core.node.isServersLine(bytes) : connection.role != Role::Client;
}

void HostConnections::onLineTooLong(net::LineConnection &line, const QByteArray &head)
{
    HostConnection &connection = *find(line.id());
    if (m_core.life.isOver())
        return;
    if (connection.role == Role::OneShot)
        return m_answers.take(connection, head + "...");
    onNoLine(connection, head + "...", Reason::LineTooLong);
}

// Shown, and answered where a client sent it: its author would look for it in vain.
void HostConnections::onLineTimeout(net::LineConnection &line, Reason why)
{
    HostConnection &connection = *find(line.id());
    if (m_core.life.isOver() || connection.role == Role::OneShot || line.partialLine().isEmpty())
        return line.closeWhenSent(why);
    line.setReading(false); // what is still to be answered goes first, and this is not to time out again
    onNoLine(connection, line.partialLine().toByteArray(), Reason::LineTimeout);
}

void HostConnections::onNoLine(HostConnection &connection, const QByteArray &bytes, Reason why)
{
    if (connection.role == Role::Unknown)
        classify(connection, m_core.node.isServersLine(bytes));
    Event received = connection.event(EventKind::LineReceived, why);
    received.bytes = bytes;
    const EventId cause = m_core.reporter.report(std::move(received));
    m_core.node.onNoLine(connection.line->id(), bytes, why, cause, m_effects.pending());
    m_effects.apply();
}

void HostConnections::onInputEnd(net::LineConnection &line)
{
    if (m_core.life.isOver())
        return;
    if (find(line.id())->role == Role::OneShot) {
        line.closeWhenSent(Reason::EndOfInput);
        return;
    }
    m_core.node.onInputEnd(line.id(), m_core.reporter.now(), m_effects.pending());
    m_effects.apply();
}

void HostConnections::onPartialLine(net::LineConnection &line)
{
    HostConnection &connection = *find(line.id());
    if (connection.role == Role::Unknown && protocol::startsTls(line.partialLine()))
        return line.flushPartialLine(); // it waits for an answer before it says more
    m_silence.onPartial(connection);
    m_restraints.bytes().enforceUnread(m_connections);
}

void HostConnections::onDrained(net::LineConnection &line)
{
    HostConnection &connection = *find(line.id());
    if (connection.role == Role::Link)
        m_effects.sendMore(connection.peer);
    else
        m_restraints.readAgain(connection);
}

bool HostConnections::bind(ConnectionId id, ServerIndex neighbour)
{
    HostConnection *const connection = find(id);
    if (!connection)
        return false;
    if (connection->role == Role::Client) // its greeting took so long that it was taken for one
        m_core.reporter.report(connection->event(EventKind::ClientClosed, Reason::IsAServer));
    connection->role = Role::Link;
    connection->peer = neighbour;
    m_restraints.leave(*connection);
    m_restraints.readAgain(*connection);
    net::ConnectionLimits limits = m_core.config.limits.client;
    limits.firstLineNs = 0;
    limits.idleNs = 0; // a quiet herd is not a dead one
    // A link that is full is sent no more, so what is beyond that is one line, or the answers to a neighbour that asks
    // and asks and does not read. A slow one is waited for.
    limits.unsentBytes = mostUnsentToNeighbour + 2 * serversLineBytes(limits);
    limits.unsentBytesSlow = limits.unsentBytes;
    connection->line->setTimeLimits(limits);
    return true;
}

void HostConnections::onClosed(net::LineConnection &line, Reason reason)
{
    HostConnection &connection = *find(line.id());
    m_restraints.leave(connection);
    if (!m_core.life.isOver())
        onEnded(connection, reason);
    m_connections.erase(line.id());
    m_core.context.budget.release();
    if (m_connections.empty())
        m_sweepTimer->stop();
}

void HostConnections::onEnded(HostConnection &connection, Reason reason)
{
    const ConnectionId id = connection.line->id();
    if (connection.role == Role::Unknown)
        classify(connection, false); // it came and went without a line
    if (connection.role == Role::CallBack)
        m_core.node.onCallFailed(connection.peer);
    if (!connection.unfinished.isEmpty())
        give(connection, std::exchange(connection.unfinished, {}), EventId::None, m_core.reporter.now());
    m_core.node.onClosed(id, reason, m_effects.pending());
    if (PeerLink *const link = m_links.find(connection.peer))
        link->onClosed(id, reason);
    if (connection.role == Role::Client)
        m_core.reporter.report(connection.event(EventKind::ClientClosed, reason));
    m_effects.apply();
}

void HostConnections::classify(HostConnection &connection, bool isServer)
{
    connection.role = isServer ? Role::Server : Role::Client;
    if (isServer)
        return;
    const net::LineConnection &line = *connection.line;
    Event event = connection.event(EventKind::ClientConnected);
    event.bytes = line.peerAddress().toString().toLatin1() + ':' + QByteArray::number(line.peerPort());
    m_core.reporter.report(std::move(event));
}

void HostConnections::closeAll()
{
    for (auto &[id, connection] : m_connections) {
        if (connection.role == Role::Unknown)
            classify(connection, false);
        m_core.node.onClosed(id, Reason::ServerShutDown, m_effects.pending());
        m_effects.apply();
        if (connection.role == Role::Client)
            m_core.reporter.report(connection.event(EventKind::ClientClosed, Reason::ServerShutDown));
        // No orderly goodbye: the end that closes first keeps the port in TIME_WAIT.
        if (connection.line->unsentBytes() > 0)
            connection.line->setReading(false);
        else
            connection.line->reset(Reason::ServerShutDown);
    }
}

void HostConnections::resetAll()
{
    for (auto &[id, connection] : m_connections)
        connection.line->reset(Reason::ServerShutDown);
}

void HostConnections::resetTo(ServerIndex neighbour, Reason reason)
{
    for (auto &[id, connection] : m_connections) {
        if (connection.peer == neighbour)
            connection.line->reset(reason);
    }
}

void HostConnections::freeze()
{
    m_listener->setAccepting(false);
    for (auto &[id, connection] : m_connections)
        connection.line->setFrozen(true);
    m_sweepTimer->stop();
}

// Input that arrived while frozen is read first: a neighbour that has sent something must not count as silent.
void HostConnections::thaw()
{
    for (auto &[id, connection] : m_connections)
        connection.line->setFrozen(false);
    m_listener->setAccepting(true);
}

void HostConnections::sweepAgain()
{
    if (!m_connections.empty())
        m_sweepTimer->repeat(sweepNs());
}

// Started anew by each that comes, the timer would never end while they come often.
void HostConnections::keepSweeping()
{
    if (!m_sweepTimer->isActive())
        m_sweepTimer->repeat(sweepNs());
}

void HostConnections::sweep()
{
    if (m_core.life.isFrozen())
        return;
    const std::int64_t now = m_core.reporter.now().monotonicNs;
    std::vector<ConnectionId> silent;
    std::vector<ConnectionId> late;
    for (auto &[id, connection] : m_connections) {
        const bool isUnfinished = connection.partialSinceNs != 0;
        if (connection.role == Role::Unknown && !isUnfinished && now - connection.acceptedNs >= silentClientNs
            && !m_core.life.isOver())
            classify(connection, false);
        if (m_silence.endsLine(connection, now))
            silent.push_back(id);
        if (connection.line->nextDeadline() <= now)
            late.push_back(id);
        m_restraints.readAgain(connection);
        if (connection.isOneMessageOld(now - Silence::limitNs) && m_core.node.waitingAnswers(id) == 0)
            connection.letGo(m_core.config.limits.client);
    }
    m_restraints.bytes().enforceOwed(m_connections);
    m_answers.tellWhatIsDue(now);
    m_isSilence = true;
    for (const ConnectionId id : silent) {
        if (HostConnection *const connection = find(id))
            connection->line->flushPartialLine();
    }
    m_isSilence = false;
    for (const ConnectionId id : late) {
        if (HostConnection *const connection = find(id))
            connection->line->onTime(now);
    }
}

} // namespace herdcore::host
