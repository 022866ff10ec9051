// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/persistentlink.h"

#include <algorithm>
#include <utility>

namespace herdcore::host {

using base::ConnectionId, base::EventKind, base::Reason;

namespace {

constexpr std::int64_t firstDialNs = 5 * base::nsPerMillisecond; // the servers of one process listen by then
constexpr std::int64_t callBackNs
    = 150 * base::nsPerMillisecond; // the other end dials first; this is for one that waits for its next try
constexpr std::int64_t minRedialNs = 250 * base::nsPerMillisecond;
constexpr std::int64_t maxRedialNs = 8 * base::nsPerSecond;
constexpr std::int64_t goodLinkNs = 2 * base::nsPerSecond; // up for so long, it begins anew with the shortest delay

} // namespace

PersistentLink::PersistentLink(NeighbourAddress address, bool dials, const HostLimits &limits, Host &host)
    : PeerLink(std::move(address), limits, host)
    , m_dials(dials)
    , m_redial(host.timers().make([this] { dialNow(); }))
    , m_jitter(this->address().seed)
{ }

void PersistentLink::setPort(quint16 port)
{
    PeerLink::setPort(port);
    m_tries = 0;
    m_isDialLogged = false;
    const bool isBusy = m_state == State::Dialling || m_state == State::Up;
    if (m_dials && !isBusy && !address().isCut)
        dialIn(firstDialNs);
}

void PersistentLink::open()
{
    m_tries = 0;
    m_isDialLogged = false;
    if (address().isCut)
        logState(EventKind::LinkCut);
    else
        dialIn(m_dials ? firstDialNs : callBackNs);
}

void PersistentLink::close()
{
    sender().losePieces(connection(), Reason::ServerShutDown);
    PeerLink::close();
}

void PersistentLink::send(Line line)
{
    if (m_state != State::Up) {
        lineLost(line, address().isCut ? Reason::CutByUser : Reason::LinkIsDown);
    } else if (!sender().isOff()) {
        sendOn(m_connection, std::move(line));
    } else {
        host().logLine(*this, line, EventKind::LineSent, Reason::None, m_connection);
        host().sendLine(m_connection, line.bytes);
    }
}

ConnectionId PersistentLink::connection() const
{
    return m_state == State::Up ? m_connection : ConnectionId::None;
}

void PersistentLink::forgetConnections()
{
    m_state = State::Down;
    m_redial->stop();
}

void PersistentLink::setFrozen(bool frozen)
{
    m_isFrozen = frozen;
    if (!frozen && m_state == State::DueAfterThaw)
        dialNow();
}

void PersistentLink::onBound(ConnectionId connection)
{
    m_state = State::Up;
    m_connection = connection;
    m_upSinceNs = host().nowNs();
    m_hasBeenUp = true;
    m_isDialLogged = false;
    m_redial->stop();
    setState(EventKind::LinkUp);
}

void PersistentLink::onEnded(ConnectionId connection, Reason reason)
{
    const bool isOurs = connection == m_connection && (m_state == State::Dialling || m_state == State::Up);
    if (!isOurs)
        return;
    const bool wasUp = m_state == State::Up;
    if (wasUp)
        setState(EventKind::LinkDown);
    else
        logState(EventKind::LinkDown, reason);
    m_state = State::Down;
    // One that comes up and ends at once, again and again, is dialled no more often than one that is not there.
    if (wasUp && host().nowNs() - m_upSinceNs >= goodLinkNs)
        m_tries = 0;
    // Who accepts and says nothing may not know greetings, and is found out at the usual pace.
    const bool isUnanswered = !wasUp && (reason == Reason::EndOfInput || reason == Reason::FirstLineTimeout);
    if (m_dials || isUnanswered)
        dialLater();
    else if (!m_hasBeenUp)
        dialIn(maxRedialNs / 2 + m_jitter.between(0, maxRedialNs / 2));
}

void PersistentLink::dialIn(std::int64_t ns)
{
    m_state = State::Waiting;
    m_redial->start(ns);
}

void PersistentLink::dialNow()
{
    m_state = State::Down;
    if (address().isCut || address().port == 0)
        return; // port 0: setPort() will tell where it is
    if (m_isFrozen) {
        m_state = State::DueAfterThaw;
        return;
    }
    ++m_tries;
    if (!std::exchange(m_isDialLogged, true))
        logState(EventKind::LinkDialling);
    m_state = State::Dialling;
    m_connection = host().dial(*this, false);
    if (m_connection == ConnectionId::None) {
        logState(EventKind::LinkDown, Reason::NoDescriptor);
        dialIn(minRedialNs + m_jitter.between(0, minRedialNs));
    }
}

void PersistentLink::dialLater()
{
    const std::int64_t step = std::min(maxRedialNs, minRedialNs << std::min(m_tries, 5));
    dialIn(step / 2 + m_jitter.between(0, step / 2));
}

} // namespace herdcore::host
