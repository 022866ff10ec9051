// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologylayout.h"

#include "herdcore/base/escape.h"
#include "ui/topology/ringorder.h"

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

// The number of links from `first` to each server; `apart` for those that cannot be reached.
std::vector<std::uint16_t> linksFrom(
    std::size_t first, const std::vector<std::vector<std::uint16_t>> &neighbours, std::uint16_t apart)
{
    std::vector<std::uint16_t> links(neighbours.size(), apart);
    std::vector<std::size_t> order{ first };
    links[first] = 0;
    for (std::size_t next = 0; next < order.size(); ++next) {
        for (const std::uint16_t neighbour : neighbours[order[next]]) {
            if (links[neighbour] != apart)
                continue;
            links[neighbour] = static_cast<std::uint16_t>(links[order[next]] + 1);
            order.push_back(neighbour);
        }
    }
    return links;
}

double length(QPointF v)
{
    return std::hypot(v.x(), v.y());
}

} // namespace

TopologyLayout::TopologyLayout(const profile::Profile &profile)
    : m_positions(profile.servers.size())
    , m_pinned(profile.servers.size(), false)
{
    for (const profile::ServerProfile &server : profile.servers)
        m_names.push_back(base::escapedText(server.name.bytes()));
    if (count() > 1)
        placeOnCircle(ringOrder(profile));
    m_homes = m_positions;
    if (count() <= maxOnRing)
        return;
    Neighbours neighbours(profile.servers.size());
    for (const profile::LinkProfile &link : profile.links) {
        neighbours[at(link.a)].push_back(static_cast<std::uint16_t>(at(link.b)));
        neighbours[at(link.b)].push_back(static_cast<std::uint16_t>(at(link.a)));
    }
    startDescent(neighbours);
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

// The polygon's side is one unit long.
void TopologyLayout::placeOnCircle(const std::vector<int> &order)
{
    const double step = 2 * std::numbers::pi / count();
    const double radius = 0.5 / std::sin(step / 2);
    // Two servers stand side by side, as there is more room; more have the first one on top.
    const double first = count() == 2 ? std::numbers::pi : -std::numbers::pi / 2;
    for (std::size_t i = 0; i < m_positions.size(); ++i) {
        const double angle = first + step * static_cast<double>(i);
        m_positions[static_cast<std::size_t>(order[i])] = QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
}

void TopologyLayout::startDescent(const Neighbours &neighbours)
{
    // Unconnected parts stand a little further apart than the servers of one part.
    const auto apart = static_cast<std::uint16_t>(2 + std::sqrt(static_cast<double>(count())));
    for (std::size_t a = 0; a < neighbours.size(); ++a) {
        const std::vector<std::uint16_t> links = linksFrom(a, neighbours, apart);
        for (std::size_t b = a + 1; b < neighbours.size(); ++b) {
            m_pairs.push_back({ static_cast<std::uint16_t>(a), static_cast<std::uint16_t>(b), links[b] });
            m_furthest = std::max(m_furthest, static_cast<double>(links[b]));
        }
    }
    m_random = 2463534242;
    m_rounds = 60;
}

bool TopologyLayout::settle(double budgetMs)
{
    QElapsedTimer timer;
    timer.start();
    while (!isSettled()) {
        descend();
        if (static_cast<double>(timer.nsecsElapsed()) > budgetMs * 1e6)
            break;
    }
    if (isSettled())
        m_pairs = {};
    return isSettled();
}

// Marsaglia's xorshift, because std::shuffle differs between standard libraries.
void TopologyLayout::shufflePairs()
{
    for (std::size_t i = m_pairs.size() - 1; i > 0; --i) {
        m_random ^= m_random << 13;
        m_random ^= m_random >> 17;
        m_random ^= m_random << 5;
        std::swap(m_pairs[i], m_pairs[m_random % (i + 1)]);
    }
}

void TopologyLayout::descend()
{
    shufflePairs();
    // From steps that correct every pair fully down to a tenth, for the nearest pairs, in the last round.
    const double first = m_furthest * m_furthest;
    const double step = first * std::exp(std::log(0.1 / first) * m_round / (m_rounds - 1));
    for (const Pair &pair : m_pairs) {
        const double wanted = pair.links;
        const double part = std::min(1.0, step / (wanted * wanted));
        QPointF &a = m_homes[pair.a];
        QPointF &b = m_homes[pair.b];
        const QPointF between = a - b;
        const double distance = std::max(length(between), 1e-6);
        const QPointF move = between * (part * (distance - wanted) / 2 / distance);
        a -= move;
        b += move;
    }
    for (std::size_t i = 0; i < m_homes.size(); ++i) {
        if (!m_pinned[i])
            m_positions[i] = m_homes[i];
    }
    ++m_round;
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
