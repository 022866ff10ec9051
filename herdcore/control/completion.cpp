// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/control/completion.h"

namespace herdcore::control {

using namespace Qt::StringLiterals;
using base::EventKind, base::ServerIndex;
using profile::LinkProfile;
using Kind = Command::Kind;

namespace {

QByteArray repairText(const Situation &now)
{
    return "repair " + QByteArray(profile::toWord(now.state.repair()).data()) + '\n';
}

QByteArray lines(const char *word, const std::vector<LinkProfile> &links, const Situation &now)
{
    QByteArray text;
    for (const LinkProfile &link : links)
        text += word + (u' ' + nameOf(now.state.profile(), link) + u'\n').toUtf8();
    return text;
}

QByteArray serverState(ServerIndex server, const Situation &now)
{
    const state::ServerFacts &facts = now.state.server(server);
    if (!facts.isExternal && now.isRunning(server))
        return (facts.isFrozen ? "frozen " : "listening ") + QByteArray::number(facts.port);
    return facts.isExternal ? "external" : now.isOurs(server) ? "stopped" : "elsewhere";
}

QByteArray linkState(LinkProfile link, const Situation &now)
{
    const auto isFine = [&now](ServerIndex server, ServerIndex peer) {
        return !now.isOurs(server) || now.state.linkEnd(server, peer).state == state::LinkEndState::Up;
    };
    const state::FaultList &list = now.state.faults();
    if (list.isCut(link.a, link.b) || list.isCut(link.b, link.a))
        return "cut";
    return isFine(link.a, link.b) && isFine(link.b, link.a) ? "up" : "down";
}

} // namespace

void Completion::take(const observe::EventView &event)
{
    if (event.kind == EventKind::ServerListening || event.kind == EventKind::ListenFailed
        || event.kind == EventKind::ExternalStarted || event.kind == EventKind::ExternalEnded)
        m_reported.begun.insert(event.server);
    else if (event.kind == EventKind::LinkDown || event.kind == EventKind::LinkCut)
        m_reported.lost.insert({ event.server, event.peer });
    else if (event.kind == EventKind::FaultSet && base::FaultNumber{ event.count } == m_applied.fault)
        m_reported.faulty.insert({ event.server, event.peer });
}

bool Completion::isDone(const Situation &now) const
{
    const Meaning &meaning = meaningOf(m_command.kind);
    return !meaning.isDone || meaning.isDone(m_command, m_applied, m_reported, now);
}

base::Expected<QByteArray, Refusal> Completion::answer(const Situation &now) const
{
    switch (m_command.kind) {
    case Kind::Status:
        return statusText(now);
    case Kind::Faults:
        return faultsText(now);
    case Kind::Fault:
        return QByteArray(QByteArray::number(base::number(m_applied.fault)) + '\n');
    case Kind::Partition:
        return QByteArray(lines("cut", m_applied.cut, now) + lines("heal", m_applied.healed, now));
    case Kind::Repair:
        return repairText(now);
    case Kind::Start:
    case Kind::StartAll:
    case Kind::MoveAll: {
        QByteArray text;
        for (const ServerIndex server : m_applied.servers) {
            const QString name = nameOf(now.state.profile(), server);
            if (!now.isRunning(server))
                return Refusal{ now.state.server(server).isExternal ? u"%1 cannot be started"_s.arg(name)
                                                                    : u"%1 cannot listen"_s.arg(name) };
            if (!now.state.server(server).isExternal)
                text += "listening " + name.toUtf8() + ' ' + QByteArray::number(now.state.server(server).port) + '\n';
        }
        return text;
    }
    default: // that it is done says it all
        return QByteArray();
    }
}

QByteArray statusText(const Situation &now)
{
    const profile::Profile &profile = now.state.profile();
    QByteArray text;
    for (std::size_t i = 0; i < profile.servers.size(); ++i) {
        const auto server = static_cast<ServerIndex>(i);
        text += "server " + nameOf(profile, server).toUtf8() + ' ' + serverState(server, now) + '\n';
    }
    for (const LinkProfile &link : profile.links)
        text += "link " + nameOf(profile, link).toUtf8() + ' ' + linkState(link, now) + '\n';
    return text + repairText(now);
}

QByteArray faultsText(const Situation &now)
{
    const profile::Profile &profile = now.state.profile();
    QByteArray text;
    for (const state::ActiveFault &one : now.state.faults().faults())
        text += QByteArray::number(base::number(one.number)) + ' ' + nameOf(profile, one.from).toUtf8() + '>'
            + nameOf(profile, one.to).toUtf8() + ' ' + one.words + '\n';
    return text + lines("cut", now.state.faults().cuts(), now);
}

} // namespace herdcore::control
