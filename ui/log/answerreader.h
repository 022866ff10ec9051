// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"

#include <QByteArray>

namespace ui {

// Gathers the JSON of an answer about places: from the bytes of the event where all of it was sent, or, where the
// user's own client received it line by line, from the lines that follow the AT line in the log. Reads on for 4 ms at a
// time, and up to 1 MiB.
class AnswerReader
{
public:
    explicit AnswerReader(const LogFollower &follower);

    void begin(const herdcore::observe::EventView &event);
    bool advance(); // reads further; true when json() has changed
    // There is nothing to read for now.
    [[nodiscard]] bool isDone() const { return m_isDone || m_cursor.position() >= m_follower.position(); }
    [[nodiscard]] const QByteArray &json() const { return m_json; } // empty: there is none, or not all of it yet

private:
    bool take(const herdcore::observe::EventView &event);

    const LogFollower &m_follower;
    herdcore::observe::LogCursor m_cursor;
    herdcore::base::ConnectionId m_connection = herdcore::base::ConnectionId::None;
    QByteArray m_body, m_json;
    bool m_isDone = true;
};

} // namespace ui
