// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/control/servercommands.h"

#include <algorithm>

namespace herdcore::control {

using namespace Qt::StringLiterals;
using base::ServerIndex;
using herd::HerdOperations;
using Refused = std::optional<Refusal>;

Refused because(const QString &why)
{
    return Refusal{ why };
}

QString nameIn(const Situation &now, ServerIndex server)
{
    return nameOf(now.state.profile(), server);
}

namespace {

template <typename Is> bool anyServer(const Situation &now, Is is)
{
    for (std::size_t i = 0; i < now.state.profile().servers.size(); ++i) {
        if (is(static_cast<ServerIndex>(i)))
            return true;
    }
    return false;
}

} // namespace

Refused unlessStartable(const Command &command, const Situation &now)
{
    if (now.isStartable(command.server))
        return {};
    return because(now.state.server(command.server).isExternal
            ? u"%1 is an external server that this herd does not start"_s.arg(nameIn(now, command.server))
            : u"%1 is not run by this process"_s.arg(nameIn(now, command.server)));
}

Refused unlessRunning(const Command &command, const Situation &now)
{
    if (const Refused refused = unlessStartable(command, now))
        return refused;
    return now.isRunning(command.server) ? Refused{} : because(u"%1 is not running"_s.arg(nameIn(now, command.server)));
}

Refused unlessOursRuns(const Command &command, const Situation &now)
{
    if (now.state.server(command.server).isExternal)
        return because(u"%1 is an external server, which cannot be frozen"_s.arg(nameIn(now, command.server)));
    return unlessRunning(command, now);
}

Refused unlessStopped(const Command &command, const Situation &now)
{
    if (const Refused refused = unlessStartable(command, now))
        return refused;
    if (command.port && now.state.server(command.server).isExternal)
        return because(u"%1 is an external server: its port is the profile's"_s.arg(nameIn(now, command.server)));
    return now.isRunning(command.server) ? because(u"%1 is running"_s.arg(nameIn(now, command.server))) : Refused{};
}

bool isFrozen(const Command &command, const Situation &now)
{
    return now.state.server(command.server).isFrozen;
}

bool isGone(const Command &command, const Applied &, const Reported &, const Situation &now)
{
    return !now.isRunning(command.server);
}

bool anyRuns(const Situation &now)
{
    return anyServer(now, [&now](ServerIndex one) { return now.isStartable(one) && now.isRunning(one); });
}

bool anyIsStopped(const Situation &now)
{
    return anyServer(now, [&now](ServerIndex one) { return now.isStartable(one) && !now.isRunning(one); });
}

Applied start(const Command &command, const Situation &, HerdOperations &herd)
{
    command.port ? herd.start(command.server, *command.port) : herd.start(command.server);
    Applied applied;
    applied.servers.push_back(command.server);
    return applied;
}

Applied startAll(const Command &, const Situation &now, HerdOperations &herd)
{
    Applied applied;
    anyServer(now, [&](ServerIndex one) {
        if (now.isStartable(one) && !now.isRunning(one))
            applied.servers.push_back(one);
        return false;
    });
    herd.startAll();
    return applied;
}

Refused unlessPortsAreThere(const Command &command, const Situation &now)
{
    const auto last = 65'536 - static_cast<int>(now.state.profile().servers.size());
    if (*command.port > 0 && *command.port <= last)
        return {};
    return because(u"the first port is from 1 to %1, so that there is one for every server"_s.arg(last));
}

Applied moveAll(const Command &command, const Situation &now, HerdOperations &herd)
{
    Applied applied;
    quint16 port = *command.port;
    anyServer(now, [&](ServerIndex one) {
        if (now.isOurs(one)) {
            herd.stop(one);
            herd.start(one, port);
            applied.servers.push_back(one);
        }
        ++port;
        return false;
    });
    return applied;
}

bool haveBegun(const Command &, const Applied &applied, const Reported &reported, const Situation &)
{
    return std::all_of(
        applied.servers.begin(), applied.servers.end(), [&](ServerIndex one) { return reported.begun.contains(one); });
}

} // namespace herdcore::control
