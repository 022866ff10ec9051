// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/event.h"

#include <QList>

#include <deque>
#include <vector>

namespace herdcore::observe {

// Joins the two ends of every line between servers of this process: it remembers what each server sent to each
// neighbour and finds, when that neighbour receives a line, the event of its being sent.
// The first line sent with equal bytes is the one, for TCP keeps the order. With a connection per message lines can
// overtake each other, so up to `overtakers` older ones stay remembered when a line is found; what is older than those
// was lost unseen. Only the receiver's own end going down forgets its lines: what the sender wrote before it ended
// can still be read. Remembers at most `maxRemembered` lines per receiver, and `maxInAll` lines and `maxBytes` of them
// in all; it forgets the oldest first, which is also what bounds the lines to servers of other processes, whose arrival
// nobody sees here. Of a line it keeps the length and a hash, seeded anew in each process: should two ever agree in
// both, an arrow of the message table points to the wrong one of them.
class LinkCauses
{
public:
    static constexpr std::size_t maxRemembered = 4096;
    static constexpr std::size_t maxInAll = 65'536;
    static constexpr std::size_t maxBytes = 8 * 1024 * 1024;
    static constexpr qsizetype overtakers = 64;

    // Takes note of the event; for a line received, fills in its cause, the update it is about, and its peer where
    // the link named none.
    // A cause that is there already stays. Events come in order, with their ids.
    void resolve(Event &event);

    [[nodiscard]] std::size_t bytes() const { return m_bytes; } // that it holds

private:
    struct Line {
        qsizetype size = 0;
        std::size_t hash = 0;
        friend bool operator==(const Line &, const Line &) = default;
    };
    struct Sent {
        base::EventId id;
        Line line;
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
    void forgetOldest(Inbox &inbox);
    void forgetLane(Inbox &inbox, base::ServerIndex from);
    void forgetInbox(Inbox &inbox);
    void forget(Inbox &inbox, Lane &lane, qsizetype first, qsizetype count = 1);
    void forgetOldestOfAll();
    [[nodiscard]] static Line lineOf(const QByteArray &bytes);
    [[nodiscard]] static std::size_t bytesOf(const Sent &sent);

    struct Order {
        base::EventId id;
        base::ServerIndex from;
        base::ServerIndex to;
    };
    std::vector<Inbox> m_inboxes; // by the receiver's index
    std::deque<Order> m_order; // of all that is remembered, and of some that is not any more
    std::size_t m_bytes = 0;
};

} // namespace herdcore::observe
