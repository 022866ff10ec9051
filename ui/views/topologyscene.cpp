// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/topologyscene.h"

#include "herdcore/base/escape.h"
#include "ui/views/topologyglyphs.h"
#include "ui/views/topologywords.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ui {

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

double widest(const QFontMetricsF &metrics, const QStringList &texts)
{
    double width = 0;
    for (const QString &text : texts)
        width = std::max(width, metrics.horizontalAdvance(text));
    return width;
}

double distanceTo(const QLineF &segment, QPointF point)
{
    const QPointF along = segment.p2() - segment.p1();
    const double squared = QPointF::dotProduct(along, along);
    const double part = squared <= 0 ? 0 : QPointF::dotProduct(point - segment.p1(), along) / squared;
    return QLineF(point, segment.pointAt(std::clamp(part, 0.0, 1.0))).length();
}

// The direction, in radians, of the widest gap between a node's links: where its clients disturb nothing.
double freeDirection(const TopologyScene &scene, int node)
{
    std::vector<double> taken;
    const QPointF centre = scene.nodes[at(node)].centre();
    for (const TopologyScene::Link &link : scene.links) {
        if (link.a != node && link.b != node)
            continue;
        const QPointF to = scene.nodes[at(link.a == node ? link.b : link.a)].centre() - centre;
        taken.push_back(std::atan2(to.y(), to.x()));
    }
    if (taken.empty())
        return -M_PI / 2;
    std::sort(taken.begin(), taken.end());
    double direction = 0;
    double widestGap = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) {
        const double next = i + 1 < taken.size() ? taken[i + 1] : taken[0] + 2 * M_PI;
        if (next - taken[i] > widestGap + 1e-9) {
            widestGap = next - taken[i];
            direction = taken[i] + widestGap / 2;
        }
    }
    return direction;
}

TopologyScene::Node buildNode(const ServerFacts &facts, quint16 port, QPointF centre, const NodeMetrics &metrics)
{
    TopologyScene::Node node;
    node.box = QRectF(QPointF(), metrics.size);
    node.box.moveCenter(centre);
    node.badge = QRectF(0, 0, metrics.badge, metrics.badge);
    if (metrics.isCard())
        node.badge.moveCenter({ node.box.left() + metrics.padding + metrics.badge / 2, centre.y() });
    else
        node.badge.moveCenter({ centre.x(), node.box.top() + metrics.badge / 2 });
    node.state = facts.state;
    node.stateWords = metrics.style.detail == NodeDetail::Full ? stateAndPort(facts, port) : stateWord(facts.state);
    node.countWords = countWords(facts);
    node.hasClients = facts.clients > 0;
    return node;
}

} // namespace

HerdLook::HerdLook(const herdcore::herd::Profile &profile)
    : letters(serverLetters(profile))
{
    for (const auto &one : profile.servers)
        names << herdcore::base::escapedText(one.name.bytes(), 40);
}

NodeMetrics::NodeMetrics(const QFont &widgetFont, NodeStyle wanted, const HerdLook &look)
    : style(wanted)
    , font(widgetFont)
{
    const double points = widgetFont.pointSizeF() > 0 ? widgetFont.pointSizeF() : 10;
    font.setPointSizeF(points * style.scale);
    const QFontMetricsF plain(font);
    QFont boldFont = font;
    boldFont.setBold(true);
    const QFontMetricsF bold(boldFont);
    unit = plain.height();
    padding = unit * 0.5;
    const double longestName = unit * 11;
    const double name = std::min(widest(bold, look.names), longestName);
    const auto card = [&](int lines, double text) {
        size = { std::ceil(padding * 2.6 + badge + text), std::ceil(unit * lines + padding * 1.3) };
    };
    switch (style.detail) {
    case NodeDetail::Full:
        badge = unit * 2.1;
        card(3, std::max(name, widest(plain, typicalCardLines())));
        break;
    case NodeDetail::Brief:
        badge = unit * 1.7;
        card(2, std::max(name, unit * 1.1 + widest(plain, { stateWord(ServerState::Listening) })));
        break;
    case NodeDetail::Named:
        badge = unit * 1.6;
        size = { std::max(badge, name), badge + unit };
        break;
    case NodeDetail::Badge:
        badge = unit * 1.5;
        size = { badge, badge };
        break;
    case NodeDetail::Dot:
        badge = unit * 0.7;
        size = { badge, badge };
        break;
    }
}

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
    for (const auto &profileLink : profile.links) {
        TopologyScene::Link link;
        link.a = number(profileLink.a);
        link.b = number(profileLink.b);
        link.atA = state.linkEnd(profileLink.a, profileLink.b).state;
        link.atB = state.linkEnd(profileLink.b, profileLink.a).state;
        link.line = QLineF(scene.edgeTowards(link.a, scene.nodes[at(link.b)].badge.center()),
            scene.edgeTowards(link.b, scene.nodes[at(link.a)].badge.center()));
        scene.links.push_back(link);
    }
    for (int i = 0; i < layout.count(); ++i) {
        const double direction = freeDirection(scene, i);
        const QPointF unit(std::cos(direction), std::sin(direction));
        TopologyScene::Node &node = scene.nodes[at(i)];
        const QPointF edge = scene.edgeTowards(i, node.centre() + unit * 1000);
        node.clients = edge + unit * metrics.unit * 1.9;
    }
    return scene;
}

QPointF TopologyScene::edgeTowards(int index, QPointF target) const
{
    const Node &node = nodes[at(index)];
    const QPointF from = metrics.isCard() ? node.box.center() : node.badge.center();
    const QPointF to = target - from;
    const double far = std::hypot(to.x(), to.y());
    if (far < 1e-6)
        return from;
    if (!metrics.isCard())
        return from + to * std::min(1.0, (metrics.badge / 2 + metrics.unit * 0.12) / far);
    const double partX = std::abs(to.x()) < 1e-9 ? 1e9 : node.box.width() / 2 / std::abs(to.x());
    const double partY = std::abs(to.y()) < 1e-9 ? 1e9 : node.box.height() / 2 / std::abs(to.y());
    return from + to * std::min(1.0, std::min(partX, partY));
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
    if (from < 0)
        return QLineF(nodes[at(to)].clients, edgeTowards(to, nodes[at(to)].clients));
    if (to < 0)
        return QLineF(edgeTowards(from, nodes[at(from)].clients), nodes[at(from)].clients);
    const int index = linkBetween(from, to);
    if (index < 0)
        return {};
    QLineF line = links[at(index)].line;
    if (links[at(index)].a != from)
        line = QLineF(line.p2(), line.p1());
    const double length = line.length();
    if (length < 1e-6)
        return line;
    const QPointF right(-line.dy() / length, line.dx() / length);
    return line.translated(right * metrics.unit * 0.4);
}

bool hasRoom(const herdcore::herd::Profile &profile, const TopologyLayout &layout, const TopologyCamera &camera,
    const NodeMetrics &metrics)
{
    const int count = layout.count();
    std::vector<QPointF> centres;
    for (int i = 0; i < count; ++i)
        centres.push_back(camera.toScreen(layout.position(server(i))));
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

std::vector<NodeStyle> nodeStyles(double maxScale)
{
    std::vector<NodeStyle> styles;
    for (double scale = std::max(1.0, maxScale); scale > 0.99; scale = scale > 1.001 ? std::max(1.0, scale - 0.1) : 0)
        styles.push_back({ NodeDetail::Full, scale });
    for (const double scale : { 1.3, 1.15, 1.0 })
        styles.push_back({ NodeDetail::Brief, std::min(scale, std::max(1.0, maxScale)) });
    for (const NodeDetail detail : { NodeDetail::Named, NodeDetail::Badge, NodeDetail::Dot })
        styles.push_back({ detail, 1 });
    return styles;
}

} // namespace ui
