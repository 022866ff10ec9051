// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapclip.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace ui {

namespace {

constexpr double worthDrawing = 0.7; // pixels

// One side of the rectangle: keeps what `inside` holds true, cuts edges where they cross.
template <typename Inside, typename Cross>
QPolygonF cutBySide(const QPolygonF &ring, const Inside &inside, const Cross &cross)
{
    QPolygonF kept;
    kept.reserve(ring.size() + 8);
    for (qsizetype i = 0; i < ring.size(); ++i) {
        const QPointF &from = ring[i == 0 ? ring.size() - 1 : i - 1];
        const QPointF &to = ring[i];
        if (inside(from) != inside(to))
            kept.append(cross(from, to));
        if (inside(to))
            kept.append(to);
    }
    return kept;
}

QPointF atX(const QPointF &a, const QPointF &b, double x)
{
    return { x, a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x()) };
}

QPointF atY(const QPointF &a, const QPointF &b, double y)
{
    return { a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()), y };
}

// Liang-Barsky.
std::optional<std::pair<QPointF, QPointF>> clippedSegment(const QPointF &a, const QPointF &b, const QRectF &rect)
{
    const QPointF d = b - a;
    double from = 0;
    double to = 1;
    const auto cut = [&from, &to](double direction, double distance) {
        if (direction == 0)
            return distance >= 0;
        const double t = distance / direction;
        if (direction < 0)
            from = std::max(from, t);
        else
            to = std::min(to, t);
        return from <= to;
    };
    if (!cut(-d.x(), a.x() - rect.left()) || !cut(d.x(), rect.right() - a.x()) || !cut(-d.y(), a.y() - rect.top())
        || !cut(d.y(), rect.bottom() - a.y()))
        return std::nullopt;
    return std::pair(from > 0 ? a + d * from : a, to < 1 ? a + d * to : b);
}

} // namespace

QPolygonF clippedRing(const QPolygonF &ring, const QRectF &rect)
{
    const QRectF bounds = ring.boundingRect();
    if (rect.contains(bounds))
        return ring;
    const double left = rect.left();
    const double right = rect.right();
    const double top = rect.top();
    const double bottom = rect.bottom();
    QPolygonF kept = cutBySide(
        ring, [left](const QPointF &p) { return p.x() >= left; },
        [left](const QPointF &a, const QPointF &b) { return atX(a, b, left); });
    kept = cutBySide(
        kept, [right](const QPointF &p) { return p.x() <= right; },
        [right](const QPointF &a, const QPointF &b) { return atX(a, b, right); });
    kept = cutBySide(
        kept, [top](const QPointF &p) { return p.y() >= top; },
        [top](const QPointF &a, const QPointF &b) { return atY(a, b, top); });
    return cutBySide(
        kept, [bottom](const QPointF &p) { return p.y() <= bottom; },
        [bottom](const QPointF &a, const QPointF &b) { return atY(a, b, bottom); });
}

std::vector<QPolygonF> clippedLine(const QPolygonF &line, const QRectF &rect)
{
    std::vector<QPolygonF> runs;
    QPolygonF run;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const auto segment = clippedSegment(line[i - 1], line[i], rect);
        if (!segment || (!run.isEmpty() && run.last() != segment->first)) {
            if (!run.isEmpty())
                runs.push_back(std::exchange(run, {}));
        }
        if (!segment)
            continue;
        if (run.isEmpty())
            run.append(segment->first);
        run.append(segment->second);
    }
    if (!run.isEmpty())
        runs.push_back(std::move(run));
    return runs;
}

QPolygonF toPixels(const QPolygonF &world, QPointF origin, double scale)
{
    QPolygonF pixels;
    pixels.reserve(world.size());
    for (qsizetype i = 0; i < world.size(); ++i) {
        const QPointF pixel = (world[i] - origin) * scale;
        if (!pixels.isEmpty() && i + 1 < world.size()) {
            const QPointF step = pixel - pixels.last();
            if (std::abs(step.x()) < worthDrawing && std::abs(step.y()) < worthDrawing)
                continue;
        }
        pixels.append(pixel);
    }
    return pixels;
}

} // namespace ui
