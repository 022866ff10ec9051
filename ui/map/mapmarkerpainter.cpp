// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapmarkerpainter.h"

#include "herdcore/base/escape.h"
#include "ui/live/topologyglyphs.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLineF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <map>

namespace ui {

namespace {

constexpr int mostTrailSegments = 3'000; // in one frame
constexpr int mostLabels = 200;
constexpr double labelWidth = 150; // pixels, then elided

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::MapView", text);
}

} // namespace

bool MapMarkerPainter::isSelected(const Scene &scene, const MapItem &item)
{
    return !item.isCluster() && !scene.selected.isEmpty()
        && scene.markers[item.members.front()].client == scene.selected;
}

void MapMarkerPainter::paint(QPainter &painter, const Scene &scene)
{
    m_labels = {};
    for (const QRectF &rect : scene.reserved)
        m_labels.take(rect);
    m_trailBudget = mostTrailSegments;
    m_letters = serverLetters(scene.state.profile());
    const auto &items = scene.arrangement.items();
    if (scene.showsTrails) {
        // From the top down, so that the selected client's trail is the last to go when there are too many.
        for (auto item = items.rbegin(); item != items.rend(); ++item)
            paintTrail(painter, scene, *item);
    }
    for (const MapItem &item : items)
        paintNewest(painter, scene, item);
    for (const MapItem &item : items) {
        if (item.at != item.home) {
            painter.setPen(QPen(scene.theme.mutedText, 1));
            painter.drawLine(item.home, item.at);
        }
    }
    for (const MapItem &item : items) {
        const double radius = scene.arrangement.radiusOf(item);
        m_labels.take(QRectF(item.at.x() - radius, item.at.y() - radius, 2 * radius, 2 * radius));
        if (item.isCluster())
            paintCluster(painter, scene, item);
        else
            paintItem(painter, scene, item);
    }
    paintLabels(painter, scene);
}

void MapMarkerPainter::paintTrail(QPainter &painter, const Scene &scene, const MapItem &item)
{
    const MapMarker &marker = scene.markers[item.members.front()];
    const auto facts = scene.state.clients().find(marker.client);
    if (item.isCluster() || item.at != item.home || facts == scene.state.clients().end())
        return;
    const auto &trail = facts->second.trail;
    const bool selected = isSelected(scene, item);
    QColor colour = scene.theme.server(marker.server);
    const double strength = strengthOf(scene.nowNs - marker.learnedNs);
    QPointF to = item.at;
    QPointF toWorld = scene.camera.toWorld(item.at);
    double share = 1;
    for (auto record = trail.rbegin(); record != trail.rend() && m_trailBudget > 0; ++record, --m_trailBudget) {
        QPointF world = worldOf({ record->latitude, record->longitude });
        world.setX(nearestCopy(world.x(), toWorld.x()));
        const QPointF from = scene.camera.toScreenExactly(world);
        if (QLineF(from, to).length() > 1.5) {
            colour.setAlphaF(static_cast<float>(strength * (0.2 + 0.7 * share)));
            painter.setPen(QPen(colour, selected ? 3 : 2, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(from, to);
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawEllipse(from, 2, 2);
            to = from;
            toWorld = world;
        }
        share *= 0.93;
    }
}

void MapMarkerPainter::paintNewest(QPainter &painter, const Scene &scene, const MapItem &item)
{
    for (const size_t member : item.members) {
        const MapMarker &marker = scene.markers[member];
        if (!marker.newest)
            continue;
        const QPointF home = scene.camera.toWorld(item.home);
        const QPointF newest
            = scene.camera.toScreenExactly({ nearestCopy(marker.newest->x(), home.x()), marker.newest->y() });
        const double radius = scene.arrangement.radiusOf({ {}, { member }, {} }) * 0.7;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(scene.theme.text, 1, Qt::DashLine));
        painter.drawLine(item.at, newest);
        painter.setPen(QPen(scene.theme.text, 1.5, Qt::DotLine));
        painter.drawEllipse(newest, radius, radius);
    }
}

const QPixmap &MapMarkerPainter::stamp(
    const Scene &scene, const QPainter &painter, const MapMarker &marker, double radius)
{
    const double ratio = painter.device()->devicePixelRatioF();
    if (const StampLook look{ radius, ratio, scene.theme.dark, scene.font }; look != m_stampLook) {
        m_stamps.clear();
        m_stampLook = look;
    }
    QPixmap &pixmap = m_stamps[marker.server * 2 + (marker.isUnknown ? 1 : 0)];
    if (!pixmap.isNull())
        return pixmap;
    const double half = radius + 3;
    pixmap = QPixmap((QSizeF(2 * half, 2 * half) * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter p(&pixmap);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF box(3, 3, 2 * radius, 2 * radius);
    const QColor colour = scene.theme.server(marker.server);
    const QPainterPath shape = serverShape(std::max(0, marker.server), box);
    p.strokePath(shape, QPen(scene.theme.surface, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (marker.isUnknown) {
        p.fillPath(shape, scene.theme.surface);
        p.strokePath(shape, QPen(colour, 2, Qt::DotLine));
    } else {
        p.fillPath(shape, colour);
    }
    QFont font = scene.font;
    font.setBold(true);
    const QString letters
        = marker.isUnknown ? QStringLiteral("?") : m_letters.value(marker.server, QStringLiteral("?"));
    font.setPixelSize(std::max(6, qRound(radius * (letters.size() > 1 ? 0.88 : 1.15))));
    p.setFont(font);
    p.setPen(marker.isUnknown ? scene.theme.text : inkOn(colour));
    p.drawText(box, Qt::AlignCenter, letters);
    return pixmap;
}

void MapMarkerPainter::paintRings(QPainter &painter, const Scene &scene, const MapItem &item)
{
    const double radius = scene.arrangement.radiusOf(item);
    painter.setBrush(Qt::NoBrush);
    const bool lit = std::any_of(item.members.begin(), item.members.end(),
        [&](size_t member) { return !scene.followed.isNull() && scene.markers[member].update == scene.followed; });
    if (lit) {
        painter.setPen(QPen(scene.theme.update(qHash(scene.followed)), 3));
        painter.drawEllipse(item.at, radius + 7, radius + 7);
    }
    if (isSelected(scene, item)) {
        painter.setPen(QPen(scene.theme.text, 2));
        painter.drawEllipse(item.at, radius + 4, radius + 4);
    }
}

void MapMarkerPainter::paintItem(QPainter &painter, const Scene &scene, const MapItem &item)
{
    const MapMarker &marker = scene.markers[item.members.front()];
    const double radius = scene.arrangement.radiusOf(item);
    paintRings(painter, scene, item);
    const QPixmap &pixmap = stamp(scene, painter, marker, radius);
    painter.setOpacity(strengthOf(scene.nowNs - marker.learnedNs));
    painter.drawPixmap(item.at - QPointF(radius + 3, radius + 3), pixmap);
    painter.setOpacity(1);
    if (marker.beyond != 0) {
        const double angle = marker.beyond * M_PI / 2;
        painter.fillPath(arrowHead(item.at + QPointF(0, marker.beyond * (radius + 8)), 6, angle), scene.theme.text);
    }
}

void MapMarkerPainter::paintCluster(QPainter &painter, const Scene &scene, const MapItem &item)
{
    const double radius = scene.arrangement.radiusOf(item);
    paintRings(painter, scene, item);
    painter.setPen(Qt::NoPen);
    painter.setBrush(scene.theme.surface);
    painter.drawEllipse(item.at, radius + 2, radius + 2);
    // Around it, how many belong to which server.
    std::map<int, int> shares;
    for (const size_t member : item.members)
        ++shares[scene.markers[member].server];
    const QRectF box(item.at.x() - radius, item.at.y() - radius, 2 * radius, 2 * radius);
    int before = 0;
    for (const auto &[server, count] : shares) {
        const auto total = static_cast<int>(item.members.size());
        painter.setBrush(scene.theme.server(server));
        const int from = 16 * 360 * before / total;
        before += count;
        painter.drawPie(box, 16 * 90 - from, -(16 * 360 * before / total - from));
    }
    painter.setBrush(scene.theme.surface);
    painter.drawEllipse(item.at, radius - 4, radius - 4);
    QFont font = scene.font;
    font.setBold(true);
    const QString count = QString::number(item.members.size());
    font.setPixelSize(
        std::max(6, qRound((radius - 4) * (count.size() < 3 ? 1.2 : 2.4 / static_cast<double>(count.size())))));
    painter.setFont(font);
    painter.setPen(scene.theme.text);
    painter.drawText(box, Qt::AlignCenter, count);
}

void MapMarkerPainter::paintLabels(QPainter &painter, const Scene &scene)
{
    int left = mostLabels;
    const auto &items = scene.arrangement.items();
    for (auto item = items.rbegin(); item != items.rend() && left > 0; ++item) {
        if (!item->isCluster() && paintLabel(painter, scene, *item, isSelected(scene, *item)))
            --left;
    }
}

bool MapMarkerPainter::paintLabel(QPainter &painter, const Scene &scene, const MapItem &item, bool always)
{
    const MapMarker &marker = scene.markers[item.members.front()];
    QFont font = scene.font;
    font.setBold(always);
    const QFontMetricsF metrics(font);
    QString text = herdcore::base::escapedText(marker.client.bytes(), 60);
    if (marker.isUnknown)
        text = tr("%1, unknown to %2").arg(text, scene.viewpoint);
    text = metrics.elidedText(text, Qt::ElideRight, marker.isUnknown ? 2 * labelWidth : labelWidth);
    const QSizeF size(metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
    const double away = scene.arrangement.radiusOf(item) + (always ? 7 : 4);
    const QPointF places[] = {
        { away, -size.height() / 2 },
        { -away - size.width(), -size.height() / 2 },
        { -size.width() / 2, -away - size.height() },
        { -size.width() / 2, away },
    };
    const QRectF view(QPointF(), scene.camera.size());
    const auto *place = std::find_if(std::begin(places), std::end(places), [&](QPointF offset) {
        const QRectF box(item.at + offset, size);
        return view.contains(box) && m_labels.isFree(box);
    });
    if (place == std::end(places)) {
        if (!always)
            return false;
        place = std::begin(places);
    }
    const QRectF box(item.at + *place, size);
    m_labels.take(box);
    QColor back = scene.theme.surface;
    back.setAlphaF(0.82F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(back);
    painter.drawRoundedRect(box, 3, 3);
    painter.setFont(font);
    painter.setPen(scene.theme.text);
    painter.drawText(box, Qt::AlignCenter, text);
    return true;
}

void MapMarkerPainter::paintGhost(
    QPainter &painter, const Scene &scene, const MapMarker &marker, QPointF from, QPointF at)
{
    const double radius = scene.arrangement.radiusOf({ {}, { 0 }, {} });
    painter.setPen(QPen(scene.theme.text, 1.5, Qt::DashLine));
    painter.drawLine(from, at);
    painter.setOpacity(0.75);
    painter.drawPixmap(at - QPointF(radius + 3, radius + 3), stamp(scene, painter, marker, radius));
    painter.setOpacity(1);
}

} // namespace ui
