// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/profile.h"

#include <QPointF>
#include <QRectF>
#include <QVariantMap>

#include <vector>

namespace ui {

// Where the servers of a herd stand, in a plane whose unit is the length of an ordinary link, y downwards.
// Up to eight servers stand on a regular polygon, the first on top, clockwise in the profile's order, so that a herd
// looks the same in every lecture. More are laid out by force (Fruchterman and Reingold), always with the same result
// for the same herd: the start is fixed and no chance is involved. settle() works in small steps, for 500 servers take
// some 200 ms. A server that the user has moved is pinned: nothing but the user moves it again.
class TopologyLayout
{
public:
    static constexpr int maxOnPolygon = 8;

    explicit TopologyLayout(const herdcore::herd::Profile &profile);

    [[nodiscard]] int count() const { return static_cast<int>(m_positions.size()); }
    [[nodiscard]] QPointF position(herdcore::base::ServerIndex server) const;
    [[nodiscard]] bool isPinned(herdcore::base::ServerIndex server) const;
    [[nodiscard]] QRectF bounds() const; // of the positions; empty in one or both directions for few servers

    void pin(herdcore::base::ServerIndex server, QPointF position);
    void unpinAll(); // back to where the layout alone puts them

    // Works on the layout for about `budgetMs`; true when nothing is left to do.
    bool settle(double budgetMs);
    [[nodiscard]] bool isSettled() const { return m_round >= m_rounds; }

    // The pinned servers by name. restore() takes what it knows from `saved` and leaves out the rest.
    [[nodiscard]] QVariantMap save() const;
    void restore(const QVariantMap &saved);

private:
    struct Pull {
        std::size_t a;
        std::size_t b;
    };
    void placeOnCircle(double radius, const std::vector<std::size_t> &order);
    void startForce();
    void forceRound();
    void repel();
    void attract();

    std::vector<QString> m_names; // as in saved positions
    std::vector<Pull> m_links;
    std::vector<QPointF> m_positions;
    std::vector<QPointF> m_homes; // where the layout alone puts them
    std::vector<QPointF> m_forces;
    std::vector<bool> m_pinned;
    int m_round = 0;
    int m_rounds = 0;
};

} // namespace ui
