// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/basemaptopology.h"

#include "ui/map/basemapprojection.h"
#include "ui/map/basemaprings.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double poleLatitude = 90;
// How far the closing of a polar ring reaches beyond its ends, so that no seam shows between two copies of the world.
constexpr double seamOverlap = 0.0005;

struct Transform {
    QPointF scale;
    QPointF translate;
};

std::optional<QPointF> pointOf(const QJsonValue &value)
{
    const QJsonArray pair = value.toArray();
    if (pair.size() != 2 || !pair[0].isDouble() || !pair[1].isDouble())
        return std::nullopt;
    return QPointF(pair[0].toDouble(), pair[1].toDouble());
}

// Deltas of whole steps, as TopoJSON stores an arc.
std::optional<QPolygonF> arcOf(const QJsonArray &deltas, const Transform &transform)
{
    QPolygonF arc;
    arc.reserve(deltas.size());
    QPointF step;
    for (const QJsonValue &delta : deltas) {
        const auto move = pointOf(delta);
        if (!move)
            return std::nullopt;
        step += *move;
        arc.append({ step.x() * transform.scale.x() + transform.translate.x(),
            step.y() * transform.scale.y() + transform.translate.y() });
    }
    return arc;
}

// The rings of one member: a Polygon is one list of rings, a MultiPolygon several.
std::vector<QJsonArray> polygonsOf(const QJsonObject &member)
{
    const QJsonArray arcs = member[QLatin1StringView("arcs")].toArray();
    const QString type = member[QLatin1StringView("type")].toString();
    if (type == QLatin1StringView("Polygon"))
        return { arcs };
    std::vector<QJsonArray> polygons;
    if (type == QLatin1StringView("MultiPolygon")) {
        for (const QJsonValue &polygon : arcs)
            polygons.push_back(polygon.toArray());
    }
    return polygons;
}

int indexOfArc(const QJsonValue &value)
{
    const int number = value.toInt();
    return number < 0 ? ~number : number;
}

void project(QPolygonF &degrees)
{
    for (QPointF &point : degrees)
        point = worldBeyondLimit({ point.y(), point.x() });
}

QString shortened(const QString &name)
{
    return name == QLatin1StringView("United States of America") ? QStringLiteral("United States") : name;
}

} // namespace

std::optional<BasemapTopology> BasemapTopology::parse(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const QJsonObject transform = root[QLatin1StringView("transform")].toObject();
    const auto scale = pointOf(transform[QLatin1StringView("scale")]);
    const auto translate = pointOf(transform[QLatin1StringView("translate")]);
    if (!scale || !translate)
        return std::nullopt;

    BasemapTopology topology;
    for (const QJsonValue &deltas : root[QLatin1StringView("arcs")].toArray()) {
        auto arc = arcOf(deltas.toArray(), { *scale, *translate });
        if (!arc)
            return std::nullopt;
        topology.m_arcs.push_back(std::move(*arc));
    }
    const QJsonObject objects = root[QLatin1StringView("objects")].toObject();
    for (auto object = objects.begin(); object != objects.end(); ++object)
        topology.m_objects.insert(object.key(), object->toObject()[QLatin1StringView("geometries")].toArray());
    return topology;
}

void BasemapTopology::unwrap(QPolygonF &degrees)
{
    for (qsizetype i = 1; i < degrees.size(); ++i) {
        const double previous = degrees[i - 1].x();
        degrees[i].setX(nearestCopy(degrees[i].x() / 360, previous / 360) * 360);
    }
}

QJsonArray BasemapTopology::members(QLatin1StringView object) const
{
    return m_objects.value(object);
}

QPolygonF BasemapTopology::stitched(const QJsonArray &arcs) const
{
    QPolygonF ring;
    for (const QJsonValue &value : arcs) {
        const auto index = static_cast<size_t>(indexOfArc(value));
        if (!value.isDouble() || index >= m_arcs.size())
            return {};
        QPolygonF arc = m_arcs[index];
        if (value.toInt() < 0)
            std::reverse(arc.begin(), arc.end());
        if (!ring.isEmpty() && !arc.isEmpty())
            arc.removeFirst(); // the joint is in both
        ring += arc;
    }
    unwrap(ring);
    return ring;
}

BasemapArea BasemapTopology::area(const QJsonArray &rings) const
{
    BasemapArea area;
    for (const QJsonValue &arcs : rings) {
        QPolygonF ring = stitched(arcs.toArray());
        if (ring.size() < 4)
            continue;
        const bool aroundPole = std::abs(ring.last().x() - ring.first().x()) > 180;
        const double pole = ring.first().y() < 0 ? -poleLatitude : poleLatitude;
        project(ring);
        if (ring.boundingRect().height() <= 0)
            continue; // a seam at the pole that has no area
        for (BasemapLine &coast : coastsOf(ring))
            area.outlines.push_back(std::move(coast));
        if (aroundPole) {
            const double y = worldBeyondLimit({ pole, 0 }).y();
            const double overlap = ring.last().x() > ring.first().x() ? seamOverlap : -seamOverlap;
            const QPointF first = ring.first() - QPointF(overlap, 0);
            const QPointF last = ring.last() + QPointF(overlap, 0);
            ring << last << QPointF(last.x(), y) << QPointF(first.x(), y) << first;
        }
        area.bounds |= ring.boundingRect();
        area.rings.push_back(std::move(ring));
    }
    return area;
}

std::vector<BasemapArea> BasemapTopology::areas(QLatin1StringView object) const
{
    std::vector<BasemapArea> all;
    for (const QJsonValue &member : members(object)) {
        for (const QJsonArray &rings : polygonsOf(member.toObject())) {
            BasemapArea next = area(rings);
            if (!next.rings.empty())
                all.push_back(std::move(next));
        }
    }
    return all;
}

std::vector<BasemapLine> BasemapTopology::borders(QLatin1StringView object) const
{
    constexpr qsizetype nobody = -1;
    std::vector<qsizetype> owner(m_arcs.size(), nobody);
    std::vector<bool> shared(m_arcs.size(), false);
    const QJsonArray all = members(object);
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (const QJsonArray &rings : polygonsOf(all[i].toObject())) {
            for (const QJsonValue &ring : rings) {
                for (const QJsonValue &arc : ring.toArray()) {
                    const auto index = static_cast<size_t>(indexOfArc(arc));
                    if (index >= m_arcs.size())
                        continue;
                    shared[index] = shared[index] || (owner[index] != nobody && owner[index] != i);
                    owner[index] = i;
                }
            }
        }
    }
    std::vector<BasemapLine> lines;
    for (size_t i = 0; i < m_arcs.size(); ++i) {
        if (!shared[i])
            continue;
        QPolygonF line = m_arcs[i];
        unwrap(line);
        project(line);
        const QRectF bounds = line.boundingRect();
        lines.push_back({ std::move(line), bounds });
    }
    return lines;
}

std::vector<BasemapName> BasemapTopology::names(QLatin1StringView object) const
{
    std::vector<BasemapName> names;
    for (const QJsonValue &value : members(object)) {
        const QJsonObject member = value.toObject();
        const QString text = member[QLatin1StringView("properties")].toObject()[QLatin1StringView("name")].toString();
        QPolygonF largest;
        double size = 0;
        for (const QJsonArray &rings : polygonsOf(member)) {
            QPolygonF ring = stitched(rings.at(0).toArray());
            project(ring);
            if (const double ringSize = ringArea(ring); ringSize > size) {
                size = ringSize;
                largest = std::move(ring);
            }
        }
        if (text.isEmpty() || largest.isEmpty())
            continue;
        const QRectF bounds = largest.boundingRect();
        names.push_back({ shortened(text), labelPoint(largest, bounds), bounds.size() });
    }
    std::stable_sort(names.begin(), names.end(), [](const BasemapName &a, const BasemapName &b) {
        return a.extent.width() * a.extent.height() > b.extent.width() * b.extent.height();
    });
    return names;
}

} // namespace ui
