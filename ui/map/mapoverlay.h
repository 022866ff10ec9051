// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/theme.h"
#include "ui/map/mapcamera.h"
#include "ui/map/mapcircle.h"

#include <QFont>
#include <QList>
#include <QPainter>
#include <QSet>
#include <QString>

#include <optional>

namespace ui {

// A place that a WHATSAT found. Only from sources that may be drawn on this map: the gazetteer and Overpass.
struct MapPin {
    double latitude = 0;
    double longitude = 0;
    QString name; // plain text, escaped
};

// What the map shows besides the clients: the place picked, the WHATSAT circle with its handle, the places found, and
// in the corners the graticule's degrees, the scale, the attribution and a note. A value that paints itself.
class MapOverlay
{
public:
    struct Look {
        MapCamera camera;
        Theme theme;
        QFont font;
    };

    std::optional<GeoPoint> picked;
    std::optional<QueryCircle> circle;
    QList<MapPin> pins;
    QString pinsCredit; // their attribution; plain text, escaped
    bool aims = false; // a cross-hair in the middle, for picking by key

    void paintGround(QPainter &painter, const Look &look) const; // under the clients
    void paintTop(QPainter &painter, const Look &look) const; // over them
    // Scale, attribution and a note in the corners; `pointer`: the place under the mouse, if it is on the map.
    void paintMargins(
        QPainter &painter, const Look &look, const std::optional<GeoPoint> &pointer, const QString &note) const;
    // A short text on a card at the bottom: why the map is empty.
    static void paintCard(QPainter &painter, const Look &look, const QString &text);

    [[nodiscard]] QSet<QString> pinNames() const;
    [[nodiscard]] bool isOnHandle(QPointF screen, const MapCamera &camera) const;

private:
    void paintCircle(QPainter &painter, const Look &look) const;
    void paintPins(QPainter &painter, const Look &look) const;
    [[nodiscard]] static QPointF handleAt(const QueryCircle &circle, const MapCamera &camera);
};

} // namespace ui
