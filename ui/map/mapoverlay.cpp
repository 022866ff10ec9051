// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapoverlay.h"

#include "ui/map/mapgraticule.h"
#include "ui/map/maplabelplacer.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLineF>
#include <QPainterPath>

#include <algorithm>

namespace ui {

namespace {

constexpr double handleRadius = 6; // pixels
constexpr double edge = 6; // between the corner texts and the view's edge
constexpr double pinHeight = 18;

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::MapView", text);
}

QFont smaller(const QFont &font)
{
    QFont small = font;
    if (font.pointSizeF() > 0)
        small.setPointSizeF(font.pointSizeF() * 0.85);
    return small;
}

// Text on a pale patch, so that it is legible over anything.
void paintPatch(QPainter &painter, const MapOverlay::Look &look, const QRectF &box, const QString &text)
{
    QColor back = look.theme.surface;
    back.setAlphaF(0.75F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(back);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(look.theme.mutedText);
    painter.drawText(box, Qt::AlignCenter, text);
}

QPainterPath pinShape(QPointF tip)
{
    const double r = pinHeight * 0.36;
    const QPointF head = tip - QPointF(0, pinHeight - r);
    QPainterPath path(tip);
    path.cubicTo(tip - QPointF(r * 0.3, pinHeight * 0.35), head + QPointF(-r, r * 0.9), head - QPointF(r, 0));
    path.arcTo(QRectF(head.x() - r, head.y() - r, 2 * r, 2 * r), 180, -180);
    path.cubicTo(head + QPointF(r, r * 0.9), tip + QPointF(r * 0.3, -pinHeight * 0.35), tip);
    return path;
}

void paintCross(QPainter &painter, QPointF at, double inner, double outer)
{
    for (const QPointF &direction : { QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1) })
        painter.drawLine(at + direction * inner, at + direction * outer);
}

void paintDegrees(QPainter &painter, const MapOverlay::Look &look, const QFontMetricsF &metrics)
{
    const MapGraticule graticule = MapGraticule::of(look.camera);
    for (const auto &line : graticule.meridians) {
        const double width = metrics.horizontalAdvance(line.text) + 4;
        if (line.position > 30 && line.position + width < look.camera.size().width())
            paintPatch(painter, look, QRectF(line.position - width / 2, 1, width, metrics.height()), line.text);
    }
    for (const auto &line : graticule.parallels) {
        const double width = metrics.horizontalAdvance(line.text) + 4;
        if (line.position > 40 && line.position < look.camera.size().height() - 60)
            paintPatch(
                painter, look, QRectF(1, line.position - metrics.height() / 2, width, metrics.height()), line.text);
    }
}

} // namespace

QPointF MapOverlay::handleAt(const QueryCircle &circle, const MapCamera &camera)
{
    const QPointF centre = worldOf(circle.centre);
    const QPointF handle = worldOf(handleOf(circle));
    // The handle goes with the copy of the circle that is nearest to the view's middle.
    const double copy = nearestCopy(centre.x(), camera.centre().x());
    return camera.toScreenExactly({ nearestCopy(handle.x(), copy), handle.y() });
}

QSet<QString> MapOverlay::pinNames() const
{
    QSet<QString> names;
    for (const MapPin &pin : pins)
        names.insert(pin.name);
    return names;
}

bool MapOverlay::isOnHandle(QPointF screen, const MapCamera &camera) const
{
    return circle && QLineF(handleAt(*circle, camera), screen).length() <= handleRadius + 3;
}

void MapOverlay::paintGround(QPainter &painter, const Look &look) const
{
    painter.setFont(smaller(look.font));
    paintDegrees(painter, look, QFontMetricsF(painter.font()));
    if (circle)
        paintCircle(painter, look);
}

void MapOverlay::paintCircle(QPainter &painter, const Look &look) const
{
    const QPolygonF outline = outlineOf(*circle);
    QColor fill = look.theme.accent;
    fill.setAlphaF(0.11F);
    painter.setBrush(fill);
    painter.setPen(QPen(look.theme.accent, 2));
    const std::vector<double> copies = look.camera.copies();
    for (double copy = copies.front() - 1; copy <= copies.back() + 1; copy += 1) {
        QPolygonF pixels;
        for (const QPointF &point : outline)
            pixels.append(look.camera.toScreenExactly(point + QPointF(copy, 0)));
        if (pixels.boundingRect().intersects(QRectF(QPointF(), look.camera.size())))
            painter.drawPolygon(pixels);
    }
    const QPointF handle = handleAt(*circle, look.camera);
    const QPointF centre = look.camera.toScreen(worldOf(circle->centre));
    painter.setPen(QPen(look.theme.accent, 1, Qt::DashLine));
    painter.drawLine(centre, handle);
    painter.setPen(QPen(look.theme.surface, 2));
    painter.setBrush(look.theme.accent);
    painter.drawEllipse(handle, handleRadius, handleRadius);
    painter.setFont(look.font);
    const bool isMost = circle->radiusKm >= maxQueryRadiusKm;
    const QString number = QString::number(circle->radiusKm, 'g', 4);
    const QString text = isMost ? tr("%1 km, maximum").arg(number) : tr("%1 km").arg(number);
    const QFontMetricsF metrics(look.font);
    const QSizeF size(metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
    paintPatch(painter, look, QRectF(handle + QPointF(-handleRadius, handleRadius + 4), size), text);
}

void MapOverlay::paintPins(QPainter &painter, const Look &look) const
{
    const QFont font = smaller(look.font);
    const QFontMetricsF metrics(font);
    MapLabelPlacer labels;
    std::vector<QPointF> tips;
    for (const MapPin &pin : pins) {
        const QPointF tip = look.camera.toScreen(worldOf({ pin.latitude, pin.longitude }));
        tips.push_back(tip);
        painter.setPen(QPen(look.theme.surface, 1.5));
        painter.setBrush(look.theme.accent);
        painter.drawPath(pinShape(tip));
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.theme.accentText);
        painter.drawEllipse(tip - QPointF(0, pinHeight * 0.64), 2.4, 2.4);
        labels.take(QRectF(tip.x() - 5, tip.y() - pinHeight + 4, 10, pinHeight - 6));
    }
    painter.setFont(font);
    for (size_t i = 0; i < tips.size(); ++i) {
        const QString text = metrics.elidedText(pins[static_cast<qsizetype>(i)].name, Qt::ElideRight, 160);
        const QSizeF size(metrics.horizontalAdvance(text) + 6, metrics.height());
        const QPointF middle = tips[i] - QPointF(0, pinHeight * 0.6 + size.height() / 2);
        const QRectF right(middle + QPointF(8, 0), size);
        const QRectF left(middle - QPointF(8 + size.width(), 0), size);
        if (labels.place(right))
            paintPatch(painter, look, right, text);
        else if (labels.place(left))
            paintPatch(painter, look, left, text);
    }
}

void MapOverlay::paintTop(QPainter &painter, const Look &look) const
{
    paintPins(painter, look);
    if (picked) {
        const QPointF at = look.camera.toScreen(worldOf(*picked));
        painter.setBrush(Qt::NoBrush);
        for (const QPen &pen : { QPen(look.theme.surface, 5), QPen(look.theme.text, 2) }) {
            painter.setPen(pen);
            painter.drawEllipse(at, 6, 6);
            paintCross(painter, at, 6, 14);
        }
        painter.setFont(look.font);
        const QFontMetricsF metrics(look.font);
        const QString text = isoText(*picked, decimalsFor(look.camera.kilometresPerPixel()));
        const QSizeF size(metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
        paintPatch(painter, look, QRectF(at + QPointF(-size.width() / 2, 17), size), text);
    }
    if (aims) {
        const QPointF middle(look.camera.size().width() / 2, look.camera.size().height() / 2);
        painter.setPen(QPen(look.theme.accent, 2));
        paintCross(painter, middle, 5, 16);
    }
}

void MapOverlay::paintMargins(
    QPainter &painter, const Look &look, const std::optional<GeoPoint> &pointer, const QString &note) const
{
    const QFont font = smaller(look.font);
    const QFontMetricsF metrics(font);
    const double width = look.camera.size().width();
    const double height = look.camera.size().height();
    painter.setFont(font);
    const double textHeight = metrics.height() + 2;
    const MapScaleBar bar = MapScaleBar::of(look.camera, 120);
    const QString credit = tr("Natural Earth · US Census · GeoNames CC BY 4.0");
    const double creditWidth = metrics.horizontalAdvance(credit) + 8;
    const double bottom = height - edge;
    QRectF creditBox(width - edge - creditWidth, bottom - textHeight, creditWidth, textHeight);
    paintPatch(painter, look, creditBox, credit);
    if (!pins.isEmpty() && !pinsCredit.isEmpty()) {
        const QString text = metrics.elidedText(pinsCredit, Qt::ElideRight, width - 2 * edge - 8);
        const double textWidth = metrics.horizontalAdvance(text) + 8;
        const QRectF box(width - edge - textWidth, creditBox.top() - textHeight - 2, textWidth, textHeight);
        paintPatch(painter, look, box, text);
        creditBox = creditBox.united(box);
    }

    QRectF scaleBox(edge, bottom - textHeight - 6, bar.pixels + 12, textHeight + 6);
    if (scaleBox.right() + 4 > creditBox.left()) // a narrow map: one above the other
        scaleBox.moveBottom(creditBox.top() - 4);
    paintPatch(painter, look, scaleBox, {});
    painter.setPen(look.theme.text);
    painter.drawText(scaleBox.adjusted(0, 0, 0, -6), Qt::AlignCenter, bar.text);
    const double y = scaleBox.bottom() - 5;
    painter.setPen(QPen(look.theme.text, 1.5));
    painter.drawPolyline(QPolygonF(
        { { edge + 6, y - 4 }, { edge + 6, y }, { edge + 6 + bar.pixels, y }, { edge + 6 + bar.pixels, y - 4 } }));
    if (!note.isEmpty()) {
        const QSizeF size(metrics.horizontalAdvance(note) + 8, textHeight);
        paintPatch(painter, look, QRectF({ edge, scaleBox.top() - textHeight - 4 }, size), note);
    }
    if (pointer) {
        const QString text = isoText(*pointer, decimalsFor(look.camera.kilometresPerPixel()));
        const QRectF box(scaleBox.right() + 4, bottom - textHeight, metrics.horizontalAdvance(text) + 8, textHeight);
        if (box.right() < creditBox.left())
            paintPatch(painter, look, box, text);
    }
}

void MapOverlay::paintCard(QPainter &painter, const Look &look, const QString &text)
{
    painter.setFont(look.font);
    const QFontMetricsF metrics(look.font);
    const QSizeF view = look.camera.size();
    const double width = std::min(view.width() - 40, 420.0);
    const QRectF needed = metrics.boundingRect(QRectF(0, 0, width, view.height()), Qt::TextWordWrap, text);
    QRectF box(0, 0, needed.width() + 28, needed.height() + 18);
    box.moveCenter({ view.width() / 2, view.height() - 60 - box.height() / 2 });
    painter.setPen(QPen(look.theme.border, 1));
    painter.setBrush(look.theme.raised);
    painter.drawRoundedRect(box, 6, 6);
    painter.setPen(look.theme.text);
    painter.drawText(box.adjusted(14, 9, -14, -9), Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace ui
