// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <QPointF>
#include <QRectF>
#include <QVariantMap>

#include <cstdint>
#include <vector>

namespace ui {

// Where the servers of a herd stand, in a plane whose unit is the length of an ordinary link, y downwards.
// Up to eight servers stand on a regular polygon, the first on top, clockwise in the order in which the fewest links
// cross (ringOrder), so that a herd looks the same in every lecture. More are laid out so that the distance on the
// screen follows the number of hops between two servers (stress, by stochastic gradient descent after Zheng, Pawar and
// Goodman 2018: a third of the time of a force layout at 500 servers, and no long links through the middle), always
// with the same result for the same herd: our own generator, with a fixed seed, shuffles the steps. settle() works in
// small steps. A server that the user has moved is pinned: only the user moves it again.
class TopologyLayout
{
public:
    explicit TopologyLayout(const herdcore::profile::Profile &profile);

    [[nodiscard]] int count() const { return static_cast<int>(m_positions.size()); }
    [[nodiscard]] QPointF position(herdcore::base::ServerIndex server) const;
    [[nodiscard]] bool isPinned(herdcore::base::ServerIndex server) const;
    [[nodiscard]] QRectF bounds() const; // of the positions; empty in one or both directions for few servers

    void pin(herdcore::base::ServerIndex server, QPointF position);
    void unpinAll(); // back to their places in the layout

    // Works on the layout for about `budgetMs`; true when it is done.
    bool settle(double budgetMs);
    [[nodiscard]] bool isSettled() const { return m_round >= m_rounds; }

    // The pinned servers by name. restore() ignores servers that it does not know.
    [[nodiscard]] QVariantMap save() const;
    void restore(const QVariantMap &saved);

private:
    struct Pair {
        std::uint16_t a;
        std::uint16_t b;
        std::uint16_t links; // on the shortest path between them
    };
    using Neighbours = std::vector<std::vector<std::uint16_t>>;
    void placeOnCircle(const std::vector<int> &order);
    void startDescent(const Neighbours &neighbours);
    void shufflePairs();
    void descend();

    std::vector<QString> m_names; // as in saved positions
    std::vector<QPointF> m_positions;
    std::vector<QPointF> m_homes; // their places in the layout
    std::vector<bool> m_pinned;
    std::vector<Pair> m_pairs; // of all servers, until the layout is done
    std::uint32_t m_random = 0;
    double m_furthest = 1; // of the pairs, in links
    int m_round = 0;
    int m_rounds = 0;
};

} // namespace ui
