// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapbackdroppainter.h"

#include "herdcore/base/escape.h"
#include "herdcore/places/gazetteer.h"
#include "ui/map/mapclip.h"
#include "ui/map/mapgraticule.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using herdcore::places::Hit;
using herdcore::places::PlaceKind;

constexpr double regionFrom = 2.6; // zoom
constexpr double localFrom = 5.6;
constexpr double statesFrom = 3.6;
constexpr double countiesFrom = 7.5;
constexpr double citiesFrom = 2.4;
constexpr double placesFrom = 9.5;
constexpr int mostPlaces = 1'500;
constexpr double clipMargin = 4; // pixels
constexpr double dotRadius = 1.6;

double zoomFor(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::Locality:
        return placesFrom;
    case PlaceKind::Neighborhood:
        return 10.5;
    case PlaceKind::Airport:
        return 11.5;
    case PlaceKind::Heliport:
        return 13.5;
    }
    return placesFrom;
}

QRectF clipOf(const MapCamera &camera)
{
    const double margin = clipMargin / camera.scale();
    return camera.visible().adjusted(-margin, -margin, margin, margin);
}

} // namespace

BasemapDetail MapBackdropPainter::detailFor(const MapCamera &camera)
{
    if (camera.zoom() < regionFrom)
        return BasemapDetail::World;
    return camera.zoom() < localFrom ? BasemapDetail::Region : BasemapDetail::Local;
}

QImage MapBackdropPainter::paint(BasemapDetail detail, const MapBackdropRequest &request)
{
    const QSizeF pixels = request.camera.size() * request.devicePixelRatio;
    QImage image(pixels.toSize().expandedTo(QSize(1, 1)), QImage::Format_RGB32);
    image.setDevicePixelRatio(request.devicePixelRatio);
    MapBackdropPainter(detail, request, image).paintAll();
    return image;
}

MapBackdropPainter::MapBackdropPainter(BasemapDetail detail, const MapBackdropRequest &request, QImage &image)
    : m_detail(detail)
    , m_request(request)
    , m_theme(request.theme)
    , m_camera(request.camera)
    , m_clip(clipOf(request.camera))
    , m_copies(request.camera.copies(clipMargin))
    , m_painter(&image)
{ }

void MapBackdropPainter::paintAll()
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.fillRect(QRectF(QPointF(), m_camera.size()), m_theme.water);
    paintLand();
    const double zoom = m_camera.zoom();
    const bool fine = m_detail != BasemapDetail::World;
    if (fine && zoom >= statesFrom) {
        const QColor faint = Theme::blended(m_theme.land, m_theme.landBorder, 0.55);
        if (zoom >= countiesFrom)
            paintLines(Basemap::states().counties, QPen(faint, 0.8, Qt::DotLine));
        paintLines(Basemap::states().states, QPen(m_theme.landBorder, 1, Qt::DashLine));
    }
    paintLines(Basemap::layer(m_detail).borders, QPen(m_theme.landBorder, fine ? 1.2 : 0.8));
    paintGraticule();
    if (zoom >= citiesFrom)
        paintCities();
    paintAreaNames(Basemap::layer(m_detail).names, NameStyle::Country);
    if (fine && zoom >= statesFrom)
        paintAreaNames(Basemap::states().names, NameStyle::State);
    if (zoom >= placesFrom)
        paintPlaces();
}

void MapBackdropPainter::paintLand()
{
    for (const BasemapArea &area : Basemap::layer(m_detail).land) {
        // A shape across 180 degrees reaches into the next world: one copy more on the left.
        for (double copy = m_copies.front() - 1; copy <= m_copies.back(); copy += 1) {
            if (area.bounds.translated(copy, 0).intersects(m_clip))
                paintArea(area, copy);
        }
    }
}

void MapBackdropPainter::paintArea(const BasemapArea &area, double copy)
{
    const QRectF clip = m_clip.translated(-copy, 0);
    const QPointF origin = m_camera.visible().topLeft() - QPointF(copy, 0);
    QPainterPath path;
    for (const QPolygonF &ring : area.rings) {
        const QPolygonF kept = clippedRing(ring, clip);
        if (kept.size() >= 3)
            path.addPolygon(toPixels(kept, origin, m_camera.scale()));
    }
    m_painter.fillPath(path, m_theme.land);
    m_painter.setPen(QPen(m_theme.landBorder, 1));
    for (const BasemapLine &outline : area.outlines) {
        if (!outline.bounds.intersects(clip))
            continue;
        for (const QPolygonF &run : clippedLine(outline.points, clip))
            m_painter.drawPolyline(toPixels(run, origin, m_camera.scale()));
    }
}

void MapBackdropPainter::paintLines(const std::vector<BasemapLine> &lines, const QPen &pen)
{
    m_painter.setPen(pen);
    for (const BasemapLine &line : lines) {
        for (double copy = m_copies.front() - 1; copy <= m_copies.back(); copy += 1) {
            const QRectF clip = m_clip.translated(-copy, 0);
            // A straight line has no area, which QRectF::intersects takes for empty.
            if (!line.bounds.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).intersects(clip))
                continue;
            const QPointF origin = m_camera.visible().topLeft() - QPointF(copy, 0);
            for (const QPolygonF &run : clippedLine(line.points, clip))
                m_painter.drawPolyline(toPixels(run, origin, m_camera.scale()));
        }
    }
}

void MapBackdropPainter::paintGraticule()
{
    const MapGraticule graticule = MapGraticule::of(m_camera);
    QColor colour = m_theme.graticule;
    colour.setAlphaF(0.75F);
    m_painter.setPen(QPen(colour, 1));
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto &line : graticule.meridians)
        m_painter.drawLine(QPointF(line.position, 0), QPointF(line.position, m_camera.size().height()));
    for (const auto &line : graticule.parallels)
        m_painter.drawLine(QPointF(0, line.position), QPointF(m_camera.size().width(), line.position));
    m_painter.setRenderHint(QPainter::Antialiasing);
}

QFont MapBackdropPainter::fontOf(NameStyle style) const
{
    QFont font = m_request.font;
    const double base = font.pointSizeF() > 0 ? font.pointSizeF() : 10;
    switch (style) {
    case NameStyle::Country:
        font.setPointSizeF(base * (m_camera.zoom() >= 4 ? 0.95 : 0.8));
        font.setLetterSpacing(QFont::AbsoluteSpacing, m_camera.zoom() >= 4 ? 2 : 0.8);
        break;
    case NameStyle::State:
        font.setPointSizeF(base * 0.85);
        font.setLetterSpacing(QFont::AbsoluteSpacing, 1.5);
        break;
    case NameStyle::City:
        font.setPointSizeF(base * 0.9);
        break;
    case NameStyle::Place:
        font.setPointSizeF(base * 0.82);
        break;
    }
    return font;
}

void MapBackdropPainter::paintAreaNames(const std::vector<BasemapName> &names, NameStyle style)
{
    const QFont font = fontOf(style);
    const QFontMetricsF metrics(font);
    const QColor colour = Theme::blended(m_theme.land, m_theme.mutedText, 0.8);
    for (const BasemapName &name : names) {
        const QSizeF room = name.extent * m_camera.scale();
        const QString text = style == NameStyle::Country ? name.text.toUpper() : name.text;
        const double width = metrics.horizontalAdvance(text);
        if (room.height() < metrics.height() * 1.4 || width > room.width() * 0.95)
            continue;
        for (double copy = m_copies.front() - 1; copy <= m_copies.back(); copy += 1) {
            const QPointF at = m_camera.toScreenExactly(name.at + QPointF(copy, 0));
            const QRectF box(at.x() - width / 2, at.y() - metrics.height() / 2, width, metrics.height());
            if (box.intersects(QRectF(QPointF(), m_camera.size())) && m_labels.place(box.adjusted(-6, -2, 6, 2)))
                paintText({ box.left(), box.top() + metrics.ascent() }, text, font, colour);
        }
    }
}

void MapBackdropPainter::paintCities()
{
    // Few at first, more with each step of zoom: the list starts with the largest; and only where there is room.
    const double zoom = m_camera.zoom();
    const auto &cities = Basemap::cities();
    const auto share = static_cast<size_t>(30 * std::exp2((zoom - citiesFrom) * 1.6));
    const size_t most = std::min(cities.size(), share);
    for (size_t i = 0; i < most; ++i)
        paintPoint(cities[i].at, cities[i].name, NameStyle::City);
}

void MapBackdropPainter::paintPlaces()
{
    const auto gazetteer = herdcore::places::Gazetteer::shared();
    const GeoPoint centre = geoOf(m_camera.centre());
    const double radius
        = std::hypot(m_camera.size().width(), m_camera.size().height()) / 2 * m_camera.kilometresPerPixel() * 1.05;
    auto hits = gazetteer->within(centre.latitude, centre.longitude, radius, mostPlaces);
    // In an order that does not depend on where the view is, so that names stay while it moves.
    std::sort(hits.begin(), hits.end(),
        [](const Hit &a, const Hit &b) { return a.kind != b.kind ? a.kind < b.kind : a.placeId < b.placeId; });
    for (const Hit &hit : hits) {
        if (m_camera.zoom() >= zoomFor(hit.kind))
            paintPoint(
                worldOf({ hit.latitude, hit.longitude }), herdcore::base::escapedText(hit.name, 60), NameStyle::Place);
    }
}

void MapBackdropPainter::paintPoint(QPointF world, const QString &name, NameStyle style)
{
    if (m_request.unnamed.contains(name))
        return;
    const bool isCity = style == NameStyle::City;
    const QRectF picture(QPointF(), m_camera.size());
    const QFont font = fontOf(style);
    const QFontMetricsF metrics(font);
    const QColor colour = isCity ? m_theme.mutedText : Theme::blended(m_theme.land, m_theme.mutedText, 0.75);
    for (const double copy : m_copies) {
        const QPointF at = m_camera.toScreenExactly(world + QPointF(copy, 0));
        if (!picture.contains(at))
            continue;
        const QRectF box(at.x() + 5, at.y() - metrics.height() / 2, metrics.horizontalAdvance(name), metrics.height());
        const QRectF room = box.adjusted(isCity ? -24 : -14, isCity ? -6 : -2, isCity ? 14 : 8, isCity ? 6 : 2);
        if (!m_labels.place(room))
            continue;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colour);
        m_painter.drawEllipse(at, dotRadius, dotRadius);
        paintText({ box.left(), box.top() + metrics.ascent() }, name, font, colour);
    }
}

void MapBackdropPainter::paintText(QPointF baseline, const QString &text, const QFont &font, const QColor &colour)
{
    QPainterPath path;
    path.addText(baseline, font, text);
    QColor halo = m_theme.land;
    halo.setAlphaF(0.7F);
    m_painter.strokePath(path, QPen(halo, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.setFont(font);
    m_painter.setPen(colour);
    m_painter.drawText(baseline, text);
}

} // namespace ui
