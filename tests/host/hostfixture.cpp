// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/hostfixture.h"

#include "herdcore/observe/words.h"

#include <QString>

#include <algorithm>
#include <utility>

namespace herdtest {

using namespace herdcore;

namespace {

QByteArray inWords(const Event &event)
{
    QByteArray line = nameOf(event.server).bytes() + ": " + observe::inWords(event.kind).toByteArray();
    if (event.reason != Reason::None)
        line += " (" + observe::inWords(event.reason).toByteArray() + ')';
    if (event.peer != ServerIndex::None)
        line += ' ' + nameOf(event.peer).bytes();
    const bool isAddress = event.kind == EventKind::ClientConnected || event.kind == EventKind::ServerListening;
    if (!event.bytes.isEmpty() && !isAddress)
        line += ": " + event.bytes;
    return line;
}

} // namespace

base::EventId Recording::take(Event event)
{
    const std::lock_guard lock(m_mutex);
    event.id = base::EventId(m_all.size() + 1);
    m_all.push_back(std::move(event));
    return m_all.back().id;
}

std::vector<Event> Recording::of(ServerIndex server) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Event> found;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(found),
        [server](const Event &one) { return one.server == server; });
    return found;
}

QByteArrayList Recording::lines() const
{
    const std::lock_guard lock(m_mutex);
    QByteArrayList words;
    std::transform(m_all.begin(), m_all.end(), std::back_inserter(words), inWords);
    return words;
}

QByteArrayList Recording::lines(ServerIndex server) const
{
    QByteArrayList words;
    for (const Event &one : of(server))
        words.append(inWords(one));
    return words;
}

QByteArrayList Recording::lines(ServerIndex server, std::initializer_list<EventKind> kinds) const
{
    QByteArrayList words;
    for (const Event &one : of(server)) {
        if (std::find(kinds.begin(), kinds.end(), one.kind) != kinds.end())
            words.append(inWords(one));
    }
    return words;
}

int Recording::count(ServerIndex server, EventKind kind) const
{
    return static_cast<int>(lines(server, { kind }).size());
}

base::Moment StandingClock::now() const
{
    return { base::SystemClock().now().monotonicNs, 100 * base::nsPerSecond };
}

void HandPlaces::answerAll(const QByteArray &json, bool mayBeStored)
{
    for (const Done &done : std::exchange(m_waiting, {}))
        done({ json, 0, Reason::None, mayBeStored });
}

std::unique_ptr<host::ServerHost> Ground::host(const host::HostConfig &config)
{
    return std::make_unique<host::ServerHost>(config, hostContext());
}

base::ServerName nameOf(ServerIndex server)
{
    static const QByteArrayList names{ "Hill", "Jaquez", "Smith" };
    return base::ServerName(names.value(base::number(server), "nobody"));
}

host::HostConfig configOf(ServerIndex server, std::initializer_list<NeighbourAt> neighbours)
{
    static int boots = 0;
    host::HostConfig config;
    config.server = server;
    config.address = QHostAddress(QHostAddress::LocalHost);
    config.node.name = nameOf(server);
    config.node.bootId = "boot" + QByteArray::number(++boots);
    config.node.admission.secret = config.node.bootId;
    for (const NeighbourAt &at : neighbours) {
        config.node.neighbours.push_back({ at.server, nameOf(at.server) });
        config.neighbours.push_back({ config.node.neighbours.back(), config.address, at.port, false });
    }
    return config;
}

} // namespace herdtest
