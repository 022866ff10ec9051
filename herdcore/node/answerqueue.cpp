// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/answerqueue.h"

#include <algorithm>

namespace herdcore::node {

AnswerQueue::Answer *AnswerQueue::complete(std::uint64_t ticket, const QByteArray &bytes)
{
    const auto found = std::find_if(
        m_waiting.begin(), m_waiting.end(), [ticket](const Answer &answer) { return answer.ticket == ticket; });
    if (found == m_waiting.end())
        return nullptr;
    found->bytes += bytes;
    found->ticket = 0;
    return &*found;
}

std::optional<AnswerQueue::Answer> AnswerQueue::takeReady()
{
    if (m_waiting.empty() || m_waiting.front().ticket != 0)
        return {};
    Answer answer = std::move(m_waiting.front());
    m_waiting.erase(m_waiting.begin());
    return answer;
}

} // namespace herdcore::node
