// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/commands.h"

#include <QStringList>

namespace uitest {

// Writes down what it is asked for: "cut 0-1", "start 2", "start 2 on 12305", and each line said, with its connection.
class FakeCommands final : public ui::Commands
{
public:
    using Server = herdcore::base::ServerIndex;
    using Link = herdcore::herd::LinkProfile;

    QStringList asked;
    std::vector<herdcore::herd::SayRequest> said;
    std::vector<Server> saidTo;

    void startAll() override { asked += QStringLiteral("start all"); }
    void stopAll() override { asked += QStringLiteral("stop all"); }
    void start(Server server) override { asked += QStringLiteral("start %1").arg(herdcore::base::number(server)); }
    void startOnPort(Server server, quint16 port) override
    {
        asked += QStringLiteral("start %1 on %2").arg(herdcore::base::number(server)).arg(port);
    }
    void stop(Server server) override { asked += QStringLiteral("stop %1").arg(herdcore::base::number(server)); }
    void crash(Server server) override { asked += QStringLiteral("crash %1").arg(herdcore::base::number(server)); }
    void cut(Link link) override { asked += QStringLiteral("cut ") + name(link); }
    void heal(Link link) override { asked += QStringLiteral("heal ") + name(link); }
    void healAll() override { asked += QStringLiteral("heal all"); }
    herdcore::base::ConnectionId say(Server server, herdcore::herd::SayRequest request) override
    {
        asked += QStringLiteral("say to %1").arg(herdcore::base::number(server));
        saidTo.push_back(server);
        said.push_back(std::move(request));
        return herdcore::base::ConnectionId{ 1000 + said.size() };
    }

private:
    static QString name(Link link)
    {
        return QStringLiteral("%1-%2").arg(herdcore::base::number(link.a)).arg(herdcore::base::number(link.b));
    }
};

} // namespace uitest
