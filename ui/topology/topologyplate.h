// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

class QPainter;

namespace ui {

// Text in the painter's font on a rounded plate around `middle`, moved and elided to stay within `within`.
void paintPlate(QPainter &painter, const QString &text, QPointF middle, const QRectF &within, const QColor &ink,
    const QColor &plate, const QColor &border);

// The colour with that opacity, 0 to 1.
[[nodiscard]] QColor faded(QColor colour, double alpha);

} // namespace ui
