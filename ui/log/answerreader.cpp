// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/answerreader.h"

#include "ui/live/words.h"

namespace ui {

using namespace herdcore::base;
using herdcore::observe::EventView;
using namespace std::chrono_literals;

namespace {

constexpr herdcore::observe::LogCursor::Budget stepBudget = 4ms;
constexpr qsizetype longestBody = 1 << 20;

} // namespace

AnswerReader::AnswerReader(const LogFollower &follower)
    : m_follower(follower)
    , m_cursor(follower.log())
{ }

void AnswerReader::begin(const EventView &event)
{
    m_body.clear();
    m_json.clear();
    m_isDone = true;
    if (messageKind(event) != MessageKind::Answer || !event.bytes.startsWith("AT "))
        return;
    if (const qsizetype end = event.bytes.indexOf('\n'); end >= 0 && event.bytes.size() < longestBody)
        m_json = event.bytes.sliced(end + 1).trimmed().toByteArray();
    m_isDone = event.kind != EventKind::UserReceived;
    m_connection = event.connection;
    m_cursor.moveTo(event.id);
}

bool AnswerReader::advance()
{
    if (m_isDone)
        return false;
    m_cursor.readTo(
        m_follower.position(), [this](const EventView &event) { return take(event); }, stepBudget);
    return !m_json.isEmpty();
}

bool AnswerReader::take(const EventView &event)
{
    if (event.connection != m_connection)
        return true;
    const bool isLine = event.kind == EventKind::UserReceived;
    const bool isNext = isLine && (event.bytes.startsWith("AT ") || event.bytes.startsWith('?'));
    if (isNext || event.kind == EventKind::UserEnded || (isLine && event.bytes.isEmpty())) {
        m_json = m_body;
        m_isDone = true;
    } else if (isLine && m_body.size() + event.bytes.size() < longestBody) {
        m_body += event.bytes.toByteArray() + '\n';
    }
    return !m_isDone;
}

} // namespace ui
