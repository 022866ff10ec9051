// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/hosteffects.h"

#include "herdcore/host/hostconnections.h"
#include "herdcore/host/hostjournal.h"
#include "herdcore/host/hostlinks.h"
#include "herdcore/places/nearbyjson.h"

#include <algorithm>
#include <limits>
#include <type_traits>
#include <utility>

namespace herdcore::host {

using base::EventKind, base::ServerIndex;

namespace {

places::PlacesAnswer tooManyQuestions()
{
    constexpr QByteArrayView message = "Too many questions from this address; try again in a minute.";
    return { places::failureJson("OVER_QUERY_LIMIT", message), 0, base::Reason::PlacesFailed };
}

// What waits for the journal in one turn; beyond that it does not wait for the turn to end.
constexpr std::size_t maxHeld = 4'096; // effects
constexpr qsizetype maxHeldBytes = 4 << 20;

template <typename Effect> qsizetype bytesOf(const Effect &effect)
{
    if constexpr (std::is_same_v<Effect, node::Send>)
        return effect.bytes.size();
    else if constexpr (std::is_same_v<Effect, node::SendToNeighbour>)
        return effect.line.size();
    else
        return 0;
}

} // namespace

HostEffects::HostEffects(HostCore &core, HostConnections &connections, HostLinks &links, HostJournal &journal)
    : m_core(core)
    , m_connections(connections)
    , m_links(links)
    , m_journal(journal)
    , m_timer(core.context.timers.make([this] { onTimer(); }))
{ }

void HostEffects::apply()
{
    // Nothing that is applied here gives the node its next input, so the list does not grow meanwhile; but an answer
    // about places may come at once, and is an input.
    node::Effects effects;
    std::swap(effects, m_pending);
    for (const node::Effect &effect : effects)
        std::visit([this](const auto &one) { applyWhenWritten(one); }, effect);
    if (m_pending.empty()) {
        effects.clear();
        std::swap(effects, m_pending); // keeps its capacity
    }
    updateTimer();
}

// All that a turn of the event loop teaches is written to the journal at once, at its end: nobody hears of it before.
template <typename Effect> void HostEffects::applyWhenWritten(const Effect &effect)
{
    using namespace node;
    constexpr bool tells = std::disjunction_v<std::is_same<Effect, Send>, std::is_same<Effect, SendToNeighbour>,
        std::is_same<Effect, Close>, std::is_same<Effect, MoreToSend>>;
    if (!tells || !m_isHolding)
        return apply(effect);
    m_held.emplace_back(effect);
    m_heldBytes += bytesOf(effect);
    if (m_held.size() >= maxHeld || m_heldBytes >= maxHeldBytes)
        flush();
}

void HostEffects::flush()
{
    if (!m_isHolding)
        return;
    m_journal.write();
    m_isHolding = false;
    m_heldBytes = 0;
    for (const node::Effect &effect : std::exchange(m_held, {}))
        std::visit([this](const auto &one) { apply(one); }, effect);
}

void HostEffects::hold()
{
    if (m_journal.isKept() && !std::exchange(m_isHolding, true))
        m_core.context.timers.once(0, m_core.life.token(), [this] { flush(); });
}

// Whoever reads that the user's command is done may kill the process at once.
void HostEffects::forgotten(const node::Note &note)
{
    const auto record = protocol::parseAt(note.bytes);
    if (!record)
        return; // it held nothing
    m_journal.takeForgotten(*record);
    hold();
    if (note.peer == ServerIndex::None)
        flush();
}

void HostEffects::apply(const node::Send &send)
{
    const HostConnection *const connection = m_connections.find(send.connection);
    if (!connection)
        return;
    if (PeerLink *const link = m_links.find(connection->peer); link && !link->sender().isOff()) {
        LinkLine line{ send.bytes, send.update, send.cause };
        if (line.bytes.endsWith('\n'))
            line.bytes.chop(1);
        line.storeFirstLineOnly = send.storeFirstLineOnly;
        return link->sendOn(send.connection, std::move(line));
    }
    observe::Event event = connection->event(EventKind::LineSent);
    event.update = send.update;
    event.cause = send.cause;
    event.bytes = send.bytes;
    event.storeFirstLineOnly = send.storeFirstLineOnly;
    while (event.bytes.endsWith('\n'))
        event.bytes.chop(1);
    m_core.reporter.report(std::move(event));
    connection->line->send(send.bytes);
}

void HostEffects::apply(const node::SendToNeighbour &send)
{
    if (PeerLink *const link = m_links.find(send.neighbour))
        link->send({ send.line, send.update, send.cause });
}

void HostEffects::apply(const node::Close &close)
{
    const HostConnection *const connection = m_connections.find(close.connection);
    if (connection && close.atOnce)
        connection->line->reset(close.reason);
    else if (connection)
        connection->line->closeWhenSent(close.reason);
}

void HostEffects::apply(const node::MoreToSend &more)
{
    const PeerLink *const link = m_links.find(more.neighbour);
    if (!link || link->isFull())
        return; // HostLinks::onLinkRoom goes on
    const HostConnection *const connection = m_connections.find(link->connection());
    if (connection && connection->line->unsentBytes() > 0)
        return; // HostConnections::onDrained goes on
    sendMoreSoon(more.neighbour);
}

void HostEffects::sendMoreSoon(ServerIndex neighbour)
{
    m_core.context.timers.once(0, m_core.life.token(), [this, neighbour] { sendMore(neighbour); });
}

void HostEffects::sendMore(ServerIndex neighbour)
{
    if (m_core.life.isOver())
        return;
    if (m_core.life.isFrozen())
        return m_core.life.afterThaw([this, neighbour] { sendMore(neighbour); });
    m_core.node.onLinkWritable(neighbour, m_core.reporter.now(), m_pending);
    apply();
}

void HostEffects::apply(const node::CallBack &call)
{
    if (PeerLink *const link = m_links.find(call.neighbour))
        link->callBack();
}

void HostEffects::apply(const node::SpeakPlainly &how)
{
    m_links.setPersistent(how.neighbour, !how.isPlain);
}

void HostEffects::apply(const node::BindLink &bind)
{
    PeerLink *const link = m_links.find(bind.neighbour);
    if (link && m_connections.bind(bind.connection, bind.neighbour))
        link->onBound(bind.connection);
}

void HostEffects::apply(const node::AskPlaces &ask)
{
    const HostConnection *const connection = m_connections.find(ask.connection);
    if (connection && !m_connections.restraints().mayAskPlaces(*connection))
        return onPlaces(ask.ticket, tooManyQuestions());
    m_core.context.places.ask({ ask.latitude, ask.longitude, ask.radiusKm, ask.bound },
        [this, alive = m_core.life.token(), ticket = ask.ticket](const places::PlacesAnswer &answer) {
            if (!alive.expired())
                onPlaces(ticket, answer);
        });
}

void HostEffects::apply(const node::Note &note)
{
    if (note.kind == EventKind::Learned) {
        m_journal.take(note.update.client);
        hold();
    } else if (note.kind == EventKind::Forgotten) {
        forgotten(note);
    }
    if (note.kind == EventKind::Rejected) {
        node::Note named = note;
        named.bytes += senderOf(note);
        m_core.reporter.reportNote(named);
    } else {
        m_core.reporter.reportNote(note);
    }
    if (note.kind == EventKind::PlacesAnswered)
        m_connections.onAnswered(note.connection);
}

// Of a server's line that is no line: a client has an address in the log, but of a server that calls for each line
// nothing is known but where from. It may be anybody's program: which one, is looked for once a second at most.
QByteArray HostEffects::senderOf(const node::Note &rejected)
{
    const HostConnection *const connection = m_connections.find(rejected.connection);
    if (!connection || connection->role != HostConnection::Role::Server)
        return {};
    const net::LineConnection &line = *connection->line;
    const auto theirs = net::Endpoint::of(connection->peerAddress(), line.peerPort());
    QByteArray sender = theirs.host().toString().toLatin1() + ':' + QByteArray::number(theirs.port);
    QList<QByteArray> neighbours;
    for (const NeighbourAddress &one : m_core.config.neighbours) {
        if (one.host == theirs.host() && !theirs.host().isLoopback())
            neighbours += one.neighbour.name.bytes();
    }
    if (!neighbours.isEmpty())
        sender += ", where " + neighbours.join(" or ") + " is";
    const std::int64_t now = m_core.reporter.now().monotonicNs;
    if (m_lookedNs == 0 || now - m_lookedNs >= base::nsPerSecond) {
        m_lookedNs = now;
        const QByteArray program = m_core.context.poller.sockets().programBehind(theirs, line.localPort());
        sender += program.isEmpty() ? QByteArray() : ", " + program;
    }
    return (rejected.bytes.isEmpty() ? "from " : "; from ") + sender;
}

void HostEffects::onPlaces(std::uint64_t ticket, const places::PlacesAnswer &answer)
{
    if (m_core.life.isFrozen())
        return m_core.life.afterThaw([this, ticket, answer] { onPlaces(ticket, answer); });
    m_core.node.onPlaces(ticket, answer.json, answer.count, answer.reason, m_pending, answer.mayBeStored);
    apply();
}

void HostEffects::onTimer()
{
    m_timerNs = -1;
    m_core.node.onTimer(m_core.reporter.now(), m_pending);
    apply();
}

void HostEffects::updateTimer()
{
    const std::int64_t next = m_core.node.nextTimerNs();
    if (next == m_timerNs || !m_core.life.isRunning())
        return;
    m_timerNs = next;
    if (next == std::numeric_limits<std::int64_t>::max()) {
        m_timer->stop();
        return;
    }
    m_timer->start(next - m_core.reporter.now().monotonicNs);
}

void HostEffects::stopTimer()
{
    m_timer->stop();
}

void HostEffects::restartTimer(std::int64_t ns)
{
    m_timerNs = -1;
    m_core.context.timers.once(ns, m_core.life.token(), [this] { updateTimer(); });
}

} // namespace herdcore::host
