// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologycamera.h"

#include <algorithm>

namespace ui {

void TopologyCamera::fit(const QRectF &world, const QRectF &area)
{
    const auto scaleFor = [](double from, double to) {
        return from < 1e-6 ? maxScale : std::clamp(to / from, minScale, maxScale);
    };
    m_scaleX = scaleFor(world.width(), area.width());
    m_scaleY = scaleFor(world.height(), area.height());
    m_scaleX = std::min(m_scaleX, m_scaleY * maxStretch);
    m_scaleY = std::min(m_scaleY, m_scaleX * maxStretch);
    const QPointF centre = world.center();
    m_origin = area.center() - QPointF(centre.x() * m_scaleX, centre.y() * m_scaleY);
}

bool TopologyCamera::zoomAbout(QPointF screen, double factor)
{
    const double x = m_scaleX * factor;
    const double y = m_scaleY * factor;
    if (std::min(x, y) < minScale || std::max(x, y) > maxScale)
        return false;
    const QPointF world = toWorld(screen);
    m_scaleX = x;
    m_scaleY = y;
    m_origin = screen - QPointF(world.x() * x, world.y() * y);
    return true;
}

} // namespace ui
