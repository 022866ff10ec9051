// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologyscene.h"

#include "ui/live/topologywords.h"
#include "ui/live/words.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace ui {

using namespace herdcore::state;
using herdcore::base::number, herdcore::base::ServerIndex;

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

ServerIndex server(int index)
{
    return ServerIndex{ static_cast<std::int16_t>(index) };
}

double distanceTo(const QLineF &segment, QPointF point)
{
    const QPointF along = segment.p2() - segment.p1();
    const double squared = QPointF::dotProduct(along, along);
    const double part = squared <= 0 ? 0 : QPointF::dotProduct(point - segment.p1(), along) / squared;
    return QLineF(point, segment.pointAt(std::clamp(part, 0.0, 1.0))).length();
}

// The side of a node, as a unit vector, that is furthest from all of its links: where its clients cover nothing.
// A card is wide and has its clients above or below, which leaves the width to the herd.
QPointF freeSide(const TopologyScene &scene, int node)
{
    QPointF best;
    double bestCloseness = 2;
    for (const QPointF side : { QPointF(0, -1), QPointF(0, 1), QPointF(1, 0), QPointF(-1, 0) }) {
        if (scene.metrics.isCard() && side.x() != 0)
            continue;
        double closeness = -1; // the cosine to the nearest link
        for (const TopologyScene::Link &link : scene.links) {
            if (link.a != node && link.b != node)
                continue;
            const int peer = link.a == node ? link.b : link.a;
            const QLineF way(scene.nodes[at(node)].centre(), scene.nodes[at(peer)].centre());
            const QPointF direction(way.unitVector().dx(), way.unitVector().dy());
            closeness = std::max(closeness, QPointF::dotProduct(side, direction));
        }
        if (closeness < bestCloseness - 1e-6) {
            bestCloseness = closeness;
            best = side;
        }
    }
    return best;
}

// Where a ray that begins inside a node leaves its outline.
QPointF exitPoint(const NodeMetrics &metrics, const TopologyScene::Node &node, QPointF from, QPointF direction)
{
    if (metrics.isCard()) {
        const auto part = [](double at, double step, double low, double high) {
            return std::abs(step) < 1e-9 ? 1e9 : ((step > 0 ? high : low) - at) / step;
        };
        return from
            + direction
            * std::min(part(from.x(), direction.x(), node.box.left(), node.box.right()),
                part(from.y(), direction.y(), node.box.top(), node.box.bottom()));
    }
    const double radius = metrics.badge / 2 + metrics.unit * 0.1;
    const QPointF off = from - node.badge.center();
    const double along = QPointF::dotProduct(off, direction);
    const double root = along * along - QPointF::dotProduct(off, off) + radius * radius;
    return from + direction * (-along + std::sqrt(std::max(0.0, root)));
}

TopologyScene::Node buildNode(const ServerFacts &facts, quint16 port, QPointF centre, const NodeMetrics &metrics)
{
    TopologyScene::Node node = nodeAt(centre, metrics);
    node.state = facts.shown();
    node.stateWords = metrics.style.detail == NodeDetail::Full ? stateAndPort(facts, port) : stateWord(facts.shown());
    const QString why = facts.state == ServerState::Failed ? Words::of(facts.reason) : QString();
    node.countWords = why.isEmpty() ? countWords(facts) : why;
    node.hasClients = facts.clients > 0;
    node.isExternal = facts.isExternal;
    return node;
}

} // namespace

TopologyScene::Node nodeAt(QPointF centre, const NodeMetrics &metrics)
{
    TopologyScene::Node node;
    node.box = QRectF(QPointF(), metrics.size);
    node.box.moveCenter(centre);
    node.badge = QRectF(0, 0, metrics.badge, metrics.badge);
    if (metrics.style.detail == NodeDetail::Tall)
        node.badge.moveCenter({ centre.x(), node.box.top() + metrics.padding * 0.7 + metrics.badge / 2 });
    else if (metrics.isCard())
        node.badge.moveCenter({ node.box.left() + metrics.padding + metrics.badge / 2, centre.y() });
    else
        node.badge.moveCenter({ centre.x(), node.box.top() + metrics.badge / 2 });
    return node;
}

namespace {

using KindsByWay
    = std::map<std::pair<herdcore::base::ServerIndex, herdcore::base::ServerIndex>, herdcore::base::ImpairmentKind>;

KindsByWay faultKinds(const HerdState &state)
{
    KindsByWay kinds;
    for (const auto &fault : state.faults().faults()) {
        if (const auto how = herdcore::base::impairmentFromWords(fault.words))
            kinds[{ fault.from, fault.to }] = how->kind;
    }
    return kinds;
}

int heldLines(
    const HerdState &state, ServerIndex from, ServerIndex to, std::optional<herdcore::base::ImpairmentKind> fault)
{
    return fault == herdcore::base::ImpairmentKind::Hold ? state.linkEnd(from, to).underWay : 0;
}

} // namespace

TopologyScene buildScene(
    const HerdState &state, const TopologyLayout &layout, const TopologyCamera &camera, const NodeMetrics &metrics)
{
    TopologyScene scene;
    scene.metrics = metrics;
    const auto &profile = state.profile();
    for (int i = 0; i < layout.count(); ++i) {
        const QPointF centre = camera.toScreen(layout.position(server(i)));
        scene.nodes.push_back(buildNode(state.server(server(i)), profile.servers[at(i)].port, centre, metrics));
    }
    const KindsByWay faults = faultKinds(state);
    for (const auto &profileLink : profile.links) {
        TopologyScene::Link link;
        if (const auto found = faults.find({ profileLink.a, profileLink.b }); found != faults.end())
            link.faultAtA = found->second;
        if (const auto found = faults.find({ profileLink.b, profileLink.a }); found != faults.end())
            link.faultAtB = found->second;
        link.heldAtA = heldLines(state, profileLink.a, profileLink.b, link.faultAtA);
        link.heldAtB = heldLines(state, profileLink.b, profileLink.a, link.faultAtB);
        link.a = number(profileLink.a);
        link.b = number(profileLink.b);
        link.atA = state.linkEnd(profileLink.a, profileLink.b).state;
        link.atB = state.linkEnd(profileLink.b, profileLink.a).state;
        link.line = scene.between(link.a, link.b, 0);
        scene.links.push_back(link);
    }
    for (int i = 0; i < layout.count(); ++i) {
        const QPointF side = freeSide(scene, i);
        TopologyScene::Node &node = scene.nodes[at(i)];
        const QPointF edge = exitPoint(metrics, node, metrics.isCard() ? node.centre() : node.badge.center(), side);
        node.clientLine = QLineF(edge, edge + side * metrics.unit * 1.7);
    }
    return scene;
}

QLineF TopologyScene::between(int a, int b, double aside) const
{
    const auto centre = [this](const Node &node) {
        return metrics.isCard() ? node.centre() : node.badge.center();
    };
    const Node &from = nodes[at(a)];
    const Node &to = nodes[at(b)];
    QLineF way(centre(from), centre(to));
    if (way.length() < 1e-6)
        return way;
    const QPointF direction(way.unitVector().dx(), way.unitVector().dy());
    way.translate(QPointF(-direction.y(), direction.x()) * aside);
    const QLineF line(exitPoint(metrics, from, way.p1(), direction), exitPoint(metrics, to, way.p2(), -direction));
    // Nothing is left between servers that the user has put on top of each other.
    const QPointF span = line.p2() - line.p1();
    return QPointF::dotProduct(span, direction) > 0 ? line : QLineF(line.center(), line.center());
}

TopologyItem TopologyScene::itemAt(QPointF position) const
{
    const double slack = std::max(4.0, metrics.unit * 0.25);
    for (int i = static_cast<int>(nodes.size()) - 1; i >= 0; --i) {
        const QRectF box = nodes[at(i)].box;
        const bool hit
            = metrics.isCard() ? box.contains(position) : box.adjusted(-slack, -slack, slack, slack).contains(position);
        if (hit)
            return { TopologyItem::Kind::Server, i };
    }
    TopologyItem nearest;
    double distance = std::max(7.0, metrics.unit * 0.5);
    for (std::size_t i = 0; i < links.size(); ++i) {
        const double here = distanceTo(links[i].line, position);
        if (here < distance) {
            distance = here;
            nearest = { TopologyItem::Kind::Link, static_cast<int>(i) };
        }
    }
    return nearest;
}

QPointF TopologyScene::anchor(TopologyItem item) const
{
    switch (item.kind) {
    case TopologyItem::Kind::Server:
        return nodes[at(item.index)].centre();
    case TopologyItem::Kind::Link:
        return links[at(item.index)].line.center();
    case TopologyItem::Kind::Nothing:
        break;
    }
    return {};
}

int TopologyScene::linkBetween(int a, int b) const
{
    const auto found = std::find_if(links.begin(), links.end(),
        [&](const Link &link) { return (link.a == a && link.b == b) || (link.a == b && link.b == a); });
    return found == links.end() ? -1 : static_cast<int>(found - links.begin());
}

std::optional<QLineF> TopologyScene::lane(Lane lane) const
{
    const int from = number(lane.from);
    const int to = number(lane.to);
    const int count = static_cast<int>(nodes.size());
    if (from >= count || to >= count || (from < 0 && to < 0))
        return {};
    if (to < 0)
        return nodes[at(from)].clientLine;
    if (from < 0)
        return QLineF(nodes[at(to)].clientLine.p2(), nodes[at(to)].clientLine.p1());
    if (linkBetween(from, to) < 0)
        return {};
    return between(from, to, metrics.unit * 0.3);
}

bool hasRoom(const herdcore::profile::Profile &profile, const TopologyLayout &layout, const TopologyCamera &camera,
    const NodeMetrics &metrics)
{
    std::vector<QPointF> centres;
    for (int i = 0; i < layout.count(); ++i)
        centres.push_back(camera.toScreen(layout.position(server(i))));
    return hasRoom(profile, centres, metrics);
}

bool hasRoom(const herdcore::profile::Profile &profile, const std::vector<QPointF> &centres, const NodeMetrics &metrics)
{
    const int count = static_cast<int>(centres.size());
    // Crowded herds may touch here and there rather than be dots everywhere.
    int overlapsAllowed = metrics.isCard() ? 0 : count / 12;
    const QSizeF apart = metrics.size + QSizeF(metrics.unit, metrics.unit) * (metrics.isCard() ? 0.8 : 0.1);
    for (int i = 0; i < count; ++i) {
        for (int j = i + 1; j < count; ++j) {
            const QPointF d = centres[at(i)] - centres[at(j)];
            const bool overlap = std::abs(d.x()) < apart.width() && std::abs(d.y()) < apart.height();
            if (overlap && --overlapsAllowed < 0)
                return false;
        }
    }
    if (!metrics.isCard())
        return true;
    const double wanted = metrics.unit * (metrics.style.detail == NodeDetail::Full ? 3 : 2);
    return std::all_of(profile.links.begin(), profile.links.end(), [&](const auto &link) {
        const QPointF d = centres[at(number(link.a))] - centres[at(number(link.b))];
        const double gapX = std::abs(d.x()) - metrics.size.width();
        const double gapY = std::abs(d.y()) - metrics.size.height();
        return std::hypot(std::max(gapX, 0.0), std::max(gapY, 0.0)) >= wanted;
    });
}

} // namespace ui
