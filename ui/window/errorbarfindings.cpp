// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/errorbarfindings.h"

#include "herdcore/base/escape.h"
#include "herdcore/observe/words.h"
#include "herdcore/state/herdstate.h"

#include <algorithm>

namespace ui {

using namespace herdcore::base;

Findings::Findings(const herdcore::profile::Profile &profile)
{
    for (const auto &server : profile.servers)
        m_ports.push_back(server.port);
}

bool Findings::fold(const herdcore::observe::EventView &event)
{
    Finding finding;
    finding.server = event.server;
    finding.reason = event.reason;
    switch (event.kind) {
    case EventKind::ListenFailed:
        finding.endpoint = escapedText(event.bytes, 200);
        finding.kind = event.reason == Reason::PortTaken ? Finding::Kind::PortTaken : Finding::Kind::ListenFailed;
        if (finding.kind == Finding::Kind::PortTaken) {
            finding.port = herdcore::state::portOf(event);
            finding.proposedPort = freePort(finding.port);
        }
        remove(Finding::Kind::PortTaken, event.server, ServerIndex::None);
        remove(Finding::Kind::ListenFailed, event.server, ServerIndex::None);
        add(finding);
        return true;
    case EventKind::ServerListening:
    case EventKind::ServerStopped: {
        const bool taken = remove(Finding::Kind::PortTaken, event.server, ServerIndex::None);
        return remove(Finding::Kind::ListenFailed, event.server, ServerIndex::None) || taken;
    }
    case EventKind::ExternalStarted:
        return remove(Finding::Kind::CommandEnded, event.server, ServerIndex::None);
    case EventKind::ExternalEnded:
        if (event.reason == Reason::None)
            return false;
        finding.kind = Finding::Kind::CommandEnded;
        finding.endpoint = escapedText(event.bytes, 200);
        remove(finding.kind, event.server, ServerIndex::None);
        finding.count = static_cast<quint64>(std::max(0, event.count));
        add(finding);
        return true;
    case EventKind::LinkRefused:
    case EventKind::LinkDenied:
        addRefusal(event);
        return true;
    case EventKind::LinkUp:
        return removeRefusals(event.server, event.peer);
    case EventKind::JournalResumed:
        return removeEvent(EventKind::JournalFailed, event.server);
    case EventKind::LogDropped:
        finding.kind = Finding::Kind::LogDropped;
        finding.endpoint = escapedText(event.bytes, 200);
        finding.count = static_cast<quint64>(std::max(0, event.count));
        m_notWritten += finding.count;
        add(finding);
        return true;
    default:
        return herdcore::observe::rowOf(event.kind).level == herdcore::observe::EventLevel::Finding && addEvent(event);
    }
}

bool Findings::addEvent(const herdcore::observe::EventView &event)
{
    Finding finding;
    finding.kind = Finding::Kind::Event;
    finding.event = event.kind;
    finding.server = event.server;
    finding.peer = event.peer;
    finding.reason = event.reason;
    finding.endpoint = escapedText(event.bytes, 200);
    finding.count = static_cast<quint64>(std::max(0, event.count));
    std::erase_if(m_standing, [&finding](const Finding &other) { return other.isSame(finding); });
    m_standing.push_back(std::move(finding));
    return true;
}

void Findings::dismiss(const Finding &finding)
{
    remove(finding.kind, finding.server, finding.peer);
}

void Findings::addRefusal(const herdcore::observe::EventView &event)
{
    Finding finding;
    finding.kind = event.kind == EventKind::LinkDenied ? Finding::Kind::LinkDenied : Finding::Kind::LinkRefused;
    finding.server = event.server;
    finding.peer = event.peer;
    finding.reason = event.reason;
    finding.endpoint = escapedText(event.bytes, 200);
    finding.count = static_cast<quint64>(std::max(1, event.count));
    add(std::move(finding));
}

bool Findings::removeRefusals(ServerIndex server, ServerIndex peer)
{
    const bool denied = remove(Finding::Kind::LinkDenied, server, peer);
    return remove(Finding::Kind::LinkRefused, server, peer) || denied;
}

void Findings::add(Finding finding)
{
    const auto same = [&](const Finding &other) {
        return other.isSame(finding);
    };
    const auto found = std::find_if(m_standing.begin(), m_standing.end(), same);
    if (found == m_standing.end()) {
        m_standing.push_back(std::move(finding));
        return;
    }
    finding.count += found->count;
    *found = std::move(finding);
}

bool Findings::remove(Finding::Kind kind, ServerIndex server, ServerIndex peer)
{
    const auto count = std::erase_if(
        m_standing, [&](const Finding &f) { return f.kind == kind && f.server == server && f.peer == peer; });
    return count > 0;
}

bool Findings::removeEvent(EventKind event, ServerIndex server)
{
    return std::erase_if(m_standing, [&](const Finding &f) { return f.event == event && f.server == server; }) > 0;
}

quint16 Findings::freePort(quint16 taken) const
{
    // A hundred higher, so that a neighbouring herd keeps its range of ports; then one by one.
    for (uint port = taken + 100U; taken > 0 && port <= 65535; ++port) {
        if (std::find(m_ports.begin(), m_ports.end(), port) == m_ports.end())
            return static_cast<quint16>(port);
    }
    return 0;
}

} // namespace ui
