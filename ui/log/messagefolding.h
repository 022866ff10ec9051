// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/event.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <map>

namespace ui {

// Which messages share a row, so that what nobody asked for does not push out what somebody did:
// - heartbeats, until something else has happened and ten seconds have passed, which is their period;
// - the lines of one answer about places, behind its AT line.
// A row stands for EventFolds::most events besides its own; then the next one begins.
// To be shown every event of the log, in order: those that have rows by foldsInto(), the others by passedOver().
class MessageFolding
{
    Q_DECLARE_TR_FUNCTIONS(ui::MessageFolding)
public:
    using Id = herdcore::base::EventId;

    // The event whose row this one shares; None: it begins a row. `last`: the event of the last row.
    Id foldsInto(const herdcore::observe::EventView &event, Id last);
    void passedOver(const herdcore::observe::EventView &event);
    void clear();

    [[nodiscard]] bool isHeartbeats(Id head) const { return m_beats.count(head) > 0; }
    // "SYNC x12, all agree"; of the row of isHeartbeats().
    [[nodiscard]] QString heartbeatText(Id head) const;

private:
    struct Beats {
        std::size_t events = 0;
        int lines = 0;
        int differing = 0; // that led to repair
    };
    struct Reply {
        Id head = Id::None;
        std::size_t events = 0;
    };
    Id foldHeartbeat(const herdcore::observe::EventView &event, Id last);
    Id foldReply(const herdcore::observe::EventView &event);
    void noteRepair(Id cause);

    std::map<Id, Beats> m_beats; // by head
    Id m_beat = Id::None; // the row that grows
    std::int64_t m_beganNs = 0;
    QHash<Id, Id> m_received; // heartbeats that may still lead to repair, and their rows
    QHash<herdcore::base::ConnectionId, Reply> m_replies; // open answers, by conversation
};

} // namespace ui
