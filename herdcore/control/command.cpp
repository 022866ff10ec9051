// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/control/command.h"

namespace herdcore::control {

Command Command::ofHerd(Kind kind)
{
    Command command;
    command.kind = kind;
    return command;
}

Command Command::onServer(Kind kind, base::ServerIndex server)
{
    Command command = ofHerd(kind);
    command.server = server;
    return command;
}

Command Command::onLink(Kind kind, profile::LinkProfile link)
{
    Command command = ofHerd(kind);
    command.link = link;
    return command;
}

Command Command::startOn(base::ServerIndex server, quint16 port)
{
    Command command = onServer(Kind::Start, server);
    command.port = port;
    return command;
}

Command Command::moveAllTo(quint16 port)
{
    Command command = ofHerd(Kind::MoveAll);
    command.port = port;
    return command;
}

Command Command::setFault(const profile::Fault &fault)
{
    Command command = onLink(Kind::Fault, fault.link);
    command.direction = fault.direction;
    command.how = fault.how;
    return command;
}

Command Command::healFault(profile::FaultNumber number)
{
    Command command = ofHerd(Kind::HealFault);
    command.number = number;
    return command;
}

Command Command::cutInto(profile::Partition partition, base::ServerIndex server)
{
    Command command = onServer(Kind::Partition, server);
    command.partition = partition;
    return command;
}

Command Command::setRepair(profile::Repair repair)
{
    Command command = ofHerd(Kind::Repair);
    command.repair = repair;
    return command;
}

Command Command::releaseLines(profile::LinkProfile link, profile::FaultDirection direction, int lines)
{
    Command command = onLink(Kind::Release, link);
    command.direction = direction;
    command.lines = lines;
    return command;
}

Command Command::forget(const base::ClientId &client)
{
    Command command = ofHerd(Kind::Forget);
    command.client = client;
    return command;
}

} // namespace herdcore::control
