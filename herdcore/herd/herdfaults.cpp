// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the user does to the links of a herd, and to servers short of ending them.

#include "herdcore/herd/herdprivate.h"

#include <algorithm>

namespace herdcore::herd {

using base::ServerIndex;

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
