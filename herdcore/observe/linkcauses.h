// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/event.h"

#include <QList>

#include <vector>

namespace herdcore::observe {

// Joins the two ends of every line between servers of this process: it remembers what each server sent to each
// neighbour and finds, when that neighbour receives a line, the event of its being sent.
// The first line sent with equal bytes is the one, for TCP keeps the order. With a connection per message lines can
// overtake each other, so up to `overtakers` older ones stay remembered when a line is found; what is older than those
// was lost unseen. Only the receiver's own end going down forgets its lines: what the sender wrote before it ended
// can still be read. Remembers at most `maxRemembered` lines per receiver and forgets the oldest first, which is also
// what bounds the lines to servers of other processes, whose arrival nobody sees here.
class LinkCauses
{
public:
    static constexpr std::size_t maxRemembered = 4096;
    static constexpr qsizetype overtakers = 64;

    // Takes note of the event; for a line received, fills in its cause, the update it is about, and its peer where
    // the link named none.
    // A cause that is there already stays. Events come in order, with their ids.
    void resolve(Event &event);

private:
    struct Sent {
        base::EventId id;
        QByteArray bytes;
        base::UpdateKey update;
    };
    struct Lane {
        base::ServerIndex from;
        QList<Sent> sent; // taking the first is cheap, and an empty one costs nothing
    };
    struct Inbox {
        std::vector<Lane> lanes;
        std::size_t remembered = 0;
    };

    Inbox *inbox(base::ServerIndex receiver);
    void remember(const Event &sent);
    void received(Event &event);
    void lost(const Event &event);
    static void forgetOldest(Inbox &inbox);
    static void forgetLane(Inbox &inbox, base::ServerIndex from);

    std::vector<Inbox> m_inboxes; // by the receiver's index
};

} // namespace herdcore::observe
