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
    const bool isListening = failure == Reason::None;
    m_core.reporter.reportServer(isListening ? EventKind::ServerListening : EventKind::ListenFailed, failure, 0,
        m_core.config.address.toString().toLatin1() + ' '
            + QByteArray::number(isListening ? port() : m_core.config.port));
    if (!isListening)
        return false;
    m_journal.read();
    m_links.open();
    return true;
}

void ServerHost::stop()
{
    thaw(); // frozen, it could not close its connections
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
    m_connections.stopListening();
    m_links.clear();
    m_effects.stopTimer();
    m_core.reporter.reportServer(how);
    m_core.life.end();
}

void ServerHost::cut(ServerIndex neighbour)
{
    PeerLink *const link = m_links.find(neighbour);
    if (!link || link->address().isCut)
        return;
    link->cut();
    m_core.node.setCut(neighbour, true);
    m_connections.resetTo(neighbour, Reason::CutByUser);
}

void ServerHost::heal(ServerIndex neighbour)
{
    PeerLink *const link = m_links.find(neighbour);
    if (!link || !link->address().isCut)
        return;
    m_core.node.setCut(neighbour, false);
    link->heal();
}

void ServerHost::setNeighbourPort(ServerIndex neighbour, quint16 port)
{
    if (PeerLink *const link = m_links.find(neighbour))
        link->setPort(port);
}

void ServerHost::impair(ServerIndex neighbour, const LinkImpairment &impairment)
{
    if (PeerLink *const link = m_links.find(neighbour))
        link->sender().impair(impairment);
}

void ServerHost::endFault(ServerIndex neighbour, base::FaultNumber fault)
{
    if (PeerLink *const link = m_links.find(neighbour))
        link->sender().end(fault);
}

void ServerHost::release(ServerIndex neighbour, int lines)
{
    if (PeerLink *const link = m_links.find(neighbour))
        link->sender().release(lines);
}

void ServerHost::resetLink(ServerIndex neighbour)
{
    m_connections.resetTo(neighbour, Reason::PeerReset);
}

void ServerHost::setRepair(protocol::Repair mode)
{
    m_core.node.setRepair(mode, m_core.reporter.now());
    m_effects.updateTimer();
}

void ServerHost::freeze()
{
    if (!m_core.life.isRunning())
        return;
    m_core.life.freeze();
    m_connections.freeze();
    m_links.setFrozen(true);
    m_effects.stopTimer();
    m_core.reporter.reportServer(EventKind::ServerFrozen);
}

void ServerHost::thaw()
{
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
