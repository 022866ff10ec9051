// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QLatin1StringView>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

namespace ui {

// Everything in world coordinates (basemapprojection.h), x unwrapped: neighbouring points are never more than half a
// world apart, so a shape that crosses 180 degrees simply reaches beyond 0..1. Whoever draws it draws its copies too.
struct BasemapLine {
    QPolygonF points;
    QRectF bounds;
};

struct BasemapArea {
    std::vector<QPolygonF> rings; // to fill, odd-even: outline and holes; rings around a pole are closed through it
    std::vector<BasemapLine> outlines; // to stroke: the same without the way through the pole
    QRectF bounds;
};

// A name and where to write it: in the middle of the widest free stretch of its area.
struct BasemapName {
    QString text;
    QPointF at;
    QSizeF extent; // what the area's largest ring covers
};

// A TopoJSON file, decoded: shared arcs, and objects made of them. Its rings may cross 180 degrees and run around a
// pole.
class BasemapTopology
{
public:
    // Nothing when it is not a quantized topology whose arcs are well formed.
    [[nodiscard]] static std::optional<BasemapTopology> parse(const QByteArray &json);

    // The areas of an object, for example "land". Broken references are left out.
    [[nodiscard]] std::vector<BasemapArea> areas(QLatin1StringView object) const;
    // Arcs that two different members of the object share: borders, and never a coast.
    [[nodiscard]] std::vector<BasemapLine> borders(QLatin1StringView object) const;
    // The members' names, the largest area first.
    [[nodiscard]] std::vector<BasemapName> names(QLatin1StringView object) const;

    // Takes the jumps at 180 degrees out of a run of longitudes and latitudes (x, y in degrees).
    static void unwrap(QPolygonF &degrees);

private:
    [[nodiscard]] QJsonArray members(QLatin1StringView object) const;
    [[nodiscard]] QPolygonF stitched(const QJsonArray &arcs) const;
    [[nodiscard]] BasemapArea area(const QJsonArray &rings) const;

    std::vector<QPolygonF> m_arcs; // degrees
    QHash<QString, QJsonArray> m_objects; // members by object
};

} // namespace ui
