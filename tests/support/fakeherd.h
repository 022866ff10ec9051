// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/herdcontrol.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace uitest {

// A herd that does nothing but write down what a HerdControl asks of it: "cut 0-1", "start 2", "start 2 on 12305",
// "disturb 0>1 drop next 2", and each line said, with its connection.
class FakeHerd final : public herdcore::herd::HerdOperations
{
public:
    using Server = herdcore::base::ServerIndex;
    using Link = herdcore::profile::LinkProfile;

    using Direction = herdcore::profile::FaultDirection;

    QStringList asked;
    int faults = 0; // numbers given
    bool refusesFaults = false;
    std::vector<herdcore::herd::SendRequest> said;
    std::vector<Server> sentTo;

    std::vector<Link> cutNow; // what cuts() says
    std::vector<Server> elsewhere; // not local

    [[nodiscard]] bool isLocal(Server server) const override
    {
        return std::find(elsewhere.begin(), elsewhere.end(), server) == elsewhere.end();
    }
    [[nodiscard]] std::vector<Link> cuts() const override { return cutNow; }
    void startAll() override { asked += QStringLiteral("start all"); }
    void stopAll() override { asked += QStringLiteral("stop all"); }
    void start(Server server) override { asked += QStringLiteral("start %1").arg(herdcore::base::number(server)); }
    void start(Server server, quint16 port) override
    {
        asked += QStringLiteral("start %1 on %2").arg(herdcore::base::number(server)).arg(port);
    }
    void stop(Server server) override { asked += QStringLiteral("stop %1").arg(herdcore::base::number(server)); }
    void crash(Server server) override { asked += QStringLiteral("crash %1").arg(herdcore::base::number(server)); }
    void cut(Link link) override { asked += QStringLiteral("cut ") + name(link); }
    void heal(Link link) override { asked += QStringLiteral("heal ") + name(link); }
    void healAll() override { asked += QStringLiteral("heal all"); }
    herdcore::profile::FaultNumber disturb(const herdcore::profile::Fault &fault) override
    {
        asked += QStringLiteral("disturb %1 %2")
                     .arg(name(fault.link, fault.direction), QString::fromLatin1(herdcore::base::inWords(fault.how)));
        return refusesFaults ? herdcore::profile::FaultNumber::None : herdcore::profile::FaultNumber{ ++faults };
    }
    void heal(herdcore::profile::FaultNumber fault) override
    {
        asked += QStringLiteral("heal #%1").arg(static_cast<int>(fault));
    }
    void resetLink(Link link) override { asked += QStringLiteral("reset ") + name(link); }
    void release(Link link, Direction direction, int lines) override
    {
        asked += QStringLiteral("release %1 of %2").arg(lines).arg(name(link, direction));
    }
    void freeze(Server server) override { asked += QStringLiteral("freeze %1").arg(herdcore::base::number(server)); }
    void thaw(Server server) override { asked += QStringLiteral("thaw %1").arg(herdcore::base::number(server)); }
    void setRepair(herdcore::profile::Repair wanted) override
    {
        asked += QStringLiteral("repair ") + herdcore::profile::toWord(wanted);
    }
    void forget(const herdcore::base::ClientId &client) override
    {
        asked += QStringLiteral("forget ") + QString::fromLatin1(client.bytes());
    }
    herdcore::base::ConnectionId send(Server server, herdcore::herd::SendRequest request) override
    {
        asked += QStringLiteral("say to %1").arg(herdcore::base::number(server));
        sentTo.push_back(server);
        said.push_back(std::move(request));
        return herdcore::base::ConnectionId{ 1000 + said.size() };
    }

private:
    static QString name(Link link, Direction direction = Direction::Both)
    {
        const QChar sign = direction == Direction::Both ? u'-' : direction == Direction::AToB ? u'>' : u'<';
        return QStringLiteral("%1%2%3")
            .arg(herdcore::base::number(link.a))
            .arg(sign)
            .arg(herdcore::base::number(link.b));
    }
};

} // namespace uitest
