// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/topologylayout.h"

#include "herdcore/base/escape.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {

using namespace herdcore;
using base::ServerIndex, base::number;

namespace {

std::size_t at(ServerIndex server)
{
    return static_cast<std::size_t>(number(server));
}

// The servers in the order in which a walk along the links meets them: neighbours start near each other.
std::vector<std::size_t> walkOrder(const herd::Profile &profile)
{
    const std::size_t n = profile.servers.size();
    std::vector<std::vector<std::size_t>> neighbours(n);
    for (const herd::LinkProfile &link : profile.links) {
        neighbours[at(link.a)].push_back(at(link.b));
        neighbours[at(link.b)].push_back(at(link.a));
    }
    std::vector<std::size_t> order;
    std::vector<bool> met(n, false);
    for (std::size_t first = 0; first < n; ++first) {
        if (met[first])
            continue;
        met[first] = true;
        order.push_back(first);
        for (std::size_t next = order.size() - 1; next < order.size(); ++next) {
            for (const std::size_t neighbour : neighbours[order[next]]) {
                if (met[neighbour])
                    continue;
                met[neighbour] = true;
                order.push_back(neighbour);
            }
        }
    }
    return order;
}

double length(QPointF v)
{
    return std::hypot(v.x(), v.y());
}

} // namespace

TopologyLayout::TopologyLayout(const herd::Profile &profile)
    : m_positions(profile.servers.size())
    , m_pinned(profile.servers.size(), false)
{
    for (const herd::ServerProfile &server : profile.servers)
        m_names.push_back(base::escapedText(server.name.bytes()));
    for (const herd::LinkProfile &link : profile.links)
        m_links.push_back({ at(link.a), at(link.b) });
    const int n = count();
    std::vector<std::size_t> order = walkOrder(profile);
    if (n > maxOnPolygon) {
        placeOnCircle(std::sqrt(n) / 2, order);
        startForce();
    } else if (n > 1) {
        std::sort(order.begin(), order.end());
        placeOnCircle(0.5 / std::sin(std::numbers::pi / n), order);
    }
    m_homes = m_positions;
}

QPointF TopologyLayout::position(ServerIndex server) const
{
    return m_positions.at(at(server));
}

bool TopologyLayout::isPinned(ServerIndex server) const
{
    return m_pinned.at(at(server));
}

QRectF TopologyLayout::bounds() const
{
    if (m_positions.empty())
        return {};
    const auto byX = [](QPointF a, QPointF b) {
        return a.x() < b.x();
    };
    const auto byY = [](QPointF a, QPointF b) {
        return a.y() < b.y();
    };
    const auto [left, right] = std::minmax_element(m_positions.begin(), m_positions.end(), byX);
    const auto [top, bottom] = std::minmax_element(m_positions.begin(), m_positions.end(), byY);
    return { QPointF(left->x(), top->y()), QPointF(right->x(), bottom->y()) };
}

void TopologyLayout::pin(ServerIndex server, QPointF position)
{
    m_positions.at(at(server)) = position;
    m_pinned.at(at(server)) = true;
}

void TopologyLayout::unpinAll()
{
    m_positions = m_homes;
    m_pinned.assign(m_pinned.size(), false);
}

void TopologyLayout::placeOnCircle(double radius, const std::vector<std::size_t> &order)
{
    const double step = 2 * std::numbers::pi / static_cast<double>(order.size());
    // Two servers stand side by side, for there is more room; more have the first one on top.
    const double first = order.size() == 2 ? std::numbers::pi : -std::numbers::pi / 2;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double angle = first + step * static_cast<double>(i);
        m_positions[order[i]] = QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
}

void TopologyLayout::startForce()
{
    m_forces.resize(m_positions.size());
    // Fewer rounds for more servers: a round costs n squared. 50 servers settle in some ms, 500 in some 200.
    m_rounds = std::clamp(30'000 / count(), 120, 600);
}

bool TopologyLayout::settle(double budgetMs)
{
    QElapsedTimer timer;
    timer.start();
    while (!isSettled()) {
        forceRound();
        if (static_cast<double>(timer.nsecsElapsed()) > budgetMs * 1e6)
            break;
    }
    return isSettled();
}

void TopologyLayout::forceRound()
{
    std::fill(m_forces.begin(), m_forces.end(), QPointF());
    repel();
    attract();
    // The hottest first: servers may still pass each other; in the end they only straighten up.
    const double cooling = 1 - static_cast<double>(m_round) / m_rounds;
    const double furthest = 0.02 + std::sqrt(static_cast<double>(count())) * 0.12 * cooling * cooling;
    for (std::size_t i = 0; i < m_homes.size(); ++i) {
        const QPointF toCentre = -m_homes[i];
        const QPointF force = m_forces[i] + toCentre * 0.12; // keeps parts without a link between them together
        const double size = length(force);
        if (size > 0)
            m_homes[i] += force * (std::min(size * 0.25, furthest) / size);
        if (!m_pinned[i])
            m_positions[i] = m_homes[i];
    }
    ++m_round;
}

void TopologyLayout::repel()
{
    for (std::size_t i = 0; i < m_homes.size(); ++i) {
        QPointF sum;
        for (std::size_t j = i + 1; j < m_homes.size(); ++j) {
            const QPointF apart = m_homes[i] - m_homes[j];
            const double squared = std::max(apart.x() * apart.x() + apart.y() * apart.y(), 1e-4);
            const QPointF push = apart / squared;
            sum += push;
            m_forces[j] -= push;
        }
        m_forces[i] += sum;
    }
}

void TopologyLayout::attract()
{
    for (const Pull &link : m_links) {
        const QPointF apart = m_homes[link.a] - m_homes[link.b];
        const QPointF pull = apart * length(apart);
        m_forces[link.a] -= pull;
        m_forces[link.b] += pull;
    }
}

QVariantMap TopologyLayout::save() const
{
    QVariantMap saved;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        if (m_pinned[i])
            saved.insert(m_names[i], QVariantList{ m_positions[i].x(), m_positions[i].y() });
    }
    return saved;
}

void TopologyLayout::restore(const QVariantMap &saved)
{
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const QVariantList point = saved.value(m_names[i]).toList();
        if (point.size() != 2)
            continue;
        bool xOk = false;
        bool yOk = false;
        const QPointF position(point[0].toDouble(&xOk), point[1].toDouble(&yOk));
        const bool sane = xOk && yOk && std::isfinite(position.x()) && std::isfinite(position.y());
        if (sane && length(position) < 1e4)
            pin(ServerIndex{ static_cast<std::int16_t>(i) }, position);
    }
}

} // namespace ui
