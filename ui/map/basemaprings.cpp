// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/basemaprings.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

// Where the data itself is cut at 180 degrees there is no coast to stroke.
bool isOnSeam(const QPointF &a, const QPointF &b)
{
    constexpr double tiny = 1e-7;
    return std::abs(a.x() - std::round(a.x())) < tiny && std::abs(b.x() - a.x()) < tiny;
}

} // namespace

std::vector<BasemapLine> coastsOf(const QPolygonF &ring)
{
    std::vector<BasemapLine> coasts;
    QPolygonF run;
    const auto finish = [&coasts, &run] {
        if (run.size() > 1)
            coasts.push_back({ run, run.boundingRect() });
    };
    for (qsizetype i = 0; i < ring.size(); ++i) {
        if (i > 0 && isOnSeam(ring[i - 1], ring[i])) {
            finish();
            run.clear();
        }
        run.append(ring[i]);
    }
    finish();
    return coasts;
}

double ringArea(const QPolygonF &ring)
{
    double twice = 0;
    for (qsizetype i = 0; i < ring.size(); ++i) {
        const QPointF &a = ring[i];
        const QPointF &b = ring[(i + 1) % ring.size()];
        twice += a.x() * b.y() - b.x() * a.y();
    }
    return std::abs(twice) / 2;
}

QPointF labelPoint(const QPolygonF &ring, const QRectF &bounds)
{
    QPointF best = bounds.center();
    double widest = 0;
    for (const double share : { 0.5, 0.4, 0.6, 0.3, 0.7 }) {
        const double y = bounds.top() + bounds.height() * share;
        std::vector<double> crossings;
        for (qsizetype i = 0; i < ring.size(); ++i) {
            const QPointF &a = ring[i];
            const QPointF &b = ring[(i + 1) % ring.size()];
            if ((a.y() > y) != (b.y() > y))
                crossings.push_back(a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()));
        }
        std::sort(crossings.begin(), crossings.end());
        for (size_t i = 0; i + 1 < crossings.size(); i += 2) {
            const double width = crossings[i + 1] - crossings[i];
            if (width > widest * 1.15) { // a line nearer to the middle is worth a little width
                widest = width;
                best = { crossings[i] + width / 2, y };
            }
        }
    }
    return best;
}

} // namespace ui
