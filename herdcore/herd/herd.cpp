// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/herdprivate.h"

#include "herdcore/herd/addresses.h"
#include "herdcore/herd/descriptors.h"
#include "herdcore/herd/externalcommand.h"
#include "herdcore/host/childprocesses.h"
#include "herdcore/observe/logfiles.h"

#include <QHostAddress>
#include <QThread>

#include <algorithm>
#include <chrono>
#include <future>

namespace herdcore::herd {

using base::ConnectionId, base::ServerIndex;

namespace {

constexpr std::size_t ringEvents = 65'536;
// From when on the log does not hold up the end of a herd.
constexpr auto logPatience = std::chrono::milliseconds(300);

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

Reach reachOf(const QString &address)
{
    const QHostAddress parsed(address);
    if (parsed.isNull())
        return Reach::Nobody;
    return parsed.isLoopback() ? Reach::ThisMachine : Reach::OtherMachines;
}

Herd::Private::Private(Herd *herd, profile::Profile aProfile, HerdOptions someOptions)
    : q(herd)
    , profile(std::move(aProfile))
    , options(std::move(someOptions))
    , repair(profile.repair)
    , ring(ringEvents, static_cast<std::size_t>(options.limits.eventBytes))
    , log(options.logLimits)
    , budget(net::DescriptorBudget::defaultReserve + descriptorsNeeded(profile, options).apart)
{
    for (const profile::ServerProfile &server : profile.servers) {
        ports.push_back(server.port);
        const bool isListening
            = server.external || !runsHere(profile, options, static_cast<ServerIndex>(dialled.size()));
        dialled.push_back(isListening ? server.port : 0);
    }
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
        engineOf(server).post([command = externalCommand(profile, options, server, ports)](
                                  Engine &engine) { engine.startExternal(command); });
        return;
    }
    // Where it really listens is known in the engine's thread first, and in ours a turn later.
    const auto listening = [this, server](quint16 real) {
        QMetaObject::invokeMethod(
            q, [this, server, real] { setPort(server, real); }, Qt::QueuedConnection);
    };
    host::HostConfig config = makeHostConfig({ profile, options, dialled, cuts, faults, repair }, server);
    config.faultEnded = faultEnded();
    config.port = port;
    engineOf(server).post([config, listening](Engine &engine) { engine.start(config, listening); });
}

void Herd::Private::setPort(ServerIndex server, quint16 port)
{
    if (port != 0)
        ports[at(server)] = port;
    if (std::exchange(dialled[at(server)], port) == port)
        return;
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
    shutDown();
    d->engines.clear();
}

void Herd::shutDown()
{
    if (std::exchange(d->isShutDown, true))
        return;
    const auto hurry = std::chrono::steady_clock::now() + logPatience;
    d->ring.closeAt(hurry);
    stopAll();
    // Large tables take their time to go; what is to be written does not wait for that.
    std::vector<std::future<void>> done;
    for (const auto &engine : d->engines)
        done.push_back(engine->windUp());
    for (const std::future<void> &one : done)
        one.wait();
    d->recorder->stop(hurry + logPatience);
    if (const std::uint64_t lost = d->recorder->unwritten() + d->ring.droppedAfterClose();
        lost > 0 && d->options.eventsLost)
        d->options.eventsLost(lost);
}

void Herd::killPrograms()
{
    host::ChildProcesses::endAll();
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
    return d->isKnown(server) && runsHere(d->profile, d->options, server);
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

void Herd::forget(const base::ClientId &client)
{
    for (std::size_t i = 0; i < d->profile.servers.size(); ++i)
        d->atHost(static_cast<ServerIndex>(i), [client](host::ServerHost &host) { host.forget(client); });
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

ConnectionId Herd::send(ServerIndex server, SendRequest request)
{
    if (!d->isKnown(server))
        return ConnectionId::None;
    host::SendOrder order;
    order.connection = ConnectionId{ ++d->lastSend }; // servers' own connections are numbered far above
    order.server = server;
    order.host = QHostAddress(hostOf(d->profile, d->options, server));
    order.port = d->ports[at(server)];
    order.bytes = std::move(request.bytes);
    order.writes = request.writes;
    order.halfClose = request.halfClose;
    const ConnectionId id = order.connection;
    d->engineOf(server).post([order = std::move(order)](Engine &engine) { engine.send(order); });
    return id;
}

// What the user does to links, and to servers short of ending them.

bool Herd::Private::isLink(profile::LinkProfile link) const
{
    return std::find(profile.links.begin(), profile.links.end(), link) != profile.links.end();
}

bool Herd::Private::isOurs(ServerIndex server) const
{
    return q->isLocal(server) && !profile.server(server).external;
}

void Herd::Private::atHost(ServerIndex server, std::function<void(host::ServerHost &)> what) const
{
    engineOf(server).post([server, what = std::move(what)](Engine &engine) {
        if (host::ServerHost *const host = engine.host(server))
            what(*host);
    });
}

// Called in an engine's thread; a fault that has ended is not to be set again when its server starts anew.
host::FaultEnded Herd::Private::faultEnded()
{
    return [this](ServerIndex from, profile::FaultNumber number) {
        QMetaObject::invokeMethod(
            q,
            [this, from, number] {
                std::erase_if(faults, [from, number](const OutgoingFault &one) {
                    return one.fault.number == number && one.from == from;
                });
            },
            Qt::QueuedConnection);
    };
}

void Herd::Private::setCut(profile::LinkProfile link, bool isCut)
{
    const bool wasCut = std::erase(cuts, link) > 0;
    if (!isLink(link) || (!isCut && !wasCut))
        return;
    if (isCut)
        cuts.push_back(link);
    const auto tell = [this, isCut](ServerIndex server, ServerIndex peer) {
        atHost(server, [peer, isCut](host::ServerHost &host) { isCut ? host.cut(peer) : host.heal(peer); });
    };
    tell(link.a, link.b);
    tell(link.b, link.a);
}

std::vector<profile::LinkProfile> Herd::cuts() const
{
    return d->cuts;
}

void Herd::cut(profile::LinkProfile link)
{
    d->setCut(link, true);
}

void Herd::heal(profile::LinkProfile link)
{
    d->setCut(link, false);
}

profile::FaultNumber Herd::disturb(const profile::Fault &fault)
{
    if (!d->isLink(fault.link))
        return profile::FaultNumber::None;
    const host::LinkImpairment impairment
        = host::LinkImpairment::from(profile::FaultNumber{ d->lastFault + 1 }, fault.how, d->clock.now().monotonicNs);
    bool isSet = false;
    const auto set = [&](ServerIndex from, ServerIndex to) {
        if (!d->isOurs(from))
            return;
        isSet = true;
        d->faults.push_back({ from, to, impairment });
        d->atHost(from, [to, impairment](host::ServerHost &host) { host.impair(to, impairment); });
    };
    if (fault.direction != profile::FaultDirection::BToA)
        set(fault.link.a, fault.link.b);
    if (fault.direction != profile::FaultDirection::AToB)
        set(fault.link.b, fault.link.a);
    if (!isSet)
        return profile::FaultNumber::None;
    ++d->lastFault;
    return impairment.number;
}

void Herd::heal(profile::FaultNumber number)
{
    for (const OutgoingFault &one : d->faults) {
        if (one.fault.number == number)
            d->atHost(one.from, [to = one.to, number](host::ServerHost &host) { host.endFault(to, number); });
    }
    std::erase_if(d->faults, [number](const OutgoingFault &one) { return one.fault.number == number; });
}

void Herd::healAll()
{
    while (!d->faults.empty())
        heal(d->faults.back().fault.number);
    while (!d->cuts.empty())
        heal(profile::LinkProfile(d->cuts.back()));
}

void Herd::resetLink(profile::LinkProfile link)
{
    if (!d->isLink(link))
        return;
    d->atHost(link.a, [link](host::ServerHost &host) { host.resetLink(link.b); });
    d->atHost(link.b, [link](host::ServerHost &host) { host.resetLink(link.a); });
}

void Herd::release(profile::LinkProfile link, profile::FaultDirection direction, int lines)
{
    if (!d->isLink(link))
        return;
    if (direction != profile::FaultDirection::BToA)
        d->atHost(link.a, [link, lines](host::ServerHost &host) { host.release(link.b, lines); });
    if (direction != profile::FaultDirection::AToB)
        d->atHost(link.b, [link, lines](host::ServerHost &host) { host.release(link.a, lines); });
}

void Herd::freeze(ServerIndex server)
{
    if (isLocal(server))
        d->atHost(server, [](host::ServerHost &host) { host.freeze(); });
}

void Herd::thaw(ServerIndex server)
{
    if (isLocal(server))
        d->atHost(server, [](host::ServerHost &host) { host.thaw(); });
}

} // namespace herdcore::herd
