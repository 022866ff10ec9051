// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/expectedanswers.h"

namespace herdcore::host {

ExpectedAnswers::ExpectedAnswers(const QByteArray &sent)
{
    QByteArrayList lines = sent.split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    for (const QByteArray &line : lines)
        m_isWhatsAt.push_back(line.trimmed().startsWith("WHATSAT"));
}

void ExpectedAnswers::take(const QByteArray &line)
{
    if (areGiven())
        return;
    if (!m_isInJson)
        m_isInJson = m_isWhatsAt[m_given] && line.startsWith("AT ");
    else if (line.trimmed().isEmpty())
        m_isInJson = false;
    if (!m_isInJson)
        ++m_given;
}

} // namespace herdcore::host
