// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/control/herdcontrol.h"

namespace herdcore::control {

using namespace Qt::StringLiterals;

namespace {

Refusal hasEnded()
{
    return { u"this herd has ended"_s };
}

} // namespace

HerdControl::HerdControl(herd::HerdOperations &herd, const state::HerdState &state, QObject *parent)
    : QObject(parent)
    , m_herd(herd)
    , m_now{ state, herd }
{ }

std::optional<Refusal> HerdControl::refusal(const Command &command) const
{
    if (m_isRetired)
        return hasEnded();
    const Meaning &meaning = meaningOf(command.kind);
    return meaning.refusal ? meaning.refusal(command, m_now) : std::nullopt;
}

bool HerdControl::isUseful(const Command &command) const
{
    const Meaning &meaning = meaningOf(command.kind);
    return !refusal(command) && (!meaning.changes || meaning.changes(command, m_now));
}

std::optional<Refusal> HerdControl::apply(const Command &command)
{
    const auto begun = begin(command);
    return begun ? std::nullopt : std::optional(begun.error());
}

base::Expected<Applied, Refusal> HerdControl::begin(const Command &command)
{
    if (auto why = refusal(command))
        return refuse(std::move(*why));
    const Meaning &meaning = meaningOf(command.kind);
    if (!meaning.apply)
        return Applied{};
    Q_EMIT accepted(command);
    Applied applied = meaning.apply(command, m_now, m_herd);
    if (command.kind == Command::Kind::Fault && applied.fault == profile::FaultNumber::None)
        return refuse({ u"no server of this process sends that way"_s });
    return applied;
}

base::ConnectionId HerdControl::send(base::ServerIndex server, herd::SendRequest request)
{
    if (m_isRetired) {
        refuse(hasEnded());
        return base::ConnectionId::None;
    }
    return m_herd.send(server, std::move(request));
}

void HerdControl::retire()
{
    m_isRetired = true;
}

Refusal HerdControl::refuse(Refusal refusal)
{
    Q_EMIT refused(refusal);
    return refusal;
}

} // namespace herdcore::control
