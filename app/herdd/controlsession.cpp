// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/controlsession.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"

#include <algorithm>
#include <utility>

namespace herdd {

using namespace herdcore;
using Status = ControlAnswer::Status;

namespace {

constexpr std::int64_t patienceNs = 5 * base::nsPerSecond;

ControlAnswer failed(const QString &why)
{
    return { Status::Failed, why.toUtf8() + '\n' };
}

std::int64_t nowNs()
{
    return base::SystemClock().now().monotonicNs;
}

} // namespace

ControlSession::ControlSession(herd::Herd &herd)
    : m_state(herd.profile(), state::HerdState::Records::Ignored)
    , m_cursor(herd.log())
    , m_control(herd, m_state)
{
    connect(&herd, &herd::Herd::advanced, this, &ControlSession::onAdvanced);
    m_timer.setInterval(100);
    connect(&m_timer, &QTimer::timeout, this, &ControlSession::onTime);
}

void ControlSession::apply(const QStringList &words, const Reply &reply)
{
    if (words.value(0) == QLatin1String("help"))
        return reply({ Status::Done, control::commandHelp() });
    const auto command = control::commandFromWords(m_state.profile(), words);
    if (!command)
        return reply({ Status::Misused, base::escaped(command.error().message.toUtf8()) + '\n' });
    readOn();
    const auto applied = m_control.begin(*command);
    if (!applied)
        return reply(failed(applied.error().message));
    m_waiting.push_back({ control::Completion(*command, *applied), reply, nowNs() + patienceNs });
    m_timer.start();
    onAdvanced();
}

void ControlSession::readOn()
{
    m_cursor.readToEnd([this](const observe::EventView &event) {
        m_state.fold(event);
        for (Waiting &one : m_waiting)
            one.completion.take(event);
    });
}

void ControlSession::onAdvanced()
{
    readOn();
    answerDone();
}

// A reply may apply another command.
void ControlSession::answerDone()
{
    std::vector<Waiting> waiting = std::exchange(m_waiting, {});
    for (Waiting &one : waiting) {
        if (!one.completion.isDone(m_control.situation())) {
            m_waiting.push_back(std::move(one));
            continue;
        }
        const auto answer = one.completion.answer(m_control.situation());
        one.reply(answer ? ControlAnswer{ Status::Done, *answer } : failed(answer.error().message));
    }
    if (m_waiting.empty())
        m_timer.stop();
}

void ControlSession::onTime()
{
    onAdvanced();
    const auto late = std::stable_partition(
        m_waiting.begin(), m_waiting.end(), [now = nowNs()](const Waiting &one) { return one.untilNs > now; });
    const std::vector<Waiting> given(std::make_move_iterator(late), std::make_move_iterator(m_waiting.end()));
    m_waiting.erase(late, m_waiting.end());
    for (const Waiting &one : given)
        one.reply(failed(QStringLiteral("timed out after 5 s")));
}

} // namespace herdd
