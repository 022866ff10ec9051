// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/theme.h"
#include "ui/map/basemap.h"
#include "ui/map/mapcamera.h"
#include "ui/map/maplabelplacer.h"

#include <QFont>
#include <QImage>
#include <QPainter>
#include <QSet>

namespace ui {

// What the map's background is to show. The camera's size is that of the picture.
struct MapBackdropRequest {
    MapCamera camera;
    double devicePixelRatio = 1;
    Theme theme;
    QFont font;
    QSet<QString> unnamed; // places that have a name elsewhere on the map
};

// Paints land, borders, graticule and names into a picture, on any thread: it has no state and touches no widget.
class MapBackdropPainter
{
public:
    // Paints with this detail, whatever the zoom, so that a coarse picture can come while the fine one is loaded.
    [[nodiscard]] static QImage paint(BasemapDetail detail, const MapBackdropRequest &request);
    // The detail for the zoom.
    [[nodiscard]] static BasemapDetail detailFor(const MapCamera &camera);

private:
    enum class NameStyle { Country, State, City, Place };

    MapBackdropPainter(BasemapDetail detail, const MapBackdropRequest &request, QImage &image);
    void paintAll();
    void paintLand();
    void paintArea(const BasemapArea &area, double copy);
    void paintLines(const std::vector<BasemapLine> &lines, const QPen &pen);
    void paintGraticule();
    void paintAreaNames(const std::vector<BasemapName> &names, NameStyle style);
    void paintCities();
    void paintPlaces();
    void paintPoint(QPointF at, const QString &name, NameStyle style);
    void paintText(QPointF baseline, const QString &text, const QFont &font, const QColor &colour);
    [[nodiscard]] QFont fontOf(NameStyle style) const;

    const BasemapDetail m_detail;
    const MapBackdropRequest &m_request;
    const Theme &m_theme;
    const MapCamera &m_camera;
    const QRectF m_clip; // world coordinates: the picture and a little more
    const std::vector<double> m_copies;
    QPainter m_painter;
    MapLabelPlacer m_labels;
};

} // namespace ui
