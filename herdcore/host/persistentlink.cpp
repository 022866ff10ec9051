// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/persistentlink.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace herdcore::host {

using base::ConnectionId, base::EventKind, base::Reason;

namespace {

constexpr int firstDialMs = 5; // the servers of one process listen by then
constexpr int callBackMs = 150; // the other end dials first; this is for one that waits for its next try
constexpr int minRedialMs = 250;
constexpr int maxRedialMs = 8'000;

} // namespace

PersistentLink::PersistentLink(NeighbourAddress address, bool dials, const HostLimits &limits, Host &host)
    : PeerLink(std::move(address), limits, host)
    , m_dials(dials)
{
    m_redial.setSingleShot(true);
    QObject::connect(&m_redial, &QTimer::timeout, &m_redial, [this] { dialNow(); });
}

void PersistentLink::setPort(quint16 port)
{
    PeerLink::setPort(port);
    m_tries = 0;
    const bool isBusy = m_state == State::Dialling || m_state == State::Up;
    if (m_dials && !isBusy && !address().isCut)
        dialIn(firstDialMs);
}

void PersistentLink::open()
{
    m_tries = 0;
    if (address().isCut)
        logState(EventKind::LinkCut);
    else
        dialIn(m_dials ? firstDialMs : callBackMs);
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
    m_redial.stop();
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
    m_tries = 0;
    m_redial.stop();
    setState(EventKind::LinkUp);
}

void PersistentLink::onEnded(ConnectionId connection, Reason reason)
{
    const bool isOurs = connection == m_connection && (m_state == State::Dialling || m_state == State::Up);
    if (!isOurs)
        return;
    if (m_state == State::Up)
        setState(EventKind::LinkDown);
    else
        logState(EventKind::LinkDown, reason);
    m_state = State::Down;
    dialLater();
}

void PersistentLink::dialIn(int ms)
{
    m_state = State::Waiting;
    m_redial.start(ms);
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
    if (m_tries++ == 0)
        logState(EventKind::LinkDialling);
    m_state = State::Dialling;
    m_connection = host().dial(*this, false);
}

void PersistentLink::dialLater()
{
    if (!m_dials)
        return;
    const int step = std::min(maxRedialMs, minRedialMs << std::min(m_tries, 5));
    dialIn(step / 2 + QRandomGenerator::global()->bounded(step / 2 + 1));
}

} // namespace herdcore::host
