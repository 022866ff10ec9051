// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a Controller tells of the herd.

#include "app/herdd/controller.h"

#include "herdcore/base/escape.h"
#include "herdcore/state/faultlist.h"

namespace herdd {

using namespace herdcore;
using namespace herdcore::state;
using namespace herdcore::profile;

QByteArray Controller::nameOf(ServerIndex server) const
{
    return base::escaped(m_herd.profile().server(server).name.bytes());
}

QByteArray Controller::nameOf(LinkProfile link) const
{
    return nameOf(link.a) + '-' + nameOf(link.b);
}

QByteArray Controller::status() const
{
    QByteArray text;
    for (std::size_t i = 0; i < m_herd.profile().servers.size(); ++i) {
        const auto server = static_cast<ServerIndex>(i);
        const bool isFrozen = m_status.faults().frozen().contains(server);
        const QByteArray state = m_status.isRunning(server)
            ? (isFrozen ? "frozen " : "listening ") + QByteArray::number(m_status.port(server))
            : m_herd.profile().server(server).external ? QByteArray("external")
            : m_herd.isLocal(server)                   ? QByteArray("stopped")
                                                       : QByteArray("elsewhere");
        text += "server " + nameOf(server) + ' ' + state + '\n';
    }
    for (const LinkProfile &link : m_herd.profile().links) {
        const HerdStatus::End ends[]{ { link.a, link.b }, { link.b, link.a } };
        const auto isFine = [this](HerdStatus::End end) {
            return m_status.isUp(end) || !isOurs(end.first);
        };
        const bool isCut = m_status.faults().isCut(link.a, link.b) || m_status.faults().isCut(link.b, link.a);
        text += "link " + nameOf(link) + (isCut ? " cut\n" : isFine(ends[0]) && isFine(ends[1]) ? " up\n" : " down\n");
    }
    return text + "repair " + toWord(m_herd.repair()).data() + '\n';
}

QByteArray Controller::faults() const
{
    QByteArray text;
    for (const ActiveFault &one : m_status.faults().faults())
        text += QByteArray::number(base::number(one.number)) + ' ' + nameOf(one.from) + '>' + nameOf(one.to) + ' '
            + one.words + '\n';
    for (const LinkProfile &link : m_status.faults().cuts())
        text += "cut " + nameOf(link) + '\n';
    return text;
}

} // namespace herdd
