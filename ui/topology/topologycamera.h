// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointF>
#include <QRectF>

namespace ui {

// Maps the layout's plane to the widget. The two directions may be stretched differently when fitting, so that a
// herd uses a wide or a tall window; zooming and panning keep the ratio.
class TopologyCamera
{
public:
    [[nodiscard]] QPointF toScreen(QPointF world) const
    {
        return { m_origin.x() + world.x() * m_scaleX, m_origin.y() + world.y() * m_scaleY };
    }
    [[nodiscard]] QPointF toWorld(QPointF screen) const
    {
        return { (screen.x() - m_origin.x()) / m_scaleX, (screen.y() - m_origin.y()) / m_scaleY };
    }

    // `world` fills `area`, in the middle of it, stretched by at most `maxStretch`.
    void fit(const QRectF &world, const QRectF &area);
    // What is at `screen` stays there. False, and nothing changes, at either end of the range.
    bool zoomAbout(QPointF screen, double factor);
    void pan(QPointF screenDelta) { m_origin += screenDelta; }

    friend bool operator==(const TopologyCamera &, const TopologyCamera &) = default;

private:
    static constexpr double maxStretch = 1.7;
    static constexpr double minScale = 4; // pixels per unit
    static constexpr double maxScale = 4000;

    QPointF m_origin;
    double m_scaleX = 100;
    double m_scaleY = 100;
};

} // namespace ui
