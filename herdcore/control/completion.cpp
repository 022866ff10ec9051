// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/control/completion.h"

#include "herdcore/base/escape.h"

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

const char *word(state::ServerState state)
{
    using enum state::ServerState;
    switch (state) {
    case Elsewhere:
        return "untried";
    case Started:
        return "started";
    case Reached:
    case Listening:
        return "reached";
    case Silent:
        return "silent";
    case Stopped:
        return "stopped";
    case Failed:
        return "failed";
    case Crashed:
        return "ended";
    case Frozen:
        return "frozen";
    }
    return "";
}

// What our servers and its own program show: whether it answers, the lines that it was sent and has sent, and whether
// this herd starts it.
QByteArray externalState(ServerIndex server, const state::ServerFacts &facts, const Situation &now)
{
    const auto pair = [](const char *key, quint64 value) {
        return QByteArray(QByteArray(" ") + key + '=' + QByteArray::number(value));
    };
    const profile::ServerProfile &place = now.state.profile().server(server);
    QByteArray text
        = word(facts.state) + pair("port", place.port) + pair("to", facts.linesIn) + pair("from", facts.linesOut);
    if (now.isStartable(server))
        text += facts.runsCommand ? " command=runs" : " command=stopped";
    return text;
}

QByteArray serverState(ServerIndex server, const Situation &now)
{
    const state::ServerFacts &facts = now.state.server(server);
    if (facts.isExternal)
        return "external " + externalState(server, facts, now);
    if (now.isRunning(server))
        return (facts.isFrozen ? "frozen " : "listening ") + QByteArray::number(facts.port);
    return now.isOurs(server) ? "stopped" : "elsewhere";
}

QByteArray linkState(LinkProfile link, const Situation &now)
{
    const auto isFine = [&now](ServerIndex server, ServerIndex peer) {
        return !now.isOurs(server) || now.state.linkEnd(server, peer).state == state::LinkEndState::Up;
    };
    const state::FaultList &list = now.state.faults();
    if (list.isCut(link.a, link.b) || list.isCut(link.b, link.a))
        return "cut";
    if (!now.isOurs(link.a) && !now.isOurs(link.b))
        return "unknown"; // neither end says anything here
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
    else if (event.kind == EventKind::Forgotten && event.client == m_command.client.bytes()) {
        m_reported.forgot.insert(event.server);
        m_reported.hasForgotten |= event.reason == base::Reason::None;
    }
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
        return QByteArray(lines("cut", m_applied.cut, now) + lines("heal", m_applied.healed, now)
            + lines("cannot cut", m_applied.uncut, now));
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
    case Kind::Forget:
        if (!m_reported.hasForgotten)
            return Refusal{ u"no server of this process knows %1"_s.arg(
                base::escapedText(m_command.client.bytes(), 100)) };
        return QByteArray();
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
