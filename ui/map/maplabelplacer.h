// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QPoint>
#include <QRectF>

#include <cmath>
#include <vector>

namespace ui {

// Keeps labels apart: first come, first served. Rectangles are filed by coarse cells, so a thousand labels stay quick.
class MapLabelPlacer
{
public:
    [[nodiscard]] bool isFree(const QRectF &rect) const
    {
        bool free = true;
        forCells(rect, [&](QPoint cell) {
            const auto found = m_cells.constFind(cell);
            if (found == m_cells.cend())
                return;
            for (const QRectF &taken : *found)
                free = free && !taken.intersects(rect);
        });
        return free;
    }

    void take(const QRectF &rect)
    {
        forCells(rect, [&](QPoint cell) { m_cells[cell].push_back(rect); });
    }

    // Takes it if it is free.
    bool place(const QRectF &rect)
    {
        if (!isFree(rect))
            return false;
        take(rect);
        return true;
    }

private:
    static constexpr double cellSize = 64;

    template <typename Visit> static void forCells(const QRectF &rect, const Visit &visit)
    {
        const auto cellOf = [](double position) {
            return static_cast<int>(std::floor(position / cellSize));
        };
        for (int y = cellOf(rect.top()); y <= cellOf(rect.bottom()); ++y) {
            for (int x = cellOf(rect.left()); x <= cellOf(rect.right()); ++x)
                visit(QPoint(x, y));
        }
    }

    QHash<QPoint, std::vector<QRectF>> m_cells;
};

} // namespace ui
