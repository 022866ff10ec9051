// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/herdprivate.h"

#include "herdcore/herd/externalcommand.h"
#include "herdcore/observe/logfiles.h"

#include <QThread>

#include <algorithm>

namespace herdcore::herd {

using base::ConnectionId, base::ServerIndex;

namespace {

std::unique_ptr<observe::LogFiles> logFiles(const profile::Profile &profile, const QString &directory)
{
    if (directory.isEmpty())
        return nullptr;
    std::vector<QString> files;
    observe::NameTable names;
    for (std::size_t i = 0; i < profile.servers.size(); ++i) {
        files.push_back(profile.logFileName(static_cast<ServerIndex>(i)));
        names.names.push_back(profile.servers[i].name);
    }
    return std::make_unique<observe::LogFiles>(directory, files, names);
}

} // namespace

Herd::Private::Private(Herd *herd, profile::Profile aProfile, HerdOptions someOptions)
    : q(herd)
    , profile(std::move(aProfile))
    , options(std::move(someOptions))
    , repair(profile.repair)
    , log(options.logLimits)
{
    for (const profile::ServerProfile &server : profile.servers)
        ports.push_back(server.port);
    // From the recorder's thread: one pending call, however much is recorded.
    const auto grown = [this] {
        QMetaObject::invokeMethod(
            q,
            [this] {
                recorder->acknowledge();
                Q_EMIT q->advanced();
            },
            Qt::QueuedConnection);
    };
    recorder = std::make_unique<observe::Recorder>(ring, log, logFiles(profile, options.logDir), clock, grown);
    const auto count = std::clamp<std::size_t>(static_cast<std::size_t>(QThread::idealThreadCount()) / 2, 1, 4);
    for (std::size_t i = 0; i < count; ++i)
        engines.push_back(std::make_unique<Engine>(clock, ring, budget, options.places));
    recordRepair();
}

void Herd::Private::recordRepair()
{
    const base::Moment now = clock.now();
    observe::Event event;
    event.kind = base::EventKind::RepairSet;
    event.monotonicNs = now.monotonicNs;
    event.wallNs = now.wallNs;
    event.bytes = QByteArray(profile::toWord(repair).data());
    ring.takeAtOnce(std::move(event)); // ours is the window's thread, which waits for nothing
}

bool Herd::Private::isKnown(ServerIndex server) const
{
    return base::number(server) >= 0 && at(server) < profile.servers.size();
}

// The neighbours are told once it listens: it may be running already, elsewhere, or not get the port.
void Herd::Private::start(ServerIndex server, quint16 port)
{
    if (profile.server(server).external) {
        host::ExternalCommand command{ server, expandCommand(profile, server, ports), profile.folder };
        engineOf(server).post([command](Engine &engine) { engine.startExternal(command); });
        return;
    }
    // Where it really listens is known in the engine's thread first, and in ours a turn later.
    const auto listening = [this, server](quint16 real) {
        QMetaObject::invokeMethod(
            q, [this, server, real] { setPort(server, real); }, Qt::QueuedConnection);
    };
    host::HostConfig config = makeHostConfig({ profile, options, ports, cuts, faults, repair }, server);
    config.faultEnded = faultEnded();
    config.port = port;
    engineOf(server).post([config, listening](Engine &engine) { engine.start(config, listening); });
}

void Herd::Private::setPort(ServerIndex server, quint16 port)
{
    if (ports[at(server)] == port)
        return;
    ports[at(server)] = port;
    for (const ServerIndex peer : profile.neighboursOf(server)) {
        engineOf(peer).post([peer, server, port](Engine &engine) {
            if (host::ServerHost *const host = engine.host(peer))
                host->setNeighbourPort(server, port);
        });
    }
}

Herd::Herd(profile::Profile profile, HerdOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(profile), std::move(options)))
{ }

Herd::~Herd()
{
    stopAll();
    d->engines.clear();
    d->recorder->stop();
}

const profile::Profile &Herd::profile() const
{
    return d->profile;
}

const observe::EventLog &Herd::log() const
{
    return d->log;
}

bool Herd::isLocal(ServerIndex server) const
{
    const auto &local = d->options.local;
    if (!d->isKnown(server))
        return false;
    if (const auto &external = d->profile.server(server).external; external && external->command.isEmpty())
        return false;
    return local.empty() || std::find(local.begin(), local.end(), server) != local.end();
}

void Herd::startAll()
{
    for (std::size_t i = 0; i < d->profile.servers.size(); ++i)
        start(static_cast<ServerIndex>(i));
}

void Herd::stopAll()
{
    for (std::size_t i = 0; i < d->profile.servers.size(); ++i)
        stop(static_cast<ServerIndex>(i));
}

void Herd::end()
{
    Engine::endAll(d->engines, [this] { QMetaObject::invokeMethod(this, &Herd::ended, Qt::QueuedConnection); });
}

void Herd::start(ServerIndex server)
{
    if (isLocal(server))
        d->start(server, d->ports[at(server)]);
}

void Herd::start(ServerIndex server, quint16 port)
{
    if (isLocal(server))
        d->start(server, port);
}

void Herd::stop(ServerIndex server)
{
    if (isLocal(server))
        d->engineOf(server).post([server](Engine &engine) { engine.stop(server, false); });
}

void Herd::crash(ServerIndex server)
{
    if (isLocal(server))
        d->engineOf(server).post([server](Engine &engine) { engine.stop(server, true); });
}

void Herd::setRepair(profile::Repair repair)
{
    d->repair = repair;
    d->recordRepair();
    for (std::size_t i = 0; i < d->profile.servers.size(); ++i) {
        const auto server = static_cast<ServerIndex>(i);
        d->engineOf(server).post([server, repair](Engine &engine) {
            if (host::ServerHost *const host = engine.host(server))
                host->setRepair(repair);
        });
    }
}

profile::Repair Herd::repair() const
{
    return d->repair;
}

void Herd::setPlaces(const places::PlacesSettings &settings)
{
    for (const auto &engine : d->engines)
        engine->post([settings](Engine &self) { self.setPlaces(settings); });
}

ConnectionId Herd::say(ServerIndex server, SayRequest request)
{
    if (!d->isKnown(server))
        return ConnectionId::None;
    host::SendOrder order;
    order.connection = ConnectionId{ ++d->lastSay }; // servers' own connections are numbered far above
    order.server = server;
    order.host = QHostAddress(d->profile.server(server).host);
    order.port = d->ports[at(server)];
    order.bytes = std::move(request.bytes);
    order.writes = request.writes;
    order.halfClose = request.halfClose;
    const ConnectionId id = order.connection;
    d->engineOf(server).post([order = std::move(order)](Engine &engine) { engine.say(order); });
    return id;
}

} // namespace herdcore::herd
