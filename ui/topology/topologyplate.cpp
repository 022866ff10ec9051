// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologyplate.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(std::clamp(alpha, 0.0, 1.0)));
    return colour;
}

void paintPlate(QPainter &painter, const QString &text, QPointF middle, const QRectF &within, const QColor &ink,
    const QColor &plate, const QColor &border)
{
    const QFontMetricsF metrics(painter.font());
    const double height = metrics.height();
    QRectF box(0, 0, std::min(metrics.horizontalAdvance(text) + height * 0.8, within.width()), height * 1.2);
    box.moveCenter(middle);
    box.moveLeft(std::clamp(box.left(), within.left(), std::max(within.left(), within.right() - box.width())));
    box.moveTop(std::clamp(box.top(), within.top(), std::max(within.top(), within.bottom() - box.height())));
    painter.setPen(border.alpha() > 0 ? QPen(border, 1) : QPen(Qt::NoPen));
    painter.setBrush(plate);
    painter.drawRoundedRect(box, height * 0.4, height * 0.4);
    painter.setPen(ink);
    const QRectF inner = box.adjusted(height * 0.3, 0, -height * 0.3, 0);
    painter.drawText(inner, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, inner.width()));
}

} // namespace ui
