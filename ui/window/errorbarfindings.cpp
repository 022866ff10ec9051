// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/errorbarfindings.h"

#include "herdcore/base/escape.h"
#include "herdcore/observe/words.h"
#include "herdcore/protocol/dialect.h"
#include "herdcore/state/herdstate.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace ui {

using namespace herdcore::base;

Findings::Findings(const herdcore::profile::Profile &profile, IsPortFree isFree)
    : m_isFree(std::move(isFree))
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
        finding.kind = Finding::Kind::ListenFailed;
        finding.endpoint = escapedText(event.bytes, 200);
        removeTaken(event.server);
        remove(Finding::Kind::ListenFailed, event.server, ServerIndex::None);
        event.reason == Reason::PortTaken ? addTaken(event) : add(finding);
        return true;
    case EventKind::ServerListening:
    case EventKind::ServerStopped: {
        const bool taken = removeTaken(event.server);
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
    case EventKind::FutureTime:
        return addAhead(event);
    case EventKind::JournalResumed:
        return removeEvent(EventKind::JournalFailed, event.server);
    case EventKind::LogDropped:
        addLost(event);
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

// A folder that cannot be written concerns the logs of all servers: one finding. Each event has the sum of its own log.
void Findings::addLost(const herdcore::observe::EventView &event)
{
    m_lost[event.server] = static_cast<quint64>(std::max(0, event.count));
    Finding finding;
    finding.kind = Finding::Kind::LogDropped;
    finding.endpoint = escapedText(event.bytes, 200);
    finding.count = notWritten();
    remove(finding.kind, finding.server, finding.peer);
    m_standing.push_back(std::move(finding));
}

quint64 Findings::notWritten() const
{
    return std::accumulate(
        m_lost.begin(), m_lost.end(), quint64{ 0 }, [](quint64 sum, const auto &one) { return sum + one.second; });
}

// One for each client, from whichever server is the first to say so; beyond some, the others are only counted.
bool Findings::addAhead(const herdcore::observe::EventView &event)
{
    constexpr std::ptrdiff_t mostClients = 20;
    const auto isAhead = [](const Finding &other) {
        return other.kind == Finding::Kind::ClockAhead;
    };
    Finding finding;
    finding.kind = Finding::Kind::ClockAhead;
    finding.update = event.update();
    finding.wallNs = event.wallNs;
    if (const auto record = herdcore::protocol::parseAt(event.bytes))
        finding.origin = escapedText(record->origin.bytes(), 100);
    const auto same = std::find_if(m_standing.begin(), m_standing.end(),
        [&](const Finding &other) { return isAhead(other) && other.update.client == finding.update.client; });
    if (same != m_standing.end()) {
        const bool isNewer = same->update.timeNs < finding.update.timeNs;
        if (isNewer)
            *same = std::move(finding);
        return isNewer;
    }
    const bool areMany = std::count_if(m_standing.begin(), m_standing.end(), isAhead) >= mostClients;
    if (areMany && event.peer != ServerIndex::None)
        return false; // counted where the client said it
    if (areMany)
        finding.update = {};
    add(std::move(finding));
    return true;
}

bool Findings::dropOutdated(const herdcore::state::HerdState &state)
{
    const auto isHeld = [&state](const UpdateKey &update) {
        for (std::size_t i = 0; i < state.profile().servers.size(); ++i) {
            const auto &table = state.server(static_cast<ServerIndex>(i)).table;
            const auto held = table.constFind(update.client);
            if (held != table.constEnd() && held->update == update)
                return true;
        }
        return false;
    };
    return std::erase_if(m_standing, [&](const Finding &finding) {
        return finding.kind == Finding::Kind::ClockAhead && !finding.update.isNull() && !isHeld(finding.update);
    }) > 0;
}

void Findings::dismiss(const Finding &finding)
{
    std::erase_if(m_standing, [&finding](const Finding &other) {
        return other.kind == finding.kind && other.server == finding.server && other.peer == finding.peer
            && other.update.client == finding.update.client;
    });
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

// All of them are one finding: it is mostly one herd that is in the way of another.
void Findings::addTaken(const herdcore::observe::EventView &event)
{
    const auto standing = std::find_if(
        m_standing.begin(), m_standing.end(), [](const Finding &f) { return f.kind == Finding::Kind::PortTaken; });
    Finding finding;
    if (standing != m_standing.end())
        finding = *standing;
    finding.kind = Finding::Kind::PortTaken;
    finding.reason = event.reason;
    finding.taken.push_back({ event.server, herdcore::state::portOf(event) });
    const QString address = QString::fromLatin1(event.bytes).section(u' ', 0, 0);
    const auto isFree = [&](quint16 port) {
        return std::find(m_ports.begin(), m_ports.end(), port) == m_ports.end() && m_isFree(address, port);
    };
    const quint16 first = finding.taken.front().port;
    finding.proposedPort = finding.taken.size() > 1 ? quint16{ 0 } : herdcore::herd::freePorts(first, 1, isFree);
    finding.proposedFirst = herdcore::herd::freePorts(first, static_cast<int>(m_ports.size()), isFree);
    if (standing != m_standing.end())
        *standing = std::move(finding);
    else
        m_standing.push_back(std::move(finding));
}

bool Findings::removeTaken(ServerIndex server)
{
    std::size_t removed = 0;
    for (Finding &finding : m_standing) {
        removed
            += std::erase_if(finding.taken, [server](const Finding::TakenPort &one) { return one.server == server; });
    }
    std::erase_if(m_standing, [](const Finding &f) { return f.kind == Finding::Kind::PortTaken && f.taken.empty(); });
    return removed > 0;
}

} // namespace ui
