// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/updatesummary.h"

#include <QFont>
#include <QRectF>

class QPainter;

namespace ui {

struct Theme;

// The texts at the edges of the topology, in the widget's own font at every zoom.
class TopologyNotes
{
public:
    TopologyNotes(QPainter &painter, const Theme &theme, const QFont &font, const QRectF &widget);

    // The height above and below that the notes may take.
    [[nodiscard]] static double stripHeight(const QFont &font);

    void paintLegend(); // which shape is which kind; as much as fits
    void paintSummary(const UpdateSummary &summary, bool reading);
    void paintSampling(int messagesPerSecond);
    void paintEmpty(const QString &text);

private:
    [[nodiscard]] QRectF strip() const;

    QPainter &m_painter;
    const Theme &m_theme;
    const QFont m_font;
    const QRectF m_widget;
    const double m_unit;
};

} // namespace ui
