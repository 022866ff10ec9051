// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/herdnode.h"

#include <array>
#include <deque>
#include <memory>

namespace herdtest {

// Hill and Jaquez with one link, repaired by digest, and clients that say anything at all.
class TwoNodes
{
public:
    TwoNodes();

    // What happens, by a letter; letters that mean nothing do nothing. Capital: at Jaquez, else at Hill.
    //   a b c   a line of one of three connections that were accepted: clients, or who says it is a server
    //   l       a line on the link as if the neighbour had said it
    //   e x h   on connection a: end of input; closed; a line that was too long
    //   f w     the link is full; may be written again
    //   t       time passes, and the timers go off
    //   p       what is on its way arrives
    //   k       the link breaks, and is dialled again
    //   o       places come for what was asked
    void act(char what, const QByteArray &bytes);
    void settle();
    [[nodiscard]] bool agree() const;

private:
    struct Side {
        std::unique_ptr<herdcore::node::HerdNode> node;
        std::deque<QByteArray> arriving; // on the link
        std::deque<std::uint64_t> tickets;
        std::array<int, 3> generation{}; // of the accepted connections: each is another one after its end
        bool wantsToSend = false;
        bool isFull = false;
    };

    void restart(); // a new connection for the link
    void line(int side, herdcore::base::ConnectionId connection, const QByteArray &bytes);
    void apply(int side, qsizetype inputBytes);
    void closed(int side, herdcore::base::ConnectionId connection);
    bool deliver(); // false when nothing was on its way
    void more(int side);
    void passTime();
    [[nodiscard]] herdcore::base::ConnectionId accepted(int side, int which) const;
    [[nodiscard]] herdcore::base::ConnectionId linkConnection() const;

    std::array<Side, 2> m_sides;
    herdcore::node::Effects m_effects;
    herdcore::base::Moment m_now{ 1'000'000'000, 1'520'023'934'918'963'997 };
    int m_links = 0;
    bool m_isUp = false;
};

} // namespace herdtest
