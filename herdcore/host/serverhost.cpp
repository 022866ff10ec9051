// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/serverhost.h"

#include <utility>

namespace herdcore::host {

using base::EventKind, base::Reason, base::ServerIndex;

ServerHost::ServerHost(HostConfig config, HostContext hostContext)
    : m_core(std::move(config), hostContext)
    , m_connections(m_core, m_links, m_effects)
    , m_links(m_core, m_connections, m_effects)
    , m_journal(m_core)
    , m_effects(m_core, m_connections, m_links, m_journal)
{
    m_core.node.setAddressOf([this](base::ConnectionId connection) { return m_connections.addressOf(connection); });
    for (const NeighbourAddress &neighbour : m_core.config.neighbours)
        m_core.node.setCut(neighbour.neighbour.index, neighbour.isCut);
}

ServerHost::~ServerHost()
{
    m_core.life.end();
}

bool ServerHost::start()
{
    const Reason failure = m_connections.listen();
    if (failure != Reason::None) {
        m_core.reporter.reportServer(EventKind::ListenFailed, failure, 0, endpoint(m_core.config.port));
        return false;
    }
    m_isStarting = true;
    m_connections.freeze();
    m_journal.open([this] { begin(); });
    return true;
}

void ServerHost::begin()
{
    m_isStarting = false;
    m_core.reporter.reportServer(EventKind::ServerListening, Reason::None, 0, endpoint(port()));
    m_connections.thaw();
    m_links.open();
    for (const auto &command : std::exchange(m_later, {}))
        command();
}

bool ServerHost::isLater(std::function<void()> command)
{
    if (m_isStarting)
        m_later.push_back(std::move(command));
    return m_isStarting;
}

QByteArray ServerHost::endpoint(quint16 port) const
{
    return m_core.config.address.toString().toLatin1() + ' ' + QByteArray::number(port);
}

void ServerHost::stop()
{
    m_isStarting = false;
    thaw(); // frozen, it could not close its connections
    m_effects.flush();
    m_links.close();
    m_connections.closeAll();
    end(EventKind::ServerStopped);
}

void ServerHost::crash()
{
    m_connections.resetAll();
    end(EventKind::ServerCrashed);
}

void ServerHost::end(EventKind how)
{
    m_isStarting = false;
    m_connections.stopListening();
    m_links.clear();
    m_effects.stopTimer();
    m_journal.close(); // a successor may open it from the next line on
    m_core.reporter.reportServer(how);
    m_core.life.end();
}

void ServerHost::cut(ServerIndex neighbour)
{
    if (isLater([this, neighbour] { cut(neighbour); }))
        return;
    PeerLink *const link = m_links.find(neighbour);
    if (!link || link->address().isCut)
        return;
    link->cut();
    m_core.node.setCut(neighbour, true);
    m_connections.resetTo(neighbour, Reason::CutByUser);
}

void ServerHost::heal(ServerIndex neighbour)
{
    if (isLater([this, neighbour] { heal(neighbour); }))
        return;
    PeerLink *const link = m_links.find(neighbour);
    if (!link || !link->address().isCut)
        return;
    m_core.node.setCut(neighbour, false);
    link->heal();
}

void ServerHost::setNeighbourPort(ServerIndex neighbour, quint16 port)
{
    if (isLater([this, neighbour, port] { setNeighbourPort(neighbour, port); }))
        return;
    if (PeerLink *const link = m_links.find(neighbour))
        link->setPort(port);
}

void ServerHost::impair(ServerIndex neighbour, const LinkImpairment &impairment)
{
    if (isLater([this, neighbour, impairment] { impair(neighbour, impairment); }))
        return;
    if (PeerLink *const link = m_links.find(neighbour))
        link->sender().impair(impairment);
}

void ServerHost::endFault(ServerIndex neighbour, base::FaultNumber fault)
{
    if (isLater([this, neighbour, fault] { endFault(neighbour, fault); }))
        return;
    if (PeerLink *const link = m_links.find(neighbour))
        link->sender().end(fault);
}

void ServerHost::release(ServerIndex neighbour, int lines)
{
    if (isLater([this, neighbour, lines] { release(neighbour, lines); }))
        return;
    if (PeerLink *const link = m_links.find(neighbour))
        link->sender().release(lines);
}

void ServerHost::resetLink(ServerIndex neighbour)
{
    if (isLater([this, neighbour] { resetLink(neighbour); }))
        return;
    m_connections.resetTo(neighbour, Reason::PeerReset);
}

void ServerHost::setRepair(protocol::Repair mode)
{
    if (isLater([this, mode] { setRepair(mode); }))
        return;
    m_core.node.setRepair(mode, m_core.reporter.now());
    m_effects.updateTimer();
}

void ServerHost::forget(const base::ClientId &client)
{
    if (isLater([this, client] { forget(client); }))
        return;
    if (m_core.life.isFrozen())
        return m_core.life.afterThaw([this, client] { forget(client); });
    m_core.node.forget(client, m_effects.pending());
    m_effects.apply();
}

void ServerHost::freeze()
{
    if (isLater([this] { freeze(); }))
        return;
    if (!m_core.life.isRunning())
        return;
    m_effects.flush();
    m_core.life.freeze();
    m_connections.freeze();
    m_links.setFrozen(true);
    m_effects.stopTimer();
    m_core.reporter.reportServer(EventKind::ServerFrozen);
}

void ServerHost::thaw()
{
    if (isLater([this] { thaw(); }))
        return;
    if (!m_core.life.isFrozen())
        return;
    m_core.life.thaw();
    m_core.reporter.reportServer(EventKind::ServerThawed);
    m_connections.thaw();
    m_links.setFrozen(false);
    for (const auto &what : m_core.life.takeWaiting())
        what();
    m_connections.sweepAgain();
    m_effects.restartTimer(HostConnections::sweepNs());
}

} // namespace herdcore::host
